"""The clocks that run for a child: since when, until when, settled on which day, and whose turn it is meanwhile."""

from collections.abc import Callable, Sequence
from typing import Any

import asyncpg
from sqlalchemy import Select, and_, func, or_

from iro_chassis.roles import Role
from iro_events.facts.deadline_codes import ClockId
from iro_statute import (
    decisions_by,
    distribution_by,
    manager_response_by,
    record_by,
    resume_adjourned_by,
    series_finish_by,
)
from metrics_service.deadlines.clock import Clock, clock_row
from metrics_service.deadlines.disputes import DISPUTE_CLOCKS
from metrics_service.deadlines.hearing import HEARING_CLOCKS
from metrics_service.deadlines.midway import MIDWAY_CLOCKS
from metrics_service.domain.cases import CareCase, OwedCase, RecordCase, ReviewCase
from metrics_service.figures.asked import known
from metrics_service.tables import live


def _next_reviews(then: bool) -> Select[Any]:
    """The review that is owed; care that ended settles it."""
    table = live(OwedCase)
    return clock_row(
        ClockId.REVIEW,
        table,
        since=table.c.since,
        due_by=table.c.due_statute,
        done_on=table.c.care_ended_on,
        key="care",
        planned_for=table.c.planned_for,
        because=table.c.because_statute,
    ).where(known(table, then=then))


def _past_reviews(then: bool) -> Select[Any]:
    """The reviews held, which were owed once: asked for only as at a day gone by."""
    table = live(ReviewCase)
    return clock_row(
        ClockId.REVIEW,
        table,
        since=table.c.since,
        due_by=table.c.due_statute,
        done_on=table.c.held_on,
        key="review",
        because=table.c.because_statute,
    ).where(known(table, then=then))


def _of_review(clock: ClockId, since: str, due: str, done: str) -> Callable[[bool], Select[Any]]:
    def cases(then: bool) -> Select[Any]:
        table = live(ReviewCase)
        columns = {"since": table.c[since], "due_by": table.c[due], "done_on": table.c[done]}
        rows = clock_row(clock, table, **columns, key="review", because=table.c.because_statute)
        return rows.where(known(table, then=then))

    return cases


def _appointments(then: bool) -> Select[Any]:
    """No IRO yet; care that ended before settles it. What a return cannot tell is not missing."""
    table = live(CareCase)
    done_on = func.coalesce(table.c.iro_on, table.c.ended_on)
    counted = and_(~table.c.short_break, or_(~table.c.from_return, table.c.iro_on.is_not(None)))
    return clock_row(
        ClockId.IRO_APPOINTMENT,
        table,
        since=table.c.started_on,
        due_by=table.c.appoint_by,
        done_on=done_on,
        key="care",
    ).where(counted, known(table, then=then))


def _notices(then: bool) -> Select[Any]:
    """The IRO service told late is seen as at the days before; where nobody noted when it was told, no clock runs."""
    table = live(CareCase)
    return clock_row(
        ClockId.NOTICE_OF_START,
        table,
        since=table.c.started_on,
        due_by=table.c.appoint_by,
        done_on=table.c.notified_on,
        key="care",
    ).where(~table.c.short_break, table.c.notified_on.is_not(None), known(table, then=then))


def _of_record(clock: ClockId, since: str, due: str, done: str) -> Callable[[bool], Select[Any]]:
    def cases(then: bool) -> Select[Any]:
        table = live(RecordCase)
        columns = {"since": table.c[since], "due_by": table.c[due], "done_on": table.c[done]}
        rows = clock_row(clock, table, **columns, key="review")
        return rows.where(table.c.own, known(table, then=then))

    return cases


def _stored(row: asyncpg.Record) -> Sequence[str]:
    """The reasons of the due date alone: how the review was judged in the end is not yet known on the way there."""
    return [reason for reason in row["because"] if not reason.startswith(("due by", "late because"))]


CLOCKS = (
    Clock(ClockId.REVIEW, Role.IRO, "hold the review", "RecordReviewHeld", _next_reviews, _stored),
    Clock(
        ClockId.RESUME_REVIEW,
        Role.IRO,
        "hold the part that resumes the adjourned review",
        "RecordPart",
        _of_review(ClockId.RESUME_REVIEW, "adjourned_on", "resume_by", "resumed_on"),
        lambda row: resume_adjourned_by(row["since"]).because,
    ),
    Clock(
        ClockId.FINISH_SERIES,
        Role.IRO,
        "hold the last part and complete the review",
        "CompleteReview",
        _of_review(ClockId.FINISH_SERIES, "held_on", "finish_by", "completed_on"),
        lambda row: series_finish_by(row["since"]).because,
    ),
    Clock(
        ClockId.NOTICE_OF_START,
        Role.SOCIAL_WORK_MANAGER,
        "tell the IRO service that the child is looked after",
        "TakeInbound",
        _notices,
        lambda row: [*_stored(row), "nobody can appoint an IRO before being told of the child"],
    ),
    Clock(ClockId.IRO_APPOINTMENT, Role.MANAGER, "appoint an IRO", "AppointIro", _appointments, _stored),
    Clock(
        ClockId.DECISIONS,
        Role.IRO,
        "issue the review's decisions",
        "IssueDecisions",
        _of_record(ClockId.DECISIONS, "completed_on", "decisions_due", "decisions_on"),
        lambda row: decisions_by(row["since"]).because,
    ),
    Clock(
        ClockId.MANAGER_RESPONSE,
        Role.SOCIAL_WORK_MANAGER,
        "agree or query the decisions",
        "RespondAsManager",
        _of_record(ClockId.MANAGER_RESPONSE, "decisions_on", "manager_due", "manager_on"),
        lambda row: manager_response_by(row["since"]).because,
    ),
    Clock(
        ClockId.RECORD,
        Role.IRO,
        "complete the record of the review",
        "CompleteRecord",
        _of_record(ClockId.RECORD, "completed_on", "record_due", "record_on"),
        lambda row: record_by(row["since"]).because,
    ),
    Clock(
        ClockId.DISTRIBUTION,
        Role.BUSINESS_SUPPORT,
        "distribute decisions and record",
        "DistributeRecord",
        _of_record(ClockId.DISTRIBUTION, "completed_on", "distribution_due", "distributed_on"),
        lambda row: distribution_by(row["since"]).because,
    ),
    *MIDWAY_CLOCKS,
    *DISPUTE_CLOCKS,
    *HEARING_CLOCKS,
)
"""Every clock; each is one of rulebook sections 1 to 6."""


def running_clocks(*, then: bool, gone_by: bool, restricted: bool) -> list[Select[Any]]:
    """The rows of every clock, `restricted` ones if asked for; as at a day `gone_by` also of the reviews held since."""
    clocks = (clock for clock in CLOCKS if restricted or not clock.restricted)
    return [*(clock.cases(then) for clock in clocks), *([_past_reviews(then)] if gone_by else [])]
