"""The figure of what follows a review: decisions, the manager's answer, the record and its distribution in time."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from iro_events.facts.codes import ManagerResponse
from metrics_service.domain.cases import RecordCase
from metrics_service.figures.asked import FIRST, LAST, TODAY, known
from metrics_service.figures.figure import (
    Columns,
    Condition,
    Definition,
    Figure,
    Part,
    Unit,
    apart_as,
    by_month,
    by_quarter,
)
from metrics_service.figures.shown import review_record
from metrics_service.tables import live

_NOT_RECORDED, _NOT_DUE = "not-recorded", "not-due"


def _cases(then: bool) -> Select[Any]:
    table = live(RecordCase)
    apart = case(
        (~table.c.own, _NOT_RECORDED),
        (and_(table.c.distributed_on.is_(None), table.c.distribution_due >= TODAY), _NOT_DUE),
    )
    return select(
        table,
        table.c.completed_on.label("day"),
        table.c.review.label("key"),
        apart.is_(None).label("counted"),
        func.coalesce(table.c.distributed_on <= table.c.distribution_due, False).label("met"),
        apart.label("apart"),
    ).where(table.c.completed_on.between(FIRST, LAST), known(table, then=then))


def _step(id_: str, title: str, done: str, due: str) -> Part:
    """In time out of all whose day has gone by or which are done."""
    return Part(id_, title, Unit.PERCENT, lambda c: and_(c.own, c[done] <= c[due]), out_of=_assessable(done, due))


def _assessable(done: str, due: str) -> Condition:
    return lambda c: and_(c.own, or_(c[done].is_not(None), c[due] < TODAY))


def _answered_in_time(cases: Columns) -> ColumnElement[bool]:
    spoke = cases.manager_response != ManagerResponse.DEEMED_AGREED
    return and_(cases.own, cases.manager_on <= cases.manager_due, spoke)


RECORD_DISTRIBUTION = Figure(
    id="record-distribution",
    title="Review records distributed in time",
    unit=Unit.PERCENT,
    definition=Definition(
        "Reviews completed in the period whose decisions and record were distributed within 20 working days of "
        "completion, out of those distributed or with that day gone by. Parts: decisions issued within 5 working days "
        "of completion; the manager's answer within 5 of the decisions (silence is agreement, not an answer); the "
        "record complete within 15. Not due yet, and known from a return only, are not counted and shown as parts.",
        "rulebook R3.01 to R3.04: IRO Handbook, local practice (15 days unverified)",
    ),
    cases=_cases,
    shown=review_record,
    parts=(
        _step("decisions", "Decisions issued within 5 working days", "decisions_on", "decisions_due"),
        Part(
            "manager",
            "Manager answered within 5 working days",
            Unit.PERCENT,
            _answered_in_time,
            out_of=_assessable("manager_on", "manager_due"),
        ),
        Part(
            "manager-silent",
            "Manager silent, so taken to agree",
            Unit.REVIEWS,
            lambda c: and_(c.own, c.manager_response == ManagerResponse.DEEMED_AGREED),
        ),
        _step("record", "Record complete within 15 working days", "record_on", "record_due"),
        _step("distributed", "Distributed within 20 working days", "distributed_on", "distribution_due"),
        Part(_NOT_DUE, "Not distributed, not due yet", Unit.REVIEWS, apart_as(_NOT_DUE)),
        Part(_NOT_RECORDED, "Known from a return only", Unit.REVIEWS, apart_as(_NOT_RECORDED)),
    ),
    by={"month": by_month, "quarter": by_quarter},
)
