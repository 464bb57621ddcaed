"""Writes the page of events: every fact with its fields and codes, and the names of what is never told."""

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from generating.members import Member, services
from generating.told import Area, areas, private_events, tellers, topic_of
from iro_events.cloudevents import cloudevent_type
from iro_events.event import PublishedEvent, RestrictedEvent
from iro_events.testing.golden import leaves, shape

_HEAD = """\
# Events

*Written by `make docs` from the code; `make docs-check` fails where the two differ.*

A **fact** may be told to others. Its fields are ids, days, numbers, yes-or-no claims and codes, never text. A
**restricted fact** is of a special category and is told on a topic of its own, to few. A **private event** never leaves
the service that stores it.

Each fact is told inside a CloudEvents 1.0 envelope ([asyncapi.json](asyncapi.json) has its schema): `subject` is the
opaque id of the child (of a survey the survey's, of the team the IRO's), `sequence` the log's gapless number, `time`
when it was recorded. *Effective on* names the field whose day matters to the law; the envelope repeats it as
`effectiveon`. The name of an event is its name in the log; `type` is `footprint.` and the name, and `dataschema` the
path at which its service serves the JSON Schema, such as `/schemas/ReviewHeld/1`. Names and shapes are kept for 75
years: readers ignore an optional field that they do not know, any other changed shape is a new version with an upcast,
and old versions are read for ever ([how](../CONTRIBUTING.md#add-a-fact)).
"""
_CODES = """\
## Codes

The values that the fields above are told in.
"""
_PRIVATE = """\
## Private events

Named so that a reader of a log export knows them; what they hold stays with their service.
"""


def events_page() -> str:
    """The page as Markdown."""
    told_by = tellers()
    parts = [_HEAD, *(_area(area, told_by) for area in areas()), _CODES, *_codes(_all_facts()), _PRIVATE, *_private()]
    return "\n".join(parts)


def _area(area: Area, told_by: Mapping[type[PublishedEvent], Sequence[Member]]) -> str:
    return "\n".join([f"## {_title(area.name)}\n", f"{area.about}\n", *(_fact(fact, told_by) for fact in area.facts)])


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _fact(fact: type[PublishedEvent], told_by: Mapping[type[PublishedEvent], Sequence[Member]]) -> str:
    about = inspect.getdoc(fact) or ""
    rows = [f"| `{name}` | {_linked(fact, name, words)} |" for name, words in shape(fact).items()]
    return "\n".join([f"### `{fact.type}`\n", f"{_standing(fact, told_by)}\n", f"{about}\n", *_table("field", rows)])


def _standing(fact: type[PublishedEvent], told_by: Mapping[type[PublishedEvent], Sequence[Member]]) -> str:
    by = [f"{service.name} on `{topic_of(fact, service)}`" for service in told_by.get(fact, ())]
    said = [
        f"`{cloudevent_type(fact.type)}`",
        f"version {fact.version()}",
        f"effective on `{fact.effective}`" if fact.effective else "no effective day",
        f"told by {', '.join(by)}" if by else "told by no service yet",
    ]
    if issubclass(fact, RestrictedEvent):
        said.append("**restricted**")
    return " · ".join(said)


def _linked(fact: type[PublishedEvent], field: str, words: str) -> str:
    for leaf in leaves(fact.model_fields[field].annotation):
        if isinstance(leaf, type) and issubclass(leaf, Enum):
            words = words.replace(leaf.__name__, f"[{leaf.__name__}](#{leaf.__name__.lower()})")
    return words.replace(" | ", " or ").replace("None", "none")


def _table(kind: str, rows: Iterable[str]) -> Iterator[str]:
    yield from (f"| {kind} | type |", "|---|---|", *rows, "")


def _all_facts() -> list[type[PublishedEvent]]:
    return [fact for area in areas() for fact in area.facts]


def _codes(facts: Iterable[type[PublishedEvent]]) -> Iterator[str]:
    used = {leaf for fact in facts for field in fact.model_fields.values() for leaf in leaves(field.annotation)}
    codes = [leaf for leaf in used if isinstance(leaf, type) and issubclass(leaf, Enum)]
    for code in sorted(codes, key=lambda code: code.__name__):
        values = ", ".join(f"`{one.value}`" for one in code)
        yield f"### {code.__name__}\n\n{inspect.getdoc(code)}\n\n{values}\n"


def _private() -> Iterator[str]:
    for service in services():
        own = private_events(service)
        if own:
            yield f"**{service.name}**: {', '.join(f'`{event.type}`' for event in own)}\n"
