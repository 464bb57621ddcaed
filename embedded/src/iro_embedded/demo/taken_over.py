"""What the statutory returns say of the children who were in care before the first day: rows as a return has them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from iro_embedded.demo.families import Child, Family
from iro_embedded.demo.meetings import Meeting
from iro_embedded.demo.voice.codes import code_at
from review_service.domain.return_codes import ReturnFile

Row = Mapping[str, object]


def code_of(child: Child) -> str:
    """The child's code in the returns."""
    return f"DEMO{child.number:04}"


def rows_of(family: Family, meetings: Iterable[Meeting], until: date) -> Iterator[Row]:
    """Each child's birth, care and reviews, as far as they had come by that day."""
    for child in family.children:
        yield _row(ReturnFile.HEADER, child, until, DOB=_day(child.born_on))
        yield _row(ReturnFile.EPISODES, child, until, DECOM=_day(family.start.on), **_care(family, child, until))
        for meeting in meetings:
            if child in meeting.children and meeting.held_on <= until:
                code = code_at(family, child, meeting) or ""
                yield _row(ReturnFile.REVIEWS, child, until, REVIEW=_day(meeting.held_on), REVIEW_CODE=code)


def return_of(rows: Sequence[Row], authority: str) -> Mapping[str, object]:
    """The request that takes them in; each row is called by its place."""
    return {"authority": authority, "rows": [{**row, "ref": str(place)} for place, row in enumerate(rows, start=1)]}


def _row(file: ReturnFile, child: Child, until: date, **columns: str) -> Row:
    return {"file": file, "order": 0, "year": until.year, "columns": {"CHILD": code_of(child), **columns}}


def _care(family: Family, child: Child, until: date) -> Mapping[str, str]:
    opened = {"RNE": "S", "LS": family.opened_with, "PLACE": family.placement}
    if child.ended_on is None or child.ended_on > until:
        return opened
    return {**opened, "DEC": _day(child.ended_on), "REC": child.reason or ""}


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
