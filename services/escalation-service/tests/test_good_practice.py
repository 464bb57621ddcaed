from datetime import date
from uuid import UUID

from escalation_service.domain.good_practice import (
    ALERT,
    AlertGoodPractice,
    AlertWithdrawn,
    AlreadyAlerted,
    NotAlerted,
    WithdrawGoodPracticeEntry,
)
from iro_events.command import InTheFuture
from iro_events.facts.escalation_codes import GoodPractice
from iro_events.facts.escalations import GoodPracticeAlerted, GoodPracticeEntryWithdrawn
from iro_events.notes import NoteRecorded
from iro_events.spec import Spec

A = UUID("00000000-0000-4000-8000-0000000000d1")
IRO = UUID("00000000-0000-4000-8000-0000000000a1")
ON = date(2014, 5, 1)
DREW = "she drew the plan with the child"

told = GoodPracticeAlerted(alert=A, on=ON, iro=IRO, practice=GoodPractice.HEARING_THE_CHILD)
spec = Spec(ALERT).to(A)
alert = AlertGoodPractice(on=ON, iro=IRO, practice=GoodPractice.HEARING_THE_CHILD)
worded = alert.model_copy(update={"words": DREW})
drew = NoteRecorded(about=1, field="words", text=DREW)


def test_an_alert_is_recorded_once() -> None:
    spec.when(alert).then(told)
    spec.given(told).when(alert.model_copy(update={"practice": GoodPractice.OTHER})).then_refused(AlreadyAlerted)


def test_what_is_written_of_it_is_kept_and_may_be_written_again() -> None:
    spec.when(worded).then(told, drew)
    spec.given(told).when(worded).then(drew)
    spec.given(told, drew).when(alert).then_nothing()


def test_good_practice_is_not_recorded_of_a_day_to_come() -> None:
    spec.on(date(2014, 4, 30)).when(alert).then_refused(InTheFuture, field="on")


def test_an_alert_recorded_in_error_is_withdrawn_and_not_given_again() -> None:
    spec.when(WithdrawGoodPracticeEntry()).then_refused(NotAlerted)
    spec.given(told).when(WithdrawGoodPracticeEntry()).then(GoodPracticeEntryWithdrawn(alert=A))
    spec.given(told, GoodPracticeEntryWithdrawn(alert=A)).when(alert).then_refused(AlertWithdrawn)
