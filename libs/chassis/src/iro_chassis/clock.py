"""The only place that asks what time it is; everything else is given a Clock."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the moment now, in UTC."""


def system_clock() -> datetime:
    """The moment now, in UTC, by the machine's clock."""
    return datetime.now(UTC)  # noqa: TID251 - the one clock that every process is given
