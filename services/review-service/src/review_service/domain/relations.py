"""Who among the children known here is whose brother, sister, parent or child; private, and kept for both of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from iro_events.command import Command
from iro_events.decider import ByState, Context, Decider, Refused
from iro_events.event import Event


class Relation(StrEnum):
    """What the other child is to this one."""

    SIBLING = "sibling"
    PARENT = "parent"
    CHILD = "child"

    @property
    def seen_from_the_other(self) -> "Relation":
        """What this child is to the other."""
        return {Relation.PARENT: Relation.CHILD, Relation.CHILD: Relation.PARENT}.get(self, self)


class RelationRecorded(Event):
    """The other child is this one's sibling, parent or child."""

    other: UUID
    relation: Relation


class RelationWithdrawn(Event):
    """The two are not related, or otherwise than recorded."""

    other: UUID


RelationEvent = RelationRecorded | RelationWithdrawn


@dataclass(frozen=True, slots=True)
class Relatives:
    """A child's relatives among the children known here."""

    known: tuple[tuple[UUID, Relation], ...] = ()


def evolve(relatives: Relatives, event: RelationEvent) -> Relatives:
    """The relatives after the event."""
    others = tuple(told for told in relatives.known if told[0] != event.other)
    match event:
        case RelationRecorded():
            return replace(relatives, known=(*others, (event.other, event.relation)))
        case RelationWithdrawn():
            return replace(relatives, known=others)
        case _:
            assert_never(event)


class RegisterRelation(Command):
    """The other child, known here, is this one's sibling, parent or child."""

    other: UUID
    relation: Relation


class WithdrawRelation(Command):
    """The two are not related, or otherwise than recorded."""

    other: UUID


class MirrorRelation(ByState, Command):
    """What the other child's stream says of the two, seen from this child; None where it says nothing any longer."""

    other: UUID
    relation: Relation | None


RelationCommand = RegisterRelation | WithdrawRelation | MirrorRelation
"""Given to the child."""


class RelatedToItself(Refused):
    """Nobody is a relative of themselves."""

    code = "child.related_to_itself"


class RelatedOtherwise(Refused):
    """Two children are related in one way, which is recorded once."""

    code = "child.related_otherwise"
    yields_to_repeat = True


class NoRelationToWithdraw(Refused):
    """Nothing is recorded that relates the two."""

    code = "child.no_relation_to_withdraw"
    yields_to_repeat = True


def decide(command: RelationCommand, relatives: Relatives, context: Context) -> Sequence[RelationEvent]:
    """What the command records; `context.id` is the child."""
    known = dict(relatives.known).get(command.other)
    match command:
        case RegisterRelation():
            return _register(command, known, context)
        case WithdrawRelation():
            if known is None:
                raise NoRelationToWithdraw("No relation of these two is recorded. Name another child.", field="other")
            return [RelationWithdrawn(other=command.other)]
        case MirrorRelation():
            return _mirror(command, known)
        case _:
            assert_never(command)


RELATIONS: Decider[RelationCommand, Relatives, RelationEvent] = Decider(
    decide=decide, evolve=evolve, initial=Relatives(), events=RelationEvent, stream="relations"
)


def _register(command: RegisterRelation, known: Relation | None, context: Context) -> Sequence[RelationEvent]:
    if command.other == context.id:
        raise RelatedToItself("Nobody is a relative of themselves. Name another child.", field="other")
    if known is not None:
        raise RelatedOtherwise("Another relation of these two is recorded. Withdraw it first.", field="relation")
    return [RelationRecorded(**command.fields("other", "relation"))]


def _mirror(command: MirrorRelation, known: Relation | None) -> Sequence[RelationEvent]:
    if command.relation is known:
        return []
    if command.relation is None:
        return [RelationWithdrawn(other=command.other)]
    return [RelationRecorded(other=command.other, relation=command.relation)]
