"""What a command needs from other aggregates, what an event brings about in them, and what a passing day brings.

A service declares these in its `policies.py`, in three tables; the store applies them in the command's transaction.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from uuid import UUID

from iro_events.envelope import Recorded
from iro_events.event import Event

if TYPE_CHECKING:
    from iro_events.writing import Writing

Need: TypeAlias = Callable[["Writing", UUID, Any], Awaitable[object]]
"""Reads what the command needs, given the subject; it writes nothing. The decider gets it as `context.need(...)`.

`writing.context.id` is then the thing that the command is given to.
"""

Policy: TypeAlias = Callable[["Writing", Recorded], Awaitable[None]]
"""Gives the commands that follow from an event, in its transaction, once its whole command is recorded."""

Tick: TypeAlias = Callable[["Writing", date], Awaitable[None]]
"""Gives the commands that follow from the coming of that day."""

DEEPEST: Final = 3
"""How many commands may follow from one another: a policy's command may bring about events that have policies."""


class PoliciesTooDeep(RuntimeError):
    """Policies bring about one another's events without end: a fault of the program."""


@dataclass(frozen=True, slots=True)
class Policies:
    """What the store applies: `needs` by the class of the command, `reactions` by the class of the event."""

    needs: Mapping[type, Need] = field(default_factory=lambda: MappingProxyType({}))
    reactions: Mapping[type[Event], Policy] = field(default_factory=lambda: MappingProxyType({}))


NO_POLICIES: Final = Policies()


async def no_tick(writing: "Writing", on: date) -> None:
    """Nothing follows from the coming of a day."""
