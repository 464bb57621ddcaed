"""`iro log`: checks the logs' hash chains, over a data folder or an exported file, and exports a log."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import asyncpg
import typer

from iro_embedded.cli.answering import CannotAnswer, document, lines
from iro_embedded.cli.options import USUAL_DATA, Data, Json
from iro_embedded.cli.progress import progress_of
from iro_embedded.cli.reaching import must_hold_data
from iro_embedded.cli.working import work
from iro_embedded.databases import DATABASES, LOGS
from iro_embedded.postgres import embedded_postgres
from iro_events.chain import Verification, verify
from iro_events.database import Database
from iro_events.export import export, verify_file
from iro_events.migrate import OtherVersion, refuse_other_version

app = typer.Typer(no_args_is_help=True)

_Log = Annotated[Path | None, typer.Option("--log", help="An exported log, in place of a data folder.")]
_File = Annotated[Path, typer.Argument(metavar="FILE", help="One JSON line an event, private ones too.")]
_Service = Annotated[str, typer.Option("--service", help=f"Whose log: {', '.join(LOGS)}.")]


@app.callback()
def _log() -> None:
    """The append-only logs: whether they are as they were written, and copies of them."""


@app.command("verify")
def verify_logs(*, data: Data = USUAL_DATA, log: _Log = None, json: Json = False) -> None:
    """Checks every event and link of every service's log; exits with 1 and names the first event that is broken."""
    found = _of_file(log) if log else work(lambda: _of_folder(data))
    if json:
        document({name: _as_json(each) for name, each in found.items()})
    else:
        lines(line for name, each in found.items() for line in _told(name, each))
    if not all(each.clean for each in found.values()):
        raise typer.Exit(1)


@app.command("export")
def export_log(file: _File, *, service: _Service = LOGS[0], data: Data = USUAL_DATA, json: Json = False) -> None:
    """Writes a service's log to a file, to be verified elsewhere with `iro log verify --log FILE`."""
    if service not in LOGS:
        raise typer.BadParameter(f"--service {service!r} keeps no log: give {' or '.join(LOGS)}.")

    async def write() -> int:
        async with _database(data, service) as database:
            with progress_of("events") as progress:
                return await export(database, file, progress)

    try:
        events = work(write)
    except OSError as failure:
        raise CannotAnswer(f"{file} cannot be written ({failure.strerror}): name another file") from None
    if json:
        document({"service": service, "events": events, "file": str(file)})
    else:
        lines([f"{events:,} events of {service} in {file}; private ones are among them: keep it as safe as the data"])


def _of_file(log: Path) -> dict[str, Verification]:
    try:
        return {str(log): verify_file(log)}
    except (OSError, UnicodeDecodeError) as failure:
        raise CannotAnswer(f"--log {log} cannot be read ({type(failure).__name__}): name an exported log") from None


async def _of_folder(data: Path) -> dict[str, Verification]:
    found = {}
    for service in LOGS:
        async with _database(data, service) as database:
            with progress_of(service) as progress:
                found[service] = await verify(database, progress)
    return found


@asynccontextmanager
async def _database(data: Path, service: str) -> AsyncIterator[Database]:
    must_hold_data(data)
    with embedded_postgres(data, tuple(DATABASES.values())) as postgres:
        try:
            await refuse_other_version(postgres.url(DATABASES[service]), "iro_events")
        except OtherVersion as refused:
            raise CannotAnswer(f"--data {data} {refused}") from None
        database = await Database.open(postgres.url(DATABASES[service]), size=2)
        try:
            yield database
        except asyncpg.UndefinedTableError:
            raise CannotAnswer(f"--data {data} holds no log of {service} yet: start it once with `iro run`") from None
        finally:
            await database.close()


def _told(name: str, found: Verification) -> Iterator[str]:
    queued = f", {found.queued:,} queued for their number" if found.queued else ""
    broken = found.first_broken
    if broken is None:
        yield f"{name}: clean, {found.events:,} events{queued}"
        return
    yield f"{name}: BROKEN after {found.events:,} clean events{queued}"
    place = f"event {broken.event or 'unknown'}, number {broken.seq or 'none'}, stream {broken.stream or 'unknown'}"
    yield f"  {place}: {broken.what}"


def _as_json(found: Verification) -> Mapping[str, Any]:
    broken = found.first_broken
    told = None
    if broken is not None:
        told = {"seq": broken.seq, "event": broken.event, "stream": broken.stream, "what": broken.what}
    return {"clean": found.clean, "events": found.events, "queued": found.queued, "first_broken": told}
