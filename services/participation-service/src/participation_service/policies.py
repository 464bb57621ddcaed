"""What commands need to know from outside their own stream.

No event of this service brings about a command in another stream of it, and no passing day does.
"""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from iro_events.event import Event
from iro_events.policies import Need, Policy
from iro_events.store import Writing
from participation_service.domain.advocacy_commands import RecordAdvocacyAwareness
from participation_service.domain.held_review import HeldReview
from participation_service.domain.participation_commands import CorrectParticipation, RecordParticipation
from participation_service.locate import known_review


async def when_held(writing: Writing, subject: UUID, command: object) -> HeldReview | None:
    """When the review that the command is given to was held; None where it is not held yet."""
    review = await known_review(writing.connection, writing.context.id)
    return None if review.held_on is None else HeldReview(review.held_on)


NEEDS: Final[Mapping[type, Need]] = {
    RecordParticipation: when_held,
    CorrectParticipation: when_held,
    RecordAdvocacyAwareness: when_held,
}
"""A return reads the reviews of all its rows at once, and hands each to its command."""

POLICIES: Final[Mapping[type[Event], Policy]] = {}
