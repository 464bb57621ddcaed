"""Who the child is: name, date of birth, other systems' ids; all private here and shown to those who may see them.

Facts carry the opaque id alone; every event here can be sealed without touching what was told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, assert_never

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from iro_events.command import Command, Sets, happened
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused
from iro_events.event import Event

SystemName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


def _tidy(text: str) -> str:
    if not text.isprintable() or text != " ".join(text.split()):
        raise ValueError("leave out blanks at the ends, two running, and what cannot be printed")
    return text


IdentifierValue = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_tidy)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_tidy)]


class Identifier(BaseModel):
    """The child's id in another system, such as `ssda903`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    system: SystemName
    value: IdentifierValue


@dataclass(frozen=True, slots=True)
class Child:
    """Who the child is, as far as is known; unknown is None."""

    registered: bool = False
    name: str | None = None
    date_of_birth: date | None = None
    identifiers: frozenset[Identifier] = frozenset()


class ChildRegistered(Event):
    """The child is known here from now on."""

    name: str | None
    date_of_birth: date | None


class ChildIdentityCorrected(Event):
    """Name or date of birth are other than recorded."""

    name: str | None
    date_of_birth: date | None


class IdentifierAdded(Event):
    """The child is known to another system under that id."""

    system: str
    value: str


IdentityEvent = ChildRegistered | ChildIdentityCorrected | IdentifierAdded


def evolve(child: Child, event: IdentityEvent) -> Child:
    """The child's identity after the event."""
    match event:
        case ChildRegistered():
            return replace(child, registered=True, name=event.name, date_of_birth=event.date_of_birth)
        case ChildIdentityCorrected():
            return replace(child, name=event.name, date_of_birth=event.date_of_birth)
        case IdentifierAdded():
            added = Identifier.model_construct(system=event.system, value=event.value)
            return replace(child, identifiers=child.identifiers | {added})
        case _:
            assert_never(event)


class RegisterChild(Command):
    """A child becomes known to the service, with what is known of it."""

    name: Name | None = None
    date_of_birth: StrictDate | None = None
    identifiers: Annotated[tuple[Identifier, ...], Field(max_length=20)] = ()


class CorrectIdentity(Command):
    """Name and date of birth as they truly are; what is left out becomes unknown."""

    name: Sets[Name | None] = None
    date_of_birth: Sets[StrictDate | None] = None


class AddIdentifier(Command):
    """Another system knows the child under that id."""

    system: SystemName
    value: IdentifierValue


IdentityCommand = RegisterChild | CorrectIdentity | AddIdentifier


class AlreadyRegistered(Refused):
    """A child is registered once and corrected from then on."""

    code = "child.already_registered"
    yields_to_repeat = True


class NotRegistered(Refused):
    """Nothing is known of that child."""

    code = "child.not_registered"


class AlreadyIdentified(Refused):
    """An id of another system is added to the child once."""

    code = "child.already_identified"
    yields_to_repeat = True


class IdentifierTaken(Refused):
    """One id of another system belongs to one child."""

    code = "child.identifier_taken"


def decide(command: IdentityCommand, child: Child, context: Context) -> Sequence[IdentityEvent]:
    """What the command records."""
    match command:
        case RegisterChild():
            return _register(command, child, context)
        case CorrectIdentity():
            return _correct(command, child, context)
        case AddIdentifier():
            return _identify(command, child)
        case _:
            assert_never(command)


IDENTITY: Decider[IdentityCommand, Child, IdentityEvent] = Decider(
    decide=decide, evolve=evolve, initial=Child(), events=IdentityEvent, stream="child"
)


def _register(command: RegisterChild, child: Child, context: Context) -> Sequence[IdentityEvent]:
    _refuse_unborn(command.date_of_birth, context)
    if child.registered:
        raise AlreadyRegistered("The child is already registered. Correct the identity or add identifiers.")
    registered = ChildRegistered(**command.fields("name", "date_of_birth"))
    added = sorted(set(command.identifiers), key=lambda one: (one.system, one.value))
    return [registered, *(IdentifierAdded(system=one.system, value=one.value) for one in added)]


def _correct(command: CorrectIdentity, child: Child, context: Context) -> Sequence[IdentityEvent]:
    _refuse_unborn(command.date_of_birth, context)
    _refuse_unknown(child)
    if (child.name, child.date_of_birth) == (command.name, command.date_of_birth):
        return []
    return [ChildIdentityCorrected(**command.fields("name", "date_of_birth"))]


def _identify(command: AddIdentifier, child: Child) -> Sequence[IdentityEvent]:
    _refuse_unknown(child)
    if any((known.system, known.value) == (command.system, command.value) for known in child.identifiers):
        raise AlreadyIdentified("That system's id of the child is already recorded.", field="value")
    return [IdentifierAdded(**command.fields("system", "value"))]


def _refuse_unborn(date_of_birth: date | None, context: Context) -> None:
    if date_of_birth is not None:
        happened(date_of_birth, context, "date_of_birth")


def _refuse_unknown(child: Child) -> None:
    if not child.registered:
        raise NotRegistered("Nothing is known of that child. Register the child first.")
