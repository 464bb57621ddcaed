"""The demo borough as it is planned: the same at every run, nobody real in it, all there that one may meet."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from iro_embedded.demo.borough import Borough, plan_of
from iro_embedded.demo.diary import DatedCommand, Named
from iro_embedded.demo.families import families
from iro_embedded.demo.meetings import Meeting, meetings_of
from iro_embedded.demo.names import PLANTS, STONES
from iro_events.dates import ENGLAND
from iro_statute import is_working_day

LAST = date(2026, 11, 25)
WHOLE = Borough(LAST)


@pytest.fixture(scope="module")
def plan() -> Sequence[DatedCommand]:
    return plan_of(WHOLE, "E10000011")


@pytest.fixture(scope="module")
def meetings() -> Sequence[Meeting]:
    return [meeting for family in families(WHOLE.span, 500) for meeting in meetings_of(family, WHOLE.span)]


def _kinds(plan: Sequence[DatedCommand]) -> Counter[str]:
    return Counter(re.sub(r"\{[^}]*\}|/\d+/", "*", command.path) for command in plan)


def _days(told: Any) -> list[date]:
    """Every day that a body says something happened on."""
    return [value for name, value in told.items() if name in {"on", "held_on"}]


def test_the_same_borough_is_planned_alike_every_time(plan: Sequence[DatedCommand]) -> None:
    assert plan_of(WHOLE, "E10000011") == plan


def test_another_day_or_size_is_another_borough_that_can_be_planned_too() -> None:
    for last in (date(2025, 4, 1), date(2027, 1, 1), date(2028, 2, 29)):
        borough = Borough(last, children=120, years=2)
        assert max(command.at.date() for command in plan_of(borough, "E10000011")) < last


def test_commands_come_in_order_on_working_days_before_the_last_day(plan: Sequence[DatedCommand]) -> None:
    moments = [command.at.astimezone(ENGLAND) for command in plan]
    assert moments == sorted(moments)
    assert all(is_working_day(moment.date()) and moment.date() < LAST for moment in moments)


def test_nothing_is_told_before_it_happened(plan: Sequence[DatedCommand]) -> None:
    assert all(day <= command.at.astimezone(ENGLAND).date() for command in plan for day in _days(command.body))


def test_every_id_is_given_before_it_is_needed(plan: Sequence[DatedCommand]) -> None:
    given: set[str] = set()
    for command in plan:
        needed = set(re.findall(r"\{([^}]*)\}", command.path))
        needed |= {value.name for value in command.body.values() if isinstance(value, Named)}
        taken_over = {name for name in needed if name.startswith("care-")} - given
        assert needed - taken_over <= given
        assert {name.replace("care", "child") for name in taken_over} <= given
        given |= {command.gives} if command.gives else set()


def test_nobody_in_the_borough_bears_a_name_that_anybody_has() -> None:
    names = [child.name for family in families(WHOLE.span, 500) for child in family.children]
    assert len(set(names)) == len(names) == 500
    assert all(plant in PLANTS and stone in STONES for plant, stone in (name.split() for name in names))


def test_all_that_one_may_meet_is_in_it(plan: Sequence[DatedCommand], meetings: Sequence[Meeting]) -> None:
    kinds = _kinds(plan)
    for few in ("start-corrections", "long-term-designations", "adoption-placements", "authorities-to-place"):
        assert kinds[f"/care/*/{few}"] >= 5
    assert kinds["/care/*/adoption-placements/returns"] >= 1
    assert kinds["/reviews/*/adjournments"] >= 5
    assert kinds["/reviews/*/parts"] > kinds["/reviews/*/adjournments"]
    assert kinds["/reviews/*/bookings"] >= 10
    assert kinds["/care/*/iro-appointments"] > kinds["/children/*/care"]
    assert kinds["/reviews/*/decisions*progress"] >= 50
    responses = Counter(command.body.get("response") for command in plan if "manager-responses" in command.path)
    assert responses["agreed"] > responses["queried"] >= 5
    assert kinds["/reviews/*/deemed-agreements"] >= 20
    assert sum(meeting.shared is not None for meeting in meetings) >= 50


def test_children_take_part_as_a_council_reports_it(plan: Sequence[DatedCommand]) -> None:
    codes = Counter(command.body["code"] for command in plan if command.path.endswith("}/participations"))
    coded = sum(number for code, number in codes.items() if code not in {None, "PN0"})
    assert 0.94 <= 1 - (codes["PN4"] + codes["PN7"]) / coded <= 0.995
    assert 0.33 <= codes["PN1"] / coded <= 0.55
    assert 0.33 <= codes["PN6"] / coded <= 0.52
    assert 0.01 <= codes[None] / sum(codes.values()) <= 0.06
    themes = Counter(command.body["theme"] for command in plan if command.path.endswith("/wishes"))
    assert [theme for theme, _ in themes.most_common(2)] == ["contact", "placement"]


def test_most_children_are_in_contact_with_their_iro_and_some_contacts_are_told_late(
    plan: Sequence[DatedCommand],
) -> None:
    contacts = [command for command in plan if command.path.endswith("/contacts")]
    reviewed = {command.child for command in plan if command.path.endswith("/held-reviews")}
    spoken_to = {command.child for command in contacts} & reviewed
    assert 0.6 <= len(spoken_to) / len(reviewed) <= 0.95
    late = [command for command in contacts if (command.at.date() - _days(command.body)[0]).days > 21]
    assert 0.02 <= len(late) / len(contacts) <= 0.08


def test_reviews_are_about_as_often_in_time_as_a_council_would_have_them(meetings: Sequence[Meeting]) -> None:
    held = [meeting for meeting in meetings if not meeting.ahead for _ in meeting.children]
    late = [meeting for meeting in held if meeting.held_on > meeting.due_by]
    assert 0.94 <= 1 - len(late) / len(held) <= 0.97
    assert len({meeting.late_reason for meeting in late}) >= 6


def test_on_the_last_day_some_reviews_are_overdue_and_others_fall_due(meetings: Sequence[Meeting]) -> None:
    ahead = [meeting for meeting in meetings if meeting.ahead]
    assert 2 <= sum(meeting.due_by < LAST for meeting in ahead) <= 15
    assert sum((meeting.due_by - LAST).days in range(15) for meeting in ahead) >= 5
