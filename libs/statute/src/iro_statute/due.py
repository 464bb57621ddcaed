"""A due date as an answer with its reasons."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Basis(StrEnum):
    """How three and six months are read: calendar months (the law), or 91 and 183 days (performance systems)."""

    STATUTE = "statute"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Due:
    """The last day that is in time, the rule's id (a key of RULES) and why, as a person would say it.

    `forecast`: working days were counted into a year whose bank holidays are not yet published.
    """

    on: date
    basis: Basis
    rule: str
    because: tuple[str, ...]
    forecast: bool = False


def falls_overdue(due: Due, ceased_on: date | None) -> bool:
    """Whether a review that is never held becomes overdue: care that ends by its due date leaves none (R1.09)."""
    return ceased_on is None or ceased_on > due.on
