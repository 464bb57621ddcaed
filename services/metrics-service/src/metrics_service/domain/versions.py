"""What was known of a child's cases, and when: each case in versions along the recorded axis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any, Generic, TypeVar

C = TypeVar("C", bound=tuple[Any, ...])

_key = itemgetter(1)
"""A case begins with its child and what tells it from the child's others of its kind."""


@dataclass(slots=True)
class Version(Generic[C]):
    """A case as known from `known_from` until before `known_to`, None while it still is. `row` is None if unstored."""

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
    latest: Sequence[C] | None = None

    def know(self, cases: Sequence[C], at: datetime, seq: int) -> None:
        """From that instant, which is not before any earlier one, these are the cases.

        Where they are the very same as the last time, nothing changes.
        """
        if cases is self.latest:
            return
        self.latest = cases
        new = {_key(case): case for case in cases}
        before: list[Version[C]] = []
        for version in self.current:
            if version.known_from == at:
                self._drop(version)
            elif version.known_to is None or version.known_to == at:
                before.append(version)
                key = _key(version.case)
                if new.get(key) == version.case:
                    version.close(None)
                    del new[key]
                else:
                    version.close(at)
            else:
                self.settled.append(version)
        self.current = [*before, *(Version(case, at, seq) for case in new.values())]

    def changed(self) -> Iterator[Version[C]]:
        """The versions to be stored or moved."""
        return (version for version in (*self.settled, *self.current) if version.row is None or version.moved)

    def _drop(self, version: Version[C]) -> None:
        if version.row is not None:
            self.dropped.append(version.row)
