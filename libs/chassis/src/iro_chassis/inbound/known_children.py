"""A border of records about children whom review-service told of: each waits until its child is known here."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from iro_chassis.inbound.border import Border, Fate, Kind, Notice, Taken, Translator, Waits
from iro_chassis.inbound.memory import lock
from iro_chassis.inbound.records import RecordsOf, keep
from iro_chassis.inbound.retrying import appeared
from iro_chassis.running import Running
from iro_events.database import Connection
from iro_events.dates import today_in_england
from iro_events.decider import Context
from iro_events.envelope import Recorded
from iro_events.store import Writing

_KNOWN: Final = "SELECT child FROM known_child WHERE child = ANY ($1::uuid[])"
_AWAITED: Final = "SELECT EXISTS (SELECT FROM inbound_waiting WHERE waits_for = ANY ($1::text[]))"


class OfKnownChildren:
    """Tells each record as it stands. `told_of` are children whom review-service has just told of."""

    def __init__(self, writing: Writing, records: Mapping[str, RecordsOf], told_of: Collection[UUID] = ()) -> None:
        self._writing = writing
        self._records = records
        self._known = set(told_of)

    async def here(self, marks: Collection[str]) -> Collection[str]:
        """Those who are known by now."""
        known = await self._find({UUID(mark) for mark in marks})
        return [mark for mark in marks if UUID(mark) in known]

    async def take(self, notices: Sequence[Notice]) -> Sequence[Fate]:
        """The fate of each: told, or kept until its child is known."""
        known = await self._find({_child(notice) for notice in notices})
        fates: list[Fate] = []
        for notice in notices:
            child = _child(notice)
            if child in known:
                await keep(self._writing, self._records[notice.envelope.type], notice, child)
            fates.append(Taken(child) if child in known else Waits(str(child)))
        return fates

    async def _find(self, children: Collection[UUID]) -> Collection[UUID]:
        asked = [child for child in children if child not in self._known]
        if asked:
            self._known |= {row["child"] for row in await self._writing.connection.fetch(_KNOWN, asked)}
        return self._known


def border_of_known_children(service: str, kinds: Mapping[str, Kind], records: Mapping[str, RecordsOf]) -> Border:
    """The border of a service that keeps the children told of in its table `known_child`."""

    def translator(writing: Writing, fresh_id: Callable[[], UUID]) -> Translator:
        return OfKnownChildren(writing, records)

    return Border(service, kinds, translator)


async def take_awaited(
    running: Running,
    connection: Connection,
    border: Border,
    records: Mapping[str, RecordsOf],
    told: Sequence[Recorded],
) -> None:
    """Takes what waited for the children of these facts, who are in `known_child` by now.

    Committed before the facts are, and told once all the same. The border's lock is held until the facts are taken: an
    event that came before them waits and is found here, one that comes after finds its child known.
    """
    await lock(connection)
    children = {one.subject for one in told}
    if not await connection.fetchval(_AWAITED, [str(child) for child in children]):
        return
    now = running.clock()
    context = Context(now, today_in_england(now), told[-1].actor, told[-1].correlation_id, told[-1].id)

    async def work(writing: Writing) -> None:
        translator = OfKnownChildren(writing, records, children)
        await appeared(writing, border, translator, running.settings.authority)

    await running.events.write(work, context)


def _child(notice: Notice) -> UUID:
    """A notice of these kinds has the child's id here as its subject."""
    return UUID(notice.envelope.subject)
