"""What was known of a child's cases, and when: each case in versions along the recorded axis."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

C = TypeVar("C")


@dataclass(slots=True)
class Version(Generic[C]):
    """A case as known from `known_from` until before `known_to`, None while it still is. `row` is None if unstored."""

    key: UUID
    case: C
    known_from: datetime
    from_seq: int
    known_to: datetime | None = None
    row: int | None = None
    moved: bool = False

    def close(self, at: datetime | None) -> None:
        """Ends it at that moment, or opens it again."""
        if self.known_to != at:
            self.known_to = at
            self.moved = True


@dataclass(slots=True)
class Versions(Generic[C]):
    """The versions of one child's cases of one kind that may still change: open, or ended at the latest instant.

    What is told at one instant makes one version however it is cut into batches: an instant that is told of again
    is judged again, against what was known before it.
    """

    current: list[Version[C]] = field(default_factory=list)
    settled: list[Version[C]] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)

    def know(self, cases: Mapping[UUID, C], at: datetime, seq: int) -> None:
        """From that instant, which is not before any earlier one, these are the cases."""
        before: dict[UUID, Version[C]] = {}
        for version in self.current:
            if version.known_from == at:
                self._drop(version)
            elif version.known_to is None or version.known_to == at:
                before[version.key] = version
            else:
                self.settled.append(version)
        for key, version in before.items():
            version.close(None if cases.get(key) == version.case else at)
        new = (key for key in cases if key not in before or before[key].known_to is not None)
        self.current = [*before.values(), *(Version(key, cases[key], at, seq) for key in new)]

    def changed(self) -> Iterator[Version[C]]:
        """The versions to be stored or moved."""
        return (version for version in (*self.settled, *self.current) if version.row is None or version.moved)

    def _drop(self, version: Version[C]) -> None:
        if version.row is not None:
            self.dropped.append(version.row)
