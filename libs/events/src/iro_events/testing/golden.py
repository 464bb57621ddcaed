"""Golden files: for each event and version ever shipped, its shape and an example, which must decode for ever."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel

from iro_events.catalogue import Catalogue, encode
from iro_events.event import Event

_EXAMPLES: dict[object, Any] = {
    bool: True,
    int: 7,
    str: "words",
    date: "2026-01-05",
    datetime: "2026-01-05T12:00:00Z",
    UUID: "00000000-0000-4000-8000-000000000007",
}


def golden_file(directory: Path, event: type[Event], version: int) -> Path:
    """Where the golden file of this version is kept."""
    return directory / f"{event.type}.{version}.json"


def write_missing(directory: Path, events: Iterable[type[Event]]) -> list[Path]:
    """Writes the file of each event's newest version that has none yet; never touches one that is there."""
    written = []
    for event in events:
        file = golden_file(directory, event, event.version())
        if not file.exists():
            file.write_text(json.dumps({"shape": shape(event), "data": example(event)}, indent=2) + "\n")
            written.append(file)
    return written


def faults(directory: Path, event: type[Event]) -> list[str]:
    """What is wrong with an event's golden files: one missing, one that no longer decodes, a shape that changed."""
    found = []
    catalogue = Catalogue([event])
    for version in range(1, event.version() + 1):
        file = golden_file(directory, event, version)
        if not file.exists():
            found.append(f"{file.name} is missing: iro_events.testing.golden.write_missing writes it")
            continue
        kept = json.loads(file.read_text())
        read = catalogue.decode(event.type, version, json.dumps(kept["data"]))
        if version < event.version():
            continue
        if kept["shape"] != _shape_without(event, _optional_fields(event) - set(kept["shape"])):
            found.append(f"{event.type} has another shape than in {file.name}: give it an upcast and a new file")
        if not _holds(json.loads(encode(read)), kept["data"]):
            found.append(f"{event.type} is not written as in {file.name}: give it an upcast and a new file")
    return found


def shape(event: type[BaseModel]) -> dict[str, str]:
    """Each field's type, in words."""
    return {name: _in_words(field.annotation) for name, field in event.model_fields.items()}


def _optional_fields(event: type[BaseModel]) -> set[str]:
    return {name for name, field in event.model_fields.items() if not field.is_required()}


def _shape_without(event: type[BaseModel], added: set[str]) -> dict[str, str]:
    """Optional fields may be added to a version: whoever does not know them ignores them."""
    return {name: words for name, words in shape(event).items() if name not in added}


def _holds(written: Any, kept: Any) -> bool:
    """Whether all that was kept is written as it was; what is written beside it is an added field."""
    if isinstance(written, dict) and isinstance(kept, dict):
        return all(name in written and _holds(written[name], value) for name, value in kept.items())
    if isinstance(written, list) and isinstance(kept, list):
        return len(written) == len(kept) and all(map(_holds, written, kept))
    return bool(written == kept)


def leaves(annotation: Any) -> set[Any]:
    """The plain types that a field is made of, looked for inside unions, collections and models."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {leaf for field in annotation.model_fields.values() for leaf in leaves(field.annotation)}
    parts = [part for part in get_args(annotation) if part is not Ellipsis]
    return {leaf for part in parts for leaf in leaves(part)} if parts else {annotation}


def example(event: type[BaseModel]) -> dict[str, Any]:
    """Made-up data with every field filled."""
    return {name: _example(field.annotation) for name, field in event.model_fields.items()}


def _example(annotation: Any) -> Any:
    if get_origin(annotation) in {Union, UnionType}:
        return _example(next(part for part in get_args(annotation) if part is not NoneType))
    if get_args(annotation):
        return [_example(get_args(annotation)[0])]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return next(iter(annotation)).value
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return example(annotation)
    return _EXAMPLES[annotation]


def _in_words(annotation: Any) -> str:
    if get_origin(annotation) in {Union, UnionType}:
        return " | ".join(_in_words(part) for part in get_args(annotation))
    if get_args(annotation):
        parts = ", ".join("..." if part is Ellipsis else _in_words(part) for part in get_args(annotation))
        return f"{_in_words(get_origin(annotation))}[{parts}]"
    return "None" if annotation is NoneType else str(annotation.__name__)
