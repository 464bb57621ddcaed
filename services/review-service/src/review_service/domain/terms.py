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
from review_service.domain.iro_refusals import AbsenceEndsBeforeStart, AbsencesOverlap, NotInTeam
from review_service.domain.iro_state import Iro

TermsEvent = IroHoursSet | IroContractSet | IroSpecialismsSet | IroAbsenceRecorded | IroAbsenceWithdrawn


def decide_terms(iro_id: UUID, command: TermsBody, iro: Iro, context: Context) -> Sequence[TermsEvent]:
    """What the command brings about. What a day has already is not told again."""
    refuse_out_of_team(command.on, iro)
    match command:
        case SetHours():
            told = IroHoursSet(iro=iro_id, on=command.on, fte=command.fte)
            return [] if (command.on, command.fte) in iro.hours else [told]
        case SetContract():
            signed = IroContractSet(iro=iro_id, on=command.on, contract=command.contract)
            return [] if (command.on, command.contract) in iro.contracts else [signed]
        case SetSpecialisms():
            all_of_them = tuple(sorted(command.specialisms))
            known = IroSpecialismsSet(iro=iro_id, on=command.on, specialisms=all_of_them)
            return [] if (command.on, all_of_them) in iro.specialisms else [known]
        case RecordAbsence():
            return _absent(iro_id, command, iro, context)
        case WithdrawAbsence():
            return _withdraw(iro_id, command, iro)
        case _:
            assert_never(command)


def refuse_out_of_team(on: date, iro: Iro, field: str = "on") -> None:
    """Raises NotInTeam where the IRO was not in the team on that day."""
    if not iro.in_team(on):
        raise NotInTeam("the IRO was not in the team on that day; correct it, the joining or the leaving", field=field)


def _absent(iro_id: UUID, command: RecordAbsence, iro: Iro, context: Context) -> Sequence[TermsEvent]:
    on, until = command.on, command.until
    if (on, until) in iro.absences:
        return []
    if until is not None:
        happened(until, context, "until")
        if until < on:
            raise AbsenceEndsBeforeStart("the last day lies before the first; correct one of them", field="until")
        refuse_out_of_team(until, iro, "until")
    others = ((first, last or date.max) for first, last in iro.absences if first != on)
    if any(first <= (until or date.max) and on <= last for first, last in others):
        raise AbsencesOverlap("another absence is recorded of these days; end or withdraw it first", field="on")
    return [IroAbsenceRecorded(iro=iro_id, on=on, until=until)]


def _withdraw(iro_id: UUID, command: WithdrawAbsence, iro: Iro) -> Sequence[TermsEvent]:
    recorded = any(first == command.on for first, _ in iro.absences)
    return [IroAbsenceWithdrawn(iro=iro_id, on=command.on)] if recorded else []
