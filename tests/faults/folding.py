"""A fold of the whole history with no line of the product's: from the facts of all logs to figures and their cases.

Written from what the figures say of themselves: a count for each figure, and for each child how many cases stand
behind it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from iro_events.cloudevents import event_name

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
        match event_name(fact["type"]):
            case "ChildBecameLookedAfter":
                self.periods[told["care"]] = child
            case "ReviewHeld":
                self.reviews[told["review"]] = child, told["held_on"]
            case "ReviewEntryWithdrawn":
                del self.reviews[told["review"]]
            case "ContactLogged":
                self.contacts[told["contact"]] = child
            case "ContactEntryWithdrawn":
                del self.contacts[told["contact"]]
            case "ParticipationRecorded" | "ParticipationCorrected":
                self.codes[told["review"]] = told["code"]
            case happened:
                self._wish(happened, child, told)
                self._dispute(happened, child, told)

    def _wish(self, happened: str, child: str, told: Fact) -> None:
        if happened == "WishExpressed":
            self.wishes[told["wish"]] = child
        elif happened == "WishEntryWithdrawn":
            del self.wishes[told["wish"]]
        elif happened == "WishAnswered" and told["outcome"] == "granted":
            self.granted.add(told["wish"])

    def _dispute(self, happened: str, child: str, told: Fact) -> None:
        if happened == "DisputeRaised":
            self.disputes[told["concern"]] = child
        elif happened == "StageEntered":
            self.entered[child] += 1
        elif happened == "DisputeResolved":
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
