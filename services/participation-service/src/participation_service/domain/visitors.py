"""A child's independent visitor (CA 1989 s.23ZB; rulebook R7.03): considered, appointed, ended.

Nobody is appointed against a child with sufficient understanding, and no appointment outlasts the care.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import assert_never
from uuid import UUID

from iro_events.command import Command, happened
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused
from iro_events.event import Event
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
VISITOR_EVENTS: tuple[type[Event], ...] = (
    IndependentVisitorConsidered,
    IndependentVisitorMatched,
    IndependentVisitorEnded,
    IndependentVisitorEndWithdrawn,
)


@dataclass(frozen=True, slots=True)
class Visiting:
    """What was considered and when; the visitor that stands, or stood before the end, since `since`."""

    considered: Mapping[date, VisitorNeed] = field(default_factory=lambda: MappingProxyType({}))
    visitor: UUID | None = None
    since: date | None = None
    ended: IndependentVisitorEnded | None = None

    def objected(self, on: date) -> bool:
        """Whether the child objected when that was last considered, up to that day."""
        last = max((day for day in self.considered if day <= on), default=None)
        return last is not None and self.considered[last] is VisitorNeed.CHILD_OBJECTS


def evolve(known: Visiting, event: VisitorEvent) -> Visiting:
    """The child's visiting after the event."""
    match event:
        case IndependentVisitorConsidered():
            return replace(known, considered={**known.considered, event.on: event.need})
        case IndependentVisitorMatched():
            return replace(known, visitor=event.visitor, since=event.on, ended=None)
        case IndependentVisitorEnded():
            return replace(known, ended=event)
        case IndependentVisitorEndWithdrawn():
            return replace(known, ended=None)
        case _:
            assert_never(event)


class ConsiderVisitor(Command):
    """Whether the child should have an independent visitor was considered."""

    on: StrictDate
    need: VisitorNeed


class MatchVisitor(Command):
    """An independent visitor was appointed."""

    on: StrictDate
    visitor: UUID


class EndVisitor(Command):
    """The appointment ended."""

    on: StrictDate
    reason: VisitorEnd


class WithdrawVisitorEnd(Command):
    """The recorded end had not happened."""


class EndWithCare(Command):
    """The child ceased to be looked after, and with it any appointment."""

    on: date


class ResumeWithCare(Command):
    """The child had not ceased to be looked after that day: what ended with its care runs on."""

    was: date


VisitorCommand = ConsiderVisitor | MatchVisitor | EndVisitor | WithdrawVisitorEnd | EndWithCare | ResumeWithCare


class ChildObjects(Refused):
    """A child with sufficient understanding who objects has no independent visitor."""

    code = "visitor.child_objects"


class AlreadyMatched(Refused):
    """A child has one independent visitor at a time."""

    code = "visitor.already_matched"


class NotMatched(Refused):
    """The child has no independent visitor."""

    code = "visitor.not_matched"


class BeforeMatched(Refused):
    """An appointment ends after it began."""

    code = "visitor.before_matched"


class BeforeLastEnded(Refused):
    """An appointment begins after the one before had ended."""

    code = "visitor.before_last_ended"


def decide(command: VisitorCommand, known: Visiting, context: Context) -> Sequence[VisitorEvent]:
    """What the command brings about."""
    if isinstance(command, ConsiderVisitor | MatchVisitor | EndVisitor):
        happened(command.on, context)
    match command:
        case ConsiderVisitor():
            told = IndependentVisitorConsidered(on=command.on, need=command.need)
            return [] if known.considered.get(command.on) is command.need else [told]
        case MatchVisitor():
            return _match(command, known)
        case EndVisitor():
            return _end(command.on, command.reason, known)
        case WithdrawVisitorEnd():
            return _resume(known)
        case EndWithCare():
            return _end_with_care(command.on, known)
        case ResumeWithCare():
            return _resume(known) if _ended_with_care(command.was, known) else []
        case _:
            assert_never(command)


VISITING: Decider[VisitorCommand, Visiting, VisitorEvent] = Decider(decide=decide, evolve=evolve, initial=Visiting())


def _match(command: MatchVisitor, known: Visiting) -> Sequence[VisitorEvent]:
    if known.visitor is not None and known.ended is None:
        if (known.visitor, known.since) == (command.visitor, command.on):
            return []
        raise AlreadyMatched("the child has an independent visitor already; end that appointment first")
    if known.objected(command.on):
        raise ChildObjects("the child objects to having an independent visitor", field="on")
    if known.ended is not None and command.on < known.ended.on:
        raise BeforeLastEnded("the appointment before had not ended by that day", field="on")
    return [IndependentVisitorMatched(on=command.on, visitor=command.visitor)]


def _end(on: date, reason: VisitorEnd, known: Visiting) -> Sequence[VisitorEvent]:
    if known.ended is not None and (known.ended.on, known.ended.reason) == (on, reason):
        return []
    if known.visitor is None or known.since is None or known.ended is not None:
        raise NotMatched("the child has no independent visitor")
    if on < known.since:
        raise BeforeMatched("the independent visitor was not appointed by that day", field="on")
    return [IndependentVisitorEnded(on=on, visitor=known.visitor, reason=reason)]


def _resume(known: Visiting) -> Sequence[VisitorEvent]:
    if known.visitor is None:
        raise NotMatched("the child has no independent visitor")
    if known.ended is None:
        return []
    return [IndependentVisitorEndWithdrawn(visitor=known.visitor, was=known.ended.on)]


def _end_with_care(on: date, known: Visiting) -> Sequence[VisitorEvent]:
    """An appointment made after that day is of a later period of care."""
    if known.since is None or known.ended is not None or on < known.since:
        return []
    return _end(on, VisitorEnd.CEASED_LOOKED_AFTER, known)


def _ended_with_care(on: date, known: Visiting) -> bool:
    ended = known.ended
    return ended is not None and (ended.on, ended.reason) == (on, VisitorEnd.CEASED_LOOKED_AFTER)
