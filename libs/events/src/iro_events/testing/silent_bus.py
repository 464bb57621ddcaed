"""A bus on which nothing is told: a test brings its facts by hand, at the moment it chooses."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence

from iro_events.bus import Batch


class SilentBus:
    """Waits for ever."""

    async def head(self, topic: str) -> Mapping[int, int]:
        """Nothing."""
        return {0: 0}

    async def subscribe(
        self, topics: Sequence[str], offsets: Mapping[tuple[str, int], int]
    ) -> AsyncGenerator[Batch, None]:
        """No batch, ever."""
        await asyncio.Event().wait()
        yield Batch("", 0, (), 0, 0)
