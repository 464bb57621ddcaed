"""`iro clock explain`: prints due dates and why, from the law alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from iro_embedded.cli.answering import CannotAnswer, document, lines
from iro_embedded.cli.days import parse_day
from iro_embedded.cli.other_clocks import Adjourned, CausesOfEarly, DecisionsReceived, EveryClock, OtherClocks
from iro_statute import (
    Basis,
    CarePeriod,
    Due,
    Judged,
    OutsideCalendar,
    Regime,
    RegimeChange,
    ReviewDay,
    explain,
    in_words,
    verdict,
    walk,
)

app = typer.Typer(no_args_is_help=True)


class Bases(StrEnum):
    """Which readings of three and six months to print."""

    STATUTE = "statute"
    INDICATOR = "indicator"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class _Adoption:
    """The days on which the regime changed."""

    authority: Sequence[date]
    authority_ended: Sequence[date]
    placed: Sequence[date]
    returned: Sequence[date]

    def changes(self) -> Iterator[RegimeChange]:
        for on in self.authority:
            yield RegimeChange(on, Regime.AUTHORITY)
        for on in self.authority_ended:
            yield RegimeChange(on, Regime.ORDINARY)
        for on in self.placed:
            yield RegimeChange(on, Regime.PLACED)
        for on in self.returned:
            yield RegimeChange(on, Regime.AUTHORITY if self._stands(on) else Regime.ORDINARY)

    def _stands(self, on: date) -> bool:
        given = max((day for day in self.authority if day <= on), default=None)
        return given is not None and not any(given <= day <= on for day in self.authority_ended)


@app.callback()
def _clock() -> None:
    """The law's clocks, from the law alone: no database."""


def _review(text: str) -> ReviewDay:
    held_on, _, completed_on = text.partition("..")
    return ReviewDay(parse_day(held_on), parse_day(completed_on) if completed_on else None)


def _day(told: str) -> Any:
    return typer.Option(parser=parse_day, metavar="DATE", help=told)


_Start = Annotated[date, _day("The day the child became looked after.")]
_Ended = Annotated[date | None, _day("The day the child ceased to be looked after.")]
_Held = Annotated[
    list[ReviewDay] | None,
    typer.Option(parser=_review, metavar="DATE[..DATE]", help="A review held; FIRST..LAST for a series. Repeatable."),
]
_Authority = Annotated[list[date] | None, _day("Authority to place for adoption given. Repeatable.")]
_AuthorityEnded = Annotated[list[date] | None, _day("Authority to place ended, the child not placed. Repeatable.")]
_Placed = Annotated[list[date] | None, _day("Placed for adoption, or moved to other adopters. Repeatable.")]
_Returned = Annotated[list[date] | None, _day("Returned by the adopters. Repeatable.")]


@app.command("explain")
def explain_clock(  # noqa: PLR0913 -- every option is one thing the law asks
    *,
    start: _Start,
    held: _Held = None,
    authority: _Authority = None,
    authority_ended: _AuthorityEnded = None,
    placed: _Placed = None,
    returned: _Returned = None,
    ended: _Ended = None,
    adjourned: Adjourned = None,
    decisions: DecisionsReceived = None,
    early: CausesOfEarly = None,
    clocks: EveryClock = False,
    start_unknown: Annotated[
        bool, typer.Option("--start-unknown", help="--start is only the first day known.")
    ] = False,
    short_break: Annotated[bool, typer.Option("--short-break", help="A series of short breaks.")] = False,
    basis: Annotated[Bases, typer.Option(help="Calendar months, or 91 and 183 days.")] = Bases.BOTH,
    json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Prints every review's due date with its reasons, and the next one due.

    iro clock explain --start 2014-04-01 --held 2014-05-01 --held 2014-08-02
    """
    adoption = _Adoption(authority or (), authority_ended or (), placed or (), returned or ())
    care = CarePeriod(
        start,
        start_known=not start_unknown,
        changes=tuple(adoption.changes()),
        reviews=tuple(held or ()),
        short_break=short_break,
    )
    _check(care, ended)
    others = OtherClocks(clocks, adjourned or (), decisions or (), early or ())
    try:
        _print(care, basis, ended, others, json=json)
    except OutsideCalendar as outside:
        raise CannotAnswer(f"a date cannot be reckoned: {outside}; give dates within those years") from None


def _print(care: CarePeriod, basis: Bases, ended: date | None, others: OtherClocks, *, json: bool) -> None:
    bases = tuple(Basis) if basis is Bases.BOTH else (Basis(basis.value),)
    if json:
        walked = {each.value: _as_json(care, each, ended) for each in bases}
        document({"start": care.started_on, **walked, "clocks": others.as_json(care)})
    else:
        lines(_told(care, bases, ended))
        beside = tuple(others.told(care))
        lines(("", *beside) if beside else ())


def _check(care: CarePeriod, ended: date | None) -> None:
    days = [
        *(("--held", review.held_on) for review in care.reviews),
        *(("--held", review.completed_on) for review in care.reviews if review.completed_on),
        *(("a change of regime", change.on) for change in care.changes),
    ]
    for name, day in days:
        if day < care.started_on:
            raise typer.BadParameter(f"{name} {day} is before --start {care.started_on}: mend one of the two.")
        if ended and day > ended:
            raise typer.BadParameter(f"{name} {day} is after --ended {ended}: mend one of the two.")
    if any(review.completed_on and review.completed_on < review.held_on for review in care.reviews):
        raise typer.BadParameter("--held FIRST..LAST ends before it begins: turn the two dates round.")
    if ended and ended < care.started_on:
        raise typer.BadParameter(f"--ended {ended} is before --start {care.started_on}: mend one of the two.")


def _told(care: CarePeriod, bases: Sequence[Basis], ended: date | None) -> Iterator[str]:
    for n, basis in enumerate(bases):
        if n:
            yield ""
        yield from explain(care, basis)
        if ended:
            yield _at_the_end(walk(care, basis).next_due, ended)


def _at_the_end(due: Due | None, ended: date) -> str:
    end = f"looked after until {in_words(ended)}"
    if due is None or due.on >= ended:
        return f"{end}: no review fell due unheld"
    return f"{end}: the review due by {in_words(due.on)} was missed"


def _as_json(care: CarePeriod, basis: Basis, ended: date | None) -> dict[str, Any]:
    timetable = walk(care, basis)
    due = timetable.next_due
    return {
        "reviews": [_judged(judged) for judged in timetable.judged],
        "next_due": None if due is None else {"on": due.on, **_reasons(due)},
        "missed": bool(due and ended and due.on < ended),
    }


def _judged(judged: Judged) -> dict[str, Any]:
    return {
        "ordinal": judged.ordinal,
        "held_on": judged.held_on,
        "regime": judged.regime.value,
        "due": judged.due.on if judged.due else None,
        "in_time": judged.in_time,
        "verdict": verdict(judged),
        **(_reasons(judged.due) if judged.due else {}),
    }


def _reasons(due: Due) -> dict[str, Any]:
    return {"rule": due.rule, "forecast": due.forecast, "because": list(due.because)}
