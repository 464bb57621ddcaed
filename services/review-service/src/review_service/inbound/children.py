"""Which child the information system means: by its own id there, kept here and nowhere else."""

from collections.abc import Callable, Collection, Mapping
from typing import Final
from uuid import UUID

from iro_events.store import Writing
from review_service.domain.identity import IDENTITY, Identifier, RegisterChild

SYSTEM: Final = "information-system"
"""Under which a child's id in the authority's own system stands among its other systems' ids."""

_KNOWN = "SELECT value, child FROM child_identifier WHERE system = $1 AND value = ANY ($2::text[])"


class Children:
    """The children of one write, those included that the write registers."""

    def __init__(self, writing: Writing, fresh_id: Callable[[], UUID]) -> None:
        self._writing = writing
        self._fresh_id = fresh_id
        self._known: dict[str, UUID] = {}

    @property
    def known(self) -> Mapping[str, UUID]:
        """Those found or registered so far, by that system's ids."""
        return self._known

    async def find(self, marks: Collection[str]) -> Mapping[str, UUID]:
        """The children known of those; ask before `register`."""
        asked = [mark for mark in marks if mark not in self._known]
        if asked:
            rows = await self._writing.connection.fetch(_KNOWN, SYSTEM, asked)
            self._known.update({row["value"]: row["child"] for row in rows})
        return self._known

    def knows(self, mark: str, child: UUID) -> None:
        """Adds a child whose id there this very write records."""
        self._known[mark] = child

    async def register(self, marks: Collection[str]) -> None:
        """Registers those that are not known yet; what waited for them is accepted with the rest of the write."""
        with self._writing.without_policies():
            for mark in sorted(set(marks) - set(self._known)):
                child = self._known[mark] = self._fresh_id()
                command = RegisterChild(identifiers=(Identifier(system=SYSTEM, value=mark),))
                await self._writing.execute(IDENTITY, IDENTITY.stream_of(child), command, subject=child)
