"""A child's part in its reviews as its returns tell it, with the age that the code is judged by."""

from datetime import date
from uuid import UUID

import pytest

from iro_events.facts.participation_codes import ParticipationCode
from review_service.domain.return_codes import ReturnFile
from review_service.domain.return_rows import Kept, ReturnRows
from review_service.domain.returned_parts import ReturnedPart, age_on, returned_parts

REVIEW = UUID(int=1)
DAY = date(2016, 3, 27)


def rows(code: str | None, born: str | None) -> ReturnRows:
    review = {"CHILD": "A1", "REVIEW": "27/03/2016", **({} if code is None else {"REVIEW_CODE": code})}
    header = {"CHILD": "A1", **({} if born is None else {"DOB": born})}
    return ReturnRows(
        {
            (ReturnFile.HEADER, None): Kept(header, 2016, frozenset()),
            (ReturnFile.REVIEWS, DAY): Kept(review, 2016, frozenset()),
        }
    )


@pytest.mark.parametrize(
    ("born", "age", "fourth_birthday"),
    [
        ("28/3/2012", 3, False),
        ("27/3/2012", 4, True),
        ("26/3/2012", 4, False),
        ("27/3/2011", 5, False),
        ("27/3/2016", 0, False),
        ("28/3/2016", None, False),
        (None, None, False),
    ],
)
def test_the_age_is_told_in_completed_years_and_the_fourth_birthday_apart(
    born: str | None, age: int | None, fourth_birthday: bool
) -> None:
    [part] = returned_parts(rows("PN1", born), {DAY: REVIEW})

    assert part == ReturnedPart(REVIEW, ParticipationCode.PN1, age, fourth_birthday)


@pytest.mark.parametrize("code", [None, "PN9", "X"])
def test_a_blank_code_and_one_that_nobody_knows_stay_blank(code: str | None) -> None:
    [part] = returned_parts(rows(code, "27/3/2010"), {DAY: REVIEW})

    assert part.code is None


def test_a_review_that_is_none_here_has_no_part() -> None:
    assert returned_parts(rows("PN1", None), {}) == []


def test_somebody_born_on_the_29th_of_february_is_a_year_older_on_the_first_of_march() -> None:
    assert [age_on(day, date(2012, 2, 29)) for day in (date(2015, 2, 28), date(2015, 3, 1), date(2016, 2, 29))] == [
        2,
        3,
        4,
    ]
