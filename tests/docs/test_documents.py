import re
from pathlib import Path
from typing import Any

import pytest
import typer

from iro_embedded.cli import app

from .reading import ROOT, commands, documents, links, slugs

PAGES = pytest.mark.parametrize("page", documents(), ids=lambda page: page.relative_to(ROOT).as_posix())
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))


@PAGES
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    lost = [
        f"{place}#{heading}"
        for place, heading in links(page)
        if not place.exists() or (heading and heading not in slugs(place))
    ]

    assert lost == []


@PAGES
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    there = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {word for words in commands(page, "make") for word in words[:1] if word.islower()}

    assert named <= there


@PAGES
def test_every_command_that_a_page_names_exists_with_its_options(page: Path) -> None:
    assert [unknown for words in commands(page, "iro") for unknown in not_understood(words)] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda page: page.name)
def test_a_decision_has_its_line_its_reasons_its_price_and_its_alternatives_on_one_page(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")

    assert text.count("\n> **") == 1
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Why", "Price", "Alternatives", "Where"]
    assert len(text.splitlines()) <= 60


def test_every_decision_is_in_the_index() -> None:
    index = ROOT / "docs" / "decisions" / "README.md"

    assert set(DECISIONS) <= {place for place, _ in links(index)}


def test_the_two_commands_are_the_first_that_a_reader_sees() -> None:
    first, second, *_ = commands(ROOT / "README.md", "make")

    assert (first, second) == (["run"], ["test"])


def not_understood(words: list[str]) -> list[str]:
    """The words of an `iro` command line that it does not know: a command, or an option."""
    command: Any = typer.main.get_command(app)
    left = list(words)
    while left and hasattr(command, "list_commands") and not left[0].startswith(("-", "[")):
        name = left.pop(0)
        if name not in command.list_commands(None):
            return [f"iro … {name}"]
        command = command.get_command(None, name)
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    return [word for word in left if word.startswith("--") and word.partition("=")[0] not in known]
