"""Commands: what is asked is taken as it was asked or not at all, and only what has happened is recorded."""

from datetime import date

import pytest
from pydantic import ValidationError

from iro_events.command import Command, InTheFuture, happened
from iro_events.dates import StrictDate
from iro_events.spec import context_on

MONDAY, TUESDAY = date(2014, 9, 1), date(2014, 9, 2)


class PayVisit(Command):
    on: StrictDate


def test_a_command_takes_no_field_it_does_not_know() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        PayVisit.model_validate({"on": "2014-09-01", "by": "somebody"})


def test_a_command_is_never_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        PayVisit(on=MONDAY).on = TUESDAY  # type: ignore[misc] # what must not be done is done here


def test_a_day_may_be_recorded_from_the_morning_it_comes() -> None:
    happened(MONDAY, context_on(MONDAY))
    happened(MONDAY, context_on(TUESDAY))


def test_what_has_not_happened_is_refused_by_the_name_of_its_field() -> None:
    with pytest.raises(InTheFuture) as refused:
        happened(TUESDAY, context_on(MONDAY), field="held_on")

    assert (refused.value.code, refused.value.field) == ("date.in_the_future", "held_on")
