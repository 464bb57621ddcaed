"""Draws the map of rooms from the imports: the members with the services' rooms, then each member's own."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from generating.imports import Arrow, among, between_members, between_rooms, rooms, without_shortcuts
from generating.members import ROOT, Member, members, rooms_of_services
from generating.told import first_line

_HEAD = """\
# The map of rooms

*Drawn by `make docs` from the imports themselves; `make docs-check` fails where the two differ.*

An arrow goes from the room that imports to the room it imports. Which arrows may be is kept by the rules in
[pyproject.toml](../pyproject.toml), which `make contracts` checks: rooms stand on one another in one direction only, no
service imports another, and in a service the way is `app`, then `api`, then what it is told through, then `domain`.
An arrow that a longer way implies is left out.

## The whole

Every member, and in each service the rooms whose order the rules keep; a way through a room that is not drawn here is
drawn as one arrow. Whoever knows one service's rooms knows them all.
"""
_ROOM_BY_ROOM = """\
## Room by room

What stands directly in each member; a package is one room, whatever is in it.
"""


def rooms_page() -> str:
    """The page as Markdown."""
    return "\n".join([_HEAD, *_drawing(_whole()), _ROOM_BY_ROOM, *(_member(member) for member in members())])


def _whole() -> Iterator[str]:
    for member in members():
        if not member.is_service:
            yield f'  {member.package}["{member.name}<br>{member.package}"]'
            continue
        shown = [room for room in rooms_of_services() if room in rooms(member)]
        yield f'  subgraph {member.package}["{member.name}"]'
        yield from _boxes(member, shown)
        yield from _lines(member, without_shortcuts(among(shown, between_rooms(member))))
        yield "  end"
    yield from (f"  {start} --> {end}" for start, end in without_shortcuts(between_members()))


def _member(member: Member) -> str:
    source = _source(ROOT / member.folder / "src" / member.package)
    table = [f"| [`{room}`](../{_place(member, room)}) | {_about(member, room)} |" for room in rooms(member)]
    return "\n".join(
        [
            f"### {member.name}\n",
            f"`import {member.package}`: {_summary(source)}\n",
            *_drawing((*_boxes(member, rooms(member)), *_lines(member, without_shortcuts(between_rooms(member))))),
            "| room | what it is for |",
            "|---|---|",
            *table,
            "",
        ]
    )


def _drawing(lines: Iterable[str]) -> Iterator[str]:
    yield from ("```mermaid", "flowchart TD", *lines, "```", "")


def _boxes(member: Member, shown: Iterable[str]) -> Iterator[str]:
    yield from (f'  {_box(member, room)}["{room}"]' for room in shown)


def _lines(member: Member, arrows: Iterable[Arrow]) -> Iterator[str]:
    yield from (f"  {_box(member, start)} --> {_box(member, end)}" for start, end in arrows)


def _box(member: Member, room: str) -> str:
    return f"{member.package}_{room}"


def _place(member: Member, room: str) -> str:
    folder = f"{member.folder}/src/{member.package}/{room}"
    return folder if (ROOT / folder).is_dir() else f"{folder}.py"


def _about(member: Member, room: str) -> str:
    return _summary(_source(ROOT / member.folder / "src" / member.package / room))


def _source(room: Path) -> Path:
    return room / "__init__.py" if room.is_dir() else room.with_suffix(".py")


def _summary(source: Path) -> str:
    return first_line(ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))))
