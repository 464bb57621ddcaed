"""Tells a period of care's timetable line by line, as a person would say it."""

from iro_statute.care_period import CarePeriod, Judged
from iro_statute.due import Basis, Due
from iro_statute.timetable import walk
from iro_statute.wording import counted, in_words, ordinal

_READ_BY = {
    Basis.STATUTE: "read by the statute: calendar months",
    Basis.INDICATOR: "read by the indicator: 91 and 183 days",
}


def explain(care: CarePeriod, basis: Basis) -> tuple[str, ...]:
    """Each review with its verdict and, indented, its reasons; then the next one due; raises as `walk` does."""
    timetable = walk(care, basis)
    since = "looked after from" if care.start_known else "start unknown; known to be looked after from"
    return (
        f"{since} {in_words(care.started_on)}; {_READ_BY[basis]}",
        *(line for judged in timetable.judged for line in _review(judged)),
        *_next(timetable.next_due),
    )


def explain_clock(name: str, due: Due) -> tuple[str, ...]:
    """One clock beside the reviews: its date and, indented, its reasons."""
    return (f"{name}: due by {in_words(due.on)}", *_reasons(due))


def verdict(judged: Judged) -> str:
    """`due by 1 May 2014, held on 2 May 2014: 1 day late`; calendar days."""
    held = f"held on {in_words(judged.held_on)}"
    if judged.due is None:
        return f"{held}: not assessable, no due date is known"
    late = (judged.held_on - judged.due.on).days
    said = f"{counted(late, 'day')} late" if late > 0 else "in time"
    return f"due by {in_words(judged.due.on)}, {held}: {said}"


def _review(judged: Judged) -> tuple[str, ...]:
    name = "review" if judged.ordinal is None else f"{ordinal(judged.ordinal)} review"
    return (f"{name}: {verdict(judged)}", *_reasons(judged.due))


def _next(due: Due | None) -> tuple[str, ...]:
    if due is None:
        return ("next review: no due date is known",)
    return (f"next review: due by {in_words(due.on)}", *_reasons(due))


def _reasons(due: Due | None) -> tuple[str, ...]:
    return () if due is None else tuple(f"  {reason}" for reason in due.because)
