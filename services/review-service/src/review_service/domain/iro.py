"""An Independent Reviewing Officer's time in the team (CA 1989 s.25A; rulebook R4.11): one stream per IRO.

What is set from a day and recorded again for that day stands as last recorded, so that a correction is the same
command. Why somebody is away is asked by nobody here.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import assert_never

from iro_events.command import happened
from iro_events.decider import Context, Decider
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
from review_service.domain.iro_commands import (
    IroCommand,
    PracticeBody,
    RestateTimeInTeam,
    StintBody,
    TermsBody,
    WithdrawIroEntry,
    WithdrawLeaving,
)
from review_service.domain.iro_state import Iro, Stint, with_day, without_day
from review_service.domain.practice import decide_practice
from review_service.domain.stints import decide_stint
from review_service.domain.terms import decide_terms
from review_service.domain.time_in_team import STEPS

IroEvent = (
    IroJoined
    | IroJoiningCorrected
    | IroLeft
    | IroLeavingCorrected
    | IroLeavingWithdrawn
    | IroEntryWithdrawn
    | IroHoursSet
    | IroContractSet
    | IroSpecialismsSet
    | IroAbsenceRecorded
    | IroAbsenceWithdrawn
    | PracticeObserved
    | PracticeObservationWithdrawn
    | PracticeAudited
    | PracticeAuditWithdrawn
)


def evolve(iro: Iro, event: IroEvent) -> Iro:  # noqa: C901, PLR0912 - one line an event
    """The IRO after the event."""
    match event:
        case IroJoined():
            return _joined(iro, event)
        case IroJoiningCorrected():
            return _joining_corrected(iro, event)
        case IroLeft() | IroLeavingCorrected():
            return replace(iro, stints=tuple(replace(s, left_on=event.on) if s is iro.last else s for s in iro.stints))
        case IroLeavingWithdrawn():
            return replace(iro, stints=tuple(replace(s, left_on=None) if s is iro.last else s for s in iro.stints))
        case IroEntryWithdrawn():
            return Iro()
        case IroHoursSet():
            return replace(iro, fte=iro.fte.set(iro.stints, event.on, event.fte))
        case IroContractSet():
            return replace(iro, contract=iro.contract.set(iro.stints, event.on, event.contract))
        case IroSpecialismsSet():
            specialisms = iro.all_specialisms.set(iro.stints, event.on, event.specialisms)
            return replace(iro, all_specialisms=specialisms)
        case IroAbsenceRecorded():
            return replace(iro, absences=with_day(iro.absences, event.on, event.until))
        case IroAbsenceWithdrawn():
            return replace(iro, absences=without_day(iro.absences, event.on))
        case PracticeObserved():
            return replace(iro, observed=iro.observed | {(event.on, event.chaired)})
        case PracticeObservationWithdrawn():
            return replace(iro, observed=iro.observed - {(event.on, event.chaired)})
        case PracticeAudited():
            return replace(iro, audited=iro.audited | {(event.on, event.chaired)})
        case PracticeAuditWithdrawn():
            return replace(iro, audited=iro.audited - {(event.on, event.chaired)})
        case _:
            assert_never(event)


def decide(command: IroCommand, iro: Iro, context: Context) -> Sequence[IroEvent]:
    """What the command records; `context.id` is the IRO."""
    if isinstance(command, RestateTimeInTeam):
        return _restate(command, iro, context)
    if not isinstance(command, WithdrawLeaving | WithdrawIroEntry):
        happened(command.on, context)
    if isinstance(command, StintBody):
        return decide_stint(context.id, command, iro)
    if isinstance(command, TermsBody):
        return decide_terms(context.id, command, iro, context)
    if isinstance(command, PracticeBody):
        return decide_practice(context.id, command, iro)
    assert_never(command)


def _restate(said: RestateTimeInTeam, iro: Iro, context: Context) -> Sequence[IroEvent]:
    """All that makes the recorded time in the team what is said, or nothing of it where a rule says no."""
    events: list[IroEvent] = []
    for step in STEPS:
        for command in step(said, iro):
            recorded = decide(command, iro, context)
            events += recorded
            iro = reduce(evolve, recorded, iro)
    return events


def _joined(iro: Iro, event: IroJoined) -> Iro:
    return replace(
        iro,
        stints=(*iro.stints, Stint(event.on)),
        fte=iro.fte.joined(iro.stints, event.fte),
        contract=iro.contract.joined(iro.stints, event.contract),
        all_specialisms=iro.all_specialisms.joined(iro.stints, None),
    )


def _joining_corrected(iro: Iro, event: IroJoiningCorrected) -> Iro:
    stints = tuple(replace(s, joined_on=event.on) if s.joined_on == event.was else s for s in iro.stints)
    return replace(iro, stints=stints)


IRO: Decider[IroCommand, Iro, IroEvent] = Decider(
    decide=decide, evolve=evolve, initial=Iro(), events=IroEvent, stream="iro"
)
