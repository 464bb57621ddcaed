"""Contacts between a child and their IRO, between reviews (IRO Handbook 2010, chapter 3).

Contacts of one IRO with the child on one day, by one medium and begun by the same side, are one contact: a conversation
of ten texts is not ten contacts. A contact logged late keeps its day; when it became known is in the envelope.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import assert_never
from uuid import UUID, uuid5

from iro_events.command import Command, happened
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused
from iro_events.facts.participation import ContactCardSent, ContactEntryWithdrawn, ContactLogged
from iro_events.facts.participation_codes import ContactBegunBy, ContactMedium
from iro_events.notes import Note

SEEN = frozenset({ContactMedium.VISIT, ContactMedium.VIDEO, ContactMedium.OTHER})
"""The media by which the child can be seen, alone or with others."""

ContactEvent = ContactLogged | ContactEntryWithdrawn | ContactCardSent


@dataclass(frozen=True, slots=True)
class Contacts:
    """The child's contacts by id, without withdrawn ones, and how often each was withdrawn."""

    logged: Mapping[UUID, ContactLogged] = field(default_factory=lambda: MappingProxyType({}))
    withdrawn: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def evolve(contacts: Contacts, event: ContactEvent) -> Contacts:
    """The contacts after the event."""
    match event:
        case ContactLogged():
            return replace(contacts, logged={**contacts.logged, event.contact: event})
        case ContactEntryWithdrawn():
            return _without(event.contact, contacts)
        case ContactCardSent():
            return contacts
        case _:
            assert_never(event)


def _without(contact: UUID, contacts: Contacts) -> Contacts:
    entry = contacts.logged.get(contact)
    if entry is None:
        return contacts
    key = same_contact(entry)
    left = {id_: one for id_, one in contacts.logged.items() if id_ != contact}
    return Contacts(left, {**contacts.withdrawn, key: contacts.withdrawn.get(key, 0) + 1})


class LogContact(Command):
    """Record that the IRO and the child were in contact.

    Leave `seen_alone` out where it was not recorded, and for a medium by which the child is not seen.
    """

    iro: UUID
    on: StrictDate
    medium: ContactMedium
    begun_by: ContactBegunBy
    seen_alone: bool | None = None
    note: Note | None = None


class WithdrawContactEntry(Command):
    """Withdraw a contact that was recorded in error."""


class SendContactCard(Command):
    """Record that a card which introduces the IRO went to the child."""

    iro: UUID
    on: StrictDate


ContactCommand = LogContact | WithdrawContactEntry | SendContactCard


def same_contact(one: LogContact | ContactLogged) -> str:
    """What makes two records one contact."""
    return f"{one.iro} {one.on} {one.medium} {one.begun_by}"


def contact_id(command: LogContact, contacts: Contacts, child: UUID) -> UUID:
    """The same for every record of one contact; the id of a withdrawn entry is not used again."""
    key = same_contact(command)
    return _numbered(child, key, contacts.withdrawn.get(key, 0))


@lru_cache(maxsize=256)
def _numbered(child: UUID, key: str, withdrawn: int) -> UUID:
    """Asked for at every point of a stream that is searched for a repeat, which a hash would make twice as long."""
    return uuid5(child, f"{key} {withdrawn}")


class AlreadyLogged(Refused):
    """A contact is logged once; a correction withdraws it first."""

    code = "contact.already_logged"
    yields_to_repeat = True


class ChildNotSeen(Refused):
    """By such a medium the child is not seen, alone or not."""

    code = "contact.nobody_seen"


class NotLogged(Refused):
    """Only a contact that is logged can be withdrawn."""

    code = "contact.not_logged"
    yields_to_repeat = True


def decide(command: ContactCommand, contacts: Contacts, context: Context) -> Sequence[ContactEvent]:
    """What the command records; `context.subject` is the child, `context.id` the contact."""
    match command:
        case LogContact():
            return _log(command, contacts, context)
        case WithdrawContactEntry():
            return _withdraw(context.id, contacts)
        case SendContactCard():
            return _send(command, context)
        case _:
            assert_never(command)


CONTACTS: Decider[ContactCommand, Contacts, ContactEvent] = Decider(
    decide=decide, evolve=evolve, initial=Contacts(), events=ContactEvent, stream="contacts"
)


def _log(command: LogContact, contacts: Contacts, context: Context) -> Sequence[ContactEvent]:
    happened(command.on, context)
    if command.seen_alone is not None and command.medium not in SEEN:
        raise ChildNotSeen("A child is not seen by this medium. Leave `seen_alone` out.", field="seen_alone")
    contact = contact_id(command, contacts, context.subject)
    if contact in contacts.logged:
        raise AlreadyLogged("This contact is already logged. To correct it, withdraw it and log it again.", field="on")
    return [ContactLogged(contact=contact, **command.fields("iro", "on", "medium", "begun_by", "seen_alone"))]


def _withdraw(contact: UUID, contacts: Contacts) -> Sequence[ContactEvent]:
    if contact not in contacts.logged:
        raise NotLogged("This contact is not logged, or is withdrawn already.")
    return [ContactEntryWithdrawn(contact=contact)]


def _send(command: SendContactCard, context: Context) -> Sequence[ContactEvent]:
    happened(command.on, context)
    return [ContactCardSent(iro=command.iro, on=command.on)]
