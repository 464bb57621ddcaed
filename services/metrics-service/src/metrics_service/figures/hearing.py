"""Figures of how children took part in their reviews: as the returns count it, by code, and who was never heard."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Text, and_, case, cast, func

from iro_events.facts.participation_codes import ParticipationCode
from metrics_service.areas import PARTICIPATION_RESTRICTED, REVIEWS
from metrics_service.domain.cases import Standing
from metrics_service.figures.asked import one_of
from metrics_service.figures.figure import (
    Columns,
    Definition,
    Figure,
    Part,
    Unit,
    apart_as,
    by_month,
    by_quarter,
    counted,
)
from metrics_service.figures.participation_shown import part_in_review
from metrics_service.figures.parts_in_reviews import (
    BLANK,
    CONVEYED,
    NOT_RECORDED,
    ONE_REVIEW,
    UNDER_FOUR,
    by_child_never_heard,
    by_code_recorded,
    by_views_conveyed,
)
from metrics_service.figures.shown import MET_OR_NOT

_PN = ParticipationCode
_AREAS = (PARTICIPATION_RESTRICTED, REVIEWS)
_SOURCE = "SSDA903 REVIEW_CODE; rulebook R6.04 (that PN4 counts as not conveyed: unverified)"
_TITLES = {
    _PN.PN1: "PN1: attends and speaks",
    _PN.PN2: "PN2: attends, an advocate speaks",
    _PN.PN3: "PN3: attends, conveys its view symbolically",
    _PN.PN4: "PN4: attends, conveys nothing",
    _PN.PN5: "PN5: does not attend, briefs an advocate",
    _PN.PN6: "PN6: does not attend, conveys its view by another medium",
    _PN.PN7: "PN7: does not attend, conveys nothing",
}


def _age_band(cases: Columns) -> ColumnElement[str]:
    age = cases.age_on_review
    return case(
        (age < 4, "under 4"),  # noqa: PLR2004 - the bands that reports have, but with no age in two of them
        (age < 8, "4 to 7"),  # noqa: PLR2004
        (age < 12, "8 to 11"),  # noqa: PLR2004
        (age < 16, "12 to 15"),  # noqa: PLR2004
        (age.is_not(None), "16 and over"),
        (cases.code == _PN.PN0, "under 4"),
        else_="unknown",
    )


def _disability(cases: Columns) -> ColumnElement[str]:
    return case((cases.disabled, "yes"), (~cases.disabled, "no"), else_="unknown")


def _team(cases: Columns) -> ColumnElement[str]:
    return func.coalesce(cast(cases.team, Text), "unknown")


def _four_or_over(cases: Columns) -> ColumnElement[bool]:
    flag: ColumnElement[bool] = cases.four_or_over
    return flag


def _code_is(*codes: ParticipationCode) -> Callable[[Columns], ColumnElement[bool]]:
    return lambda cases: and_(cases.counted, one_of(cases.code, codes))


_BY = {"month": by_month, "quarter": by_quarter, "age-band": _age_band, "disability": _disability, "team": _team}
_OUTSIDE = (
    Part(NOT_RECORDED, "Nothing recorded", Unit.REVIEWS, apart_as(NOT_RECORDED)),
    Part("outside-care", "Held outside every known period of care", Unit.REVIEWS, apart_as(Standing.OUTSIDE_CARE)),
    Part("short-break", "Held in a series of short breaks", Unit.REVIEWS, apart_as(Standing.SHORT_BREAK)),
)
_UNCODED = (
    Part(UNDER_FOUR, "PN0: child under four", Unit.REVIEWS, apart_as(UNDER_FOUR)),
    Part(BLANK, "Code left blank", Unit.REVIEWS, apart_as(BLANK)),
    *_OUTSIDE,
)

PARTICIPATION = Figure(
    id="participation",
    title="Participation in reviews",
    unit=Unit.PERCENT,
    definition=Definition(
        "Reviews held in the period at which the child's views were conveyed (PN1, PN2, PN3, PN5, PN6), out of those "
        "with a code PN1 to PN7: of reviews, not of children. Children: those whose views were conveyed at every such "
        "review of theirs in the period. Under four (PN0), blank, and nothing recorded are in neither count and shown "
        "as parts, as are reviews outside care or of short breaks.",
        _SOURCE,
    ),
    cases=by_views_conveyed,
    shown=part_in_review,
    parts=(
        Part(
            "children",
            "Children whose views were conveyed at every review",
            Unit.PERCENT,
            lambda cases: and_(cases.counted, cases.always),
            out_of=counted,
            things="child",
        ),
        Part("not-conveyed", "Views not conveyed (PN4, PN7)", Unit.REVIEWS, lambda c: and_(c.counted, ~c.met)),
        *_UNCODED,
    ),
    by=_BY,
    areas=_AREAS,
    verdicts=MET_OR_NOT,
)

PARTICIPATION_BY_CODE = Figure(
    id="participation-by-code",
    title="Reviews by participation code",
    unit=Unit.REVIEWS,
    definition=Definition(
        "Reviews held in the period for which it is recorded how the child took part, if only by a blank. Each code's "
        "share is out of the reviews with a code PN1 to PN7; PN1 also out of those at which views were conveyed. Age "
        "(completed years), disability and team are those of the day of the review, as told with the code. Under four "
        "(PN0) and blank are counts. With nothing recorded, outside care or of short breaks: shown as parts.",
        _SOURCE,
    ),
    cases=by_code_recorded,
    shown=part_in_review,
    parts=(
        *(Part(code.lower(), _TITLES[code], Unit.PERCENT, _code_is(code), out_of=_four_or_over) for code in _TITLES),
        Part(
            "pn1-of-conveyed",
            "PN1 of the reviews at which views were conveyed",
            Unit.PERCENT,
            _code_is(_PN.PN1),
            out_of=_code_is(*CONVEYED),
        ),
        Part("pn0", "PN0: child under four", Unit.REVIEWS, _code_is(_PN.PN0)),
        Part(BLANK, "Code left blank", Unit.REVIEWS, lambda c: and_(c.counted, c.code.is_(None))),
        *_OUTSIDE,
    ),
    by={**_BY, "code": lambda cases: func.coalesce(cases.code, BLANK)},
    areas=_AREAS,
)

CHILDREN_NEVER_HEARD = Figure(
    id="children-never-heard",
    title="Children never heard",
    unit=Unit.CHILDREN,
    definition=Definition(
        "Children with at least two reviews in the period that have a code PN1 to PN7, and whose views were conveyed "
        "at none of these (PN4 or PN7 at each). Reviews without such a code count neither way. A child with one such "
        "review only, at which its views were not conveyed, is not counted and shown as a part.",
        "the project's definition; codes as in participation",
    ),
    cases=by_child_never_heard,
    shown=part_in_review,
    things="child",
    parts=(
        Part(
            "share",
            "Of the children with at least two such reviews",
            Unit.PERCENT,
            counted,
            out_of=lambda cases: cases.often,
        ),
        Part("reviews", "Their reviews", Unit.REVIEWS, counted, things="review"),
        Part(ONE_REVIEW, "Not heard at their only such review", Unit.CHILDREN, apart_as(ONE_REVIEW)),
    ),
    areas=_AREAS,
)
