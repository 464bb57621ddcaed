"""Who among the children known here is whose brother, sister, parent or child; private, and kept for both of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from iro_events.command import Addressed, Command
from iro_events.decider import Context, Decider, Refused
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
RELATION_EVENTS: tuple[type[Event], ...] = (RelationRecorded, RelationWithdrawn)


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


RelationCommand = Addressed[RegisterRelation | WithdrawRelation]
"""Addressed to the child."""


class RelatedToItself(Refused):
    """Nobody is a relative of themselves."""

    code = "child.related_to_itself"


class RelatedOtherwise(Refused):
    """Two children are related in one way."""

    code = "child.related_otherwise"


def decide(asked: RelationCommand, relatives: Relatives, _: Context) -> Sequence[RelationEvent]:
    """What the command brings about."""
    command = asked.command
    known = dict(relatives.known).get(command.other)
    match command:
        case RegisterRelation():
            if command.other == asked.to:
                raise RelatedToItself("name another child", field="other")
            if known not in {None, command.relation}:
                raise RelatedOtherwise("another relation of these two is recorded; withdraw it first", field="relation")
            return [] if known else [RelationRecorded(other=command.other, relation=command.relation)]
        case WithdrawRelation():
            return [RelationWithdrawn(other=command.other)] if known else []
        case _:
            assert_never(command)


RELATIONS: Decider[RelationCommand, Relatives, RelationEvent] = Decider(
    decide=decide, evolve=evolve, initial=Relatives()
)
