"""On what terms an IRO is in the team: hours, contract, specialisms, absences."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never
from uuid import UUID

from iro_events.command import happened
from iro_events.decider import Context
from iro_events.facts.team import (
    IroAbsenceRecorded,
    IroAbsenceWithdrawn,
    IroContractSet,
    IroHoursSet,
    IroSpecialismsSet,
)
from review_service.domain.iro_commands import (
    RecordAbsence,
    SetContract,
    SetHours,
    SetSpecialisms,
    TermsBody,
    WithdrawAbsence,
)
from review_service.domain.iro_refusals import AbsenceEndsBeforeStart, AbsencesOverlap, NoAbsenceToWithdraw, NotInTeam
from review_service.domain.iro_state import Iro

TermsEvent = IroHoursSet | IroContractSet | IroSpecialismsSet | IroAbsenceRecorded | IroAbsenceWithdrawn


def decide_terms(iro_id: UUID, command: TermsBody, iro: Iro, context: Context) -> Sequence[TermsEvent]:
    """What the command records; nothing where the day has that value already."""
    refuse_out_of_team(command.on, iro)
    match command:
        case SetHours():
            hours = IroHoursSet(iro=iro_id, **command.fields("on", "fte"))
            return [] if (command.on, command.fte) in iro.hours else [hours]
        case SetContract():
            contract = IroContractSet(iro=iro_id, **command.fields("on", "contract"))
            return [] if (command.on, command.contract) in iro.contracts else [contract]
        case SetSpecialisms():
            specialisms = tuple(sorted(command.specialisms))
            known = IroSpecialismsSet(iro=iro_id, on=command.on, specialisms=specialisms)
            return [] if (command.on, specialisms) in iro.specialisms else [known]
        case RecordAbsence():
            return _absent(iro_id, command, iro, context)
        case WithdrawAbsence():
            return _withdraw(iro_id, command, iro)
        case _:
            assert_never(command)


def refuse_out_of_team(on: date, iro: Iro, field: str = "on") -> None:
    """Raises NotInTeam where the IRO was not in the team on that day."""
    if not iro.in_team(on):
        raise NotInTeam("The IRO was not in the team on that day. Correct it, the joining or the leaving.", field=field)


def _absent(iro_id: UUID, command: RecordAbsence, iro: Iro, context: Context) -> Sequence[TermsEvent]:
    on, until = command.on, command.until
    if (on, until) in iro.absences:
        return []
    if until is not None:
        happened(until, context, "until")
        if until < on:
            raise AbsenceEndsBeforeStart("The last day is before the first. Correct one of them.", field="until")
        refuse_out_of_team(until, iro, "until")
    others = ((first, last or date.max) for first, last in iro.absences if first != on)
    if any(first <= (until or date.max) and on <= last for first, last in others):
        raise AbsencesOverlap("Another absence is recorded of these days. End or withdraw it first.", field="on")
    return [IroAbsenceRecorded(iro=iro_id, on=on, until=until)]


def _withdraw(iro_id: UUID, command: WithdrawAbsence, iro: Iro) -> Sequence[TermsEvent]:
    if all(first != command.on for first, _ in iro.absences):
        raise NoAbsenceToWithdraw("No absence is recorded from that day. Give the first day of one.", field="on")
    return [IroAbsenceWithdrawn(iro=iro_id, on=command.on)]
