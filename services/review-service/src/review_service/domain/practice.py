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
from review_service.domain.iro_refusals import (
    AlreadyAudited,
    AlreadyObserved,
    NoAuditToWithdraw,
    NoObservationToWithdraw,
)
from review_service.domain.iro_state import Iro
from review_service.domain.terms import refuse_out_of_team

PracticeEvent = PracticeObserved | PracticeObservationWithdrawn | PracticeAudited | PracticeAuditWithdrawn


def decide_practice(iro_id: UUID, command: PracticeBody, iro: Iro) -> Sequence[PracticeEvent]:
    """What the command records: one observation and one audit a day of each thing chaired."""
    refuse_out_of_team(command.on, iro)
    seen = {"iro": iro_id, "on": command.on, "chaired": command.chaired}
    observed, audited = ((command.on, command.chaired) in among for among in (iro.observed, iro.audited))
    match command:
        case ObservePractice():
            if observed:
                raise AlreadyObserved("That observation is already recorded.", field="on")
            return [PracticeObserved(**seen)]
        case WithdrawObservation():
            if not observed:
                raise NoObservationToWithdraw("No such observation is recorded of that day. Correct it.", field="on")
            return [PracticeObservationWithdrawn(**seen)]
        case AuditPractice():
            if audited:
                raise AlreadyAudited("That audit is already recorded.", field="on")
            return [PracticeAudited(**seen)]
        case WithdrawAudit():
            if not audited:
                raise NoAuditToWithdraw("No such audit is recorded of that day. Correct it.", field="on")
            return [PracticeAuditWithdrawn(**seen)]
        case _:
            assert_never(command)
