"""The rows of a child's statutory returns (SSDA903): where two years differ on one, the later year's stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, assert_never

from iro_events.command import Command
from iro_events.decider import ByState, Context, Decider
from iro_events.event import Event
from review_service.domain.periods import Episode
from review_service.domain.return_codes import ReturnFile, unknown_codes
from review_service.domain.return_reading import Fault, GivenRow, Rejection, Row, episode, faults

Key = tuple[ReturnFile, date | None]
Content = frozenset[tuple[str, str]]


class _RowEvent(Event):
    """`columns` are the row's cells, trimmed and in capitals, without the blank ones."""

    effective: ClassVar = "key_date"
    file: ReturnFile
    key_date: date | None
    year: int | None
    columns: dict[str, str]


class ReturnRowAccepted(_RowEvent):
    """A row of a return was taken for the first time."""


class ReturnRowCorrected(_RowEvent):
    """A later year's return says something else of a row that was taken."""


class ReturnRowConfirmed(_RowEvent):
    """A later year's return says the same of the row: it stands against earlier years from now on."""


RowEvent = ReturnRowAccepted | ReturnRowCorrected | ReturnRowConfirmed


@dataclass(frozen=True, slots=True)
class Kept:
    """One row as it stands, and every variant of it that any return has brought."""

    columns: Mapping[str, str]
    year: int | None
    variants: frozenset[tuple[int | None, Content]]

    def says(self, columns: Mapping[str, str]) -> bool:
        """Whether the row stands just so."""
        return self.columns == columns

    def yields_to(self, year: int | None) -> bool:
        """Whether another variant of that year stands against it: a later year, else the one given later."""
        return self.year is None or year is None or year >= self.year


@dataclass(frozen=True, slots=True)
class ReturnRows:
    """The child's rows by file and key date."""

    rows: Mapping[Key, Kept] = field(default_factory=lambda: MappingProxyType({}))

    def knows_child(self) -> bool:
        """Whether a Header or Episodes row was taken, from any year."""
        return any(file is not ReturnFile.REVIEWS for file, _ in self.rows)

    def episodes(self) -> list[Episode]:
        """The child's episodes."""
        return [episode(_as_row(key, kept)) for key, kept in self.rows.items() if key[0] is ReturnFile.EPISODES]

    def review_days(self) -> list[date]:
        """The days of the child's reviews."""
        return [day for file, day in self.rows if file is ReturnFile.REVIEWS and day]

    def born_on(self) -> date | None:
        """The date of birth that the Header tells; None where it is blank or there is no Header row."""
        key = (ReturnFile.HEADER, None)
        return _as_row(key, self.rows[key]).days.get("DOB") if key in self.rows else None


def evolve(state: ReturnRows, event: RowEvent) -> ReturnRows:
    """The rows after the event."""
    match event:
        case ReturnRowAccepted() | ReturnRowCorrected() | ReturnRowConfirmed():
            key = (event.file, event.key_date)
            before = state.rows.get(key)
            variant = (event.year, frozenset(event.columns.items()))
            # What came without a year came after the year that stood, and stands against what stood against that.
            year = before.year if before and event.year is None else event.year
            kept = Kept(event.columns, year, (before.variants if before else frozenset()) | {variant})
            return replace(state, rows={**state.rows, key: kept})
        case _:
            assert_never(event)


class TakeReturnRows(ByState, Command):
    """Rows of one child, from one import; files in the order of their years, else in the order given."""

    rows: tuple[GivenRow, ...]


class Result(StrEnum):
    """What became of a row."""

    TAKEN = "taken"
    KNOWN = "known"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the row that its sender calls `ref`, and the columns whose codes nobody knows."""

    ref: str
    result: Result
    fault: Fault | None = None
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sifting:
    """The rows of one command while they are gone through."""

    state: ReturnRows
    today: date
    events: list[RowEvent] = field(default_factory=list)
    accepted: dict[tuple[int, Key], Mapping[str, str]] = field(default_factory=dict)

    def verdict(self, given: GivenRow) -> Verdict:
        row = given.row
        known = row.child != "" and (row.file is not ReturnFile.REVIEWS or self.state.knows_child())
        fault = next(faults(row, self.today, child_known=known), None) or self._duplicate(row)
        if fault:
            return Verdict(given.ref, Result.REJECTED, fault)
        return Verdict(given.ref, self._result(row), unknown=unknown_codes(row.file, row.columns))

    def _duplicate(self, row: Row) -> Fault | None:
        key = (row.order, (row.file, row.key_date))
        if self.accepted.setdefault(key, row.columns) == row.columns:
            return None
        return Fault(Rejection.DUPLICATE, "the file has this row once more with another content; keep the right one")

    def _result(self, row: Row) -> Result:
        result, event = _judged(row, self.state.rows.get((row.file, row.key_date)))
        if event is not None:
            self.state = evolve(self.state, event)
            self.events.append(event)
        return result


def sifted(rows: Iterable[GivenRow], state: ReturnRows, today: date) -> tuple[list[Verdict], list[RowEvent]]:
    """What becomes of each row, in the order Header, Episodes, Reviews, and what is to be kept of them."""
    files = list(ReturnFile)
    sifting = _Sifting(state, today)
    verdicts = [sifting.verdict(row) for row in sorted(rows, key=lambda row: files.index(row.file))]
    return verdicts, sifting.events


def decide(command: TakeReturnRows, state: ReturnRows, context: Context) -> Sequence[RowEvent]:
    """What is to be kept of the rows."""
    return sifted(command.rows, state, context.today)[1]


def _judged(row: Row, kept: Kept | None) -> tuple[Result, RowEvent | None]:
    columns = dict(row.columns)
    if kept is None:
        return Result.TAKEN, ReturnRowAccepted(file=row.file, key_date=row.key_date, year=row.year, columns=columns)
    if (row.year, frozenset(columns.items())) in kept.variants:
        return Result.KNOWN, None
    if kept.says(columns):
        later = row.year is not None and (kept.year is None or row.year > kept.year)
        confirmed = ReturnRowConfirmed(file=row.file, key_date=row.key_date, year=row.year, columns=columns)
        return Result.KNOWN, confirmed if later else None
    if not kept.yields_to(row.year):
        return Result.KNOWN, None
    return Result.CORRECTED, ReturnRowCorrected(file=row.file, key_date=row.key_date, year=row.year, columns=columns)


def _as_row(key: Key, kept: Kept) -> Row:
    return GivenRow(file=key[0], ref="", order=0, year=kept.year, columns=dict(kept.columns)).row


RETURN_ROWS: Decider[TakeReturnRows, ReturnRows, RowEvent] = Decider(
    decide=decide, evolve=evolve, initial=ReturnRows(), events=RowEvent, stream="return"
)
