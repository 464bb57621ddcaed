"""Finds the deadlines of which something is to be told as at a day, by what was told before; and keeps that."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import (
    ARRAY,
    Date,
    FromClause,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    column,
    func,
    insert,
    or_,
    select,
    true,
    union_all,
)

from iro_events import sql
from iro_events.database import Connection
from iro_events.days import DayPassed
from iro_events.envelope import Recorded
from iro_events.facts.deadlines import DEADLINE_FACTS
from metrics_service.deadlines.alerts import MISSED, lead_of
from metrics_service.deadlines.clocks import CLOCKS
from metrics_service.deadlines.leads import Leads
from metrics_service.tables import alerted, to_look_at

_AS_AT = bindparam("as_at", type_=Date)
_UNTIL = bindparam("until", type_=Date)
_CHILDREN = bindparam("children", type_=ARRAY(Uuid))

_KEEP = """
INSERT INTO alerts.told AS told SELECT * FROM unnest($1::text[], $2::uuid[], $3::date[], $4::int[])
ON CONFLICT (clock, key, due_by) DO UPDATE SET lead = least(told.lead, excluded.lead)
"""
_DAY_PASSED = """
INSERT INTO alerts.day AS day (passed) VALUES ($1)
ON CONFLICT ((true)) DO UPDATE SET passed = greatest(day.passed, excluded.passed)
"""

RESTRICTED = frozenset(clock.id for clock in CLOCKS if clock.restricted)


async def project(connection: Connection, batch: Sequence[Recorded]) -> None:
    """Keeps what was told, and the last day that passed, in the transaction of the append."""
    days = [each.event.on for each in batch if isinstance(each.event, DayPassed)]
    if days:
        await connection.execute(_DAY_PASSED, max(days))
    shortest: dict[tuple[str, UUID, date], int] = {}
    for each in batch:
        if isinstance(each.event, DEADLINE_FACTS):
            which = (each.event.clock.value, each.event.key, each.event.due_by)
            shortest[which] = min(lead_of(each.event), shortest.get(which, lead_of(each.event)))
    if shortest:
        clocks, keys, days_due = zip(*shortest, strict=True)
        await connection.execute(_KEEP, clocks, keys, days_due, list(shortest.values()))


async def queue_children(connection: Connection, leads: Leads, as_at: date) -> None:
    """Has every child looked at of whom something is to be told as at the day."""
    await sql.execute(connection, _QUEUE, _values(leads, as_at))


async def to_be_told(
    connection: Connection, leads: Leads, as_at: date, children: Sequence[UUID]
) -> list[asyncpg.Record]:
    """The children's open clocks that are missed or whose lead time has come, with that `lead`, unless told before."""
    return await sql.fetch(connection, _TO_BE_TOLD, {**_values(leads, as_at), "children": list(children)})


def _values(leads: Leads, as_at: date) -> dict[str, Any]:
    longest = max((max(days) for days in leads.values() if days), default=0)
    return {
        "as_at": as_at,
        "lead_clocks": [clock.value for clock, days in leads.items() for _ in days],
        "lead_days": [each for days in leads.values() for each in days],
        "until": as_at + timedelta(days=longest),
    }


def _wanted(*, of_children: bool) -> Select[Any]:
    rows = (clock.cases(False) for clock in CLOCKS)
    clocks = union_all(*(_open(each, of_children=of_children) for each in rows)).subquery("clocks")
    come = _come(clocks)
    lead = case((clocks.c.due_by < _AS_AT, MISSED), else_=come.c.lead)
    before = and_(alerted.c.clock == clocks.c.clock, alerted.c.key == clocks.c.key, alerted.c.due_by == clocks.c.due_by)
    return (
        select(clocks, lead.label("lead"))
        .select_from(clocks.join(come, true()).outerjoin(alerted, before))
        .where(lead.is_not(None), or_(alerted.c.lead.is_(None), alerted.c.lead > lead))
    )


def _open(rows: Select[Any], *, of_children: bool) -> Select[Any]:
    done_on, since, due_by = (rows.selected_columns[name].element for name in ("done_on", "since", "due_by"))
    still_open = rows.where(done_on.is_(None), since <= _AS_AT, due_by <= _UNTIL)
    return still_open.where(rows.selected_columns["child"] == func.any(_CHILDREN)) if of_children else still_open


def _come(clocks: FromClause) -> FromClause:
    """The shortest lead time of the clock that has come."""
    pairs = func.unnest(bindparam("lead_clocks", type_=ARRAY(Text)), bindparam("lead_days", type_=ARRAY(Integer)))
    leads = pairs.table_valued(column("clock", Text), column("days", Integer), name="leads").render_derived()
    shortest = select(func.min(leads.c.days).label("lead")).where(
        leads.c.clock == clocks.c.clock, clocks.c.due_by - _AS_AT <= leads.c.days
    )
    return shortest.lateral("come")


_TO_BE_TOLD = _wanted(of_children=True)
_QUEUE = insert(to_look_at).from_select(
    ["child"], select(_wanted(of_children=False).subquery("wanted").c.child).distinct()
)
