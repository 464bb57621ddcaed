"""Commands that differ from one in a single field, for testing what becomes of a differing repeat."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID, uuid5

from pydantic import BaseModel, ValidationError

from iro_events.notes import note_fields


def differing(command: BaseModel) -> Iterator[tuple[str, BaseModel]]:
    """Each given field, and the command with another valid value of it, and without it where it may be left out.

    A note is changed only: to write nothing, the second time, takes back nothing.
    """
    notes = note_fields(type(command))
    for name, field in type(command).model_fields.items():
        if (
            name in command.model_fields_set
            and name not in notes
            and getattr(command, name) not in (None, field.default)
        ):
            yield from _without(command, name)
    for name in type(command).model_fields:
        value = getattr(command, name)
        if name not in command.model_fields_set or value is None:
            continue
        for other in _others(value):
            changed = _changed(command, name, other)
            if changed is not None:
                yield name, changed
                break


def _without(command: BaseModel, name: str) -> Iterator[tuple[str, BaseModel]]:
    left = {field: getattr(command, field) for field in command.model_fields_set if field != name}
    try:
        yield name, type(command).model_validate(left)
    except ValidationError:
        return


def _changed(model: BaseModel, name: str, value: Any) -> BaseModel | None:
    given = {field: getattr(model, field) for field in model.model_fields_set}
    try:
        return type(model).model_validate({**given, name: value})
    except ValidationError:
        return None


def _others(value: object) -> Iterator[object]:  # noqa: C901 - one line a kind of value
    """Other values of the same kind, the likeliest to be valid first."""
    match value:
        case bool():
            yield not value
        case Enum():
            members = list(type(value))
            at = members.index(value)
            yield from [*members[at + 1 :], *members[:at]]
        case int():
            yield from (type(value)(value + 1), type(value)(value - 1))
        case Decimal():
            yield from (value - Decimal("0.1"), value + Decimal("0.1"))
        case UUID():
            yield uuid5(value, "another")
        case str():
            yield from (f"{value}, changed", "B" if value == "A" else "A")
        case date():
            yield from (value - timedelta(days=1), value + timedelta(days=1))
        case BaseModel():
            for _, changed in differing(value):
                yield changed
        case tuple() | list():
            yield from _other_items(list(value), type(value))
        case frozenset() | set():
            yield from (type(value)(other) for other in _other_items(sorted(value, key=repr), list))
        case _:
            return


def _other_items(items: list[Any], kind: type) -> Iterator[Any]:
    for at, item in enumerate(items):
        for other in _others(item):
            yield kind([*items[:at], other, *items[at + 1 :]])
    if len(items) > 1:
        yield kind(items[1:])


def leaves(value: Any) -> Iterator[Any]:
    """The plain values inside of a value."""
    if isinstance(value, BaseModel):
        yield from leaves([inner for _, inner in value])
    elif isinstance(value, dict):
        yield from leaves([*value.keys(), *value.values()])
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for item in value:
            yield from leaves(item)
    else:
        yield value
