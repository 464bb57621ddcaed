"""What an IRO's history comes to: times on the same terms, and the work that was looked at."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID, uuid5

from metrics_service.domain.team_cases import PracticeCase, TeamCase, TermCase
from metrics_service.domain.team_history import Absence, Stint, TeamHistory

_DAY = timedelta(days=1)


def judge_team(history: TeamHistory) -> Sequence[Sequence[TeamCase]]:
    """The cases of one IRO."""
    practice = [
        PracticeCase(history.iro, each.event, each.on, each.seen, each.chaired, (each.event,))
        for each in history.practice
    ]
    return [term for stint in history.stints for term in _terms(history, stint)], practice


def _terms(history: TeamHistory, stint: Stint) -> Iterator[TermCase]:
    """The stint, cut wherever hours, contract or presence change."""
    cuts = sorted({stint.joined_on, *(day for day in _changes(history) if _within(stint, day))})
    for first, following in zip(cuts, (*cuts[1:], None), strict=True):
        until = stint.left_on if following is None else following - _DAY
        yield _term(history, stint, first, until)


def _term(history: TeamHistory, stint: Stint, first: date, until: date | None) -> TermCase:
    hours = [each for each in history.hours if each.on <= first][-1]
    footing = [each for each in history.footings if each.on <= first][-1]
    absence = _absence(history.absences, first)
    return TermCase(
        child=history.iro,
        term=term_id(history.iro, first),
        from_on=first,
        until=until,
        fte=hours.fte,
        contract=footing.contract,
        absent=absence is not None,
        events=tuple(
            dict.fromkeys((*stint.events, hours.event, footing.event, *((absence.event,) if absence else ())))
        ),
    )


def term_id(iro: UUID, first: date) -> UUID:
    """An IRO has one term from a day."""
    return uuid5(iro, first.isoformat())


def _changes(history: TeamHistory) -> Iterator[date]:
    yield from (each.on for each in history.hours)
    yield from (each.on for each in history.footings)
    yield from (each.on for each in history.absences)
    yield from (each.until + _DAY for each in history.absences if each.until is not None)


def _within(stint: Stint, day: date) -> bool:
    return stint.joined_on < day and (stint.left_on is None or day <= stint.left_on)


def _absence(absences: Sequence[Absence], day: date) -> Absence | None:
    """The absence that the day lies in: of several that began by then, the last."""
    begun = [each for each in absences if each.on <= day]
    return begun[-1] if begun and (begun[-1].until is None or day <= begun[-1].until) else None
