"""What has been told of one IRO in the team: when in it, for how much, on what footing, away and seen at work when."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar, assert_never
from uuid import UUID

from iro_events.facts.team import (
    IroAbsenceRecorded,
    IroAbsenceWithdrawn,
    IroContractSet,
    IroEntryWithdrawn,
    IroHoursSet,
    IroJoined,
    IroJoiningCorrected,
    IroLeavingCorrected,
    IroLeavingWithdrawn,
    IroLeft,
    IroSpecialismsSet,
    PracticeAudited,
    PracticeAuditWithdrawn,
    PracticeObservationWithdrawn,
    PracticeObserved,
)
from iro_events.facts.team_codes import Chaired, Contract

StintFact = IroJoiningCorrected | IroLeft | IroLeavingCorrected | IroLeavingWithdrawn
AbsenceFact = IroAbsenceRecorded | IroAbsenceWithdrawn
PracticeFact = PracticeObserved | PracticeObservationWithdrawn | PracticeAudited | PracticeAuditWithdrawn
TeamFact = (
    IroJoined
    | StintFact
    | IroEntryWithdrawn
    | IroHoursSet
    | IroContractSet
    | IroSpecialismsSet
    | AbsenceFact
    | PracticeFact
)
"""Every fact of the team; no figure rests on specialisms."""


class IroUnknown(LookupError):
    """A fact tells of an IRO who never joined, as far as was told: it cannot be folded."""


class Seen(StrEnum):
    """How an IRO's work was looked at."""

    OBSERVED = "observed"
    AUDITED = "audited"


@dataclass(frozen=True, slots=True)
class Stint:
    """A time in the team, both days included."""

    joined_on: date
    left_on: date | None
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """Hundredths of a full-time post from that day."""

    on: date
    fte: int
    event: UUID


@dataclass(frozen=True, slots=True)
class Footing:
    """The contract from that day."""

    on: date
    contract: Contract
    event: UUID


@dataclass(frozen=True, slots=True)
class Absence:
    """Away from that day until the other, both included; None while nobody knows of a return."""

    on: date
    until: date | None
    event: UUID


@dataclass(frozen=True, slots=True)
class Practice:
    """Work that was looked at on that day."""

    on: date
    seen: Seen
    chaired: Chaired
    event: UUID


@dataclass(frozen=True, slots=True)
class TeamHistory:
    """One IRO's; what is dated, in the order of the days."""

    iro: UUID
    stints: tuple[Stint, ...] = ()
    hours: tuple[Hours, ...] = ()
    footings: tuple[Footing, ...] = ()
    absences: tuple[Absence, ...] = ()
    practice: tuple[Practice, ...] = ()


def evolve_team(history: TeamHistory, fact: TeamFact, event: UUID) -> TeamHistory:
    """The history with one more fact, told by that event. Raises IroUnknown."""
    if isinstance(fact, StintFact):
        return _stayed(history, fact, event)
    if isinstance(fact, PracticeFact):
        return replace(history, practice=_seen(history.practice, fact, event))
    match fact:
        case IroJoined():
            return _joined(history, fact, event)
        case IroEntryWithdrawn():
            return TeamHistory(history.iro)
        case IroHoursSet():
            return replace(history, hours=_with(history.hours, Hours(fact.on, fact.fte, event)))
        case IroContractSet():
            return replace(history, footings=_with(history.footings, Footing(fact.on, fact.contract, event)))
        case IroAbsenceRecorded():
            return replace(history, absences=_with(history.absences, Absence(fact.on, fact.until, event)))
        case IroAbsenceWithdrawn():
            return replace(history, absences=tuple(each for each in history.absences if each.on != fact.on))
        case IroSpecialismsSet():
            return history
        case _:
            assert_never(fact)


def _joined(history: TeamHistory, fact: IroJoined, event: UUID) -> TeamHistory:
    return replace(
        history,
        stints=(*history.stints, Stint(fact.on, None, (event,))),
        hours=_with(history.hours, Hours(fact.on, fact.fte, event)),
        footings=_with(history.footings, Footing(fact.on, fact.contract, event)),
    )


def _stayed(history: TeamHistory, fact: StintFact, event: UUID) -> TeamHistory:
    """The last time in the team, told otherwise."""
    if not history.stints:
        raise IroUnknown(f"{fact.type} tells of an IRO who is not known to have joined")
    *before, last = history.stints
    last = replace(last, events=(*last.events, event))
    match fact:
        case IroJoiningCorrected():
            last = replace(last, joined_on=fact.on)
            hours = _moved(history.hours, fact, lambda each: replace(each, on=fact.on))
            footings = _moved(history.footings, fact, lambda each: replace(each, on=fact.on))
            history = replace(history, hours=hours, footings=footings)
        case IroLeft() | IroLeavingCorrected():
            last = replace(last, left_on=fact.on)
        case IroLeavingWithdrawn():
            last = replace(last, left_on=None)
        case _:
            assert_never(fact)
    return replace(history, stints=(*before, last))


def _seen(practice: tuple[Practice, ...], fact: PracticeFact, event: UUID) -> tuple[Practice, ...]:
    seen = Seen.OBSERVED if isinstance(fact, PracticeObserved | PracticeObservationWithdrawn) else Seen.AUDITED
    others = tuple(p for p in practice if (p.on, p.seen, p.chaired) != (fact.on, seen, fact.chaired))
    if isinstance(fact, PracticeObservationWithdrawn | PracticeAuditWithdrawn):
        return others
    return (*others, Practice(fact.on, seen, fact.chaired, event))


class _Dated(Protocol):
    @property
    def on(self) -> date: ...


D = TypeVar("D", bound=_Dated)


def _with(dated: tuple[D, ...], told: D) -> tuple[D, ...]:
    """Of a day told again, the last stands."""
    return tuple(sorted((*(each for each in dated if each.on != told.on), told), key=lambda each: each.on))


def _moved(dated: tuple[D, ...], joining: IroJoiningCorrected, move: Callable[[D], D]) -> tuple[D, ...]:
    """What was so from the old day is so from the new one, unless something later took its place by then."""
    was = [each for each in dated if each.on == joining.was]
    left = tuple(each for each in dated if each.on != joining.was)
    if not was or any(joining.was < each.on <= joining.on for each in left):
        return left
    return _with(left, move(was[0]))
