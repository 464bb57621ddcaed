"""The commands of docs/operations.md for whoever looks after the databases, as they are typed there."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from iro_events.migrate import migrate
from iro_events.testing.postgres import PostgresServer, fresh_database
from iro_events.testing.tables import difference

ROOT = Path(__file__).parents[2]
SERVICES = ("review-service", "escalation-service", "participation-service", "metrics-service")


def alembic(name: str, *words: str, url: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "alembic", "--name", name, *words],
        cwd=ROOT,
        env=environment if url is None else {**environment, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def said(name: str, *words: str, url: str | None = None) -> str:
    done = alembic(name, *words, url=url)
    assert done.returncode == 0, done.stderr
    return done.stdout


async def run_script(url: str, script: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(script)
    await connection.close()


async def migrated(url: str, package: str) -> None:
    await migrate(url, "iro_events")
    await migrate(url, package)


@pytest.mark.parametrize("service", SERVICES)
def test_the_statements_printed_make_what_a_service_makes_at_its_start(service: str, postgres: PostgresServer) -> None:
    package = service.replace("-", "_")
    by_hand, by_itself = fresh_database(postgres), fresh_database(postgres)

    for name in ("events", service):
        asyncio.run(run_script(by_hand, said(name, "upgrade", "head", "--sql")))
    asyncio.run(migrated(by_itself, package))

    assert difference(by_hand, by_itself, package) == []
    for name in ("events", service):
        head = said(name, "history").split()[2]
        assert said(name, "current", url=by_hand).split() == [head, "(head)"]
        assert "No new upgrade operations detected." in said(name, "check", url=by_hand)
    asyncio.run(migrated(by_hand, package))


def test_what_a_database_lacks_is_named(postgres: PostgresServer) -> None:
    url = fresh_database(postgres)

    assert "Target database is not up to date" in alembic("review-service", "check", url=url).stdout
    said("review-service", "upgrade", "head", url=url)
    asyncio.run(run_script(url, "ALTER TABLE care DROP COLUMN due_indicator"))

    checked = alembic("review-service", "check", url=url)
    assert checked.returncode == 255
    assert "due_indicator" in checked.stdout


def test_without_a_database_one_is_asked_for() -> None:
    refused = alembic("review-service", "current")

    assert refused.returncode == 255
    assert "set DATABASE_URL to the service's database" in refused.stdout
