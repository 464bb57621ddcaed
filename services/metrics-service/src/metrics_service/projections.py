"""Folds facts into the read model: each child's history, and its cases in versions along the recorded axis.

Set-based: whatever the batch holds, one read of the children's histories, one of each table's open versions, pure
computing, and for each two hundred children a few statements that write what differs.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from iro_events.database import Connection
from iro_events.envelope import Recorded
from metrics_service.area import Area, Case
from metrics_service.areas import REVIEWS
from metrics_service.domain.versions import Versions
from metrics_service.storing import ChildRow, load_histories, load_versions, store_histories, store_told, store_versions
from metrics_service.tables import Shelf, tables_of

_LOOK_AT = "INSERT INTO alerts.to_look_at (child) SELECT unnest($1::uuid[])"
"""Whose deadlines may have come near by what was just folded. One row for each time, so that nobody waits here."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

WRITTEN_AT_ONCE = 200
"""Children whose rows are sent to PostgreSQL while the next ones are folded."""

FOLDED_IN_A_TURN = 10
"""Children after whom others have their turn; a few, as come in daily life, are folded in one."""

FIRST_ANALYSED = 1000
GROWN = 4
"""So many facts, and then so many times as many, after which PostgreSQL's planner is told of the tables: after a return
or a rebuild it would not know of them by itself for a minute, and answer fifty times as slowly."""


@dataclass(slots=True)
class _Child:
    """A child while a batch is folded; `kinds` are its cases' versions, in the order of the tables."""

    history: Any
    known_at: datetime
    seq: int
    kinds: tuple[Versions[Case], ...]


class Projection:
    """The consumer's `project` for one area, into its tables on one shelf."""

    def __init__(self, area: Area = REVIEWS, shelf: Shelf = Shelf.LIVE) -> None:
        self._area = area
        self._shelf = shelf
        self._tables = tables_of(area, shelf)
        self._history: TypeAdapter[Any] = TypeAdapter(area.history)
        self._taken = 0
        self._analysed_at = FIRST_ANALYSED

    async def __call__(self, connection: Connection, batch: Sequence[Recorded]) -> None:
        """Folds the facts, each child's in order. Raises PeriodUnknown or OutsideCalendar for a fact that cannot be."""
        told: dict[UUID, list[Recorded]] = {}
        for recorded in batch:
            told.setdefault(recorded.subject, []).append(recorded)
        children = await self._load(connection, tuple(told))
        await self._fold_and_store(connection, children, told)
        await store_told(connection, self._tables.told, batch)
        if self._shelf is Shelf.LIVE:
            await connection.execute(_LOOK_AT, list(children))
        self._taken += len(batch)
        if self._taken >= self._analysed_at:
            self._analysed_at = self._taken * GROWN
            tables = (self._tables.child_history, self._tables.told, *(table for table, _ in self._tables.cases))
            await connection.execute(f"ANALYZE {', '.join(table.fullname for table in tables)}")

    async def _fold_and_store(
        self, connection: Connection, children: Mapping[UUID, _Child], told: Mapping[UUID, Sequence[Recorded]]
    ) -> None:
        """Folds some children while PostgreSQL writes those before, and lets others have their turn now and then."""
        storing: asyncio.Future[None] = asyncio.ensure_future(asyncio.sleep(0))
        subjects = tuple(told)
        try:
            for first in range(0, len(subjects), WRITTEN_AT_ONCE):
                some = subjects[first : first + WRITTEN_AT_ONCE]
                for number, subject in enumerate(some, start=1):
                    self._fold(children[subject], told[subject])
                    if number % FOLDED_IN_A_TURN == 0:
                        await asyncio.sleep(0)
                await storing
                storing = asyncio.ensure_future(self._store(connection, {child: children[child] for child in some}))
        finally:
            await storing

    async def _load(self, connection: Connection, subjects: Sequence[UUID]) -> dict[UUID, _Child]:
        known = await load_histories(connection, self._tables.child_history, subjects)
        children = {subject: self._child(subject, known.get(subject)) for subject in subjects}
        for kind, (table, case) in enumerate(self._tables.cases):
            for version in await load_versions(connection, self._tables.child_history, table, case, tuple(known)):
                children[version.case.child].kinds[kind].current.append(version)
        return children

    async def _store(self, connection: Connection, children: dict[UUID, _Child]) -> None:
        rows = [
            ChildRow(subject, child.known_at, child.seq, self._history.dump_json(child.history).decode())
            for subject, child in children.items()
        ]
        await store_histories(connection, self._tables.child_history, rows)
        for kind, (table, case) in enumerate(self._tables.cases):
            await store_versions(connection, table, case, [child.kinds[kind] for child in children.values()])

    def _child(self, subject: UUID, row: ChildRow | None) -> _Child:
        kinds = tuple(Versions[Case]() for _ in self._area.kinds)
        if row is None:
            return _Child(self._area.history(subject), _EPOCH, 0, kinds)
        return _Child(self._history.validate_json(row.history), row.known_at, row.seq, kinds)

    def _fold(self, child: _Child, facts: Sequence[Recorded]) -> None:
        for instant, told in groupby(_in_time(facts, child.known_at), key=itemgetter(0)):
            for _, recorded in told:
                child.history = self._area.fold(child.history, recorded.event, recorded.id)
                child.seq = recorded.sequence or child.seq
            child.known_at = instant
            for versions, cases in zip(child.kinds, self._area.judge(child.history), strict=True):
                versions.know(cases, instant, child.seq)


def _in_time(facts: Iterable[Recorded], after: datetime) -> Iterator[tuple[datetime, Recorded]]:
    """Each fact with the instant from which it was known: never before the one that was told before it."""
    for recorded in facts:
        after = max(after, recorded.recorded_at)
        yield after, recorded
