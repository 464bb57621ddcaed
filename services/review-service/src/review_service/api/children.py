"""Commands about who a child is, and the question for those who may see it."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.problems import Unknown
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.store import Writing
from review_service.api.who import RECORDS, SEES_NAMES
from review_service.domain.identity import IDENTITY, AddIdentifier, CorrectIdentity, Identifier, RegisterChild
from review_service.inbound.border import child_appeared
from review_service.streams import child_stream
from review_service.subjects import known_child

router = APIRouter(tags=["children"])
Writes = Annotated[Writer, writes(*RECORDS)]


@router.post("/children", operation_id="RegisterChild")
async def register_child(command: RegisterChild, write: Writes) -> Receipt:
    """A child becomes known here under a new, opaque id."""
    child = write.fresh_id()
    return await _told(write, child, command, command.identifiers)


@router.post("/children/{child}/identity-corrections", operation_id="CorrectIdentity")
async def correct_identity(child: UUID, command: CorrectIdentity, write: Writes) -> Receipt:
    """Name and date of birth as they truly are."""
    await known_child(write.running.database, child)
    return await write(IDENTITY, child_stream(child), command, subject=child, resource=child)


@router.post("/children/{child}/identifiers", operation_id="AddIdentifier")
async def add_identifier(child: UUID, command: AddIdentifier, write: Writes) -> Receipt:
    """The child's id in another system; what the information system told of it before is taken now."""
    await known_child(write.running.database, child)
    return await _told(write, child, command, (Identifier(system=command.system, value=command.value),))


async def _told(
    write: Writer, child: UUID, command: RegisterChild | AddIdentifier, identifiers: Sequence[Identifier]
) -> Receipt:
    async def work(writing: Writing) -> None:
        stream, expected = child_stream(child), write.expected_version
        told = await writing.execute(IDENTITY, stream, command, subject=child, expected_version=expected)
        if told:
            await child_appeared(write, writing, child, identifiers)

    return await write.together(work, resource=child)


class ChildSeen(BaseModel):
    """Who the child is; what is unknown is null."""

    child: UUID
    name: str | None
    date_of_birth: date | None
    identifiers: list[Identifier]


@router.get("/children/{child}", operation_id="Child")
async def child_seen(child: UUID, reader: Annotated[Reader, reads(*SEES_NAMES)], response: Response) -> ChildSeen:
    """Name, date of birth and other systems' ids, for those who may see them."""
    loaded = await reader.running.events.state(IDENTITY, child_stream(child))
    known = loaded.state
    if not known.registered:
        raise Unknown("no child is known by this id", code="child.unknown", field="child")
    response.headers["etag"] = f'"{loaded.version}"'
    identifiers = sorted(known.identifiers, key=lambda one: (one.system, one.value))
    return ChildSeen(child=child, name=known.name, date_of_birth=known.date_of_birth, identifiers=identifiers)
