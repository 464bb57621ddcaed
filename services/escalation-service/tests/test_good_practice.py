from datetime import date
from uuid import UUID

from escalation_service.domain.good_practice import (
    ALERT,
    AlertGoodPractice,
    AlertWithdrawn,
    AlreadyAlerted,
    GoodPracticeWorded,
    NotAlerted,
    WithdrawGoodPracticeEntry,
)
from iro_events.command import Addressed, InTheFuture
from iro_events.facts.escalation_codes import GoodPractice
from iro_events.facts.escalations import GoodPracticeAlerted, GoodPracticeEntryWithdrawn
from iro_events.spec import Spec

A = UUID("00000000-0000-4000-8000-0000000000d1")
IRO = UUID("00000000-0000-4000-8000-0000000000a1")
ON = date(2014, 5, 1)

told = GoodPracticeAlerted(alert=A, on=ON, iro=IRO, practice=GoodPractice.HEARING_THE_CHILD)
spec = Spec(ALERT)
alert = AlertGoodPractice(on=ON, iro=IRO, practice=GoodPractice.HEARING_THE_CHILD)


def to(
    command: AlertGoodPractice | WithdrawGoodPracticeEntry,
) -> Addressed[AlertGoodPractice | WithdrawGoodPracticeEntry]:
    return Addressed(A, command)


def test_good_practice_is_told_once_and_what_is_written_of_it_stays_here() -> None:
    worded = alert.model_copy(update={"words": "she drew the plan with the child"})

    spec.when(to(alert)).then(told)
    spec.when(to(worded)).then(told, GoodPracticeWorded(words="she drew the plan with the child"))
    spec.given(told).when(to(worded)).then_refused(AlreadyAlerted)


def test_good_practice_is_not_told_of_a_day_to_come() -> None:
    spec.on(date(2014, 4, 30)).when(to(alert)).then_refused(InTheFuture, field="on")


def test_an_alert_recorded_in_error_is_withdrawn_and_not_given_again() -> None:
    spec.when(to(WithdrawGoodPracticeEntry())).then_refused(NotAlerted)
    spec.given(told).when(to(WithdrawGoodPracticeEntry())).then(GoodPracticeEntryWithdrawn(alert=A))
    spec.given(told, GoodPracticeEntryWithdrawn(alert=A)).when(to(alert)).then_refused(AlertWithdrawn)
