"""Says of each field of a request what is wrong with it and what would be taken, never what was sent."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic_core.core_schema import ErrorType

from iro_chassis.problems import Fault

_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}", re.ASCII)

SENTENCES: Mapping[str, str] = {
    "missing": "is needed",
    "extra_forbidden": "is not known here; leave it out",
    "json_invalid": "cannot be read as JSON",
    "string_type": "give text",
    "string_too_short": "give at least {min_length} characters",
    "string_too_long": "give at most {max_length} characters",
    "string_pattern_mismatch": "is not of the form asked for",
    "string_unicode": "give text in valid Unicode",
    "enum": "give one of {expected}",
    "literal_error": "give one of {expected}",
    "bool_type": "give true or false",
    "bool_parsing": "give true or false",
    "int_type": "give a whole number",
    "int_parsing": "give a whole number",
    "int_parsing_size": "give a smaller whole number",
    "int_from_float": "give a whole number",
    "greater_than": "give a number above {gt}",
    "greater_than_equal": "give a number of at least {ge}",
    "less_than": "give a number below {lt}",
    "less_than_equal": "give a number of at most {le}",
    "uuid_type": "give an id such as 123e4567-e89b-12d3-a456-426614174000",
    "uuid_parsing": "give an id such as 123e4567-e89b-12d3-a456-426614174000",
    "too_short": "give at least {min_length}",
    "too_long": "give at most {max_length}",
    "list_type": "give a list",
    "dict_type": "give a JSON object",
    "model_type": "give a JSON object",
    "model_attributes_type": "give a JSON object, sent as application/json",
    "datetime_parsing": "give a moment such as 2026-01-05T12:00:00Z",
    "datetime_from_date_parsing": "give a moment such as 2026-01-05T12:00:00Z",
    "timezone_aware": "give the moment with its time zone, such as 2026-01-05T12:00:00Z",
}
"""Pydantic's own kinds of error; its own messages may quote what was sent, so they are not passed on."""

RAISED_BY_VALIDATORS = frozenset({"value_error", "assertion_error"})
PYDANTICS_OWN = frozenset(get_args(ErrorType)) - RAISED_BY_VALIDATORS


def faults(errors: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """One fault for each of pydantic's errors.

    The sentences of our own validators are passed on: by rule they never quote what was sent.
    """
    return [Fault(field=_field(error["loc"]), code=error["type"], detail=_detail(error)) for error in errors]


def _field(loc: Sequence[str | int]) -> str:
    """The field's own path, such as `decisions.0.owner`; the place (`body`, `query`) where no field is meant.

    A header is named as everywhere: `If-Match`.
    """
    place, *path = loc
    if not path or isinstance(path[0], int):
        return str(place)
    if place == "header":
        return "-".join(word.capitalize() for word in str(path[0]).split("-"))
    return ".".join(_step(step) for step in path)


def _step(step: str | int) -> str:
    """A key that cannot be a field's name was made up by the sender, and is not repeated."""
    return str(step) if isinstance(step, int) or _FIELD.fullmatch(step) else "(unnamed)"


def _detail(error: Mapping[str, Any]) -> str:
    kind, said = error["type"], str(error["msg"])
    if kind in SENTENCES:
        return SENTENCES[kind].format_map(error.get("ctx", {}))
    if kind in RAISED_BY_VALIDATORS:
        return said.partition(", ")[2]
    if kind in PYDANTICS_OWN:
        return "is not as /openapi.json describes it"
    return said
