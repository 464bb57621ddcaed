from datetime import date

from iro_events.command import InTheFuture
from iro_events.days import DAYS, DayPassed, PassDay
from iro_events.spec import Spec

MONDAY, TUESDAY = date(2014, 9, 1), date(2014, 9, 2)
spec = Spec(DAYS).on(TUESDAY)


def test_a_day_passes_once_and_an_earlier_one_is_not_told_after_it() -> None:
    spec.given(DayPassed(on=MONDAY)).when(PassDay(on=TUESDAY)).then(DayPassed(on=TUESDAY))
    spec.given(DayPassed(on=TUESDAY)).when(PassDay(on=MONDAY)).then_nothing()


def test_a_day_has_not_passed_before_it_comes() -> None:
    spec.when(PassDay(on=date(2014, 9, 3))).then_refused(InTheFuture, field="on")
