"""Figures of periods of care: children looked after on a day, starts, ends, and IROs appointed in time."""

from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, case, column, func, null, or_, select

from metrics_service.areas import CARE_ENDS, REVIEWS
from metrics_service.domain.care_end_history import CareEndCase
from metrics_service.domain.cases import CareCase
from metrics_service.figures.asked import FIRST, LAST, POINTS, TODAY, known
from metrics_service.figures.figure import (
    Definition,
    Figure,
    Part,
    Unit,
    apart_as,
    by_month,
    by_quarter,
    counted,
)
from metrics_service.figures.shown import care_end, care_period, iro_appointment
from metrics_service.tables import live

_SHORT_BREAK, _UNKNOWN_START = "short-break", "unknown-start"
_NOT_RECORDED, _NOT_DUE, _ENDED_FIRST = "not-recorded", "not-due", "ended-first"


def _looked_after(then: bool) -> Select[Any]:
    table = live(CareCase)
    points = func.unnest(POINTS).table_valued(column("point", Date), name="points").render_derived()
    in_care = and_(
        table.c.started_on <= points.c.point, or_(table.c.ended_on.is_(None), table.c.ended_on > points.c.point)
    )
    return (
        select(
            table,
            points.c.point,
            table.c.started_on.label("day"),
            table.c.care.label("key"),
            (~table.c.short_break).label("counted"),
            null().label("met"),
            case((table.c.short_break, _SHORT_BREAK)).label("apart"),
        )
        .select_from(table.join(points, in_care))
        .where(known(table, then=then))
    )


def _started(then: bool) -> Select[Any]:
    table = live(CareCase)
    apart = case((table.c.short_break, _SHORT_BREAK), (~table.c.start_known, _UNKNOWN_START))
    return _flow(apart, table.c.started_on, then)


def _ceased(then: bool) -> Select[Any]:
    table, ends = live(CareCase), live(CareEndCase)
    ended_so = and_(ends.c.care == table.c.care, ends.c.ended_on == table.c.ended_on, known(ends, then=then))
    flow = _flow(case((table.c.short_break, _SHORT_BREAK)), table.c.ended_on, then)
    return flow.with_only_columns(
        *(column for column in flow.selected_columns if column.name not in {"known_from", "events"}),
        ends.c.reason.label("reason_ceased"),
        func.greatest(table.c.known_from, ends.c.known_from).label("known_from"),
        func.array_cat(table.c.events, ends.c.events).label("events"),
    ).select_from(table.outerjoin(ends, ended_so))


def _flow(apart: ColumnElement[Any], day: ColumnElement[Any], then: bool) -> Select[Any]:
    table = live(CareCase)
    return select(
        table,
        day.label("day"),
        table.c.care.label("key"),
        apart.is_(None).label("counted"),
        null().label("met"),
        apart.label("apart"),
    ).where(day.between(FIRST, LAST), known(table, then=then))


def _iro_appointments(then: bool) -> Select[Any]:
    table = live(CareCase)
    none_yet = table.c.iro_on.is_(None)
    apart = case(
        (table.c.short_break, _SHORT_BREAK),
        (~table.c.start_known, _UNKNOWN_START),
        (and_(none_yet, table.c.from_return), _NOT_RECORDED),
        (and_(none_yet, table.c.ended_on <= table.c.appoint_by), _ENDED_FIRST),
        (and_(none_yet, table.c.appoint_by >= TODAY), _NOT_DUE),
    )
    return select(
        table,
        table.c.started_on.label("day"),
        table.c.care.label("key"),
        apart.is_(None).label("counted"),
        func.coalesce(table.c.iro_on <= table.c.appoint_by, False).label("met"),
        apart.label("apart"),
    ).where(table.c.started_on.between(FIRST, LAST), known(table, then=then))


_SHORT_BREAKS = Part(_SHORT_BREAK, "Series of short breaks", Unit.PERIODS, apart_as(_SHORT_BREAK), things="care")
_UNKNOWN_STARTS = Part(_UNKNOWN_START, "Start not known", Unit.PERIODS, apart_as(_UNKNOWN_START), things="care")
_CHILDREN = Part("children", "Children", Unit.CHILDREN, counted, things="child")
_MONTHS = {"month": by_month, "quarter": by_quarter}

CHILDREN_LOOKED_AFTER = Figure(
    id="children-looked-after",
    title="Children looked after",
    unit=Unit.CHILDREN,
    definition=Definition(
        "Children whose care runs past the end of the last day of the period (of a period still running: today). By "
        "month: on each month's last day. Children in series of short breaks are not counted and shown as a part.",
        "CA 1989 s.22; SSDA903: looked after at 31 March, short breaks (V3, V4) excluded",
    ),
    cases=_looked_after,
    shown=care_period,
    things="child",
    stock=True,
    parts=(
        Part(_SHORT_BREAK, "Children in series of short breaks", Unit.CHILDREN, apart_as(_SHORT_BREAK)),
        Part(
            _UNKNOWN_START,
            "Of those counted, the start of care not known",
            Unit.CHILDREN,
            lambda cases: and_(cases.counted, ~cases.start_known),
        ),
    ),
    by={"month": by_month},
)

STARTED = Figure(
    id="started",
    title="Periods of care started",
    unit=Unit.PERIODS,
    definition=Definition(
        "Periods of care that began in the period; the children among them are a part. A period whose start is not "
        "known and a series of short breaks are not counted and shown as parts.",
        "CA 1989 s.22; SSDA903 RNE = S",
    ),
    cases=_started,
    shown=care_period,
    parts=(_CHILDREN, _SHORT_BREAKS, _UNKNOWN_STARTS),
    by=_MONTHS,
)

CEASED = Figure(
    id="ceased",
    title="Periods of care ended",
    unit=Unit.PERIODS,
    definition=Definition(
        "Periods of care that ended in the period, those whose end follows from a later start included; the children "
        "among them are a part. Series of short breaks are not counted and shown as a part.",
        "CA 1989 s.22; SSDA903 DEC with REC other than X1",
    ),
    cases=_ceased,
    shown=care_end,
    areas=(REVIEWS, CARE_ENDS),
    parts=(
        _CHILDREN,
        Part("inferred", "Ended as a later start tells", Unit.PERIODS, lambda c: and_(c.counted, c.end_inferred)),
        _SHORT_BREAKS,
    ),
    by={**_MONTHS, "reason": lambda cases: func.coalesce(cases.reason_ceased, "blank")},
)

IRO_APPOINTED_IN_TIME = Figure(
    id="iro-appointed-in-time",
    title="IROs appointed in time",
    unit=Unit.PERCENT,
    definition=Definition(
        "Periods of care begun in the period whose first IRO was appointed within five working days of the start, out "
        "of those with an IRO or with that day gone by. Not counted and shown as parts: not due yet, ended before the "
        "day, known from a return only (which tells of no IRO), start not known, short breaks.",
        "CA 1989 s.25A; IRO Handbook: within five working days (unverified)",
    ),
    cases=_iro_appointments,
    shown=iro_appointment,
    parts=(
        Part("late", "Appointed late", Unit.PERIODS, lambda c: and_(c.counted, c.iro_on > c.appoint_by)),
        Part("not-appointed", "Not appointed", Unit.PERIODS, lambda c: and_(c.counted, c.iro_on.is_(None))),
        Part(_NOT_DUE, "Not appointed, not due yet", Unit.PERIODS, apart_as(_NOT_DUE)),
        Part(_ENDED_FIRST, "Ended before the day", Unit.PERIODS, apart_as(_ENDED_FIRST)),
        Part(_NOT_RECORDED, "Known from a return only", Unit.PERIODS, apart_as(_NOT_RECORDED)),
        _UNKNOWN_STARTS,
        _SHORT_BREAKS,
    ),
    by=_MONTHS,
)
