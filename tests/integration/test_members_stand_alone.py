"""Each member imports only what comes with its own dependencies.

Here every package can import its neighbour's libraries, so that production would be the first to miss a dependency.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
WORKSPACE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["uv"]["workspace"]
MEMBERS = sorted(file.parent for pattern in WORKSPACE["members"] for file in ROOT.glob(f"{pattern}/pyproject.toml"))
PROJECTS = {
    member: tomllib.loads((member / "pyproject.toml").read_text(encoding="utf-8"))["project"] for member in MEMBERS
}
OWN = {package.name: {PROJECTS[member]["name"]} for member in MEMBERS for package in (member / "src").iterdir()}
OTHERS = {module: {canonicalize_name(name) for name in names} for module, names in packages_distributions().items()}
PROVIDERS = {**OTHERS, **OWN}


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_a_member_imports_only_what_comes_with_its_own_dependencies(member: Path) -> None:
    comes_along = _all_of([PROJECTS[member]["name"], *_extras(PROJECTS[member])])

    found = {
        (module, str(file.relative_to(ROOT)))
        for file in (member / "src").rglob("*.py")
        if "testing" not in file.parts  # what only tests use comes with the tests
        for module in _imported(file)
        if module not in sys.stdlib_module_names and not PROVIDERS.get(module, set()) & comes_along
    }

    assert found == set()


def _extras(project: dict[str, Any]) -> list[str]:
    """What a member's own extras bring: where they are not installed, a room of it stays unopened."""
    return [text for extra in project.get("optional-dependencies", {}).values() for text in extra]


def _imported(file: Path) -> Iterator[str]:
    """The first names of all that the file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def _all_of(wanted: list[str]) -> set[str]:
    """The distributions that are installed with these, and with what they ask for in turn."""
    there: set[tuple[str, str]] = set()
    asked = [(Requirement(text), "") for text in wanted]
    while asked:
        requirement, on_behalf_of = asked.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": on_behalf_of}):
            continue
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras}:
            if (name, extra) not in there:
                there.add((name, extra))
                asked += [(Requirement(text), extra) for text in _asks_for(name)]
    return {name for name, _ in there}


def _asks_for(name: str) -> list[str]:
    """A member as its project says, since it may be installed as it was; another as its distribution does."""
    for project in PROJECTS.values():
        if project["name"] == name:
            return list(project.get("dependencies", ()))
    with suppress(PackageNotFoundError):  # one for another system than this
        return requires(name) or []
    return []
