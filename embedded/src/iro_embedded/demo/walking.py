"""A clock that each task sets for itself: what many tell at once is recorded each at its own moment."""

from contextvars import ContextVar
from datetime import UTC, datetime


class WalkingClock:
    """Stands at `first` for every task that has not set it, and for those that were at work before."""

    def __init__(self, first: datetime) -> None:
        self.first = first.astimezone(UTC)
        self._moment = ContextVar("moment", default=self.first)

    def __call__(self) -> datetime:
        """The moment now, of the task that asks, in UTC."""
        return self._moment.get()

    def set(self, at: datetime) -> None:
        """Moves this task, and what it calls, to that moment."""
        self._moment.set(at.astimezone(UTC))
