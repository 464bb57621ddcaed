"""Reads the project's documents as a reader would: their links, their headings, and the commands they name."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRITTEN_IN = ("docs", "libs", "services", "embedded", "tests", "benchmarks")

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_NOT_IN_A_SLUG = re.compile(r"[^\w\- ]")


def documents() -> list[Path]:
    """Every Markdown page of the project."""
    return sorted([*ROOT.glob("*.md"), *(page for folder in WRITTEN_IN for page in (ROOT / folder).rglob("*.md"))])


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """Each link to something of our own: the file it leads to, and the heading in it, if it names one."""
    for target in _LINK.findall(_prose(page)):
        if "://" not in target:
            place, _, heading = target.partition("#")
            yield (page.parent / place).resolve() if place else page, heading


def slugs(page: Path) -> set[str]:
    """The names by which a page's headings are linked to."""
    titles = _HEADING.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))
    return {_NOT_IN_A_SLUG.sub("", title.lower()).replace(" ", "-") for title in titles}


def commands(page: Path, program: str) -> Iterator[list[str]]:
    """The words after a program's name, wherever the page gives a command in a shell block or between backticks."""
    text = page.read_text(encoding="utf-8")
    blocks = [block for language, block in _FENCED.findall(text) if language == "sh"]
    given = [line for block in blocks for line in block.splitlines()] + _SPAN.findall(_prose(page))
    wanted = re.compile(rf"(?:^|[\s(/]){program} ([^|)#]*)")
    for command in given:
        for words in wanted.findall(command):
            yield shlex.split(words)


def _prose(page: Path) -> str:
    return _FENCED.sub("", page.read_text(encoding="utf-8"))
