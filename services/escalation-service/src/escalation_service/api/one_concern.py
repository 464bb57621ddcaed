"""The concern that a request is about, ready to take a command."""

from dataclasses import dataclass
from datetime import date
from functools import partial
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
from escalation_service.domain.ladder import Ladder
from escalation_service.domain.ladders import LADDERS
from escalation_service.one_matter import concern_there_is
from escalation_service.streams import concern_of, concern_stream
from escalation_service.subjects import child_of_concern, known_child
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.days import authority_id
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

    async def takes_under_ladder(self, command: RaiseDispute) -> Receipt:
        """Carries the command out under the ladder in force on its day."""

        async def work(writing: Writing) -> None:
            await self.tell(writing, ConcernCommand(self.concern, command, await _ladder_of(writing, command.on)))

        return await self.write.together(work, resource=self.concern)

    async def tell(self, writing: Writing, asked: ConcernCommand) -> None:
        """Carries a command out as a part of a write."""
        stream, version = concern_stream(self.concern), self.write.expected_version
        await writing.execute(CONCERN, stream, asked, subject=self.child, expected_version=version)


@dataclass(frozen=True, slots=True)
class NewConcern:
    """A concern about the child in the path which the request gives no id: a new one, or the very one there is."""

    child: UUID
    write: Writer

    async def takes(self, command: RaiseConcern | RaiseDisputeAtOnce) -> Receipt:
        """Carries the command out; the receipt's id is that of the concern it came to."""
        fresh = self.write.fresh_id()

        async def work(writing: Writing) -> None:
            asked = partial(ConcernCommand, command=command, ladder=await _ladder_of(writing, command.on))
            known = await concern_there_is(writing, self.child, command.on, asked) or fresh
            await OneConcern(known, self.child, self.write).tell(writing, asked(known))

        receipt = await self.write.together(work, resource=fresh)
        return receipt.model_copy(update={"id": concern_of(receipt.stream)})


async def _ladder_of(writing: Writing, on: date) -> Ladder | None:
    """The authority's ladder of that day."""
    return (await writing.state(LADDERS, LADDERS.stream_of(authority_id(writing.authority)))).state.in_force(on)


async def the_concern(concern: UUID, write: Challenges) -> OneConcern:
    """The concern in the path, for those who challenge. Raises Unknown."""
    return OneConcern(concern, await child_of_concern(write.running.database, concern), write)


async def the_concern_to_answer(concern: UUID, write: Answers) -> OneConcern:
    """As `the_concern`, for those who answer."""
    return OneConcern(concern, await child_of_concern(write.running.database, concern), write)


async def a_new_concern(child: UUID, write: Challenges) -> NewConcern:
    """A concern about the child in the path. Raises Unknown."""
    return NewConcern(await known_child(write.running.database, child), write)


TheConcern = Annotated[OneConcern, Depends(the_concern)]
AnsweredConcern = Annotated[OneConcern, Depends(the_concern_to_answer)]
ANewConcern = Annotated[NewConcern, Depends(a_new_concern)]
