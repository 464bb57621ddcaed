"""By when the next review is due once one has been held."""

from typing import assert_never

from iro_statute.care_period import Regime, ReviewDay
from iro_statute.clocks import (
    RETURN_NOT_BEFORE,
    placed_second,
    placed_subsequent,
    returned_by_adopters,
    second_review,
    short_break_subsequent,
    subsequent_review,
    subsequent_with_authority,
)
from iro_statute.due import Due
from iro_statute.standing import LastReview, Standing, with_reason
from iro_statute.wording import in_words, ordinal


def after_review(standing: Standing, review: ReviewDay) -> Standing:
    """The standing once the review is held: the interval runs from its completion, or from the day it was held."""
    last = _last(review, standing.held + 1 if standing.care.start_known else None)
    since_placed = None if standing.held_since_placed is None else standing.held_since_placed + 1
    held = standing._replace(held=standing.held + 1, last=last, held_since_placed=since_placed)
    returned_on = standing.returned_on
    if returned_on is not None and review.held_on < returned_on + RETURN_NOT_BEFORE:
        still_due = returned_by_adopters(returned_on, standing.basis)
        too_early = f"the review of {in_words(review.held_on)} came too early to be this one"
        return held._replace(pending=with_reason(still_due, too_early))
    return held._replace(pending=_due_after(held, last), returned_on=None)


def ordinary_interval(standing: Standing, last: LastReview) -> Due:
    """Three months after the first review of a known start, else six; of a series of short breaks always six."""
    if standing.care.short_break:
        return short_break_subsequent(last.runs_from, standing.basis, last.told)
    if last.ordinal == 1:
        return second_review(last.runs_from, standing.basis, last.told)
    return subsequent_review(last.runs_from, standing.basis, last.told)


def _due_after(standing: Standing, last: LastReview) -> Due:
    match standing.regime:
        case Regime.ORDINARY:
            return ordinary_interval(standing, last)
        case Regime.AUTHORITY:
            return subsequent_with_authority(last.runs_from, standing.basis, last.told)
        case Regime.PLACED if standing.held_since_placed == 1:
            return placed_second(last.runs_from, standing.basis, f"{last.told}, the first since the placement")
        case Regime.PLACED:
            return placed_subsequent(last.runs_from, standing.basis, last.told)
        case _:
            assert_never(standing.regime)


def _last(review: ReviewDay, nth: int | None) -> LastReview:
    told = f"after the review of {in_words(review.held_on)}" + (f", the {ordinal(nth)}" if nth else "")
    if review.completed_on is None or review.completed_on == review.held_on:
        return LastReview(review.held_on, told, nth)
    return LastReview(review.completed_on, f"{told}, completed on {in_words(review.completed_on)}", nth)
