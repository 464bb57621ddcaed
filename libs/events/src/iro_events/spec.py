"""Given these events, when this is commanded, then those follow.

Every `then` also repeats the command: unchanged, which must record nothing; and once with each given field changed,
which must record something or be refused. So no correction is lost silently, whatever the decider.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Generic
from uuid import UUID

from pydantic import BaseModel

from iro_events.command import value_fields
from iro_events.decider import ByState, Command, Context, Decider, Refused, State, Told, fold
from iro_events.differing import differing, leaves
from iro_events.event import Event
from iro_events.handle import Past, handle
from iro_events.notes import NoteRecorded, note_fields

SPEC_ACTOR = UUID("00000000-0000-4000-8000-00000000ac70")
SPEC_CORRELATION = UUID("00000000-0000-4000-8000-00000000c0de")
SPEC_SUBJECT = UUID("00000000-0000-4000-8000-0000000c41fd")
SPEC_ID = UUID("00000000-0000-4000-8000-00000000001d")

TRIED: Counter[tuple[str, str, str]] = Counter()
"""How often each field of each decider's commands was changed in a repeat, by stream, command and field."""


def context_on(today: date, *, subject: UUID = SPEC_SUBJECT, id_: UUID = SPEC_ID, needed: object = None) -> Context:
    """A context at noon of that day, for tests."""
    return Context(
        recorded_at=datetime(today.year, today.month, today.day, 12, tzinfo=UTC),
        today=today,
        actor=SPEC_ACTOR,
        correlation_id=SPEC_CORRELATION,
        subject=subject,
        id=id_,
        needed=needed,
    )


NEW_YEAR = context_on(date(2026, 1, 5))


@dataclass(frozen=True, slots=True)
class Spec(Generic[Command, State, Told]):
    """A scenario of one decider: `Spec(REVIEW).on(day).to(review).given(...).when(...).then(...)`.

    Events that are given were recorded on the day of the command; `earlier(day, ...)` gives those of another day.
    """

    decider: Decider[Command, State, Told]
    context: Context = NEW_YEAR
    history: tuple[tuple[Told | NoteRecorded, datetime | None], ...] = ()
    command: Command | None = None

    def on(self, today: date) -> "Spec[Command, State, Told]":
        """The day on which the command is given."""
        now = self.context
        return replace(self, context=context_on(today, subject=now.subject, id_=now.id, needed=now.needed))

    def about(self, subject: UUID) -> "Spec[Command, State, Told]":
        """The child or authority whom the stream is about."""
        return replace(self, context=replace(self.context, subject=subject))

    def to(self, id_: UUID) -> "Spec[Command, State, Told]":
        """The thing that the command is given to, or the id that a new one shall have."""
        return replace(self, context=replace(self.context, id=id_))

    def needing(self, needed: object) -> "Spec[Command, State, Told]":
        """What was read for the command from another aggregate."""
        return replace(self, context=replace(self.context, needed=needed))

    def given(self, *events: Told | NoteRecorded) -> "Spec[Command, State, Told]":
        """What had happened."""
        return replace(self, history=(*self.history, *((event, None) for event in events)))

    def earlier(self, recorded: date, *events: Told | NoteRecorded) -> "Spec[Command, State, Told]":
        """What had happened, recorded on that day."""
        at = context_on(recorded).recorded_at
        return replace(self, history=(*self.history, *((event, at) for event in events)))

    def when(self, command: Command) -> "Spec[Command, State, Told]":
        """What is commanded."""
        return replace(self, command=command)

    def then(self, *expected: Told | NoteRecorded) -> None:
        """These events follow; the same again records nothing, and nothing of a differing repeat is lost."""
        before = self._past()
        command = self._commanded()
        events = self._handle(command, before)
        if list(expected) != list(events):
            raise AssertionError(f"expected {list(expected)}, recorded {list(events)}")
        after = self._and_then(before, events)
        again = self._handle(command, after)
        if list(again):
            raise AssertionError(f"commanded again, recorded again: {list(again)}")
        if isinstance(command, ByState) or not isinstance(command, BaseModel):
            return
        if not all(isinstance(event, NoteRecorded) for event in events):
            _stored(command, events)
        for field, changed in differing(command):
            TRIED[self.decider.stream, type(command).__name__, field] += 1
            self._not_lost(command, field, changed, before, after)

    def then_nothing(self) -> None:
        """Nothing new follows."""
        self.then()

    def then_refused(self, refusal: type[Refused], *, field: str | None = None) -> None:
        """The rule says no, naming the field where one is expected."""
        try:
            events = self._handle(self._commanded(), self._past())
        except refusal as refused:
            if field not in {None, refused.field}:
                raise AssertionError(f"names the field {refused.field!r}, not {field!r}") from refused
            return
        raise AssertionError(f"not refused as {refusal.__name__}; recorded {list(events)}")

    def _not_lost(
        self, command: Command, field: str, changed: Any, before: Sequence[Past], after: Sequence[Past]
    ) -> None:
        """A differing repeat records or is refused, unless it would have recorded the same at first."""
        try:
            correction = self._handle(changed, after)
        except Refused:
            return
        try:
            at_first = self._handle(changed, before)
        except Refused:
            at_first = None
        if not correction:
            sets_value = field in value_fields(type(changed))
            if at_first is None or not self._still_true(at_first, before, after, sets_value=sets_value):
                raise AssertionError(f"a repeat with another {field} is lost: {changed!r} after {command!r}")
            return
        if field in value_fields(type(changed)) and at_first is not None:
            corrected = self._state(self._and_then(after, correction))
            alone = self._state(self._and_then(before, at_first))
            if corrected != alone:
                raise AssertionError(
                    f"corrected {field} leaves something of what it was: {corrected!r} is not {alone!r}"
                )

    def _still_true(
        self, at_first: Sequence[Event], before: Sequence[Past], after: Sequence[Past], *, sets_value: bool
    ) -> bool:
        """Whether it would have recorded the same, or repeats what was given; a value may not have changed since."""
        if not at_first:
            return not sets_value or self._state(before) == self._state(after)
        return list(at_first) == [past.event for past in after[len(before) :]]

    def _past(self) -> list[Past]:
        now = self.context.recorded_at
        return [Past(event, recorded_at or now) for event, recorded_at in self.history]

    def _and_then(self, history: Sequence[Past], events: Sequence[Event]) -> list[Past]:
        return [*history, *(Past(event, self.context.recorded_at, SPEC_CORRELATION) for event in events)]

    def _state(self, history: Sequence[Past]) -> State:
        events: Any = [past.event for past in history]
        return fold(self.decider, events)

    def _handle(self, command: Command, history: Sequence[Past]) -> Sequence[Told | NoteRecorded]:
        return handle(self.decider, command, self._state(history), history, self.context)

    def _commanded(self) -> Command:
        if self.command is None:
            raise AssertionError("a Spec needs when(...) before then(...)")
        return self.command


def _stored(command: BaseModel, events: Sequence[Event]) -> None:
    """Every given field is in an event: under its own name, or by its value where that is no mere yes or no."""
    named = {name: value for event in events for name, value in event}
    values = set(leaves([value for event in events for _, value in event]))
    for field in _given(command):
        value = getattr(command, field)
        missing = [
            leaf for leaf in leaves(value) if leaf is not None and (isinstance(leaf, bool) or leaf not in values)
        ]
        if missing and named.get(field, ...) != value:
            raise AssertionError(f"{type(command).__name__}.{field} is in none of {list(events)}")


def _given(command: BaseModel) -> Iterator[str]:
    notes = note_fields(type(command))
    for field in type(command).model_fields:
        if field in command.model_fields_set and field not in notes and getattr(command, field) is not None:
            yield field
