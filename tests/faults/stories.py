"""What is told of each child, from a seed: a story of commands to the three services that write, and what it comes to.

All of it plays in 2013-14. Care began on Monday 3 June, so that a first review is in time until Monday 1 July. Disputes
are raised on Thursday 1 August, and their 20th working day is Friday 30 August: the 26th was a bank holiday.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

REVIEW, ESCALATION, PARTICIPATION = "review-service", "escalation-service", "participation-service"
PERIOD, FIRST, LAST = "2013-14", "2013-04-01", "2014-03-31"
START, LAST_LAWFUL_DAY, DAY_AFTER = "2013-06-03", "2013-07-01", "2013-07-02"
DUE = "ReviewDueSet"
HELD = ("ReviewHeld", "ReviewCompleted", DUE)
WISH = ("WishExpressed", "WishThemeRecorded")
DISPUTED, TWENTIETH_DAY, TOO_LATE = "2013-08-01", "2013-08-30", "2013-09-02"
LADDER = {
    "valid_from": "2012-04-01",
    "informal_working_days": 5,
    "moves_up_by_time": False,  # by the clock of the day on which the run is made, nothing may be told
    "stages": [{"stage": stage, "name": stage, "working_days": 5} for stage in ("team-manager", "head-of-service")],
}


@dataclass(frozen=True, slots=True)
class Step:
    """A command. In the path, words in braces are the ids that steps before it came to; its own is kept as `gives`.

    `tells` are the facts that come of it, by type.
    """

    key: UUID
    service: str
    path: str
    body: dict[str, Any]
    tells: tuple[str, ...]
    gives: str = ""


@dataclass
class Story:
    """One child's commands; the same ones, under the same idempotency keys, for a seed and number."""

    seed: int
    number: int
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = Random(f"{self.seed} {self.number}")  # noqa: S311 - a plan must be the same again
        self._begin()
        acts = [self._contacts, self._wish, self._dispute, self._part, self._second_review, self._error]
        self._random.shuffle(acts)
        for act in acts:
            act()

    def facts(self) -> Counter[str]:
        """How many facts of each type the story tells when all of it is told."""
        return Counter(kind for step in self.steps for kind in step.tells)

    def _asks(self, service: str, path: str, *tells: str, gives: str = "", **body: Any) -> None:
        key = UUID(int=self._random.getrandbits(128), version=4)
        self.steps.append(Step(key, service, path, body, tells, gives))

    def _begin(self) -> None:
        self._asks(REVIEW, "/children", gives="child", name="Robin Made-Up", date_of_birth="2004-02-29")
        self._asks(REVIEW, "/children/{child}/care", "ChildBecameLookedAfter", DUE, on=START, legal_status="C2")
        held_on = self._random.choice((LAST_LAWFUL_DAY, DAY_AFTER))
        self._asks(REVIEW, "/children/{child}/held-reviews", *HELD, gives="review", held_on=held_on)

    def _contacts(self) -> None:
        days = self._random.sample(range(1, 29), self._random.randint(2, 4))
        for number, day in enumerate(days):
            logged = {
                "iro": str(UUID(int=self._random.randint(1, 40), version=4)),
                "on": f"2013-11-{day:02}",
                "medium": self._random.choice(("visit", "phone", "text")),
                "begun_by": self._random.choice(("iro", "child")),
            }
            self._asks(PARTICIPATION, "/children/{child}/contacts", "ContactLogged", gives=f"contact{number}", **logged)
        if self._random.random() < 0.5:
            self._asks(PARTICIPATION, "/contacts/{contact0}/withdrawals", "ContactEntryWithdrawn")

    def _wish(self) -> None:
        theme = self._random.choice(("school", "money", "safety"))
        told = {"on": "2013-10-01", "theme": theme}
        self._asks(PARTICIPATION, "/children/{child}/wishes", *WISH, gives="wish", **told)
        outcome = self._random.choice(("granted", "not-granted"))
        self._asks(PARTICIPATION, "/wishes/{wish}/answers", "WishAnswered", on="2013-10-09", outcome=outcome)
        if self._random.random() < 0.2:
            self._asks(PARTICIPATION, "/wishes/{wish}/withdrawals", "WishEntryWithdrawn")

    def _dispute(self) -> None:
        raised = {
            "on": DISPUTED,
            "iro": str(UUID(int=self._random.randint(1, 40), version=4)),
            "category": "placement-delay",
            "childs_view": "agrees",
        }
        told = ("ConcernRaised", "ChildsViewOfConcernRecorded", "DisputeRaised", "StageEntered")
        self._asks(ESCALATION, "/children/{child}/disputes", *told, gives="dispute", **raised)
        if self._random.random() < 0.5:
            told = ("DisputeMovedUp", "StageEntered")
            self._asks(ESCALATION, "/concerns/{dispute}/stages", *told, on="2013-08-08", to="head-of-service")
        ended = {"on": self._random.choice((TWENTIETH_DAY, TOO_LATE)), "outcome": "upheld", "plan_changed": True}
        if self._random.random() < 0.9:
            self._asks(ESCALATION, "/concerns/{dispute}/resolutions", "DisputeResolved", **ended)

    def _part(self) -> None:
        part = {"code": self._random.choice(("PN1", "PN4", "PN6")), "age_on_review": 9}
        self._asks(PARTICIPATION, "/reviews/{review}/participations", "ParticipationRecorded", **part)
        if self._random.random() < 0.4:
            part = {"code": "PN5" if part["code"] != "PN5" else "PN7", "age_on_review": 9}
            self._asks(PARTICIPATION, "/reviews/{review}/participation-corrections", "ParticipationCorrected", **part)

    def _second_review(self) -> None:
        day = self._random.randint(10, 27)
        self._asks(REVIEW, "/children/{child}/held-reviews", *HELD, held_on=f"2013-09-{day}")

    def _error(self) -> None:
        """A review that never was, and is withdrawn."""
        self._asks(REVIEW, "/children/{child}/held-reviews", *HELD, gives="mistake", held_on="2013-08-20")
        self._asks(REVIEW, "/reviews/{mistake}/withdrawals", "ReviewEntryWithdrawn", DUE)


def stories(seed: int, first: int, apart: int) -> Iterator[Story]:
    """Stories without end: number `first` and every one `apart` after it."""
    number = first
    while True:
        yield Story(seed, number)
        number += apart
