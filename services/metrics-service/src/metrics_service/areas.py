"""The areas of the figures: each follows topics of its own and folds a child's facts into a history and its cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from iro_events.catalogue import Catalogue
from iro_events.facts.care import CARE_FACTS
from iro_events.facts.reviews import REVIEW_FACTS
from metrics_service.domain.cases import CareCase, OwedCase, RecordCase, ReviewCase
from metrics_service.domain.history import ChildHistory, evolve
from metrics_service.domain.judging import judge

Case = ReviewCase | OwedCase | CareCase | RecordCase


@dataclass(frozen=True, slots=True)
class Area:
    """One service's facts, as far as figures rest on them.

    `name` is the consumer's and that of the schema which holds the tables. A `history` is made of the child's id alone;
    `fold` takes it with a fact and the fact's event id; `judge` gives the cases of each of the `kinds`, in their order.
    Facts of one child on two topics may come in any order, so that `fold` must come to the same either way.
    """

    name: str
    topics: tuple[str, ...]
    catalogue: Catalogue
    history: type[Any]
    fold: Callable[[Any, Any, UUID], Any]
    judge: Callable[[Any], Sequence[Sequence[Case]]]
    kinds: tuple[type[Case], ...]


def _judged(history: ChildHistory) -> Sequence[Sequence[Case]]:
    cases = judge(history)
    return cases.reviews, cases.owed, cases.cares, cases.records


REVIEWS = Area(
    name="reviews",
    topics=("iro.reviews",),
    catalogue=Catalogue((*CARE_FACTS, *REVIEW_FACTS)),
    history=ChildHistory,
    fold=evolve,
    judge=_judged,
    kinds=(ReviewCase, OwedCase, CareCase, RecordCase),
)

AREAS = (REVIEWS,)
"""Every area, in the order in which a report has them."""
