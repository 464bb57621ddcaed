"""What every command is: its own request body, which takes no field that it does not know, and what it is given to."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from iro_events.decider import Context, Refused

Body_co = TypeVar("Body_co", covariant=True)


class Command(BaseModel):
    """Something asked for, in the imperative."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Addressed(Generic[Body_co]):
    """`Addressed(to=care, command=AppointIro(...))`: the body says what happened, the request's path says to which."""

    to: UUID
    command: Body_co


class InTheFuture(Refused):
    """Only what has happened can be recorded."""

    code = "date.in_the_future"


def happened(on: date, context: Context, field: str = "on") -> None:
    """Raises InTheFuture where the day has not come yet in England."""
    if on > context.today:
        raise InTheFuture("that day has not come yet; record it once it has happened", field=field)
