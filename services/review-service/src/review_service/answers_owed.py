"""The reviews whose decisions a manager has still to answer: folded from their records, asked for as a day comes."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, bindparam, select

from iro_events import sql
from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.facts.reviews import DecisionsIssued, ManagerResponded, ReviewEntryWithdrawn
from iro_events.folding import Folded, Row
from iro_statute import manager_response_by
from review_service.tables import answer_owed

_ISSUED = (
    select(answer_owed)
    .where(answer_owed.c.issued_on < bindparam("on", type_=Date))
    .order_by(answer_owed.c.issued_on, answer_owed.c.review)
)


async def silent_before(connection: Connection, on: date) -> list[tuple[UUID, UUID]]:
    """Review and child, where the last day to answer lies before that day and nobody did."""
    issued = await sql.fetch(connection, _ISSUED, {"on": on})
    return [(row["review"], row["child"]) for row in issued if manager_response_by(row["issued_on"]).on < on]


def _row(row: Row | None, told: Recorded) -> Row | None:
    event = told.event
    if isinstance(event, DecisionsIssued):
        return {"review": event.review, "child": told.subject, "issued_on": event.on}
    return None


ANSWERS_OWED = Folded(answer_owed, "review", _row, (DecisionsIssued, ManagerResponded, ReviewEntryWithdrawn))
