"""The concerns that figures look at, each with what the child thought of its being raised, where that has arrived."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, func, select

from metrics_service.domain.escalation_cases import ChildsViewCase, ConcernCase
from metrics_service.figures.asked import known
from metrics_service.figures.figure import Columns
from metrics_service.tables import live

NOT_RECORDED = "not-recorded"


def select_concerns(then: bool, *columns: ColumnElement[Any]) -> Select[Any]:
    """The known concerns with these columns; the view is of another topic, which arrives earlier or later."""
    table, view = live(ConcernCase), live(ChildsViewCase)
    joined: FromClause = table.outerjoin(view, and_(view.c.concern == table.c.concern, known(view, then=then)))
    return (
        select(
            *(column for column in table.c if column.name not in {"known_from", "events"}),
            view.c.childs_view,
            func.greatest(table.c.known_from, view.c.known_from).label("known_from"),
            func.array_cat(table.c.events, view.c.events).label("events"),
            *columns,
        )
        .select_from(joined)
        .where(known(table, then=then))
    )


def by_childs_view(cases: Columns) -> ColumnElement[str]:
    """What the child thought of the concern's being raised."""
    return func.coalesce(cases.childs_view, NOT_RECORDED)
