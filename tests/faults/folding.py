"""A fold of the whole history with no line of the product's: from the facts of all logs to figures and their cases.

Written from what the figures say of themselves: a count for each figure, and for each child how many cases stand
behind it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .stories import LAST_LAWFUL_DAY, TWENTIETH_DAY

CONVEYED = ("PN1", "PN2", "PN3", "PN5", "PN6")
Fact = Mapping[str, Any]


@dataclass
class Folded:
    """What stands at the end: each thing by its id, with the child it is of and what was last told of it."""

    periods: dict[str, str] = field(default_factory=dict)
    reviews: dict[str, tuple[str, str]] = field(default_factory=dict)
    contacts: dict[str, str] = field(default_factory=dict)
    wishes: dict[str, str] = field(default_factory=dict)
    granted: set[str] = field(default_factory=set)
    disputes: dict[str, str] = field(default_factory=dict)
    ended: dict[str, str] = field(default_factory=dict)
    entered: Counter[str] = field(default_factory=Counter)
    codes: dict[str, str] = field(default_factory=dict)

    def take(self, fact: Fact) -> None:
        """One fact more."""
        child, told = fact["subject"], fact["data"]
        match fact["type"].split("."):
            case ["care", "started"]:
                self.periods[told["care"]] = child
            case ["review", happened]:
                self._review(happened, child, told)
            case ["contact", happened]:
                self._contact(happened, child, told)
            case ["wish", happened]:
                self._wish(happened, child, told)
            case ["dispute", happened]:
                self._dispute(happened, child, told)
            case ["participation", "recorded" | "corrected"]:
                self.codes[told["review"]] = told["code"]

    def _review(self, happened: str, child: str, told: Fact) -> None:
        if happened == "held":
            self.reviews[told["review"]] = child, told["held_on"]
        elif happened == "withdrawn":
            del self.reviews[told["review"]]

    def _contact(self, happened: str, child: str, told: Fact) -> None:
        if happened == "logged":
            self.contacts[told["contact"]] = child
        elif happened == "withdrawn":
            del self.contacts[told["contact"]]

    def _wish(self, happened: str, child: str, told: Fact) -> None:
        if happened == "expressed":
            self.wishes[told["wish"]] = child
        elif happened == "withdrawn":
            del self.wishes[told["wish"]]
        elif told["outcome"] == "granted":
            self.granted.add(told["wish"])

    def _dispute(self, happened: str, child: str, told: Fact) -> None:
        if happened == "raised":
            self.disputes[told["concern"]] = child
        elif happened == "stage-entered":
            self.entered[child] += 1
        elif happened == "resolved":
            self.ended[told["concern"]] = told["on"]

    def figures(self) -> dict[str, tuple[int, ...]]:
        """As `asked` has them."""
        held = Counter(self.reviews.values())
        late = sum(many for (_, day), many in held.items() if LAST_LAWFUL_DAY < day < "2013-08")
        within = sum(day <= TWENTIETH_DAY for day in self.ended.values())
        heard = sum(code in CONVEYED for code in self.codes.values())
        return {
            "reviews-held": (len(self.reviews),),
            "reviews-in-time": (len(self.reviews) - late, len(self.reviews)),
            "started": (len(self.periods),),
            "iro-contacts": (len(self.contacts),),
            "wishes-by-theme": (len(self.wishes),),
            "disputes-formal": (len(self.disputes),),
            "disputes-within-20-working-days": (within, len(self.disputes)),
            "escalations-by-stage": (len(self.disputes),),
            "participation": (heard, len(self.codes)),
        }

    def cases(self) -> dict[str, Counter[str]]:
        """Of the figures whose cases are counted for each child."""
        return {
            "reviews-held": Counter(child for child, _ in self.reviews.values()),
            "started": Counter(self.periods.values()),
            "iro-contacts": Counter(self.contacts.values()),
            "wishes-by-theme": Counter(self.wishes.values()),
            "disputes-formal": Counter(self.disputes.values()),
            "escalations-by-stage": self.entered,
        }


def fold(facts: Iterable[Fact]) -> Folded:
    """Of all services' facts, each service's in its log's order."""
    folded = Folded()
    for fact in facts:
        folded.take(fact)
    return folded
