"""Fills an empty data folder with the borough, once: a mark in the folder says that it was begun, or is whole."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from iro_embedded.authority import authority_of, settle_authority
from iro_embedded.compose import composed
from iro_embedded.databases import LOGS
from iro_embedded.demo.borough import Borough, plan_of
from iro_embedded.demo.sending import CommandRefused, Progress, send
from iro_embedded.demo.walking import WalkingClock
from iro_embedded.postgres import Postgres
from iro_events.dates import ENGLAND
from iro_events.statements import HEAD

_MARK = "demo-borough.json"


class NotOurs(Exception):
    """The folder holds data that the demo did not begin; the message is one sentence with the remedy."""


class FillingFailed(Exception):
    """The borough could not be filled in; the message is one sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The borough in the folder, and how many commands it took this time: none where it was there already."""

    borough: Borough
    commands: int


async def fill(
    data: Path,
    borough: Borough,
    *,
    progress: Progress,
    authority: str | None = None,
    postgres: Postgres | None = None,
) -> Filled:
    """Fills the folder unless it is filled; goes on with a borough begun there before, up to that one's last day.

    The figures are left to catch up when the folder is next composed. With a `postgres` the services' databases are
    there, and the folder only keeps the mark.
    Raises NotOurs, FillingFailed, and what composing the system raises.
    """
    begun = _mark_in(data)
    if begun is not None and begun.whole:
        return Filled(begun.borough, 0)
    if begun is None:
        if (data / "postgres").exists():
            raise NotOurs(f"--data {data} holds other data: give the demo borough a folder of its own with --data")
        settle_authority(data, authority or authority_of(data))
        await _must_be_empty(data, postgres)
        begun = _Mark(borough, whole=False)
        begun.write(data)
    commands = await _send(data, begun.borough, progress, postgres)
    _Mark(begun.borough, whole=True).write(data)
    return Filled(begun.borough, commands)


async def _must_be_empty(data: Path, postgres: Postgres | None) -> None:
    if postgres is None:
        return
    async with composed(data, following=False, postgres=postgres) as system:
        for name in LOGS:
            async with system.services[name].state.running.database.connection() as connection:
                if await connection.fetchval(HEAD):
                    raise NotOurs("--postgres holds other data: give the demo borough a server of its own")


async def _send(data: Path, borough: Borough, progress: Progress, postgres: Postgres | None) -> int:
    plan = plan_of(borough, authority_of(data))
    clock = WalkingClock(plan[0].at if plan else datetime.combine(borough.last, time(), ENGLAND))
    async with composed(data, clock=clock, following=False, postgres=postgres) as system:
        try:
            await send(system, clock, plan, progress=progress)
        except CommandRefused as refused:
            raise FillingFailed(f"{refused}: a fault of the demo; give another folder with --data") from refused
    return len(plan)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Which borough the folder was begun with, and whether all of it is there."""

    borough: Borough
    whole: bool

    def write(self, data: Path) -> None:
        """Writes the mark at once or not at all."""
        borough = self.borough
        told = {"last": f"{borough.last}", "children": borough.children, "years": borough.years, "whole": self.whole}
        new = data / f"{_MARK}.new"
        new.write_text(json.dumps(told) + "\n", encoding="ascii")
        new.replace(data / _MARK)


def _mark_in(data: Path) -> _Mark | None:
    try:
        told = json.loads((data / _MARK).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    return _Mark(Borough(date.fromisoformat(told["last"]), told["children"], told["years"]), whole=told["whole"])
