"""Commands about which children are relatives; what is recorded of one is recorded of the other."""

# ruff: noqa: FAST003 - the dependency that gives the child takes the path's id

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from iro_chassis.problems import Unknown
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.command import Addressed
from iro_events.store import Writing
from review_service.api.who import RECORDS, SEES_NAMES
from review_service.domain.relations import RELATIONS, RegisterRelation, Relation, WithdrawRelation
from review_service.streams import relations_stream
from review_service.subjects import known_child

router = APIRouter(tags=["children"])


@dataclass(frozen=True, slots=True)
class OneChild:
    """The child in the path, ready to take a command about it and another."""

    child: UUID
    write: Writer

    async def takes(self, command: RegisterRelation | WithdrawRelation) -> Receipt:
        """Carries the command out for this child and, as it is seen from there, for the other."""

        async def work(writing: Writing) -> None:
            expected = self.write.expected_version
            await _tell(writing, self.child, command, expected)
            await _tell(writing, command.other, _from_there(command, self.child), None)

        return await self.write.together(work, resource=self.child)


async def the_child(child: UUID, write: Annotated[Writer, writes(*RECORDS)]) -> OneChild:
    """The child in the path. Raises Unknown."""
    return OneChild(await known_child(write.running.database, child), write)


TheChild = Annotated[OneChild, Depends(the_child)]


@router.post("/children/{child}/relations", operation_id="RegisterRelation")
async def register_relation(command: RegisterRelation, one: TheChild) -> Receipt:
    """The other child is this one's sibling, parent or child."""
    await _refuse_unknown(command.other, one)
    return await one.takes(command)


@router.post("/children/{child}/relation-withdrawals", operation_id="WithdrawRelation")
async def withdraw_relation(command: WithdrawRelation, one: TheChild) -> Receipt:
    """The two are not related, or otherwise than recorded."""
    await _refuse_unknown(command.other, one)
    return await one.takes(command)


class RelativeSeen(BaseModel):
    """Another child known here, and what it is to this one."""

    child: UUID
    relation: Relation


class Relations(BaseModel):
    """A child's relatives among the children known here."""

    items: list[RelativeSeen]


@router.get("/children/{child}/relations", operation_id="Relations")
async def relations_of(child: UUID, reader: Annotated[Reader, reads(*SEES_NAMES)]) -> Relations:
    """The child's relatives, for those who may see who a child is."""
    await known_child(reader.running.database, child)
    relatives = (await reader.running.events.state(RELATIONS, relations_stream(child))).state
    items = [RelativeSeen(child=other, relation=relation) for other, relation in relatives.known]
    return Relations(items=items)


async def _refuse_unknown(other: UUID, one: OneChild) -> None:
    try:
        await known_child(one.write.running.database, other)
    except Unknown:
        raise Unknown("no child is known by that id; register it first", code="child.unknown", field="other") from None


async def _tell(
    writing: Writing, child: UUID, command: RegisterRelation | WithdrawRelation, expected: int | None
) -> None:
    stream, asked = relations_stream(child), Addressed(child, command)
    await writing.execute(RELATIONS, stream, asked, subject=child, expected_version=expected)


def _from_there(command: RegisterRelation | WithdrawRelation, child: UUID) -> RegisterRelation | WithdrawRelation:
    if isinstance(command, WithdrawRelation):
        return WithdrawRelation(other=child)
    return RegisterRelation(other=child, relation=command.relation.seen_from_the_other)
