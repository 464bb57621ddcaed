"""Judges one event before anything follows from it: whose it is, whether it can be read, whether it is in order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from pydantic import ValidationError

from iro_chassis.inbound.border import About, Border, Kind, Matter, Notice, matter_of
from iro_chassis.inbound.envelope import Envelope, Given, Refusal, digest_of, first_fault
from iro_chassis.inbound.owners import OWNERS
from iro_events.facts.inbound import InboundRejection as Reason

Key = tuple[str, str]
"""Source and id: what CloudEvents knows an event by."""


class KnownEvent(NamedTuple):
    """An event taken before, and whom it was about by its id here."""

    digest: bytes
    about: UUID | None


class Standing(NamedTuple):
    """The newest version taken of a matter: whom it is about, the digest of what it says, what it is called here."""

    subject: str | None
    version: int
    content: bytes
    known_as: UUID


@dataclass(slots=True)
class Memory:
    """What the border remembers of the events and matters of one request."""

    taken: dict[Key, KnownEvent] = field(default_factory=dict)
    matters: dict[Matter, Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """It had been taken before; nothing is written."""

    about: UUID | None


def key_of(envelope: Envelope) -> Key:
    """What the event is known by."""
    return envelope.source, envelope.id


def standing_of(notice: Notice) -> Standing:
    """How its matter stands once the event was taken."""
    envelope = notice.envelope
    content = digest_of([envelope.withdrawn, envelope.data])
    return Standing(envelope.subject, envelope.version, content, notice.known_as)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges for one service, on one day in England; `fresh_id` gives the ids of records that are new."""

    border: Border
    authority: str
    today: date
    fresh_id: Callable[[], UUID]

    def __call__(self, given: Given, memory: Memory) -> Notice | Known | Refusal:
        """The event as a notice to be translated, or why there is nothing to translate."""
        envelope = given.envelope
        if envelope is None:
            return given.refusal or Refusal(Reason.NOT_AN_EVENT, None, "give a CloudEvent")
        kind = self._kind(envelope)
        if isinstance(kind, Refusal):
            return kind
        if before := memory.taken.get(key_of(envelope)):
            return _repeated(given, before)
        body = _body(envelope, kind, self.today)
        if isinstance(body, Refusal):
            return body
        standing = memory.matters.get(matter_of(envelope))
        known_as = self.fresh_id() if standing is None else standing.known_as
        notice = Notice(envelope, given.digest, body, known_as)
        return notice if standing is None else _in_order(notice, standing)

    def _kind(self, envelope: Envelope) -> Kind | Refusal:
        if envelope.authority not in {None, self.authority}:
            return Refusal(Reason.OTHER_AUTHORITY, "authority", "another authority's children are kept elsewhere")
        kind = self.border.kinds.get(envelope.type)
        if kind is None:
            return _not_ours(OWNERS.get(envelope.type))
        if envelope.dataschema not in {None, kind.schema}:
            return Refusal(Reason.UNKNOWN_SCHEMA, "dataschema", f"give {kind.schema}, or leave it out")
        return kind


def _not_ours(owner: str | None) -> Refusal:
    if owner is None:
        return Refusal(Reason.UNKNOWN_TYPE, "type", "no such type is known; docs/inbound lists those that are")
    return Refusal(Reason.OTHER_OWNER, "type", f"send it to {owner}, which owns events of that type")


def _repeated(given: Given, before: KnownEvent) -> Known | Refusal:
    if before.digest == given.digest:
        return Known(before.about)
    return Refusal(Reason.ID_REUSED, "id", "another event of that source has this id; give each an id of its own")


def _body(envelope: Envelope, kind: Kind, today: date) -> object | Refusal:
    if not _names(envelope.subject, kind.about):
        return Refusal(Reason.BROKEN_BODY, "subject", kind.about)
    if envelope.withdrawn:
        if envelope.data is None:
            return None
        return Refusal(Reason.BROKEN_BODY, "data", "leave it out: what is withdrawn says nothing")
    try:
        body = kind.body.model_validate(envelope.data)
    except ValidationError as invalid:
        fault = first_fault(invalid, "data")
        return Refusal(Reason.BROKEN_BODY, fault.field, fault.detail)
    return _future(body, kind, today) or body


def _names(subject: str | None, about: About) -> bool:
    match about:
        case About.CHILD_HERE:
            return subject is not None and _is_id(subject)
        case About.CHILD_THERE | About.WORKER:
            return subject is not None
        case About.NOBODY:
            return subject is None


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _future(body: object, kind: Kind, today: date) -> Refusal | None:
    for name in kind.happened:
        day: date | None = getattr(body, name)
        if day is not None and day > today:
            detail = "that day has not come yet; send it once it has happened"
            return Refusal(Reason.IN_THE_FUTURE, f"data.{name}", detail)
    return None


def _in_order(notice: Notice, standing: Standing) -> Notice | Known | Refusal:
    if notice.envelope.subject != standing.subject:
        detail = "that record is of another; withdraw it there, and give this one a record of its own"
        return Refusal(Reason.OTHER_SUBJECT, "subject", detail)
    if notice.envelope.version > standing.version:
        return notice
    if notice.envelope.version < standing.version:
        return Refusal(Reason.OLDER_VERSION, "version", "a later version of that record was taken; nothing is lost")
    if standing == standing_of(notice):
        return Known(None)
    return Refusal(Reason.VERSION_REUSED, "version", "that version says something else; give a higher version")
