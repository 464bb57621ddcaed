"""A return's rows as the second judge reads them, from the design's own words and none of the product's code.

The rows of SSDA903 in `design.md` section 9, one sentence a function; the figures are in `independent_fold.py`.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

REASONS_OF_A_NEW_EPISODE = frozenset("SLPTBU")
LEGAL_STATUSES = frozenset(["C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3"])

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

Cells = dict[str, str]


@dataclass(frozen=True, order=True)
class Episode:
    child: str
    decom: date
    rne: str
    ls: str
    place: str
    dec: date | None
    rec: str


@dataclass
class Rows:
    """What was taken of all years' files, by key; and every row's fate."""

    children: set[str] = field(default_factory=set)
    episodes: dict[tuple[str, date], Episode] = field(default_factory=dict)
    reviews: set[tuple[str, date]] = field(default_factory=set)
    fate: Counter[str] = field(default_factory=Counter)
    contents: dict[object, Cells] = field(default_factory=dict)

    def keep(self, taken: "Taken") -> None:
        child, day, episode = taken
        if episode:
            self.episodes[child, episode.decom] = episode
        elif day:
            self.reviews.add((child, day))
        else:
            self.children.add(child)


Taken = tuple[str, date | None, Episode | None]
"""A row's key, child and day, and the episode if it is one."""


class _Rejected(Exception):
    """The first reason that applies."""


def read_rows(folders: list[Path], *, imported_on: date) -> Rows:
    """The folders' Header, Episodes and Reviews files, the earliest year's folder first: the later year wins."""
    rows = Rows()
    for folder in folders:
        _take_file(folder / "header.csv", rows, _header)
    for folder in folders:
        _take_file(folder / "episodes.csv", rows, lambda cells: _episode(cells, imported_on))
    known = rows.children | {child for child, _ in rows.episodes}
    for folder in folders:
        _take_file(folder / "reviews.csv", rows, lambda cells: _review(cells, known, imported_on))
    return rows


def _take_file(path: Path, rows: Rows, read: Callable[[Cells], Taken]) -> None:
    in_this_file: dict[object, Cells] = {}
    for cells in _cells(path):
        try:
            taken = read(cells)
            key = (path.name, *taken[:2])
            rows.fate[_fate(cells, in_this_file.get(key), rows.contents.get(key))] += 1
        except _Rejected as reason:
            rows.fate[str(reason)] += 1
        else:
            in_this_file[key] = rows.contents[key] = cells
            rows.keep(taken)


def _fate(cells: Cells, in_this_file: Cells | None, in_earlier_files: Cells | None) -> str:
    """A plain copy is known; the same key again in one file with another content is a duplicate."""
    if in_this_file is not None and in_this_file != cells:
        raise _Rejected("duplicate")
    if in_earlier_files is None:
        return "taken"
    return "known" if in_earlier_files == cells else "corrected"


def _header(cells: Cells) -> Taken:
    if cells["DOB"]:
        _day(cells["DOB"])
    return cells["CHILD"], None, None


def _review(cells: Cells, known: set[str], imported_on: date) -> Taken:
    held_on = _day(cells["REVIEW"])
    if cells["CHILD"] not in known:
        raise _Rejected("unknown-child")
    if held_on > imported_on:
        raise _Rejected("in-the-future")
    return cells["CHILD"], held_on, None


def _episode(cells: Cells, imported_on: date) -> Taken:
    decom = _day(cells["DECOM"])
    dec = _day(cells["DEC"]) if cells["DEC"] else None
    if cells["RNE"] not in REASONS_OF_A_NEW_EPISODE:
        raise _Rejected("unknown-rne")
    if cells["LS"] not in LEGAL_STATUSES:
        raise _Rejected("unknown-ls")
    if dec and dec < decom:
        raise _Rejected("dec-before-decom")
    if max(decom, dec or decom) > imported_on:
        raise _Rejected("in-the-future")
    episode = Episode(cells["CHILD"], decom, cells["RNE"], cells["LS"], cells["PLACE"], dec, cells["REC"])
    return episode.child, decom, episode


def _day(cell: str) -> date:
    """A day of 1900 to 2100 as D/M/YYYY; a blank one is impossible."""
    written = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", cell)
    try:
        day, month, year = (int(part) for part in written.groups()) if written else (0, 0, 0)
        found = date(year, month, day)
    except ValueError:
        raise _Rejected("impossible-date") from None
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise _Rejected("impossible-date")
    return found


def _cells(path: Path) -> Iterator[Cells]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {name.strip().upper(): (value or "").strip().upper() for name, value in row.items()}
