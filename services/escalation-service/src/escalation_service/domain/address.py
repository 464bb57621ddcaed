"""A command with the id of what it is given to: the body says what happened, the address says to which."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

Body_co = TypeVar("Body_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Addressed(Generic[Body_co]):
    """`Addressed(to=concern, command=SettleConcern(...))`: a concern or an alert, named by the request's path."""

    to: UUID
    command: Body_co
