"""Makes up a return of children whose care is at every edge of the rules: nothing in it is of anybody.

The same seed makes the same return. It is hard rather than likely: adoption placements begun, moved and returned,
restarts over running care, starts nobody knows, short breaks, reviews on the last lawful day and either side of it.
"""

import calendar
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

HEADER = ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
EPISODES = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE")
REVIEWS = ("CHILD", "DOB", "REVIEW", "REVIEW_CODE")

EARLIEST, LATEST, NOW = date(2010, 9, 1), date(2017, 9, 30), date(2018, 6, 30)
CPR_IN_FORCE = date(2011, 4, 1)
EDGES = (0, 0, 1, 27, 28, 29, 41, 42, 43, 90, 91, 92, 93, 182, 183, 184, 185)
"""Days after something happened on which, or next to which, a clock runs out."""

Row = Sequence[str]


@dataclass(frozen=True)
class Kind:
    """What a child's episodes are made of: legal statuses, placements, days that one lasts, reasons it ended."""

    statuses: Sequence[str]
    places: Sequence[str] = ("U4", "K2", "R1")
    lasts: Sequence[int] = (0, 1, 14, 28, 29, 42, 60, 91, 150, 183, 365)
    ends: Sequence[str] = ("X1", "X1", "X1", "X1", "E4A", "E11", "ZZ", "")


KINDS = (
    Kind(("C2", "E1", "V2"), ("U4", "K2", "A3", "A4", "A5", "A6")),
    Kind(("C2", "c2 ", "D1")),
    Kind(("C2", "V3"), lasts=(14, 60, 183), ends=("X1", "E4A", "E8")),
    Kind(("V3", "V4")),
    Kind(("C2", "E1"), ("U4", "U4", "A3", "A5"), (5, 10, 20, 28, 29, 43, 60, 100), ("X1",)),
    Kind(("C2", "E1", "E1"), ("U4", "A6"), (5, 10, 20, 28, 43, 100), ("X1", "")),
)


def write_return(folder: Path, *, children: int, seed: int) -> None:
    """Two years' returns below the folder: the earlier as it stood on 31 March 2014, the later with all that was."""
    random = Random(seed)  # noqa: S311 - made up for a test, and the same every time
    told = [_child(f"M{number:05}", random) for number in range(children)]
    bad = list(_bad_rows(random))
    for year, until in ((2014, date(2014, 3, 31)), (2017, date.max)):
        own = folder / f"return-{year}"
        own.mkdir(parents=True)
        headers = [header for header, _, _ in told]
        episodes = [_as_it_stood(row, until) for _, rows, _ in told for row in rows if _day(row[1]) <= until]
        reviews = [row for _, _, rows in told for row in rows if _day(row[2]) <= until]
        _write(own / "header.csv", HEADER, headers)
        _write(own / "episodes.csv", EPISODES, [*episodes, *bad[:5], episodes[0], (*episodes[1][:5], "P1", "", "", "")])
        _write(own / "reviews.csv", REVIEWS, [*reviews, *bad[5:], reviews[0]])


def _child(code: str, random: Random) -> tuple[Row, list[Row], list[Row]]:
    born = f"{random.randint(1, 28)}/{random.randint(1, 12):02}/2004"
    episodes = list(_episodes(code, random))
    days = {_day(row[1]) for row in episodes} | {_day(row[7]) for row in episodes if row[7]} or {LATEST}
    reviews: set[date] = set()
    for _ in range(random.randint(0, 9)):
        after = random.choice(sorted(days | reviews))
        reviews.add(_an_edge(after, random))
    return (
        (code, "1", born, "WBRI", "", "", ""),
        episodes,
        [(code, born, _written(on), random.choice(("PN1", "PN7", "", "PN9"))) for on in sorted(reviews)],
    )


def _episodes(code: str, random: Random) -> Iterator[Row]:
    begun = EARLIEST + timedelta(days=random.randrange((LATEST - EARLIEST).days))
    if random.random() < 0.2:
        begun = begun.replace(day=calendar.monthrange(begun.year, begun.month)[1])
    if random.random() < 0.1:
        begun = CPR_IN_FORCE - timedelta(days=random.randint(0, 1))
    kind, began_by = random.choice(KINDS), random.choice("SSSSSLPTBU")
    for _ in range(random.randint(1, 6)):
        over = begun + timedelta(days=random.choice(kind.lasts))
        if over > NOW:
            break
        reason = random.choice(kind.ends)
        ended = _written(over) if reason or random.random() < 0.1 else ""
        placed = random.choice(kind.places)
        yield (code, _written(begun), began_by, random.choice(kind.statuses), "N1", placed, "PR1", ended, reason, "")
        begun = max(begun + timedelta(days=1), over + timedelta(days=random.choice((0, 0, 0, 0, 0, 0, 1, 30, 200, -7))))
        began_by = random.choice("SSLPTBU" if reason not in {"", "X1"} else "SLLLPPTTBBUU")


def _an_edge(after: date, random: Random) -> date:
    if random.random() < 0.5:
        return min(after + timedelta(days=random.choice(EDGES)), NOW)
    years, month = divmod(after.month - 1 + random.choice((3, 6)), 12)
    last = calendar.monthrange(after.year + years, month + 1)[1]
    on = date(after.year + years, month + 1, min(after.day, last)) + timedelta(days=random.choice((-1, 0, 1)))
    return min(on, NOW)


def _bad_rows(random: Random) -> Iterator[Row]:
    """What no rule can take: five episodes, then three reviews."""
    nobody = f"X{random.randrange(10**5):05}"
    yield (nobody, "31/02/2013", "S", "C2", "N1", "U4", "PR1", "", "", "")
    yield (nobody, "01/02/2013", "X", "C2", "N1", "U4", "PR1", "", "", "")
    yield (nobody, "02/02/2013", "S", "", "N1", "U4", "PR1", "", "", "")
    yield (nobody, "03/02/2013", "S", "C2", "N1", "U4", "PR1", "02/02/2013", "E8", "")
    yield (nobody, "04/02/2013", "S", "C2", "N1", "U4", "PR1", "01/01/2099", "E8", "")
    yield (nobody, "", "04/03/2013", "PN1")
    yield ("M00000", "", "0/1/2013", "PN1")
    yield ("M00000", "", "01/01/2099", "PN1")


def _as_it_stood(row: Row, until: date) -> Row:
    """An end that was still to come was not told yet."""
    return row if not row[7] or _day(row[7]) <= until else (*row[:7], "", "", "")


def _write(path: Path, columns: Row, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])


def _day(written: str) -> date:
    day, month, year = (int(part) for part in written.split("/"))
    return date(year, month, day)


def _written(day: date) -> str:
    return f"{day.day}/{day.month:02}/{day.year}"
