"""A child's contacts with its IRO between reviews, and the cards that say how to reach the IRO.

Contacts of one IRO with the child on one day, by one medium and begun by the same side, are one: a conversation of ten
texts is not ten contacts. A contact logged late keeps its day; when it was learnt is the envelope's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Annotated, assert_never
from uuid import UUID

from pydantic import Field

from iro_events.command import Addressed, Command, happened
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused
from iro_events.event import Event
from iro_events.facts.participation import ContactCardSent, ContactEntryWithdrawn, ContactLogged
from iro_events.facts.participation_codes import ContactBegunBy, ContactMedium

SEEN = frozenset({ContactMedium.VISIT, ContactMedium.VIDEO, ContactMedium.OTHER})
"""The media by which the child can be seen, alone or with others."""

Note = Annotated[str, Field(min_length=1, max_length=4000)]


class ContactNoted(Event):
    """What the contact was about; it stays here."""

    contact: UUID
    note: str


ContactEvent = ContactLogged | ContactNoted | ContactEntryWithdrawn | ContactCardSent
CONTACT_EVENTS: tuple[type[Event], ...] = (ContactLogged, ContactNoted, ContactEntryWithdrawn, ContactCardSent)


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts that stand, what was noted of them, those withdrawn, and the cards sent by IRO and day."""

    logged: Mapping[UUID, ContactLogged] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[UUID, str] = field(default_factory=lambda: MappingProxyType({}))
    withdrawn: frozenset[UUID] = frozenset()
    cards: frozenset[tuple[UUID, date]] = frozenset()

    def like(self, command: "LogContact") -> ContactLogged | None:
        """The contact that is this very one, if it is logged."""
        asked = (command.iro, command.on, command.medium, command.begun_by)
        return next((one for one in self.logged.values() if (one.iro, one.on, one.medium, one.begun_by) == asked), None)


def evolve(contacts: Contacts, event: ContactEvent) -> Contacts:
    """The contacts after the event."""
    match event:
        case ContactLogged():
            return replace(contacts, logged={**contacts.logged, event.contact: event})
        case ContactNoted():
            return replace(contacts, notes={**contacts.notes, event.contact: event.note})
        case ContactEntryWithdrawn():
            left = {key: one for key, one in contacts.logged.items() if key != event.contact}
            return replace(contacts, logged=left, withdrawn=contacts.withdrawn | {event.contact})
        case ContactCardSent():
            return replace(contacts, cards=contacts.cards | {(event.iro, event.on)})
        case _:
            assert_never(event)


class LogContact(Command):
    """IRO and child were in contact; `seen_alone` is null where nobody recorded it, or the child was not seen."""

    iro: UUID
    on: StrictDate
    medium: ContactMedium
    begun_by: ContactBegunBy
    seen_alone: bool | None = None
    note: Note | None = None


class WithdrawContactEntry(Command):
    """The contact was recorded in error."""


class SendContactCard(Command):
    """A card that introduces the IRO went to the child."""

    iro: UUID
    on: StrictDate


ContactCommand = Addressed[LogContact | WithdrawContactEntry] | SendContactCard
"""What is about one contact is addressed to its id (for one that is new: the id it shall have)."""


class LoggedOtherwise(Refused):
    """That contact is logged already, and otherwise."""

    code = "contact.logged_otherwise"


class NobodySeen(Refused):
    """By such a medium nobody is seen, alone or not."""

    code = "contact.nobody_seen"


class NotLogged(Refused):
    """Nothing is recorded of that contact."""

    code = "contact.not_logged"


def decide(command: ContactCommand, contacts: Contacts, context: Context) -> Sequence[ContactEvent]:
    """What the command brings about. A contact logged late is a contact."""
    if isinstance(command, SendContactCard):
        return _send(command, contacts, context)
    asked = command.command
    match asked:
        case LogContact():
            return _log(command.to, asked, contacts, context)
        case WithdrawContactEntry():
            return _withdraw(command.to, contacts)
        case _:
            assert_never(asked)


CONTACTS: Decider[ContactCommand, Contacts, ContactEvent] = Decider(decide=decide, evolve=evolve, initial=Contacts())


def _log(contact: UUID, command: LogContact, contacts: Contacts, context: Context) -> Sequence[ContactEvent]:
    happened(command.on, context)
    if command.seen_alone is not None and command.medium not in SEEN:
        raise NobodySeen("leave it out: by that medium the child is not seen", field="seen_alone")
    known = contacts.like(command)
    if known is None:
        told = ContactLogged(
            contact=contact,
            iro=command.iro,
            on=command.on,
            medium=command.medium,
            begun_by=command.begun_by,
            seen_alone=command.seen_alone,
        )
        return [told] if command.note is None else [told, ContactNoted(contact=contact, note=command.note)]
    if known.seen_alone is not command.seen_alone:
        raise LoggedOtherwise(
            "that contact is logged already, otherwise; withdraw it if it is wrong", field="seen_alone"
        )
    if command.note is None or contacts.notes.get(known.contact) == command.note:
        return []
    return [ContactNoted(contact=known.contact, note=command.note)]


def _withdraw(contact: UUID, contacts: Contacts) -> Sequence[ContactEvent]:
    if contact in contacts.withdrawn:
        return []
    if contact not in contacts.logged:
        raise NotLogged("nothing is recorded of that contact")
    return [ContactEntryWithdrawn(contact=contact)]


def _send(command: SendContactCard, contacts: Contacts, context: Context) -> Sequence[ContactEvent]:
    happened(command.on, context)
    if (command.iro, command.on) in contacts.cards:
        return []
    return [ContactCardSent(iro=command.iro, on=command.on)]
