"""Appending by 16 writers at once, our sequencer at work: beside pyeventsourcing, and beside asyncpg used by hand."""

import asyncio
from contextlib import AsyncExitStack
from importlib.metadata import version
from pathlib import Path

from append_contestants import WRITERS, by_hand, our_commands, our_store, ours, the_peer
from contest import Rates, contest
from table import Row

from iro_events.testing.postgres import embedded_postgres, fresh_database

HAND_ROUNDS, HAND_APPENDS = 20, 4000
PEER_ROUNDS, PEER_APPENDS = 8, 1000
"""Appends in one turn, by all writers together: the quicker the contestants, the more."""

PEER_BOUND = 3.0
HAND_BOUND = 0.8


def measure(folder: Path) -> list[Row]:
    """On a server as durable as by default, each contestant in a database of its own."""
    with embedded_postgres(folder / "postgres") as server:
        return asyncio.run(_measure([fresh_database(server) for _ in range(3)]))


async def _measure(urls: list[str]) -> list[Row]:
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(our_store(urls[0]))
        hand = await stack.enter_async_context(by_hand(urls[1], HAND_APPENDS))
        peer = await stack.enter_async_context(the_peer(urls[2], PEER_APPENDS))
        bare = {"ours": ours(store, HAND_APPENDS), "hand": hand}
        library = {"ours": ours(store, PEER_APPENDS), "commands": our_commands(store, PEER_APPENDS), "peer": peer}
        beside_hand = await contest(bare, HAND_ROUNDS, HAND_APPENDS)
        beside_peer = await contest(library, PEER_ROUNDS, PEER_APPENDS)
    eventsourcing = f"eventsourcing {version('eventsourcing')}, insert_events"
    return [
        _row("append", beside_hand, ("ours", "hand"), f"asyncpg {version('asyncpg')}, by hand", HAND_BOUND),
        _row("append", beside_peer, ("ours", "peer"), eventsourcing, PEER_BOUND),
        _row("command: load, decide, append", beside_peer, ("commands", "peer"), eventsourcing, PEER_BOUND),
    ]


def _row(what: str, rates: Rates, names: tuple[str, str], peer: str, bound: float) -> Row:
    us, them = names
    ratio = rates.ratio(us, them)
    return Row(
        what=f"{what}, {WRITERS} writers",
        ours=f"{rates.usual(us):,.0f}/s",
        peer=f"{peer}: {rates.usual(them):,.0f}/s",
        ratio=f"{ratio:.2f}",
        bound=f"at least {bound:g}",
        met=ratio >= bound,
    )
