"""Keeps the workers of a process alive, and says which of them is not and why."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import structlog

from iro_events.consumer import Replayed
from iro_events.tally import Tally

log = structlog.get_logger("iro.workers")


@dataclass(frozen=True, slots=True)
class Worker:
    """Something that runs for as long as the service does; to return is to die.

    `tally` is a consumer's, whose counts then stand among the measurements, and so is `replay`, which tries a parked
    child's facts again.
    """

    name: str
    run: Callable[[], Awaitable[None]]
    tally: Tally | None = None
    replay: Callable[[UUID], Awaitable[Replayed]] | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: how long a restarted worker must live to count as well, and the pauses between two attempts."""

    steady: float = 2.0
    first_pause: float = 0.5
    longest_pause: float = 30.0


class Supervisor:
    """Runs workers and restarts the dead, with ever longer pauses. A worker is down until it has lived steadily."""

    def __init__(self, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._watches: list[asyncio.Task[None]] = []
        self._workers: list[Worker] = []
        self._down: dict[str, str] = {}
        self.deaths: Counter[str] = Counter()

    def start(self, worker: Worker) -> None:
        """Starts the worker and watches over it."""
        self._workers.append(worker)
        self._watches.append(asyncio.create_task(self._watch(worker), name=f"watch {worker.name}"))

    async def stop(self) -> None:
        """Ends every worker and waits until they have ended."""
        for watch in self._watches:
            watch.cancel()
        await asyncio.gather(*self._watches, return_exceptions=True)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Every worker started."""
        return tuple(self._workers)

    @property
    def down(self) -> Mapping[str, str]:
        """The workers that are not well, each with the kind of its death."""
        return dict(self._down)

    async def _watch(self, worker: Worker) -> None:
        pause = self._patience.first_pause
        while True:
            began = time.monotonic()
            self._down[worker.name] = await self._until_death(worker)
            self.deaths[worker.name] += 1
            if time.monotonic() - began > self._patience.longest_pause:
                pause = self._patience.first_pause
            await asyncio.sleep(pause)
            pause = min(2 * pause, self._patience.longest_pause)

    async def _until_death(self, worker: Worker) -> str:
        life = asyncio.ensure_future(worker.run())
        try:
            done, _ = await asyncio.wait({life}, timeout=self._patience.steady)
            if not done:
                self._down.pop(worker.name, None)
                await asyncio.wait({life})
        finally:
            life.cancel()
            await asyncio.gather(life, return_exceptions=True)
        return _why(worker, life)


def _why(worker: Worker, life: "asyncio.Future[None]") -> str:
    """The kind of death; its message may hold data of a child, so it is not repeated."""
    death = asyncio.CancelledError() if life.cancelled() else life.exception()
    log.error("worker.died", worker=worker.name, exc_info=death)
    return "it returned, though it should run for ever" if death is None else type(death).__name__
