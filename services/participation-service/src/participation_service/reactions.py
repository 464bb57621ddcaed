"""What follows here from the facts of review-service: which children and reviews are known, and visitors that end.

An independent visitor's appointment ends when the child ceases to be looked after (rulebook R7.03).
"""

from collections.abc import Sequence

from iro_chassis.inbound.known_children import take_awaited
from iro_chassis.running import Running
from iro_events.catalogue import Catalogue
from iro_events.database import Connection
from iro_events.dates import today_in_england
from iro_events.decider import Context
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.facts.care import (
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    IroAppointed,
    IroChanged,
    LookedAfterDateCorrected,
)
from iro_events.facts.reviews import (
    ReviewBooked,
    ReviewCancelled,
    ReviewEntryWithdrawn,
    ReviewHeld,
    ReviewRebooked,
)
from iro_events.folding import Folded, fold_into
from participation_service import tables
from participation_service.domain.visitors import VISITING, EndWithCare, ResumeWithCare, VisitorCommand
from participation_service.inbound.border import BORDER, RECORDS
from participation_service.known_folds import care_row, review_row

CARE: tuple[type[Event], ...] = (
    ChildBecameLookedAfter,
    LookedAfterDateCorrected,
    ChildCeasedLookedAfter,
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    IroAppointed,
    IroChanged,
)
REVIEWS: tuple[type[Event], ...] = (ReviewBooked, ReviewRebooked, ReviewHeld, ReviewCancelled, ReviewEntryWithdrawn)
FOLLOWED = Catalogue((*CARE, *REVIEWS))

_KNOWN = (
    Folded(tables.known_care, "care", care_row, CARE),
    Folded(tables.known_review, "review", review_row, REVIEWS),
)
_ADD_CHILDREN = "INSERT INTO known_child (child) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING"
_VISITED = "SELECT child FROM visiting WHERE child = ANY ($1)"


class Reactions:
    """The consumer's `project`: keeps what is known in tables, and gives the commands that follow."""

    def __init__(self, running: Running) -> None:
        self._running = running

    async def __call__(self, connection: Connection, batch: Sequence[Recorded]) -> None:
        """Folds the facts, each child's in order."""
        await connection.execute(_ADD_CHILDREN, list({told.subject for told in batch}))
        for folded in _KNOWN:
            await fold_into(connection, folded, batch)
        await take_awaited(self._running, connection, BORDER, RECORDS, batch)
        ends = [told for told in batch if commands_after(told.event)]
        if ends:
            rows = await connection.fetch(_VISITED, list({told.subject for told in ends}))
            visited = {row["child"] for row in rows}
            for told in ends:
                if told.subject in visited:
                    await self._follow(told)

    async def _follow(self, told: Recorded) -> None:
        """Committed before the batch is: a batch that is brought again asks again, and nothing new is told."""
        now = self._running.clock()
        context = Context(
            recorded_at=now,
            today=today_in_england(now),
            actor=told.actor,
            correlation_id=told.correlation_id,
            causation_id=told.id,
        )
        stream = VISITING.stream_of(told.subject)
        for command in commands_after(told.event):
            await self._running.events.execute(VISITING, stream, command, context, subject=told.subject)


def commands_after(event: Event) -> Sequence[VisitorCommand]:
    """What the event brings about for the child's visitor; an end on the very same day leaves it ended."""
    match event:
        case ChildCeasedLookedAfter():
            return [EndWithCare(on=event.on)]
        case CareEndCorrected() if event.on != event.was:
            return [ResumeWithCare(was=event.was), EndWithCare(on=event.on)]
        case CareEndWithdrawn():
            return [ResumeWithCare(was=event.was)]
        case _:
            return []
