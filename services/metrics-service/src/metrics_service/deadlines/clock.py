"""What a clock is: what is to be done, whose turn it is, and the rows of its cases, one beside another's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy import ColumnElement, Date, Select, Uuid, cast, literal, null, select

from iro_chassis.roles import Role
from iro_events.facts.deadline_codes import ClockId


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock. `cases` gives its rows, of what was known at a moment (True) or is known now (False).

    A row runs from `since` to `due_by`, and is settled on `done_on`; null while it is open. `command` is the operation
    that settles it, `settled_by` the same in words; `because` tells the reasons of a row. A `restricted` one rests on
    what few may be told.
    """

    id: ClockId
    turn: Role
    settled_by: str
    command: str
    cases: Callable[[bool], Select[Any]]
    because: Callable[[asyncpg.Record], Sequence[str]]
    restricted: bool = False


def clock_row(  # noqa: PLR0913 -- one for each column of the union, all by keyword
    clock: ClockId,
    table: Any,
    *,
    since: ColumnElement[Any],
    due_by: ColumnElement[Any],
    done_on: ColumnElement[Any],
    key: str,
    planned_for: ColumnElement[Any] | None = None,
    because: ColumnElement[Any] | None = None,
) -> Select[Any]:
    """The rows of that table that have a day by which something is to be done."""
    return select(
        literal(clock.value).label("clock"),
        table.c.child,
        *(_own(table, about).label(about) for about in ("care", "review", "concern")),
        table.c[key].label("key"),
        since.label("since"),
        due_by.label("due_by"),
        done_on.label("done_on"),
        (cast(null(), Date) if planned_for is None else planned_for).label("planned_for"),
        (table.c.because if because is None else because).label("because"),
        table.c.events,
    ).where(due_by.is_not(None))


def _own(table: Any, name: str) -> ColumnElement[Any]:
    """The table's column of that name; null where it has none."""
    own: ColumnElement[Any] | None = table.c.get(name)
    return cast(null(), Uuid) if own is None else own
