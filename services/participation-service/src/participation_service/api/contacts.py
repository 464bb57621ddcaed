"""Commands about contacts between a child and their IRO, and the list of a child's contacts."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.execute import Execute, command, executes
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from iro_events.facts.participation import ContactCardSent, ContactLogged
from iro_events.facts.participation_codes import ContactBegunBy, ContactMedium
from participation_service.api.who import RECORDS, SEES_WORDS
from participation_service.domain.contacts import CONTACTS, LogContact, SendContactCard, WithdrawContactEntry
from participation_service.following import AFTER_REVIEWS
from participation_service.locate import a_child, a_contact, known_child, new_contact

router = APIRouter(tags=["contacts"])
Logs = Annotated[Execute, executes(*RECORDS, locate=new_contact, after=AFTER_REVIEWS)]
Withdraws = Annotated[Execute, executes(*RECORDS, locate=a_contact)]
Sends = Annotated[Execute, executes(*RECORDS, locate=a_child, after=AFTER_REVIEWS)]


@router.post("/children/{child}/contacts", **command(LogContact))
async def log_contact(child: UUID, command: LogContact, execute: Logs) -> Receipt:
    """Log a contact between a child and their IRO."""
    return await execute(CONTACTS, child, command)


@router.post("/contacts/{contact}/withdrawals", **command(WithdrawContactEntry))
async def withdraw_contact_entry(
    contact: UUID, execute: Withdraws, command: WithdrawContactEntry | None = None
) -> Receipt:
    """Withdraw a contact that was recorded in error."""
    return await execute(CONTACTS, contact, command or WithdrawContactEntry())


@router.post("/children/{child}/contact-cards", **command(SendContactCard))
async def send_contact_card(child: UUID, command: SendContactCard, execute: Sends) -> Receipt:
    """Record that a card which introduces the IRO went to the child."""
    return await execute(CONTACTS, child, command)


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
    """All of a child's contacts with their IRO, in order."""

    child: UUID
    contacts: Sequence[ContactShown]
    cards: Sequence[CardShown]


@router.get("/children/{child}/contacts", operation_id="ContactsOfChild")
async def contacts_of_child(
    child: UUID, reader: Annotated[Reader, reads(*SEES_WORDS)], response: Response
) -> ContactsShown:
    """List a child's contacts with their IRO, oldest first, with what was noted of them."""
    async with reader.running.database.connection() as connection:
        await known_child(connection, child)
    loaded = await reader.state(CONTACTS, child)
    response.headers["etag"] = f'"{loaded.version}"'
    contacts = [
        ContactShown(**logged.model_dump(), note=notes.get("note"))
        for logged, notes in loaded.noted(ContactLogged)
        if logged.contact in loaded.state.logged
    ]
    cards = [CardShown(iro=card.iro, on=card.on) for card, _ in loaded.noted(ContactCardSent)]
    return ContactsShown(
        child=child,
        contacts=sorted(contacts, key=lambda one: (one.on, one.contact)),
        cards=sorted(cards, key=lambda one: (one.on, one.iro)),
    )
