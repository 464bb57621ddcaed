"""Commands about who a child is, and the question for those who may see it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.execute import Execute, command, executes
from iro_chassis.problems import Unknown
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from review_service.api.who import RECORDS, SEES_NAMES
from review_service.domain.identity import IDENTITY, AddIdentifier, CorrectIdentity, Identifier, RegisterChild
from review_service.locate import a_child

router = APIRouter(tags=["children"])
Registers = Annotated[Execute, executes(*RECORDS)]
Records = Annotated[Execute, executes(*RECORDS, locate=a_child)]


@router.post("/children", **command(RegisterChild))
async def register_child(command: RegisterChild, execute: Registers) -> Receipt:
    """A child becomes known here under a new, opaque id."""
    return await execute(IDENTITY, execute.fresh_id(), command)


@router.post("/children/{child}/identity-corrections", **command(CorrectIdentity))
async def correct_identity(child: UUID, command: CorrectIdentity, execute: Records) -> Receipt:
    """Name and date of birth as they truly are."""
    return await execute(IDENTITY, child, command)


@router.post("/children/{child}/identifiers", **command(AddIdentifier))
async def add_identifier(child: UUID, command: AddIdentifier, execute: Records) -> Receipt:
    """The child's id in another system; what the information system sent about the child before is accepted now."""
    return await execute(IDENTITY, child, command)


class ChildSeen(BaseModel):
    """Who the child is; what is unknown is null."""

    child: UUID
    name: str | None
    date_of_birth: date | None
    identifiers: list[Identifier]


@router.get("/children/{child}", operation_id="Child")
async def child_seen(child: UUID, reader: Annotated[Reader, reads(*SEES_NAMES)], response: Response) -> ChildSeen:
    """Name, date of birth and other systems' ids, for those who may see them."""
    loaded = await reader.state(IDENTITY, child)
    known = loaded.state
    if not known.registered:
        raise Unknown("No child is known by this id.", code="child.unknown", field="child")
    response.headers["etag"] = f'"{loaded.version}"'
    identifiers = sorted(known.identifiers, key=lambda one: (one.system, one.value))
    return ChildSeen(child=child, name=known.name, date_of_birth=known.date_of_birth, identifiers=identifiers)
