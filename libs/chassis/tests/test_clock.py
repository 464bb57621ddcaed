"""The clock: moments in UTC, days in England."""

from datetime import UTC, date, datetime

import pytest

from iro_chassis.clock import system_clock
from iro_events.dates import today_in_england


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 1, 5, 23, 59, tzinfo=UTC), date(2026, 1, 5)),
        (datetime(2026, 7, 5, 22, 59, tzinfo=UTC), date(2026, 7, 5)),
        (datetime(2026, 7, 5, 23, 0, tzinfo=UTC), date(2026, 7, 6)),
    ],
)
def test_a_day_in_england_begins_at_its_own_midnight(at: datetime, day: date) -> None:
    assert today_in_england(at) == day


def test_a_moment_without_a_time_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        today_in_england(datetime(2026, 1, 5, 12))  # noqa: DTZ001 - what is refused


def test_the_systems_clock_is_in_utc() -> None:
    assert system_clock().tzinfo is UTC
