"""What has been told of one IRO in the team: when in it, for how much, on what footing, away and seen at work when."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar, assert_never
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


Value = TypeVar("Value")
Dated = tuple[tuple[date, Value], ...]
"""What was so from which day, in the order of the days."""


@dataclass(frozen=True, slots=True)
class Terms(Generic[Value]):
    """What was so from which day: `at_joining`, of each stint in order, and what was set from a `later` day.

    What an IRO joined with has no day of its own, so that a corrected day of joining changes nothing else.
    """

    at_joining: tuple[Value, ...] = ()
    later: Dated[Value] = ()

    def joined(self, stints: tuple[Stint, ...], value: Value) -> "Terms[Value]":
        """The terms where a stint after these begins with that value."""
        left_on = _left_before(stints, len(stints))
        return Terms((*self.at_joining, value), tuple(one for one in self.later if one[0] <= left_on))

    def set(self, stints: tuple[Stint, ...], on: date, value: Value) -> "Terms[Value]":
        """The terms with that value from that day; on a day of joining it is what the IRO joined with."""
        for at, stint in enumerate(stints):
            if stint.joined_on == on:
                left_on = _left_before(stints, at)
                later = tuple(one for one in self.later if not left_on < one[0] <= on)
                return Terms((*self.at_joining[:at], value, *self.at_joining[at + 1 :]), later)
        return Terms(self.at_joining, tuple(sorted({**dict(self.later), on: value}.items(), key=lambda one: one[0])))

    def by_day(self, stints: tuple[Stint, ...]) -> Dated[Value]:
        """Every value by its day. Terms set from a day before the one of joining are those that the IRO joined with."""
        joined: list[tuple[date, Value]] = []
        for at, (stint, value) in enumerate(zip(stints, self.at_joining, strict=True)):
            left_on = _left_before(stints, at)
            if not any(left_on < on <= stint.joined_on for on, _ in self.later):
                joined.append((stint.joined_on, value))
        return tuple(sorted((*joined, *self.later), key=lambda one: one[0]))


@dataclass(frozen=True, slots=True)
class TeamHistory:
    """One IRO's; what is dated, in the order of the days."""

    iro: UUID
    stints: tuple[Stint, ...] = ()
    fte: Terms[tuple[int, UUID]] = Terms()
    contract: Terms[tuple[Contract, UUID]] = Terms()
    absences: tuple[Absence, ...] = ()
    practice: tuple[Practice, ...] = ()

    @property
    def hours(self) -> tuple[Hours, ...]:
        """Hundredths of a full-time post from which day."""
        return tuple(Hours(on, fte, event) for on, (fte, event) in self.fte.by_day(self.stints))

    @property
    def footings(self) -> tuple[Footing, ...]:
        """The contract from which day."""
        return tuple(Footing(on, signed, event) for on, (signed, event) in self.contract.by_day(self.stints))


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
            return replace(history, fte=history.fte.set(history.stints, fact.on, (fact.fte, event)))
        case IroContractSet():
            return replace(history, contract=history.contract.set(history.stints, fact.on, (fact.contract, event)))
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
        fte=history.fte.joined(history.stints, (fact.fte, event)),
        contract=history.contract.joined(history.stints, (fact.contract, event)),
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


def _with(absences: tuple[Absence, ...], recorded: Absence) -> tuple[Absence, ...]:
    """Of a first day recorded again, the last one counts."""
    others = (each for each in absences if each.on != recorded.on)
    return tuple(sorted((*others, recorded), key=lambda each: each.on))


def _left_before(stints: tuple[Stint, ...], at: int) -> date:
    """The last day of the stint before that one."""
    return stints[at - 1].left_on or date.max if at else date.min
