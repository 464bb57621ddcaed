"""Commands about which children are relatives; what is recorded of one is recorded of the other."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from iro_chassis.execute import Execute, command, executes
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from review_service.api.who import RECORDS, SEES_NAMES
from review_service.domain.relations import RELATIONS, RegisterRelation, Relation, WithdrawRelation
from review_service.locate import known_child, two_children

router = APIRouter(tags=["children"])
Relates = Annotated[Execute, executes(*RECORDS, locate=two_children)]


@router.post("/children/{child}/relations", **command(RegisterRelation))
async def register_relation(child: UUID, command: RegisterRelation, execute: Relates) -> Receipt:
    """The other child is this one's sibling, parent or child."""
    return await execute(RELATIONS, child, command)


@router.post("/children/{child}/relation-withdrawals", **command(WithdrawRelation))
async def withdraw_relation(child: UUID, command: WithdrawRelation, execute: Relates) -> Receipt:
    """The two are not related, or otherwise than recorded."""
    return await execute(RELATIONS, child, command)


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
    async with reader.running.database.connection() as connection:
        await known_child(connection, child)
    relatives = (await reader.state(RELATIONS, child)).state
    items = [RelativeSeen(child=other, relation=relation) for other, relation in relatives.known]
    return Relations(items=items)
