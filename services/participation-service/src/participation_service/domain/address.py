"""A command with what it is given to: the body says what happened, the address says to which."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

Body_co = TypeVar("Body_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Addressed(Generic[Body_co]):
    """`Addressed(to=wish, command=AnswerWish(...))`: a wish, a contact or a survey, named by the request's path."""

    to: UUID
    command: Body_co


@dataclass(frozen=True, slots=True)
class OfReview(Generic[Body_co]):
    """A command about a child's part in a review. `held_on`: when it was held, None where that is not known here."""

    review: UUID
    held_on: date | None
    command: Body_co
