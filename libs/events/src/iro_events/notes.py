"""Notes: free text that goes with a command is kept as a private event about the event that the command recorded.

A command has a note as a field of type `Note`; `handle` records it, so that deciders do not see text. Recorded again
with other text, the last note counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Final, get_args

from pydantic import BaseModel, Field

from iro_events.event import Event


class IsNote:
    """Marks a command's field as free text about what the command records."""


Note = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S"), IsNote()]
"""Free text of up to 4,000 characters, not blank; it never leaves the service."""

NOTHING: Final[Mapping[str, str]] = {}


class NoteRecorded(Event):
    """What was written about the event of version `about` of the same stream, in the command's field `field`."""

    about: int
    field: str
    text: str


@cache
def note_fields(command: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a command that are notes."""
    fields = command.model_fields.items()
    return tuple(name for name, field in fields if _is_note([field.annotation, *field.metadata]))


def _is_note(parts: Iterable[Any]) -> bool:
    return any(isinstance(part, IsNote) or _is_note(get_args(part)) for part in parts)


def given_notes(command: object) -> Mapping[str, str]:
    """The notes that a command brings, by field."""
    fields = note_fields(type(command)) if isinstance(command, BaseModel) else ()
    return {name: text for name in fields if (text := getattr(command, name)) is not None} if fields else NOTHING


def notes_about(history: Sequence[Event], about: int) -> Mapping[str, str]:
    """The last note in each field about the event of that version."""
    return {
        event.field: event.text for event in history[about:] if isinstance(event, NoteRecorded) and event.about == about
    }


def with_notes(history: Sequence[Event]) -> Iterator[tuple[Event, Mapping[str, str]]]:
    """Each event of a whole stream but the notes, with the last note in each field about it."""
    notes: dict[int, dict[str, str]] = {}
    for event in history:
        if isinstance(event, NoteRecorded):
            notes.setdefault(event.about, {})[event.field] = event.text
    for version, event in enumerate(history, start=1):
        if not isinstance(event, NoteRecorded):
            yield event, notes.get(version, NOTHING)


def new_notes(command: object, about: int, history: Sequence[Event]) -> list[NoteRecorded]:
    """The notes that the command brings about that event and that are not the last ones recorded."""
    given = given_notes(command)
    if not given:
        return []
    known = notes_about(history, about)
    return [NoteRecorded(about=about, field=name, text=text) for name, text in given.items() if known.get(name) != text]
