"""The log as a file, one JSON line an event, and its verification without any database."""

import asyncio
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from iro_events import statements
from iro_events.chain import Broken, Entry, Progress, Verification, Walk, entries, snapshot
from iro_events.database import Database
from iro_events.stored import StoredEvent, utc_text


async def export(database: Database, file: Path, progress: Progress | None = None) -> int:
    """Writes the log as it stands now, verified or not; gives how many lines. Private events are in it, too."""
    lines = 0
    async with snapshot(database) as connection:
        head: int = await connection.fetchval(statements.HEAD)
        with await asyncio.to_thread(file.open, "w", encoding="ascii") as out:
            async for page in entries(connection):
                await asyncio.to_thread(out.writelines, [_line(entry) for entry in page])
                lines += len(page)
                if progress is not None:
                    progress(lines, head)
    return lines


def verify_file(file: Path) -> Verification:
    """Goes along an exported log. Raises OSError where the file cannot be read."""
    walk = Walk()
    with file.open(encoding="ascii") as lines:
        for number, line in enumerate(lines, 1):
            try:
                entry = _entry(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError):
                return Verification(walk.seq, 0, Broken(None, None, None, f"line {number} is no line of a log"))
            broken = walk.step(entry)
            if broken is not None:
                return Verification(walk.seq, 0, broken)
    return Verification(walk.seq)


def _line(entry: Entry) -> str:
    shape = {
        "seq": entry.seq,
        "position": entry.position,
        "chain": entry.chain.hex(),
        "digest": None if entry.digest is None else entry.digest.hex(),
        "event": None if entry.event is None else _columns(entry.event),
    }
    return json.dumps(shape) + "\n"


def _columns(row: StoredEvent) -> dict[str, Any]:
    return row._asdict() | {
        "id": str(row.id),
        "subject": str(row.subject),
        "recorded_at": utc_text(row.recorded_at),
        "effective_on": None if row.effective_on is None else row.effective_on.isoformat(),
        "actor": str(row.actor),
        "correlation_id": str(row.correlation_id),
        "causation_id": None if row.causation_id is None else str(row.causation_id),
        # The exact bytes, even where they are no text.
        "data": row.data.decode(errors="surrogateescape"),
    }


def _entry(shape: dict[str, Any]) -> Entry:
    digest, event = shape["digest"], shape["event"]
    return Entry(
        seq=shape["seq"],
        position=shape["position"],
        chain=bytes.fromhex(shape["chain"]),
        digest=None if digest is None else bytes.fromhex(digest),
        event=None if event is None else _stored(event),
    )


def _stored(columns: dict[str, Any]) -> StoredEvent:
    effective_on, causation_id = columns["effective_on"], columns["causation_id"]
    return StoredEvent(
        **columns
        | {
            "id": UUID(columns["id"]),
            "subject": UUID(columns["subject"]),
            "recorded_at": datetime.fromisoformat(columns["recorded_at"]),
            "effective_on": None if effective_on is None else date.fromisoformat(effective_on),
            "actor": UUID(columns["actor"]),
            "correlation_id": UUID(columns["correlation_id"]),
            "causation_id": None if causation_id is None else UUID(causation_id),
            "data": columns["data"].encode(errors="surrogateescape"),
        }
    )
