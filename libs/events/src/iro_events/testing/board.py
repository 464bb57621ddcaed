"""A small projection to try a consumer with: one row for each review held, which can be told to refuse some."""

from collections.abc import Sequence
from uuid import UUID

from iro_events.database import Connection, Database
from iro_events.envelope import Recorded
from iro_events.facts.reviews import ReviewHeld

_TABLE = """
CREATE TABLE board (
    place bigint GENERATED ALWAYS AS IDENTITY, source text NOT NULL, child uuid NOT NULL, review uuid PRIMARY KEY
)
"""

_PUT = "INSERT INTO board (source, child, review) SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[])"


class RefusedHere(Exception):
    """The board was told to refuse this review."""


class Board:
    """Projects ReviewHeld into rows; the same review a second time breaks its key."""

    def __init__(self, database: Database) -> None:
        self.refused: set[UUID] = set()
        self.calls: list[int] = []
        self._database = database

    async def build(self) -> None:
        """Makes the table."""
        async with self._database.connection() as connection:
            await connection.execute(_TABLE)

    async def project(self, connection: Connection, facts: Sequence[Recorded]) -> None:
        """One statement for the whole batch."""
        self.calls.append(len(facts))
        rows = [(fact.source, fact.subject, fact.event.review) for fact in facts if isinstance(fact.event, ReviewHeld)]
        await connection.execute(_PUT, *([row[column] for row in rows] for column in range(3)))
        if any(review in self.refused for _, _, review in rows):
            raise RefusedHere("not this one")

    async def reviews(self, child: UUID | None = None) -> list[UUID]:
        """The reviews on the board in the order they came, of one child or of all."""
        async with self._database.connection() as connection:
            rows = await connection.fetch(
                "SELECT review FROM board WHERE $1::uuid IS NULL OR child = $1 ORDER BY place", child
            )
        return [row["review"] for row in rows]
