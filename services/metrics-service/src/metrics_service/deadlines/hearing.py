"""The clock of a child that was not heard at two reviews in a row: to be settled before the next one."""

from collections.abc import Sequence
from typing import Any

import asyncpg
from sqlalchemy import Select, and_, func, select

from iro_chassis.roles import Role
from iro_events.facts.deadline_codes import ClockId
from iro_statute import in_words
from metrics_service.deadlines.clock import Clock, clock_row
from metrics_service.domain.cases import OwedCase, ReviewCase
from metrics_service.domain.participation_cases import ContactCase, UnheardCase
from metrics_service.figures.asked import known
from metrics_service.tables import live


def _unheard(then: bool) -> Select[Any]:
    """Runs to the next review, planned or due; a contact with the child's IRO settles it, as the end of care does."""
    unheard, review, owed, contact = live(UnheardCase), live(ReviewCase), live(OwedCase), live(ContactCase)
    spoken_on = (
        select(func.min(contact.c.made_on))
        .where(contact.c.child == unheard.c.child, contact.c.made_on > unheard.c.since, known(contact, then=then))
        .scalar_subquery()
    )
    last = and_(review.c.review == unheard.c.review, known(review, then=then))
    following = and_(owed.c.care == review.c.care, known(owed, then=then))
    rows = (
        select(
            unheard.c.child,
            owed.c.care,
            unheard.c.review,
            unheard.c.since,
            func.least(owed.c.planned_for, owed.c.due_statute).label("due_by"),
            owed.c.planned_for,
            func.least(spoken_on, owed.c.care_ended_on).label("done_on"),
            owed.c.because_statute.label("because"),
            unheard.c.events,
        )
        .select_from(unheard.join(review, last).join(owed, following))
        .where(known(unheard, then=then))
        .subquery("unheard")
    )
    columns = rows.c
    return clock_row(
        ClockId.CHILD_NOT_HEARD,
        rows,
        since=columns.since,
        due_by=columns.due_by,
        done_on=columns.done_on,
        key="review",
        planned_for=columns.planned_for,
    )


def _because(row: asyncpg.Record) -> Sequence[str]:
    unheard = f"views not conveyed at two reviews in a row or more, the last on {in_words(row['since'])}"
    planned = (f"the next review is planned for {in_words(row['planned_for'])}",) if row["planned_for"] else ()
    return (unheard, "to be heard before the next review", *row["because"], *planned)


HEARING_CLOCKS = (
    Clock(
        ClockId.CHILD_NOT_HEARD,
        Role.IRO,
        "speak to the child before its next review",
        "LogContact",
        _unheard,
        _because,
        restricted=True,
    ),
)
"""Known from codes that few may be told, and told to those alone."""
