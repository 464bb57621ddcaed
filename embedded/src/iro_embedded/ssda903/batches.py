"""Parts a return into requests of bearable size, in which a child's rows stay together."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from iro_embedded.ssda903.files import FoundFile, Line
from review_service.domain.return_codes import ReturnFile
from review_service.domain.return_reading import KEYS, trimmed

MOST_BYTES = 100_000
"""Of the rows of one request: done in a moment, and lost cheaply when it is cut off."""

_FILES = list(ReturnFile)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is sent: `ref` is its place, `text` its JSON, `key` what orders the rows of its child."""

    ref: str
    child: str
    key: tuple[int, tuple[int, ...]]
    text: str


def row_of(file: FoundFile, line: Line) -> Row:
    """The row of a line that could be parted into cells; blank cells say nothing and are left out."""
    cells = enumerate(zip(file.columns, line.cells, strict=False), start=1)
    columns = {column or f"COLUMN {number}": cell for number, (column, cell) in cells if cell}
    ref = f"{file.order}:{line.number}"
    sent = {"file": file.kind, "ref": ref, "order": file.order, "year": file.year, "columns": columns}
    # The same day may be written 01/04/2014 and 1/4/2014: only its numbers make the key.
    day = tuple(int(part) for part in re.findall(r"[0-9]+", columns.get(KEYS.get(file.kind, ""), "")))
    return Row(ref, trimmed(columns.get("CHILD", "")), (_FILES.index(file.kind), day), json.dumps(sent))


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows child by child; only a child too large for one request is parted, between rows of another key."""
    children: dict[str, list[Row]] = {}
    for row in rows:
        children.setdefault(row.child, []).append(row)
    for child in list(children):
        children[child] = sorted(children[child], key=lambda row: row.key)
    return _filled(unit for own in children.values() for unit in _units(own))


def body(rows: Sequence[Row], authority: str) -> bytes:
    """The request's body."""
    return f'{{"authority": {json.dumps(authority)}, "rows": [{", ".join(row.text for row in rows)}]}}'.encode()


def _units(own: list[Row]) -> Iterator[list[Row]]:
    if _size(own) <= MOST_BYTES:
        yield own
    else:
        for _, same_key in groupby(own, key=lambda row: row.key):
            yield from _filled([row] for row in same_key)


def _filled(units: Iterable[list[Row]]) -> Iterator[list[Row]]:
    """As many units together as a request bears."""
    waiting: list[Row] = []
    bytes_waiting = 0
    for unit in units:
        if waiting and bytes_waiting + _size(unit) > MOST_BYTES:
            yield waiting
            waiting, bytes_waiting = [], 0
        waiting = [*waiting, *unit]
        bytes_waiting += _size(unit)
    if waiting:
        yield waiting


def _size(rows: Sequence[Row]) -> int:
    return sum(len(row.text) for row in rows)
