"""Who imports whom, as import-linter sees it: between members, and between the rooms of one member."""

from collections.abc import Collection, Iterable
from functools import cache

from grimp import ImportGraph, build_graph

from generating.members import Member, members

Arrow = tuple[str, str]
"""The one that imports, and what it imports."""


@cache
def _graph() -> ImportGraph:
    return build_graph(*(member.package for member in members()), cache_dir=None)


def rooms(member: Member) -> list[str]:
    """The modules and packages that stand directly in the member, by name; a package's own inside count as it."""
    return sorted(name.rpartition(".")[2] for name in _graph().find_children(member.package))


def between_members() -> set[Arrow]:
    """Which package imports which."""
    return _arrows(_graph().modules, depth=1)


def between_rooms(member: Member) -> set[Arrow]:
    """Which of a member's rooms imports which."""
    inside = _graph().find_descendants(member.package)
    return {(_last(start), _last(end)) for start, end in _arrows(inside, depth=2) if start and end}


def among(shown: Collection[str], arrows: Collection[Arrow]) -> list[Arrow]:
    """The arrows between the rooms shown; a way through rooms that are not shown counts as one."""
    hidden = [arrow for arrow in arrows if arrow[0] not in shown]
    first = [(start, to) for start, to in arrows if start in shown]
    ways = {(start, end) for start, to in first for end in _reached(to, hidden) if end in shown}
    return sorted((start, end) for start, end in ways if start != end)


def without_shortcuts(arrows: Iterable[Arrow]) -> list[Arrow]:
    """The fewest arrows from which the same can be reached: one that a longer way implies is left out."""
    kept = sorted(arrows)
    for arrow in list(kept):
        others = [other for other in kept if other != arrow]
        if arrow[1] in _reached(arrow[0], others):
            kept = others
    return kept


def _arrows(modules: Iterable[str], depth: int) -> set[Arrow]:
    """The imports among these modules, each module known by the first `depth` words of its name."""
    known = set(modules)
    found = (
        (_first(importer, depth), _first(imported, depth))
        for importer in known
        for imported in _graph().find_modules_directly_imported_by(importer)
        if imported in known
    )
    return {(start, end) for start, end in found if start != end}


def _first(module: str, depth: int) -> str:
    return ".".join(module.split(".")[:depth])


def _last(room: str) -> str:
    return room.rpartition(".")[2]


def _reached(start: str, arrows: Iterable[Arrow]) -> set[str]:
    """The start and all that can be reached from it."""
    reached, new = {start}, {start}
    while new:
        new = {end for came, end in arrows if came in new} - reached
        reached |= new
    return reached
