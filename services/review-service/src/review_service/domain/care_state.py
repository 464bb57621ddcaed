"""A child's periods of care as decisions need them: days, codes, changes of regime, who reviews, what is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Generic, TypeVar
from uuid import UUID

from iro_events.facts.codes import ReasonCeased, Regime
from iro_statute import EarlyReviewTrigger
from review_service.domain.care_events import Change
from review_service.domain.codes import LegalStatus, Placement

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Coded(Generic[Value_co]):
    """A code from that day, and what it did to the changes of regime, so that a correction can take it back.

    `before` are the changes that were known when it was first recorded, `without` those that there would be now without
    it; `short_break_before` is whether the period was one of short breaks without it.
    """

    on: date
    value: Value_co
    before: tuple[Change, ...] = ()
    without: tuple[Change, ...] = ()
    brought: tuple[Change, ...] = ()
    displaced: tuple[Change, ...] = ()
    short_break_before: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement, and whether it was with other carers than the one before."""

    placement: Placement
    new_carers: bool


@dataclass(frozen=True, slots=True)
class NextDue:
    """What was last told of the next review; all None where nothing gives a date."""

    ordinal: int | None = None
    statute: date | None = None
    indicator: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A review that counts, by its days."""

    review: UUID
    held_on: date
    completed_on: date | None = None


PlanChange = tuple[date, UUID | None]
"""The day of a significant change of the care plan, and the review said to have considered it."""


@dataclass(frozen=True, slots=True)
class Considered:
    """Whether a change of plan broke the rule that a review considers it first, and whether none was practicable."""

    breach: bool
    not_practicable: bool


@dataclass(frozen=True, slots=True)
class Period:
    """One period of care. `changes`, `legal_statuses` and `placements` stand in the order of their days.

    `iro` is the one there is, since `iro_since`; the first was there from `iro_first_on`. `reasons` is why care ended,
    by the day of the end. `review_required` is why a review had to come before the end, and since when.
    `noticed`: the authority's own system reports it.
    """

    care: UUID
    started_on: date
    start_known: bool = True
    opened_in: Regime = Regime.ORDINARY
    short_break: bool = False
    notified_on: date | None = None
    from_return: bool = False
    noticed: bool = False
    changes: tuple[Change, ...] = ()
    legal_statuses: tuple[Coded[LegalStatus], ...] = ()
    placements: tuple[Coded[Placed], ...] = ()
    designations: frozenset[date] = frozenset()
    ended_on: date | None = None
    reasons: Mapping[date, ReasonCeased] = field(default_factory=lambda: MappingProxyType({}))
    end_inferred: bool = False
    iro: UUID | None = None
    iro_since: date | None = None
    iro_first_on: date | None = None
    plan_changes: Mapping[PlanChange, Considered] = field(default_factory=lambda: MappingProxyType({}))
    review_required: tuple[EarlyReviewTrigger, date] | None = None
    due: NextDue = NextDue()

    @property
    def stated(self) -> bool:
        """Whether it follows from what a return or the authority's own system states."""
        return self.from_return or self.noticed

    @property
    def reason(self) -> ReasonCeased | None:
        """Why care ended; None while it runs, or where nobody said."""
        return None if self.ended_on is None else self.reasons.get(self.ended_on)

    def covers(self, day: date) -> bool:
        """Whether the day lies in the period, both ends included."""
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True, slots=True)
class Care:
    """All of one child's care: periods by id, reviews that count by id, and what was recorded in error."""

    periods: Mapping[UUID, Period] = field(default_factory=lambda: MappingProxyType({}))
    reviews: Mapping[UUID, Held] = field(default_factory=lambda: MappingProxyType({}))
    withdrawn: frozenset[UUID] = frozenset()
    uncounted: frozenset[UUID] = frozenset()

    def in_order(self) -> list[Period]:
        """The periods by their starts."""
        return sorted(self.periods.values(), key=lambda period: (period.started_on, period.ended_on or date.max))

    def period_on(self, day: date) -> Period | None:
        """The period that a review of that day belongs to: a day in two is the earlier's."""
        return next((period for period in self.in_order() if period.covers(day)), None)

    def review_on(self, day: date) -> UUID | None:
        """The review held that day; the same child and date twice is one."""
        return next((held.review for held in self.reviews.values() if held.held_on == day), None)
