"""What a service tells: pages of its sequenced facts, in order, as CloudEvents."""

from dataclasses import dataclass
from typing import NamedTuple

from iro_events import statements
from iro_events.cloudevents import cloudevent_json
from iro_events.database import Connection
from iro_events.stored import FACT, RESTRICTED

SPAN = 20_000
"""A page looks at no more of the log than this, so that a long stretch of private events costs several short reads."""


class ToldFact(NamedTuple):
    """A fact with its number in the log; `text` is its CloudEvent, as JSON."""

    seq: int
    subject: str
    type: str
    text: bytes


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Facts in order. `next_after` is the last number looked at, whether or not it was told; `head` the log's last."""

    facts: tuple[ToldFact, ...]
    next_after: int
    head: int

    def json(self) -> bytes:
        """The page as JSON text: {"facts": [CloudEvents], "next_after": n, "head": n}."""
        facts = b",".join([fact.text for fact in self.facts])
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
    facts = tuple([ToldFact(row["seq"], str(row["subject"]), row["type"], cloudevent_json(row)) for row in rows])
    return FeedPage(facts, facts[-1].seq if len(facts) == limit else until, head)
