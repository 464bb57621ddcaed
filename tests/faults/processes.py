"""One process of the system, which can be killed, started again, frozen and thawed."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import httpx

STOPS_WITHIN = 40.0
ANSWERS_WITHIN = 60.0
LOOK = 0.1
ROOT = Path(__file__).parents[2]


@dataclass
class Process:
    """Known by `name`, which is also the role by which it signs in to PostgreSQL."""

    name: str
    words: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    address: str | None = None
    """Where it answers, if it serves."""
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def start(self) -> None:
        """Starts it, unless it is at work."""
        if self.lives:
            return
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
                (sys.executable, *self.words), cwd=ROOT, env=dict(self.environment), stdout=log, stderr=log
            )

    @property
    def lives(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def freeze(self) -> None:
        """It stands still and does not know it."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on as if nothing had been."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """Ends it without a chance to do anything about it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    async def stop(self) -> None:
        """Tells it to end, and waits until it has."""
        self.thaw()
        self._signal(signal.SIGTERM)
        until = monotonic() + STOPS_WITHIN
        while self.lives and monotonic() < until:  # noqa: ASYNC110 - the system is asked
            await asyncio.sleep(LOOK)
        self.kill()

    async def answers(self, path: str = "/health/live") -> None:
        """Returns when it does; where it serves nothing, at once."""
        until = monotonic() + ANSWERS_WITHIN
        async with httpx.AsyncClient() as client:
            while self.address is not None and monotonic() < until:
                with suppress(httpx.TransportError):
                    if (await client.get(f"{self.address}{path}")).is_success:
                        return
                await asyncio.sleep(LOOK)
        if self.address is not None:
            raise AssertionError(f"{self.name} does not answer at {path}; see {self.folder / self.name}.log")

    def _signal(self, number: int) -> None:
        if self.lives and self._process is not None:
            self._process.send_signal(number)
