"""What was seen of an IRO's work: observations and audits, as days and codes."""

from collections.abc import Sequence
from typing import assert_never
from uuid import UUID

from iro_events.facts.team import (
    PracticeAudited,
    PracticeAuditWithdrawn,
    PracticeObservationWithdrawn,
    PracticeObserved,
)
from review_service.domain.iro_commands import (
    AuditPractice,
    ObservePractice,
    PracticeBody,
    WithdrawAudit,
    WithdrawObservation,
)
from review_service.domain.iro_state import Iro
from review_service.domain.terms import refuse_out_of_team

PracticeEvent = PracticeObserved | PracticeObservationWithdrawn | PracticeAudited | PracticeAuditWithdrawn


def decide_practice(iro_id: UUID, command: PracticeBody, iro: Iro) -> Sequence[PracticeEvent]:
    """What the command brings about: one observation and one audit a day of each thing chaired."""
    refuse_out_of_team(command.on, iro)
    on, chaired = command.on, command.chaired
    observed, audited = (on, chaired) in iro.observed, (on, chaired) in iro.audited
    match command:
        case ObservePractice():
            return [] if observed else [PracticeObserved(iro=iro_id, on=on, chaired=chaired)]
        case WithdrawObservation():
            return [PracticeObservationWithdrawn(iro=iro_id, on=on, chaired=chaired)] if observed else []
        case AuditPractice():
            return [] if audited else [PracticeAudited(iro=iro_id, on=on, chaired=chaired)]
        case WithdrawAudit():
            return [PracticeAuditWithdrawn(iro=iro_id, on=on, chaired=chaired)] if audited else []
        case _:
            assert_never(command)
