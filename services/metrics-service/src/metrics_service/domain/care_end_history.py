"""Why periods of care ended: published to few, so in a history of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from iro_events.facts.care import ReasonCeasedRecorded
from iro_events.facts.codes import ReasonCeased


class CareEndCase(NamedTuple):
    """Why a period of care ended, if it ended on that day; the event is the last that says so."""

    child: UUID
    event: UUID
    care: UUID
    ended_on: date
    reason: ReasonCeased
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class EndReason:
    """What was last recorded of one period's end on one day."""

    care: UUID
    on: date
    reason: ReasonCeased
    event: UUID


@dataclass(frozen=True, slots=True)
class CareEndsHistory:
    """The reasons for the ends of a child's periods of care. An end may be known before its reason, or after it."""

    child: UUID
    reasons: tuple[EndReason, ...] = ()


def evolve_care_ends(history: CareEndsHistory, fact: ReasonCeasedRecorded, event: UUID) -> CareEndsHistory:
    """The history after one more event; a reason that nobody says any more is blank."""
    others = tuple(known for known in history.reasons if (known.care, known.on) != (fact.care, fact.on))
    if fact.reason is None:
        return replace(history, reasons=others)
    return replace(history, reasons=(*others, EndReason(fact.care, fact.on, fact.reason, event)))


def judge_care_ends(history: CareEndsHistory) -> Sequence[Sequence[CareEndCase]]:
    """A case for each end of which a reason is known."""
    return [
        [
            CareEndCase(
                child=history.child,
                event=known.event,
                care=known.care,
                ended_on=known.on,
                reason=known.reason,
                events=(known.event,),
            )
            for known in history.reasons
        ]
    ]
