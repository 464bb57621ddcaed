"""The IRO team as at a day: who is in it, for how much, away or not, and how many children each is allocated."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated
from uuid import UUID

import asyncpg
from pydantic import BaseModel, PlainSerializer, TypeAdapter
from sqlalchemy import Date, bindparam, distinct, func, or_, select, true

from iro_events import sql
from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.facts.team_codes import Contract, Specialism
from iro_events.folding import Row
from iro_events.hundredths import Stored
from review_service.domain.conflicts import Relative
from review_service.domain.iro import IRO
from review_service.domain.iro_state import Iro, on_day
from review_service.domain.relations import Relation
from review_service.tables import allocation, care, iro, relation

_TENTH = Decimal("0.1")
_KNOWN = TypeAdapter(Iro)
_DAY = bindparam("day", type_=Date)

_IRO_THEN = (
    select(allocation.c.iro)
    .where(allocation.c.care == care.c.care, allocation.c.since <= _DAY)
    .order_by(allocation.c.since.desc())
    .limit(1)
    .lateral("then")
)
_IN_CARE = (care.c.started_on <= _DAY) & or_(care.c.ended_on.is_(None), care.c.ended_on > _DAY)
_CHILDREN = (
    select(
        _IRO_THEN.c.iro,
        func.count(distinct(care.c.child)).filter(~care.c.short_break).label("children"),
        func.count(distinct(care.c.child)).filter(care.c.short_break).label("short_breaks"),
    )
    .select_from(care.join(_IRO_THEN, true()))
    .where(_IN_CARE)
    .group_by(_IRO_THEN.c.iro)
)
_RELATIVES = (
    select(relation.c.other, relation.c.relation, _IRO_THEN.c.iro)
    .select_from(relation.join(care, care.c.child == relation.c.other).join(_IRO_THEN, true()))
    .where(relation.c.child == bindparam("child"), _IN_CARE)
)


class TeamMember(BaseModel):
    """One IRO on a day; `fte` the part of a full-time post; null, as all else, of somebody who is not in it.

    `children` are those in care past the day's end; `short_breaks` those in series of short breaks, not among them.
    """

    iro: UUID
    in_team: bool
    fte: Stored | None
    contract: Contract | None
    specialisms: Sequence[Specialism]
    absent_since: date | None
    children: int
    short_breaks: int
    children_per_fte: Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")] | None

    def place(self) -> tuple[UUID]:
        """Where it stands in the list: by its id."""
        return (self.iro,)


def iro_row(row: Row | None, told: Recorded) -> Row:
    """The IRO's row after what was told; that of an entry withdrawn stays, and says that nothing is known."""
    event = told.event
    known = IRO.initial if row is None else _KNOWN.validate_python(row["known"])
    after = IRO.evolve(known, event)  # type: ignore[arg-type]  # Folded hands in events of the team alone
    return {"iro": told.subject, "known": _KNOWN.dump_python(after, mode="json")}


async def team_on(connection: Connection, day: date) -> list[TeamMember]:
    """Who is in the team on that day, or is allocated children all the same; by id."""
    rows = await sql.fetch(connection, select(iro), {})
    known = {row["iro"]: _KNOWN.validate_python(row["known"]) for row in rows}
    counted = {row["iro"]: row for row in await sql.fetch(connection, _CHILDREN, {"day": day})}
    there = {one for one, told in known.items() if told.in_team(day)} | set(counted)
    return [_member(one, known.get(one, IRO.initial), counted.get(one, _NONE), day) for one in sorted(there)]


async def relatives_in_care(connection: Connection, child: UUID, day: date) -> list[Relative]:
    """The child's relatives in care on that day, with the IRO each has then."""
    rows = await sql.fetch(connection, _RELATIVES, {"child": child, "day": day})
    return [Relative(row["other"], Relation(row["relation"]), row["iro"]) for row in rows]


_NONE: Mapping[str, int] = {"children": 0, "short_breaks": 0}


def _member(one: UUID, known: Iro, counted: asyncpg.Record | Mapping[str, int], day: date) -> TeamMember:
    in_team = known.in_team(day)
    fte = on_day(known.hours, day) if in_team else None
    children = counted["children"]
    return TeamMember(
        iro=one,
        in_team=in_team,
        fte=fte,
        contract=on_day(known.contracts, day) if in_team else None,
        specialisms=(on_day(known.specialisms, day) if in_team else None) or (),
        absent_since=known.absent_since(day) if in_team else None,
        children=children,
        short_breaks=counted["short_breaks"],
        children_per_fte=None if fte is None else (Decimal(100 * children) / fte).quantize(_TENTH, ROUND_HALF_UP),
    )
