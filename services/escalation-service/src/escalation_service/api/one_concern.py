"""The concern that a request is about, ready to take a command."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from escalation_service.api.who import ANSWERS, CHALLENGES
from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import (
    ConcernBody,
    ConcernCommand,
    RaiseConcern,
    RaiseDispute,
    RaiseDisputeAtOnce,
)
from escalation_service.domain.ladders import LADDERS
from escalation_service.streams import LADDERS_STREAM, concern_stream
from escalation_service.subjects import child_of_concern, known_child
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.store import Writing

Challenges = Annotated[Writer, writes(*CHALLENGES)]
Answers = Annotated[Writer, writes(*ANSWERS)]


@dataclass(frozen=True, slots=True)
class OneConcern:
    """A concern about a child."""

    concern: UUID
    child: UUID
    write: Writer

    async def takes(self, command: ConcernBody) -> Receipt:
        """Carries the command out."""
        asked = ConcernCommand(self.concern, command)
        stream = concern_stream(self.concern)
        return await self.write(CONCERN, stream, asked, subject=self.child, resource=self.concern)

    async def takes_under_ladder(self, command: RaiseConcern | RaiseDispute | RaiseDisputeAtOnce) -> Receipt:
        """Carries the command out under the ladder in force on its day."""
        stream = concern_stream(self.concern)

        async def work(writing: Writing) -> None:
            await writing.state(CONCERN, stream)  # read first: the receipt is of this stream, told something or not
            ladders = (await writing.state(LADDERS, LADDERS_STREAM)).state
            await writing.execute(
                CONCERN,
                stream,
                ConcernCommand(self.concern, command, ladders.in_force(command.on)),
                subject=self.child,
                expected_version=self.write.expected_version,
            )

        return await self.write.together(work, resource=self.concern)


async def the_concern(concern: UUID, write: Challenges) -> OneConcern:
    """The concern in the path, for those who challenge. Raises Unknown."""
    return OneConcern(concern, await child_of_concern(write.running.database, concern), write)


async def the_concern_to_answer(concern: UUID, write: Answers) -> OneConcern:
    """As `the_concern`, for those who answer."""
    return OneConcern(concern, await child_of_concern(write.running.database, concern), write)


async def a_new_concern(child: UUID, write: Challenges) -> OneConcern:
    """A concern not recorded yet, about the child in the path. Raises Unknown."""
    return OneConcern(write.fresh_id(), await known_child(write.running.database, child), write)


TheConcern = Annotated[OneConcern, Depends(the_concern)]
AnsweredConcern = Annotated[OneConcern, Depends(the_concern_to_answer)]
NewConcern = Annotated[OneConcern, Depends(a_new_concern)]
