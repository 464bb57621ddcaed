"""Finds the Header, Episodes and Reviews files of SSDA903 returns below a folder, and reads their rows."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from review_service.domain.return_codes import ReturnFile
from review_service.domain.return_reading import trimmed

COLUMNS: Mapping[ReturnFile, frozenset[str]] = {
    ReturnFile.HEADER: frozenset({"CHILD", "SEX", "DOB", "ETHNIC"}),
    ReturnFile.EPISODES: frozenset({"CHILD", "DECOM", "RNE", "LS"}),
    ReturnFile.REVIEWS: frozenset({"CHILD", "REVIEW"}),
}
"""What a file must have, in any year's layout, to be told apart from the return's other files."""

LONGEST_LINE = 10_000
"""Characters; the longest row of a real return has some hundreds."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_LINE_END = re.compile(r"\r\n|\r|\n")


class NoSuchFolder(Exception):
    """There is nothing to read; the message is one sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row by its place: `number` counts the file's lines as a person does, the columns' names being on line 1.

    Where the line cannot be parted into cells, `fault` says why and `cells` is empty.
    """

    number: int
    cells: tuple[str, ...]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file of the return. `name` is its path below the folder; `order` its turn among the import's files."""

    name: str
    kind: ReturnFile
    year: int | None
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    order: int = 0


@dataclass(frozen=True, slots=True)
class FoundReturn:
    """The files that are read, each in its turn, and the names of those that are not."""

    files: tuple[FoundFile, ...]
    not_read: tuple[str, ...]


def find_return(directory: Path) -> FoundReturn:
    """Everything that ends in .csv below the folder. Raises NoSuchFolder."""
    if not directory.is_dir():
        raise NoSuchFolder(f"{directory} is no folder; name the folder that holds the return's CSV files")
    files, not_read = [], []
    for path in sorted(directory.rglob("*")):
        if path.suffix.lower() == ".csv" and path.is_file():
            name = path.relative_to(directory).as_posix()
            found = _read(path, name, year_of(path, directory))
            if found:
                files.append(found)
            else:
                not_read.append(name)
    return FoundReturn(_in_turn(files), tuple(not_read))


def year_of(path: Path, directory: Path) -> int | None:
    """The year that the file's name tells, else the nearest folder's, up to the folder of the return itself."""
    folders = path.relative_to(directory).parts[:-1]
    names = (path.stem, *reversed(folders), directory.resolve().name)
    years = (_YEAR.search(name) for name in names)
    return next((int(year.group()) for year in years if year), None)


def _in_turn(files: Sequence[FoundFile]) -> tuple[FoundFile, ...]:
    """Files of a year come in the order of their years; one without keeps its place in the order of the names."""
    dated = iter(sorted((file for file in files if file.year), key=lambda file: file.year or 0))
    turns = [next(dated) if file.year else file for file in files]
    return tuple(replace(file, order=order) for order, file in enumerate(turns))


def _read(path: Path, name: str, year: int | None) -> FoundFile | None:
    try:
        lines = _lines(_decoded(path.read_bytes()))
    except OSError:
        return None
    heading = next(lines, None)
    columns = tuple(trimmed(cell) for cell in heading.cells) if heading else ()
    kind = next((kind for kind, needed in COLUMNS.items() if needed <= set(columns)), None)
    if kind is None:
        return None
    return FoundFile(name, kind, year, columns, tuple(_fitted(line, len(columns)) for line in lines))


def _decoded(written: bytes) -> str:
    """UTF-8 with or without its mark, else what Windows wrote in Western Europe."""
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError:
        return written.decode("cp1252", errors="replace")


def _lines(text: str) -> Iterator[Line]:
    """The lines that hold anything. No cell of a return goes over two lines: an unclosed quote harms its own only."""
    for number, written in enumerate(_LINE_END.split(text), start=1):
        if len(written) > LONGEST_LINE:
            yield Line(number, (), f"the line is longer than {LONGEST_LINE} characters; give one row a line")
        elif written:
            yield _parted(number, written)


def _parted(number: int, written: str) -> Line:
    reader = csv.reader([written, ""], skipinitialspace=True)
    cells = tuple(next(reader))
    if reader.line_num > 1:
        return Line(number, (), "a quotation mark in the line is not closed; close it, or double it within a cell")
    return Line(number, cells)


def _fitted(line: Line, columns: int) -> Line:
    if any(cell.strip() for cell in line.cells[columns:]):
        return Line(line.number, (), "the line has more cells than the file has columns; quote a cell with a comma")
    return line
