"""One child's history as folded from the facts: the ingredients of every case, each with the events it rests on."""

from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from iro_events.facts import care as care_facts
from iro_events.facts import reviews as review_facts
from iro_events.facts.care import CareEntryWithdrawn, ChildBecameLookedAfter
from iro_events.facts.reviews import ReviewEntryWithdrawn
from metrics_service.domain.period_history import PeriodFact, PeriodHistory, evolve_period, opened
from metrics_service.domain.review_history import ReviewFact, ReviewHistory, evolve_review

UncountedFact = (
    care_facts.LongTermFosterPlacementDesignated
    | care_facts.ReviewDueSet
    | care_facts.CarePlanChanged
    | review_facts.DecisionProgressed
)
"""Facts on which no figure rests. Due dates are judged here from the dates themselves, on both bases."""

TopicFact = ChildBecameLookedAfter | CareEntryWithdrawn | PeriodFact | ReviewFact | ReviewEntryWithdrawn | UncountedFact
"""Every fact of the topic `iro.reviews`."""


class PeriodUnknown(LookupError):
    """A fact tells of a period of care that was never told, or was withdrawn: it cannot be folded."""


@dataclass(frozen=True, slots=True)
class ChildHistory:
    """A child's periods of care and reviews, each in the order in which they became known."""

    child: UUID
    periods: tuple[PeriodHistory, ...] = ()
    reviews: tuple[ReviewHistory, ...] = ()


def evolve(history: ChildHistory, fact: TopicFact, event: UUID) -> ChildHistory:
    """The history with one more fact, told by that event. Raises PeriodUnknown.

    A fact of a review may come before the review is held; a fact of a period may not come before the period.
    """
    if isinstance(fact, ReviewFact):
        return _of_review(history, fact, event)
    if isinstance(fact, PeriodFact):
        return _of_period(history, fact, event)
    if isinstance(fact, UncountedFact):
        return history
    match fact:
        case ChildBecameLookedAfter():
            kept = tuple(period for period in history.periods if period.care != fact.care)
            return replace(history, periods=(*kept, opened(fact, event)))
        case CareEntryWithdrawn():
            return replace(history, periods=tuple(p for p in history.periods if p.care != fact.care))
        case ReviewEntryWithdrawn():
            return replace(history, reviews=tuple(r for r in history.reviews if r.review != fact.review))
        case _:
            assert_never(fact)


def _of_period(history: ChildHistory, fact: PeriodFact, event: UUID) -> ChildHistory:
    if all(period.care != fact.care for period in history.periods):
        raise PeriodUnknown(f"{fact.type} tells of a period of care that is not known")
    periods = (evolve_period(p, fact, event) if p.care == fact.care else p for p in history.periods)
    return ChildHistory(history.child, tuple(periods), history.reviews)


def _of_review(history: ChildHistory, fact: ReviewFact, event: UUID) -> ChildHistory:
    reviews = list(history.reviews)
    place = next((at for at, known in enumerate(reviews) if known.review == fact.review), len(reviews))
    [before] = reviews[place : place + 1] or [ReviewHistory(fact.review)]
    reviews[place : place + 1] = [evolve_review(before, fact, event)]
    return ChildHistory(history.child, history.periods, tuple(reviews))
