from pathlib import Path

import pytest

from iro_events.chain import Verification, verify
from iro_events.database import Database
from iro_events.export import export, verify_file
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore
from iro_events.testing.ledger import LEDGER, Enter
from iro_events.testing.store_case import ADA

FLIPPED = {
    "id": "'00000000-0000-4000-8000-000000000000'",
    "stream": "overlay(stream PLACING 'L' FROM 1)",
    "version": "version + 1000",
    "type": "'ledger.enteree'",
    "schema_version": "schema_version + 1",
    "kind": "0",
    "subject": "'00000000-0000-4000-8000-000000000000'",
    "recorded_at": "recorded_at + interval '1 microsecond'",
    "effective_on": "effective_on + 1",
    "actor": "'00000000-0000-4000-8000-000000000000'",
    "correlation_id": "'00000000-0000-4000-8000-000000000000'",
    "causation_id": "'00000000-0000-4000-8000-000000000000'",
    "source": "'/E10000012/ledger'",
    "authority": "'E10000012'",
    "data": "set_byte(data, 11, get_byte(data, 11) # 1)",
    "digest": "set_byte(digest, 31, get_byte(digest, 31) # 1)",
}
ENVELOPE = {"position"}


@pytest.fixture
async def numbered(store: EventStore) -> EventStore:
    """Five facts, the third of which is about to be tampered with."""
    await store.execute(LEDGER, "ledger-1", Enter(told=5), NEW_YEAR, subject=ADA)
    await store.sequencer.round()
    return store


async def tamper(database: Database, statement: str) -> None:
    """As somebody does who owns the database and knows how to put the triggers out of action."""
    async with database.transaction() as connection:
        await connection.execute("SET LOCAL session_replication_role = replica")
        await connection.execute(statement)


async def columns(database: Database) -> set[str]:
    query = "SELECT column_name FROM information_schema.columns WHERE table_name = 'events'"
    async with database.connection() as connection:
        return {row["column_name"] for row in await connection.fetch(query)}


async def both(database: Database, directory: Path) -> Verification:
    """What verification finds, which is the same in the database and in the exported file."""
    found = await verify(database)
    await export(database, directory / "log.jsonl")
    assert verify_file(directory / "log.jsonl") == found
    return found


async def test_a_log_as_it_was_written_is_clean(numbered: EventStore, tmp_path: Path) -> None:
    assert await both(numbered.database, tmp_path) == Verification(events=5)


async def test_an_empty_log_is_clean(database: Database, tmp_path: Path) -> None:
    assert await both(database, tmp_path) == Verification(events=0)


async def test_events_that_wait_for_their_number_break_nothing(numbered: EventStore) -> None:
    await numbered.execute(LEDGER, "ledger-1", Enter(told=2), NEW_YEAR, subject=ADA)

    assert await verify(numbered.database) == Verification(events=5, queued=2)


async def test_every_column_of_an_event_but_its_position_is_tried_here(database: Database) -> None:
    assert await columns(database) - ENVELOPE == FLIPPED.keys()


@pytest.mark.parametrize("column", FLIPPED)
async def test_a_change_in_any_column_is_found_and_the_event_named(
    numbered: EventStore, tmp_path: Path, column: str
) -> None:
    change = f"UPDATE events SET {column} = {FLIPPED[column]} WHERE version = 3"  # noqa: S608 - the names above
    await tamper(numbered.database, change)
    found = await both(numbered.database, tmp_path)
    async with numbered.database.connection() as connection:
        third = await connection.fetchrow("SELECT id, stream FROM events ORDER BY position OFFSET 2")

    assert third is not None
    assert (found.events, found.clean) == (2, False)
    assert found.first_broken is not None
    assert (found.first_broken.seq, found.first_broken.event, found.first_broken.stream) == (3, *third)


@pytest.mark.parametrize(
    ("change", "seq", "what"),
    [
        ("UPDATE log SET chain = set_byte(chain, 0, get_byte(chain, 0) # 1) WHERE seq = 3", 3, "link does not follow"),
        ("UPDATE log SET position = 99 WHERE seq = 3", 3, "position 99 is gone"),
        ("UPDATE log SET seq = 9 WHERE seq = 5", 9, "number 5 is missing"),
        ("DELETE FROM log WHERE seq = 3", 4, "number 3 is missing"),
        ("DELETE FROM events WHERE version = 3", 3, "position 3 is gone"),
        ("DELETE FROM log WHERE seq = 5", None, "no number and is not queued"),
        ("INSERT INTO unsequenced VALUES (77)", None, "queued at position 77 is gone"),
        ("UPDATE log SET position = position + 100 WHERE seq IN (3, 4)", 3, "gone"),
    ],
)
async def test_what_is_done_to_the_log_itself_is_found(
    numbered: EventStore, change: str, seq: int | None, what: str
) -> None:
    await tamper(numbered.database, change)
    broken = (await verify(numbered.database)).first_broken

    assert broken is not None
    assert broken.seq == seq
    assert what in broken.what


async def test_an_event_and_its_number_taken_out_together_are_missed(numbered: EventStore) -> None:
    await tamper(numbered.database, "DELETE FROM events WHERE version = 3")
    await tamper(numbered.database, "DELETE FROM log WHERE seq = 3")
    await tamper(numbered.database, "UPDATE log SET seq = seq - 1 WHERE seq > 3")
    found = await verify(numbered.database)

    assert found.first_broken is not None
    assert found.first_broken.seq == 3
    assert "link does not follow" in found.first_broken.what


async def test_a_log_of_several_pages_is_walked_to_its_end(store: EventStore, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    await store.execute(LEDGER, "ledger-1", Enter(told=4500), NEW_YEAR, subject=ADA)
    while await store.sequencer.round():
        pass

    assert await verify(store.database, lambda done, of: seen.append((done, of))) == Verification(events=4500)
    assert seen == [(2000, 4500), (4000, 4500), (4500, 4500)]
    assert await export(store.database, tmp_path / "log.jsonl") == 4500
    assert verify_file(tmp_path / "log.jsonl") == Verification(events=4500)


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda lines: [*lines[:2], "{", *lines[3:]], 3),
        (lambda lines: [*lines[:2], "null", *lines[3:]], 3),
        (lambda lines: [*lines[:2], lines[2].replace('"chain"', '"link"'), *lines[3:]], 3),
        (lambda lines: [*lines[:2], lines[2].replace('"subject"', '"object"'), *lines[3:]], 3),
    ],
)
async def test_a_damaged_file_is_told_by_its_line(
    numbered: EventStore, tmp_path: Path, damage: object, line: int
) -> None:
    file = tmp_path / "log.jsonl"
    await export(numbered.database, file)
    assert callable(damage)
    file.write_text("\n".join(damage(file.read_text().splitlines())))
    broken = verify_file(file).first_broken

    assert broken is not None
    assert broken.what == f"line {line} is no line of a log"


async def test_a_change_in_an_exported_file_is_found(numbered: EventStore, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    await export(numbered.database, file)
    file.write_text(file.read_text().replace('\\"number\\":4', '\\"number\\":7'))
    found = verify_file(file)

    assert found.events == 3
    assert found.first_broken is not None
    assert found.first_broken.seq == 4
