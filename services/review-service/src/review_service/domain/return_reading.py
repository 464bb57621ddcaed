"""How one row of a statutory return is read: trimmed, in capitals, its days checked, its faults named (SSDA903)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

from iro_events.dates import EARLIEST, LATEST
from iro_events.facts.codes import ReasonCeased
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.periods import Episode
from review_service.domain.return_codes import (
    CODES,
    CONTINUES,
    LEGAL_STATUSES,
    REASONS_FOR_NEW_EPISODE,
    ReturnFile,
    Rne,
)


class GivenRow(BaseModel):
    """A row as it stands in a file. `ref` is the sender's name for it; `order` numbers the files of one import.

    `year` is the year of the return where the sender knows it. Column names and cells are taken in any case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: ReturnFile
    ref: str
    order: int
    year: int | None = Field(default=None, ge=1900, le=2099)
    columns: dict[str, str]

    @cached_property
    def row(self) -> "Row":
        """The row as read."""
        return read(self)


class Rejection(StrEnum):
    """Why a row is not taken, in the order in which the reasons apply."""

    IMPOSSIBLE_DATE = "impossible-date"
    UNKNOWN_RNE = "unknown-rne"
    UNKNOWN_LS = "unknown-ls"
    DEC_BEFORE_DECOM = "dec-before-decom"
    UNKNOWN_CHILD = "unknown-child"
    IN_THE_FUTURE = "in-the-future"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Fault:
    """A rejection with its remedy, which never quotes the row."""

    code: Rejection
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: cells trimmed and in capitals, blank ones left out, and its days by column."""

    file: ReturnFile
    order: int
    year: int | None
    columns: Mapping[str, str]
    days: Mapping[str, date | None]

    @property
    def child(self) -> str:
        """The child's code in the returns; blank where the row has none, or one too long to be any."""
        code = self.columns.get("CHILD", "")
        return code if len(code) <= LONGEST_CODE else ""

    @property
    def key_date(self) -> date | None:
        """What tells the row from the child's others in that file; None of a Header row, the only one of its child."""
        return self.days.get(KEYS.get(self.file, ""))


KEYS = {ReturnFile.EPISODES: "DECOM", ReturnFile.REVIEWS: "REVIEW"}
DATES = {
    ReturnFile.HEADER: ("DOB", "MC_DOB"),
    ReturnFile.EPISODES: ("DECOM", "DEC"),
    ReturnFile.REVIEWS: ("REVIEW", "DOB"),
}

LONGEST_CODE = 64
"""Characters; the sector's own limit is 20."""

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def read(given: GivenRow) -> Row:
    """The row, whatever is wrong with it: a day that cannot be read is None among `days`."""
    cells = {trimmed(column): trimmed(cell) for column, cell in given.columns.items()}
    columns = {column: cell for column, cell in cells.items() if cell and column}
    days = {column: _day(columns[column]) for column in DATES[given.file] if column in columns}
    written = {column: f"{day:%d/%m/}{day.year:04}" for column, day in days.items() if day}
    return Row(given.file, given.order, given.year, {**columns, **written}, days)


def faults(row: Row, today: date, *, child_known: bool) -> Iterator[Fault]:
    """What is wrong with the row, what counts first first; `today` is the day of the import in England."""
    key = KEYS.get(row.file)
    impossible = [column for column in DATES[row.file] if _impossible(row, column, key)]
    if impossible:
        remedy = "is blank or no day of the calendar; give it as DD/MM/YYYY, from 1900 to 2100"
        yield Fault(Rejection.IMPOSSIBLE_DATE, f"{_listed(impossible)} {remedy}")
    if row.file is ReturnFile.EPISODES:
        yield from _faults_of_episode(row)
    if not child_known:
        yield Fault(Rejection.UNKNOWN_CHILD, _UNKNOWN_CHILD if row.child else _NO_CHILD)
    future = [column for column, day in row.days.items() if day and day > today]
    if future:
        yield Fault(Rejection.IN_THE_FUTURE, f"{_listed(future)} is after the day of the import; correct the day")


def episode(row: Row) -> Episode:
    """An Episodes row without faults, as the law sees it; codes that nobody knows are blank."""
    place, rec = row.columns.get("PLACE", ""), row.columns.get("REC", "")
    decom = row.days["DECOM"]
    if decom is None:
        raise ValueError("an episode without its first day is no row that was taken")
    return Episode(
        decom=decom,
        rne=Rne(row.columns["RNE"]),
        legal_status=LegalStatus(row.columns["LS"]),
        placement=Placement(place) if place in CODES[ReturnFile.EPISODES]["PLACE"] else None,
        care_ended_on=row.days.get("DEC") if rec not in {"", CONTINUES} else None,
        reason=ReasonCeased(rec) if rec in _REASONS else None,
    )


_REASONS = frozenset(ReasonCeased)
_NO_CHILD = f"CHILD is blank or longer than {LONGEST_CODE} characters; give the child's code"
_UNKNOWN_CHILD = "no Header or Episodes row of the child was taken; give one, in this return or an earlier year's"


def _faults_of_episode(row: Row) -> Iterator[Fault]:
    if row.columns.get("RNE") not in REASONS_FOR_NEW_EPISODE:
        yield Fault(Rejection.UNKNOWN_RNE, "RNE is none of S, L, P, T, B, U; say why the episode began")
    if row.columns.get("LS") not in LEGAL_STATUSES:
        yield Fault(Rejection.UNKNOWN_LS, "LS is blank or no legal status of the SSDA903; give its code")
    decom, dec = row.days.get("DECOM"), row.days.get("DEC")
    if decom and dec and dec < decom:
        yield Fault(Rejection.DEC_BEFORE_DECOM, "DEC is before DECOM; correct the day that is wrong")


def _impossible(row: Row, column: str, key: str | None) -> bool:
    if column in row.days:
        return row.days[column] is None
    return column == key


def trimmed(text: str) -> str:
    """A cell or a column name as it is compared: in capitals, without blanks at its ends or twice running."""
    printable = text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split()).upper()


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    return on if EARLIEST <= on <= LATEST else None


def _listed(columns: list[str]) -> str:
    return " and ".join(columns)
