"""What happened after a review: the facts told to all, and the texts that only this service keeps.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar

from iro_events.event import Event
from iro_events.facts.reviews import (
    DecisionProgressed,
    DecisionsIssued,
    ManagerResponded,
    RecordCompleted,
    RecordDistributed,
)
from review_service.domain.record_commands import OwnerRole


class RecordOpened(Event):
    """The clocks of what follows the review run from that day; the first command about the record opens it."""

    effective: ClassVar = "review_completed_on"
    review_completed_on: date


class DecisionRecorded(Event):
    """What was decided, who is to do it, by when; the text stays here."""

    number: int
    what: str
    owner_role: OwnerRole
    by_when: date | None


RecordEvent = (
    RecordOpened
    | DecisionRecorded
    | DecisionsIssued
    | ManagerResponded
    | RecordCompleted
    | RecordDistributed
    | DecisionProgressed
)
