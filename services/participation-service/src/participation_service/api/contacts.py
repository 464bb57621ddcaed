"""Commands about contacts between child and IRO, and a child's contacts for those who may read of them."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.command import Addressed
from iro_events.facts.participation_codes import ContactBegunBy, ContactMedium
from participation_service.api.who import RECORDS, SEES_WORDS
from participation_service.domain.contacts import CONTACTS, LogContact, SendContactCard, WithdrawContactEntry
from participation_service.following import AFTER_REVIEWS
from participation_service.streams import contacts_stream
from participation_service.subjects import child_of_contact, known_child

router = APIRouter(tags=["contacts"])
Writes = Annotated[Writer, writes(*RECORDS)]


@router.post("/children/{child}/contacts", operation_id="LogContact", dependencies=[AFTER_REVIEWS])
async def log_contact(child: UUID, command: LogContact, write: Writes) -> Receipt:
    """IRO and child were in contact; logged again, the contact there is."""
    await known_child(write.running.database, child)
    contact = write.fresh_id()
    asked = Addressed(contact, command)
    receipt = await write(CONTACTS, contacts_stream(child), asked, subject=child, resource=contact)
    known = (await write.running.events.state(CONTACTS, contacts_stream(child))).state.like(command)
    return receipt if known is None else receipt.model_copy(update={"id": known.contact})


@router.post("/contacts/{contact}/withdrawals", operation_id="WithdrawContactEntry")
async def withdraw_contact_entry(contact: UUID, write: Writes, command: WithdrawContactEntry | None = None) -> Receipt:
    """The contact was recorded in error."""
    child = await child_of_contact(write.running.database, contact)
    asked = Addressed(contact, command or WithdrawContactEntry())
    return await write(CONTACTS, contacts_stream(child), asked, subject=child, resource=contact)


@router.post("/children/{child}/contact-cards", operation_id="SendContactCard", dependencies=[AFTER_REVIEWS])
async def send_contact_card(child: UUID, command: SendContactCard, write: Writes) -> Receipt:
    """A card that introduces the IRO went to the child."""
    await known_child(write.running.database, child)
    return await write(CONTACTS, contacts_stream(child), command, subject=child, resource=child)


class ContactShown(BaseModel):
    """One contact, and what it was about."""

    contact: UUID
    iro: UUID
    on: date
    medium: ContactMedium
    begun_by: ContactBegunBy
    seen_alone: bool | None
    note: str | None


class CardShown(BaseModel):
    """A card sent."""

    iro: UUID
    on: date


class ContactsShown(BaseModel):
    """All of a child's contacts with its IRO, in order."""

    child: UUID
    contacts: Sequence[ContactShown]
    cards: Sequence[CardShown]


@router.get("/children/{child}/contacts", operation_id="ContactsOfChild")
async def contacts_of_child(
    child: UUID, reader: Annotated[Reader, reads(*SEES_WORDS)], response: Response
) -> ContactsShown:
    """The child's contacts, with what was noted of them."""
    await known_child(reader.running.database, child)
    loaded = await reader.running.events.state(CONTACTS, contacts_stream(child))
    response.headers["etag"] = f'"{loaded.version}"'
    known = loaded.state
    logged = sorted(known.logged.values(), key=lambda one: (one.on, one.contact))
    shown = [ContactShown(**one.model_dump(), note=known.notes.get(one.contact)) for one in logged]
    cards = [CardShown(iro=iro, on=on) for iro, on in sorted(known.cards, key=lambda card: (card[1], card[0]))]
    return ContactsShown(child=child, contacts=shown, cards=cards)
