"""What a service tells: pages of its sequenced facts, in order, as stored."""

from dataclasses import dataclass

from iro_events import statements
from iro_events.cloudevents import cloudevent_json
from iro_events.database import Connection
from iro_events.stored import FACT, RESTRICTED, StoredEvent, StoredFact

SPAN = 20_000
"""A page looks at no more of the log than this, so that a long stretch of private events costs several short reads."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Facts in order. `next_after` is the last number looked at, whether or not it was told; `head` the log's last."""

    facts: tuple[StoredFact, ...]
    next_after: int
    head: int

    def json(self) -> bytes:
        """The page as JSON text: {"facts": [CloudEvents], "next_after": n, "head": n}."""
        facts = b",".join([cloudevent_json(fact.event, fact.seq) for fact in self.facts])
        return b'{"facts":[%s],"next_after":%d,"head":%d}' % (facts, self.next_after, self.head)


async def read_page(
    connection: Connection, after: int, limit: int, *, restricted: bool, only: str | None = None
) -> FeedPage:
    """The facts that follow number `after`, at most `limit`: the restricted ones alone, or all others.

    Where a type is given, `only` those of it.
    """
    head: int = await connection.fetchval(statements.HEAD)
    until = max(after, min(head, after + SPAN))
    kind = RESTRICTED if restricted else FACT
    if only is None:
        rows = await connection.fetch(statements.FACTS, after, until, kind, limit)
    else:
        rows = await connection.fetch(statements.FACTS_OF_TYPE, after, until, kind, limit, only)
    facts = tuple([StoredFact(row[0], StoredEvent(*tuple(row)[1:])) for row in rows])
    return FeedPage(facts, facts[-1].seq if len(facts) == limit else until, head)
