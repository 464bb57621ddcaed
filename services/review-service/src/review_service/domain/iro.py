"""An Independent Reviewing Officer's time in the team (CA 1989 s.25A; rulebook R4.11): one stream per IRO.

What is set from a day and recorded again for that day stands as last recorded, so that a correction is the same
command. Why somebody is away is asked by nobody here.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never, get_args

from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.event import Event
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
    StintBody,
    TermsBody,
    WithdrawIroEntry,
    WithdrawLeaving,
)
from review_service.domain.iro_state import Iro, Stint, moved, with_day, without_day
from review_service.domain.practice import decide_practice
from review_service.domain.stints import decide_stint
from review_service.domain.terms import decide_terms

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
IRO_EVENTS: tuple[type[Event], ...] = get_args(IroEvent)


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
            return replace(iro, hours=with_day(iro.hours, event.on, event.fte))
        case IroContractSet():
            return replace(iro, contracts=with_day(iro.contracts, event.on, event.contract))
        case IroSpecialismsSet():
            return replace(iro, specialisms=with_day(iro.specialisms, event.on, event.specialisms))
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


def decide(asked: IroCommand, iro: Iro, context: Context) -> Sequence[IroEvent]:
    """What the command brings about."""
    command = asked.command
    if not isinstance(command, WithdrawLeaving | WithdrawIroEntry):
        happened(command.on, context)
    if isinstance(command, StintBody):
        return decide_stint(asked.to, command, iro)
    if isinstance(command, TermsBody):
        return decide_terms(asked.to, command, iro, context)
    if isinstance(command, PracticeBody):
        return decide_practice(asked.to, command, iro)
    assert_never(command)


def _joined(iro: Iro, event: IroJoined) -> Iro:
    return replace(
        iro,
        stints=(*iro.stints, Stint(event.on)),
        hours=with_day(iro.hours, event.on, event.fte),
        contracts=with_day(iro.contracts, event.on, event.contract),
    )


def _joining_corrected(iro: Iro, event: IroJoiningCorrected) -> Iro:
    return replace(
        iro,
        stints=tuple(replace(s, joined_on=event.on) if s.joined_on == event.was else s for s in iro.stints),
        hours=moved(iro.hours, event.was, event.on),
        contracts=moved(iro.contracts, event.was, event.on),
        specialisms=moved(iro.specialisms, event.was, event.on),
    )


IRO: Decider[IroCommand, Iro, IroEvent] = Decider(decide=decide, evolve=evolve, initial=Iro())
