"""A command about a child's part in a review, with that review: the body says what happened, this says in which."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

Body_co = TypeVar("Body_co", covariant=True)


@dataclass(frozen=True, slots=True)
class OfReview(Generic[Body_co]):
    """A command about a child's part in a review. `held_on`: when it was held, None where that is not known here."""

    review: UUID
    held_on: date | None
    command: Body_co
