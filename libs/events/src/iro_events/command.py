"""What every command is: its own request body, which takes no field that it does not know."""

from datetime import date
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict

from iro_events.decider import Context, Refused

Field = TypeVar("Field")


class _SetsValue:
    """Marks a field of a command that sets a value."""


_SETS_VALUE: Final = _SetsValue()

Sets = Annotated[Field, _SETS_VALUE]
"""A command's field that sets a value: the command again with another value corrects it, and leaves nothing of it."""


class Command(BaseModel):
    """Something asked for, in the imperative. Every field is stored, whatever the state, in an event it records."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def fields(self, *names: str) -> dict[str, Any]:
        """These fields by name, for an event that has them under the same names."""
        return {name: getattr(self, name) for name in names}


def value_fields(command: type[BaseModel]) -> frozenset[str]:
    """The fields of a command that are marked as setting a value."""
    return frozenset(name for name, field in command.model_fields.items() if _SETS_VALUE in field.metadata)


class InTheFuture(Refused):
    """Only what has happened can be recorded."""

    code = "date.in_the_future"


def happened(on: date, context: Context, field: str = "on") -> None:
    """Raises InTheFuture where the day has not come yet in England."""
    if on > context.today:
        raise InTheFuture("that day has not come yet; record it once it has happened", field=field)
