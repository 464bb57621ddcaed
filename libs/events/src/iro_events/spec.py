"""Given these events, when this is commanded, then those follow; every `then` also asks the command a second time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Generic
from uuid import UUID

from iro_events.decider import Command, Context, Decider, Refused, State, Told, fold

SPEC_ACTOR = UUID("00000000-0000-4000-8000-00000000ac70")
SPEC_CORRELATION = UUID("00000000-0000-4000-8000-00000000c0de")


def context_on(today: date) -> Context:
    """A context at noon of that day, for tests."""
    recorded_at = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return Context(recorded_at=recorded_at, today=today, actor=SPEC_ACTOR, correlation_id=SPEC_CORRELATION)


NEW_YEAR = context_on(date(2026, 1, 5))


@dataclass(frozen=True, slots=True)
class Spec(Generic[Command, State, Told]):
    """A scenario of one decider: `Spec(REVIEW).on(day).given(...).when(...).then(...)`."""

    decider: Decider[Command, State, Told]
    context: Context = NEW_YEAR
    history: tuple[Told, ...] = ()
    command: Command | None = None

    def on(self, today: date) -> "Spec[Command, State, Told]":
        """The day on which the command is given."""
        return replace(self, context=context_on(today))

    def given(self, *events: Told) -> "Spec[Command, State, Told]":
        """What had happened."""
        return replace(self, history=(*self.history, *events))

    def when(self, command: Command) -> "Spec[Command, State, Told]":
        """What is asked."""
        return replace(self, command=command)

    def then(self, *expected: Told) -> None:
        """These events follow, and asking once more yields nothing."""
        state = fold(self.decider, self.history)
        told = self._decide(state)
        if list(expected) != list(told):
            raise AssertionError(f"expected {list(expected)}, told {list(told)}")
        again = self._decide(fold(self.decider, told, state))
        if list(again):
            raise AssertionError(f"asked twice, told again: {list(again)}")

    def then_nothing(self) -> None:
        """Nothing follows."""
        self.then()

    def then_refused(self, refusal: type[Refused], *, field: str | None = None) -> None:
        """The rule says no, naming the field where one is expected."""
        try:
            told = self._decide(fold(self.decider, self.history))
        except refusal as refused:
            if field not in {None, refused.field}:
                raise AssertionError(f"names the field {refused.field!r}, not {field!r}") from refused
            return
        raise AssertionError(f"not refused as {refusal.__name__}; told {list(told)}")

    def _decide(self, state: State) -> Sequence[Told]:
        if self.command is None:
            raise AssertionError("a Spec needs when(...) before then(...)")
        return self.decider.decide(self.command, state, self.context)
