"""Brings Apache Kafka's jars: pinned by their digests, fetched once, kept outside the tree."""

import hashlib
import os
import ssl
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import sleep

import httpx

MAVEN_CENTRAL = "https://repo.maven.apache.org/maven2"
"""Where jars come from unless MAVEN_REPOSITORY names another repository of the same layout."""

AT_ONCE = 8
FETCH_SECONDS = 60.0
ATTEMPTS = 4
"""Of one jar."""

PAUSE = 0.4
"""Seconds before the second attempt; each later one waits as much longer."""

_PINNED = Path(__file__).with_name("jars.sha256")


class JarsNotFetched(Exception):
    """The repository does not answer, or gives other bytes than those pinned."""


@dataclass(frozen=True, slots=True)
class Jar:
    """One jar: its path in the repository and the SHA-256 of its bytes."""

    path: str
    digest: str

    @property
    def name(self) -> str:
        """The file's name; no two jars share one."""
        return self.path.rpartition("/")[2]


def pinned() -> list[Jar]:
    """Every jar that a broker needs to run."""
    lines = (line.split() for line in _PINNED.read_text(encoding="ascii").splitlines())
    return [Jar(path, digest) for digest, path in lines]


def kept_in(environment: Mapping[str, str]) -> Path:
    """The folder of the jars: `footprint/kafka` in the user's cache, which XDG_CACHE_HOME names."""
    cache = environment.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "footprint" / "kafka"


def jars(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """The jars as files, fetched where they are missing or damaged. Raises JarsNotFetched."""
    folder = kept_in(environment)
    folder.mkdir(parents=True, exist_ok=True)
    missing = [jar for jar in pinned() if _digest_of(folder / jar.name) != jar.digest]
    if missing:
        repository = environment.get("MAVEN_REPOSITORY", MAVEN_CENTRAL).rstrip("/")
        with _client(repository) as client, ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in pool.map(partial(_fetch, client, folder), missing):
                pass
    return [folder / jar.name for jar in pinned()]


def _client(repository: str) -> httpx.Client:
    """Trusts what the machine trusts, since a repository of one's own may have one's own certificate."""
    return httpx.Client(
        base_url=f"{repository}/", verify=ssl.create_default_context(), timeout=FETCH_SECONDS, follow_redirects=True
    )


def _fetch(client: httpx.Client, folder: Path, jar: Jar) -> None:
    """Puts the whole jar in its place at once, so that nobody meets half of one."""
    answer = _answer(client, jar)
    if hashlib.sha256(answer.content).hexdigest() != jar.digest:
        raise JarsNotFetched(f"{jar.name} came with other bytes than those pinned")
    with NamedTemporaryFile(dir=folder, delete=False) as part:
        part.write(answer.content)
    Path(part.name).replace(folder / jar.name)


def _answer(client: httpx.Client, jar: Jar) -> httpx.Response:
    """A repository far away fails now and then: it is asked again before the tests are given up."""
    for attempt in range(1, ATTEMPTS):
        try:
            return client.get(jar.path).raise_for_status()
        except httpx.HTTPError:
            sleep(PAUSE * attempt)
    try:
        return client.get(jar.path).raise_for_status()
    except httpx.HTTPError as failure:
        raise JarsNotFetched(f"{jar.name} could not be fetched: {type(failure).__name__}") from failure


def _digest_of(file: Path) -> str:
    digest = hashlib.sha256()
    for block in _blocks(file):
        digest.update(block)
    return digest.hexdigest()


def _blocks(file: Path) -> Iterator[bytes]:
    if file.is_file():
        with file.open("rb") as opened:
            while block := opened.read(1 << 20):
                yield block
