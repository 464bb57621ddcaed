"""The figures' rules, each asked over HTTP as an analyst asks it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from iro_events.event import Event
from iro_events.facts import care, reviews
from iro_events.facts.codes import ManagerResponse, ReasonCeased, ReviewMode

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD, SIBLING, THIRD, FOURTH = (UUID(int=n) for n in range(1, 5))
MEETING = UUID(int=77)
APRIL = datetime(2014, 4, 30, 9, tzinfo=UTC)


def of(child: UUID, number: int = 0) -> UUID:
    """An id of that child's own, for its care (0) or one of its reviews."""
    return UUID(int=(child.int << 16) + number)


def started(child: UUID, on: date, **more: Any) -> care.ChildBecameLookedAfter:
    return care.ChildBecameLookedAfter.model_validate({"care": of(child), "on": on, **more})


def ceased(child: UUID, on: date, **more: Any) -> care.ChildCeasedLookedAfter:
    return care.ChildCeasedLookedAfter.model_validate({"care": of(child), "on": on, **more})


def held(child: UUID, number: int, on: date, **more: Any) -> reviews.ReviewHeld:
    return reviews.ReviewHeld.model_validate({"review": of(child, number), "held_on": on, **more})


def completed(child: UUID, number: int, on: date) -> reviews.ReviewCompleted:
    return reviews.ReviewCompleted(review=of(child, number), on=on, first_part=on, finish_by=on)


async def test_a_review_on_its_last_lawful_day_is_in_time_and_one_a_day_later_is_not(analyst: Any) -> None:
    await analyst.tell(started(CHILD, date(2014, 4, 1)), held(CHILD, 1, date(2014, 5, 1)), child=CHILD)
    events = await analyst.tell(started(SIBLING, date(2014, 4, 1)), held(SIBLING, 1, date(2014, 5, 2)), child=SIBLING)

    answer = await analyst.figure("reviews-in-time")
    assert (answer["value"], answer["unit"], answer["numerator"], answer["denominator"]) == (50.0, "percent", 1, 2)
    assert answer["definition"]["source"].startswith("CPR 2010 reg 33")
    (late,) = await analyst.cases("reviews-in-time", verdict="late")
    assert (late["child"], late["held_on"], late["due_statute"]) == (str(SIBLING), "2014-05-02", "2014-05-01")
    assert late["events"] == [str(event) for event in events]
    assert "Good Friday" in " ".join(late["because"])
    assert late["because"][-1] == "due by 1 May 2014, held on 2 May 2014: 1 day late"


async def test_the_indicator_judges_by_91_days_where_the_statute_takes_three_months(analyst: Any) -> None:
    await analyst.tell(
        started(CHILD, date(2014, 6, 3)),
        held(CHILD, 1, date(2014, 7, 1)),
        held(CHILD, 2, date(2014, 10, 1)),
        child=CHILD,
    )

    assert (await analyst.figure("reviews-in-time"))["value"] == 100.0
    assert (await analyst.figure("reviews-in-time-indicator"))["value"] == 50.0
    (late,) = await analyst.cases("reviews-in-time-indicator", verdict="late")
    assert "91 days" in " ".join(late["because"])


@pytest.mark.parametrize(
    ("in_time", "late", "value"), [(2, 1, 66.7), (1, 2, 33.3), (1, 7, 12.5), (7, 9, 43.8), (0, 1, 0.0), (0, 0, None)]
)
async def test_a_percentage_is_rounded_half_up_to_one_decimal_and_is_none_without_a_base(
    analyst: Any, in_time: int, late: int, value: float | None
) -> None:
    for number in range(1, in_time + late + 1):
        child = UUID(int=100 + number)
        on = date(2014, 5, 1 if number <= in_time else 2)
        await analyst.tell(started(child, date(2014, 4, 1)), held(child, 1, on), child=child)

    answer = await analyst.figure("reviews-in-time")
    assert (answer["value"], answer["denominator"]) == (value, in_time + late)


async def test_what_cannot_be_judged_is_a_case_and_in_no_count_but_its_own(analyst: Any) -> None:
    await analyst.tell(
        started(CHILD, date(2014, 4, 1), start_known=False), held(CHILD, 1, date(2014, 6, 2)), child=CHILD
    )
    await analyst.tell(held(SIBLING, 1, date(2014, 6, 2)), child=SIBLING)
    await analyst.tell(
        started(THIRD, date(2014, 4, 1), short_break=True), held(THIRD, 1, date(2014, 6, 2)), child=THIRD
    )

    parts = await analyst.parts("reviews-in-time")
    assert parts == {"late": 0, "told-late": 0, "not-assessable": 1, "outside-care": 1, "short-break": 1}
    assert (await analyst.figure("reviews-in-time"))["denominator"] == 0
    cases = await analyst.cases("reviews-in-time")
    assert {case["apart"] for case in cases} == {"not-assessable", "outside-care", "short-break"}
    assert all(case["verdict"] is None and not case["counted"] for case in cases)
    held_reviews = await analyst.figure("reviews-held")
    assert (held_reviews["value"], held_reviews["denominator"]) == (1, None)


async def test_a_start_told_after_the_review_was_due_is_told_as_such(analyst: Any) -> None:
    await analyst.tell(
        started(CHILD, date(2014, 4, 1), notified_on=date(2014, 6, 3)), held(CHILD, 1, date(2014, 6, 10)), child=CHILD
    )

    assert (await analyst.parts("reviews-in-time"))["told-late"] == 1
    (case,) = await analyst.cases("reviews-in-time")
    assert case["late_reason"] == "told-late"
    assert case["because"][-1].startswith("late because told late")


async def test_siblings_at_one_meeting_are_two_reviews_and_one_meeting(analyst: Any) -> None:
    for child in (CHILD, SIBLING):
        await analyst.tell(
            started(child, date(2014, 4, 1)), held(child, 1, date(2014, 4, 28), meeting=MEETING), child=child
        )
    await analyst.tell(started(THIRD, date(2014, 4, 1)), held(THIRD, 1, date(2014, 4, 28)), child=THIRD)
    await analyst.tell(
        started(FOURTH, date(2014, 4, 1)),
        held(FOURTH, 1, date(2014, 4, 28), mode=ReviewMode.NO_MEETING),
        child=FOURTH,
    )

    assert (await analyst.figure("reviews-held"))["value"] == 4
    assert (await analyst.figure("review-meetings"))["value"] == 2
    assert await analyst.parts("review-meetings") == {"reviews": 3, "without-meeting": 1}


async def test_a_correction_judges_anew_and_the_old_answer_is_still_to_be_had(analyst: Any) -> None:
    await analyst.tell(started(CHILD, date(2014, 4, 1)), held(CHILD, 1, date(2014, 5, 1)), child=CHILD, at=APRIL)
    corrected = care.LookedAfterDateCorrected(care=of(CHILD), on=date(2014, 3, 20), was=date(2014, 4, 1))
    await analyst.tell(corrected, child=CHILD, at=datetime(2014, 7, 1, 12, tzinfo=UTC))

    now, then = (
        await analyst.figure("reviews-in-time"),
        await analyst.figure("reviews-in-time", as_known_at="2014-06-30"),
    )
    assert (now["value"], now["as_known_at"], now["seq"]) == (0.0, "2014-07-01T12:00:00Z", 3)
    assert (then["value"], then["as_known_at"], then["seq"]) == (100.0, "2014-06-30T23:59:59.999999+01:00", None)
    assert (await analyst.figure("reviews-in-time", as_known_at="2014-07-01T11:59:59Z"))["value"] == 100.0
    assert (await analyst.figure("reviews-in-time", as_known_at="2014-07-01T12:00:00Z"))["value"] == 0.0
    (case,) = await analyst.cases("reviews-in-time", as_known_at="2014-06-30")
    assert case["because"][-1].endswith("in time")
    assert (await analyst.figure("reviews-in-time", as_known_at="2014-04-01"))["denominator"] == 0


async def test_a_review_is_overdue_at_the_end_of_a_period_though_it_was_held_later(analyst: Any) -> None:
    await analyst.tell(started(CHILD, date(2014, 4, 1)), held(CHILD, 1, date(2014, 6, 2)), child=CHILD)

    assert await analyst.parts("reviews-overdue", "2014-05") == {"open": 1, "missed": 0}
    (case,) = await analyst.cases("reviews-overdue", "2014-05")
    assert (case["standing"], case["due_statute"], case["held_on"]) == ("open", "2014-05-01", "2014-06-02")
    assert "not held by 31 May 2014" in case["because"]
    assert (await analyst.figure("reviews-overdue", "2014-06-01..2014-06-02"))["value"] == 0


@pytest.mark.parametrize(
    ("ended", "period", "overdue"),
    [
        (date(2014, 4, 30), "2014-05", {"open": 0, "missed": 0}),
        (date(2014, 5, 1), "2014-05", {"open": 0, "missed": 0}),
        (date(2014, 5, 2), "2014-05", {"open": 0, "missed": 1}),
        (date(2014, 5, 31), "2014-05", {"open": 0, "missed": 1}),
        (date(2014, 6, 1), "2014-05", {"open": 1, "missed": 0}),
        (date(2014, 6, 1), "2014-07", {"open": 0, "missed": 0}),
        (date(2014, 6, 1), "2014-15", {"open": 0, "missed": 1}),
        (date(2014, 6, 1), "2014-04", {"open": 0, "missed": 0}),
    ],
)
async def test_care_that_ends_leaves_a_review_missed_only_if_it_ran_on_after_the_due_date(
    analyst: Any, ended: date, period: str, overdue: dict[str, int]
) -> None:
    await analyst.tell(started(CHILD, date(2014, 4, 1)), ceased(CHILD, ended), child=CHILD)

    assert await analyst.parts("reviews-overdue", period) == overdue


async def test_a_review_due_today_or_later_in_a_running_period_is_not_overdue_yet(analyst: Any) -> None:
    await analyst.tell(started(CHILD, date(2015, 8, 3)), child=CHILD)

    analyst.clock.now = datetime(2015, 9, 1, 12, tzinfo=UTC)
    assert (await analyst.figure("reviews-overdue", "2015-16"))["value"] == 0
    analyst.clock.now = datetime(2015, 9, 2, 12, tzinfo=UTC)
    answer = await analyst.figure("reviews-overdue", "2015-16")
    assert (answer["value"], answer["as_at"]) == (1, "2015-09-02")
    assert (await analyst.figure("reviews-overdue", "2015-16", as_known_at="2015-09-01"))["value"] == 0


async def test_children_are_looked_after_on_a_day_if_their_care_runs_past_its_end(analyst: Any) -> None:
    await analyst.tell(started(CHILD, date(2014, 4, 1)), ceased(CHILD, date(2014, 6, 30)), child=CHILD)
    await analyst.tell(started(SIBLING, date(2014, 5, 31), start_known=False), child=SIBLING)
    await analyst.tell(started(THIRD, date(2014, 4, 1), short_break=True), child=THIRD)

    answer = await analyst.figure("children-looked-after", "2014-Q1", by="month")
    assert [(group["key"], group["value"]) for group in answer["groups"]] == [
        ("2014-04", 1),
        ("2014-05", 2),
        ("2014-06", 1),
    ]
    assert (answer["value"], answer["as_at"]) == (1, "2014-06-30")
    assert (await analyst.figure("children-looked-after", "2014-Q1"))["value"] == 1
    assert await analyst.parts("children-looked-after", "2014-Q1") == {"short-break": 1, "unknown-start": 1}
    cases = await analyst.cases("children-looked-after", "2014-Q1")
    assert [(case["child"], case["counted"]) for case in cases] == [(str(THIRD), False), (str(SIBLING), True)]


async def test_the_stock_of_a_period_that_has_not_begun_is_not_known(analyst: Any) -> None:
    await analyst.tell(started(CHILD, date(2014, 4, 1)), child=CHILD)

    ahead = await analyst.figure("children-looked-after", "2016-17", by="month")
    assert (ahead["value"], ahead["groups"]) == (None, [])
    running = await analyst.figure("children-looked-after", "2015-16", by="month")
    assert (running["value"], running["as_at"], len(running["groups"])) == (1, "2015-09-01", 6)


async def test_starts_and_ends_count_periods_and_tell_the_children(analyst: Any) -> None:
    again = care.ChildBecameLookedAfter(care=of(CHILD, 9), on=date(2014, 9, 1))
    await analyst.tell(
        started(CHILD, date(2014, 4, 1)),
        ceased(CHILD, date(2014, 6, 30)),
        care.ReasonCeasedRecorded(care=of(CHILD), on=date(2014, 6, 30), reason=ReasonCeased.E4A),
        again,
        child=CHILD,
    )
    await analyst.tell(
        started(SIBLING, date(2014, 5, 1), start_known=False),
        ceased(SIBLING, date(2014, 8, 1), inferred=True),
        child=SIBLING,
    )
    await analyst.tell(started(THIRD, date(2014, 4, 1), short_break=True), ceased(THIRD, date(2014, 9, 1)), child=THIRD)

    assert (await analyst.figure("started"))["value"] == 2
    assert await analyst.parts("started") == {"children": 1, "short-break": 1, "unknown-start": 1}
    assert (await analyst.figure("ceased"))["value"] == 2
    assert await analyst.parts("ceased") == {"children": 2, "inferred": 1, "short-break": 1}
    by_reason = (await analyst.figure("ceased", by="reason"))["groups"]
    assert {group["key"]: group["value"] for group in by_reason} == {"E4A": 1, "blank": 1}


async def test_a_reason_counts_with_the_end_of_its_day_whichever_is_told_first(analyst: Any) -> None:
    def because(on: date, reason: ReasonCeased | None) -> Event:
        return care.ReasonCeasedRecorded(care=of(CHILD), on=on, reason=reason)

    async def by_reason() -> dict[str, int]:
        groups = (await analyst.figure("ceased", by="reason"))["groups"]
        return {group["key"]: group["value"] for group in groups}

    june, july = date(2014, 6, 30), date(2014, 7, 1)
    await analyst.tell(started(CHILD, date(2014, 4, 1)), because(june, ReasonCeased.E11), child=CHILD)
    await analyst.tell(ceased(CHILD, june), child=CHILD)
    assert await by_reason() == {"E11": 1}

    await analyst.tell(care.CareEndCorrected(care=of(CHILD), on=july, was=june), child=CHILD)
    assert await by_reason() == {"blank": 1}
    await analyst.tell(because(july, ReasonCeased.E8), child=CHILD)
    assert await by_reason() == {"E8": 1}
    assert [case["reason_ceased"] for case in await analyst.cases("ceased")] == ["E8"]
    assert (await analyst.get("/figures/ceased/cases", period="2014-15", role="business-support")).status_code == 403

    await analyst.tell(because(july, None), child=CHILD)
    assert await by_reason() == {"blank": 1}


async def test_an_iro_is_to_be_appointed_within_five_working_days(analyst: Any) -> None:
    def appointed(child: UUID, on: date) -> Event:
        return care.IroAppointed(care=of(child), iro=UUID(int=5), on=on)

    last_day, day_after = date(2014, 4, 8), date(2014, 4, 9)
    await analyst.tell(started(CHILD, date(2014, 4, 1)), appointed(CHILD, last_day), child=CHILD)
    await analyst.tell(started(SIBLING, date(2014, 4, 1)), appointed(SIBLING, day_after), child=SIBLING)
    await analyst.tell(started(THIRD, date(2014, 4, 1)), child=THIRD)
    await analyst.tell(started(FOURTH, date(2014, 4, 1), from_return=True), child=FOURTH)
    fresh, brief = UUID(int=6), UUID(int=7)
    await analyst.tell(started(fresh, date(2015, 8, 28)), child=fresh)
    await analyst.tell(started(brief, date(2014, 4, 1)), ceased(brief, date(2014, 4, 4)), child=brief)

    answer = await analyst.figure("iro-appointed-in-time")
    assert (answer["numerator"], answer["denominator"]) == (1, 3)
    parts = await analyst.parts("iro-appointed-in-time")
    assert {name for name, value in parts.items() if value == 1} == {
        "late",
        "not-appointed",
        "ended-first",
        "not-recorded",
    }
    assert (await analyst.parts("iro-appointed-in-time", "2015-16"))["not-due"] == 1
    (late, none) = await analyst.cases("iro-appointed-in-time", verdict="late")
    assert {late["because"][-1], none["because"][-1]} == {
        "IRO appointed on 9 Apr 2014",
        "no IRO appointed by 31 Mar 2015",
    }


async def test_each_step_of_a_record_has_its_own_base(analyst: Any) -> None:
    def record(child: UUID, decisions: date, answered: date, done: date, out: date) -> list[Event]:
        review, due = of(child, 1), date(2014, 1, 1)
        return [
            reviews.DecisionsIssued(review=review, on=decisions, due_by=due, decisions=2),
            reviews.ManagerResponded(review=review, on=answered, due_by=due, response=ManagerResponse.AGREED),
            reviews.RecordCompleted(review=review, on=done, due_by=due),
            reviews.RecordDistributed(review=review, on=out, due_by=due),
        ]

    for child in (CHILD, SIBLING, THIRD):
        day = date(2014, 6, 2)
        await analyst.tell(
            started(child, date(2014, 5, 12)), held(child, 1, day), completed(child, 1, day), child=child
        )
    in_time = record(CHILD, date(2014, 6, 9), date(2014, 6, 16), date(2014, 6, 23), date(2014, 6, 30))
    await analyst.tell(*in_time, child=CHILD)
    late = record(SIBLING, date(2014, 6, 10), date(2014, 6, 18), date(2014, 6, 24), date(2014, 7, 1))
    await analyst.tell(*late, child=SIBLING)

    answer = await analyst.figure("record-distribution")
    assert (answer["numerator"], answer["denominator"], answer["value"]) == (1, 3, 33.3)
    bases = {part["id"]: (part["numerator"], part["denominator"]) for part in answer["parts"]}
    assert bases == {
        "decisions": (1, 3),
        "manager": (1, 2),
        "manager-silent": (0, None),
        "record": (1, 3),
        "distributed": (1, 3),
        "not-due": (0, None),
        "not-recorded": (0, None),
    }
    soon = await analyst.parts("record-distribution", as_known_at="2014-06-11")
    assert soon["not-due"] == 0, "nothing was known of these reviews then"
    cases = await analyst.cases("record-distribution", verdict="in-time")
    assert cases[0]["because"][-1] == "record distributed on 30 Jun 2014"


async def test_a_review_known_from_a_return_owes_no_record(analyst: Any) -> None:
    day = date(2014, 6, 2)
    await analyst.tell(
        started(CHILD, date(2014, 5, 12), from_return=True),
        held(CHILD, 1, day, from_return=True),
        completed(CHILD, 1, day),
        child=CHILD,
    )

    answer = await analyst.figure("record-distribution")
    assert (answer["value"], answer["denominator"]) == (None, 0)
    assert (await analyst.parts("record-distribution"))["not-recorded"] == 1


async def test_groups_add_up_to_the_figure_and_tell_the_empty_months_too(analyst: Any) -> None:
    await analyst.tell(
        started(CHILD, date(2014, 4, 1)),
        held(CHILD, 1, date(2014, 5, 1)),
        held(CHILD, 2, date(2014, 8, 5)),
        held(CHILD, 3, date(2015, 1, 5)),
        child=CHILD,
    )

    months = (await analyst.figure("reviews-in-time", by="month"))["groups"]
    assert [group["key"] for group in months] == [f"2014-{month:02}" for month in range(4, 13)] + [
        "2015-01",
        "2015-02",
        "2015-03",
    ]
    assert {group["key"]: group["value"] for group in months if group["denominator"]} == {
        "2014-05": 100.0,
        "2014-08": 0.0,
        "2015-01": 100.0,
    }
    quarters = (await analyst.figure("reviews-held", by="quarter"))["groups"]
    assert [(group["key"], group["value"]) for group in quarters] == [
        ("2014-Q1", 1),
        ("2014-Q2", 1),
        ("2014-Q3", 0),
        ("2014-Q4", 1),
    ]
    ordinals = (await analyst.figure("reviews-in-time", by="ordinal"))["groups"]
    assert [group["key"] for group in ordinals] == ["1", "2", "3 and later"]
