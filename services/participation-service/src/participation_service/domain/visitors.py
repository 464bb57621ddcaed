"""A child's independent visitor (CA 1989 s.23ZB; rulebook R7.03): considered, appointed, ended.

Nobody is appointed against a child with sufficient understanding, and no appointment continues after the care.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import assert_never
from uuid import UUID

from iro_events.command import Command, Sets, happened
from iro_events.dates import StrictDate
from iro_events.decider import ByState, Context, Decider, Refused
from iro_events.facts.advocacy import (
    IndependentVisitorConsidered,
    IndependentVisitorEnded,
    IndependentVisitorEndWithdrawn,
    IndependentVisitorMatched,
)
from iro_events.facts.participation_codes import VisitorEnd, VisitorNeed

VisitorEvent = (
    IndependentVisitorConsidered | IndependentVisitorMatched | IndependentVisitorEnded | IndependentVisitorEndWithdrawn
)


@dataclass(frozen=True, slots=True)
class Visiting:
    """What was considered, by day; the last appointment, its first day, and its end."""

    considered: Mapping[date, VisitorNeed] = field(default_factory=lambda: MappingProxyType({}))
    visitor: UUID | None = None
    since: date | None = None
    ended: IndependentVisitorEnded | None = None

    def objected(self, on: date) -> bool:
        """Whether the child objected when that was last considered, up to that day."""
        last = max((day for day in self.considered if day <= on), default=None)
        return last is not None and self.considered[last] is VisitorNeed.CHILD_OBJECTS


def evolve(visiting: Visiting, event: VisitorEvent) -> Visiting:
    """The child's visiting after the event."""
    match event:
        case IndependentVisitorConsidered():
            return replace(visiting, considered={**visiting.considered, event.on: event.need})
        case IndependentVisitorMatched():
            return replace(visiting, visitor=event.visitor, since=event.on, ended=None)
        case IndependentVisitorEnded():
            return replace(visiting, ended=event)
        case IndependentVisitorEndWithdrawn():
            return replace(visiting, ended=None)
        case _:
            assert_never(event)


class ConsiderVisitor(Command):
    """Record what came of considering an independent visitor."""

    on: StrictDate
    need: Sets[VisitorNeed]


class MatchVisitor(Command):
    """Record that an independent visitor was appointed."""

    on: StrictDate
    visitor: UUID


class EndVisitor(Command):
    """Record that the appointment ended."""

    on: StrictDate
    reason: VisitorEnd


class WithdrawVisitorEnd(Command):
    """Withdraw the recorded end: the appointment goes on."""


class EndWithCare(ByState, Command):
    """End any appointment: the child ceased to be looked after."""

    on: date


class ResumeWithCare(ByState, Command):
    """Go on with what ended with the care: the child had not ceased to be looked after that day."""

    was: date


VisitorCommand = ConsiderVisitor | MatchVisitor | EndVisitor | WithdrawVisitorEnd | EndWithCare | ResumeWithCare


class ChildObjects(Refused):
    """A child with sufficient understanding who objects has no independent visitor."""

    code = "visitor.child_objects"


class AlreadyMatched(Refused):
    """A child has one independent visitor at a time."""

    code = "visitor.already_matched"
    yields_to_repeat = True


class NotMatched(Refused):
    """The child has no independent visitor."""

    code = "visitor.not_matched"


class AlreadyEnded(Refused):
    """An appointment ends once."""

    code = "visitor.already_ended"
    yields_to_repeat = True


class NotEnded(Refused):
    """Only an end that is recorded can be withdrawn."""

    code = "visitor.not_ended"
    yields_to_repeat = True


class BeforeMatched(Refused):
    """An appointment ends after it began."""

    code = "visitor.before_matched"


class BeforeLastEnded(Refused):
    """An appointment begins after the one before had ended."""

    code = "visitor.before_last_ended"


def decide(command: VisitorCommand, visiting: Visiting, context: Context) -> Sequence[VisitorEvent]:
    """What the command records."""
    if isinstance(command, ConsiderVisitor | MatchVisitor | EndVisitor):
        happened(command.on, context)
    match command:
        case ConsiderVisitor():
            return _consider(command, visiting)
        case MatchVisitor():
            return _match(command, visiting)
        case EndVisitor():
            return _end(command.on, command.reason, visiting)
        case WithdrawVisitorEnd():
            return _resume(visiting)
        case EndWithCare():
            return _end_with_care(command.on, visiting)
        case ResumeWithCare():
            return _resume(visiting) if _ended_with_care(command.was, visiting) else []
        case _:
            assert_never(command)


VISITING: Decider[VisitorCommand, Visiting, VisitorEvent] = Decider(
    decide=decide, evolve=evolve, initial=Visiting(), events=VisitorEvent, stream="visiting"
)


def _consider(command: ConsiderVisitor, visiting: Visiting) -> Sequence[VisitorEvent]:
    if visiting.considered.get(command.on) is command.need:
        return []
    return [IndependentVisitorConsidered(on=command.on, need=command.need)]


def _match(command: MatchVisitor, visiting: Visiting) -> Sequence[VisitorEvent]:
    if visiting.visitor is not None and visiting.ended is None:
        raise AlreadyMatched("The child already has an independent visitor. End that appointment first.")
    if visiting.objected(command.on):
        raise ChildObjects("The child objects to having an independent visitor.", field="on")
    if visiting.ended is not None and command.on < visiting.ended.on:
        raise BeforeLastEnded("The appointment before had not ended by that day.", field="on")
    return [IndependentVisitorMatched(on=command.on, visitor=command.visitor)]


def _end(on: date, reason: VisitorEnd, visiting: Visiting) -> Sequence[VisitorEvent]:
    if visiting.visitor is None or visiting.since is None:
        raise NotMatched("The child has no independent visitor.")
    if visiting.ended is not None:
        raise AlreadyEnded("The appointment is already recorded as ended, with other details.")
    if on < visiting.since:
        raise BeforeMatched("The independent visitor was not appointed by that day. Give a later day.", field="on")
    return [IndependentVisitorEnded(on=on, visitor=visiting.visitor, reason=reason)]


def _resume(visiting: Visiting) -> Sequence[VisitorEvent]:
    if visiting.visitor is None:
        raise NotMatched("The child has no independent visitor.")
    if visiting.ended is None:
        raise NotEnded("No end of the appointment is recorded.")
    return [IndependentVisitorEndWithdrawn(visitor=visiting.visitor, was=visiting.ended.on)]


def _end_with_care(on: date, visiting: Visiting) -> Sequence[VisitorEvent]:
    """An appointment made after that day is of a later period of care."""
    if visiting.since is None or visiting.ended is not None or on < visiting.since:
        return []
    return _end(on, VisitorEnd.CEASED_LOOKED_AFTER, visiting)


def _ended_with_care(on: date, visiting: Visiting) -> bool:
    ended = visiting.ended
    return ended is not None and (ended.on, ended.reason) == (on, VisitorEnd.CEASED_LOOKED_AFTER)
