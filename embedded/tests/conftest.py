"""What these tests share: the whole system over a folder, a front end's desk, and an eye for a page's outline."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from iro_chassis.roles import Role
from iro_embedded.catching_up import caught_up
from iro_embedded.compose import System, composed
from iro_embedded.testing.desk import Desk

NOW = datetime(2014, 9, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("system") / "data"


@pytest.fixture
async def system(data: Path) -> AsyncIterator[System]:
    """Over a folder that the tests of a module share: making PostgreSQL's files takes a second."""
    async with composed(data, clock=lambda: NOW) as whole:
        yield whole


@pytest.fixture
async def desk(system: System) -> AsyncIterator[Desk]:
    async with system.client(Role.IRO) as client:
        yield Desk(system, client)


@pytest.fixture(scope="module")
async def standing_desk(data: Path) -> AsyncIterator[Desk]:
    """A desk of a system that stands for a whole module, for tests that only look at what was told once."""
    async with composed(data, clock=lambda: NOW) as whole, whole.client(Role.IRO) as client:
        yield Desk(whole, client)


@pytest.fixture(scope="module")
async def child(standing_desk: Desk) -> str:
    """Looked after, with one review in time and one late, a contact, a concern and a code of its part in a review."""
    desk, iro = standing_desk, "00000000-0000-4000-8000-0000000000a1"
    child, care = await desk.in_care(on="2014-04-01", notified_on="2014-04-02")
    await desk.told(f"/care/{care}/iro-appointments", iro=iro, on="2014-04-03")
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-04-28")
    last = await desk.told(f"/children/{child}/held-reviews", held_on="2014-08-09")
    contact = {"iro": iro, "on": "2014-06-02", "medium": "visit", "begun_by": "child", "seen_alone": True}
    await desk.hears(f"/children/{child}/contacts", after=last, **contact)
    await desk.hears(f"/reviews/{last['id']}/participations", after=last, code="PN6", age_on_review=10)
    concern = {"iro": iro, "on": "2014-08-04", "category": "placement-delay", "childs_view": "agrees"}
    await desk.challenges(f"/children/{child}/concerns", after=last, raised_with="team-manager", **concern)
    await caught_up(desk.system)
    return child


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one test's own, nothing in it yet."""
    return tmp_path / "data"


_VOID = {"meta", "link", "img", "input", "br", "rect", "circle"}
_LANDMARKS = {"header", "nav", "main", "footer"}


@dataclass
class Outline(HTMLParser):
    """A page as somebody reads it who cannot see it: landmarks, headings, captions, labels."""

    landmarks: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    tables: int = 0
    unscoped: int = 0
    labelled: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    language: str | None = None
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in _VOID:
            self._open.append(tag)
        if tag in _LANDMARKS:
            self.landmarks.append(tag)
        if tag in {"h1", "h2", "h3", "caption"}:
            self._words = []
        if tag == "html":
            self.language = given.get("lang")
        if tag == "script" or "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(tag)
        self.tables += tag == "table"
        self.unscoped += tag == "th" and "scope" not in given
        self.ids += [given["id"] or ""] if "id" in given else []
        self.labelled |= {given.get("for") or ""} if tag == "label" else set()
        self.fields |= {given.get("id") or ""} if tag in {"select", "input"} else set()
        self.links += [given.get("href") or ""] if tag == "a" else []
        self.fetched += [given.get("href") or given.get("src") or ""] if tag in {"link", "img"} else []

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self._open.pop() == tag, f"</{tag}> closes something else"
        words = " ".join(" ".join(self._words).split())
        if tag in {"h1", "h2", "h3"}:
            self.headings.append((int(tag[1]), words))
        if tag == "caption":
            self.captions.append(words)

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        self.text += data


def _outline_of(html: str) -> Outline:
    """Fails where a tag is left open or closed by another."""
    outline = Outline()
    outline.feed(html)
    outline.close()
    assert not outline._open, f"left open: {outline._open}"
    return outline


@pytest.fixture
def outline_of() -> Callable[[str], Outline]:
    """The outline of a page's HTML."""
    return _outline_of
