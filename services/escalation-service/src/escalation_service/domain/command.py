"""What every command is: its own request body, which takes no field that it does not know."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from iro_events.decider import Context, Refused

Words = Annotated[str, Field(min_length=1, max_length=4000)]
"""What somebody wrote; it stays in this service."""


class Command(BaseModel):
    """Something asked for, in the imperative."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class InTheFuture(Refused):
    """Only what has happened can be recorded."""

    code = "date.in_the_future"


def happened(on: date, context: Context, field: str = "on") -> None:
    """Raises InTheFuture where the day has not come yet in England."""
    if on > context.today:
        raise InTheFuture("that day has not come yet; record it once it has happened", field=field)
