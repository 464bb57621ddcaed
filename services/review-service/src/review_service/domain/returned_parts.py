"""The child's part in its reviews as its returns tell it: a code by review, with the age that the code is judged by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from iro_events.facts.participation_codes import ParticipationCode
from review_service.domain.return_codes import ReturnFile
from review_service.domain.return_rows import ReturnRows

_NO_LONGER_UNDER_FOUR = 4
_CODES = frozenset(ParticipationCode)


@dataclass(frozen=True, slots=True)
class ReturnedPart:
    """What the rows say of one review; the code is None where it is blank or none that is known.

    The age is in completed years on the day of the review, None where no date of birth is known.
    """

    review: UUID
    code: ParticipationCode | None
    age_on_review: int | None
    fourth_birthday: bool


def returned_parts(rows: ReturnRows, reviews: Mapping[date, UUID]) -> list[ReturnedPart]:
    """The parts in all rows ever taken of the child; `reviews` are the child's reviews by their day."""
    kept = ((day, row.columns) for (file, day), row in rows.rows.items() if file is ReturnFile.REVIEWS)
    born = rows.born_on()
    return [
        _part(reviews[day], day, columns.get("REVIEW_CODE", ""), born)
        for day, columns in kept
        if day is not None and day in reviews
    ]


def _part(review: UUID, day: date, code: str, born: date | None) -> ReturnedPart:
    known = ParticipationCode(code) if code in _CODES else None
    if born is None or born > day:
        return ReturnedPart(review, known, None, fourth_birthday=False)
    birthday = (day.month, day.day) == (born.month, born.day)
    age = age_on(day, born)
    return ReturnedPart(review, known, age, fourth_birthday=birthday and age == _NO_LONGER_UNDER_FOUR)


def age_on(day: date, born: date) -> int:
    """Completed years; somebody born on 29 February is a year older on 1 March where there is none."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
