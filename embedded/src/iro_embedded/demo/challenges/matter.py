"""One matter of an IRO in the diary: what is told of it, day by day, while it is open and the child in care."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Diary
from iro_embedded.demo.known_child import KnownChild
from iro_embedded.demo.lots import Lots, later, office_day
from iro_events.facts.escalation_codes import ConcernCategory, ConcernOutcome, ConcernWithdrawal
from iro_statute import add_working_days

UPHELD = {ConcernOutcome.UPHELD: 68, ConcernOutcome.PARTLY_UPHELD: 26, ConcernOutcome.NOT_UPHELD: 6}
PARTLY = {ConcernOutcome.UPHELD: 20, ConcernOutcome.PARTLY_UPHELD: 70, ConcernOutcome.NOT_UPHELD: 10}
REFUSED = {ConcernOutcome.UPHELD: 5, ConcernOutcome.PARTLY_UPHELD: 25, ConcernOutcome.NOT_UPHELD: 70}

_OFTEN_ABOUT_THE_PLAN = {
    ConcernCategory.PLACEMENT_DELAY: 0.5,
    ConcernCategory.PLACEMENT_UNSUITABLE: 0.55,
    ConcernCategory.PLAN_MISSING: 0.7,
    ConcernCategory.PLAN_CHANGED_WITHOUT_REVIEW: 0.6,
    ConcernCategory.DRIFT: 0.5,
    ConcernCategory.CONTACT: 0.35,
}
_ELSE_ABOUT_THE_PLAN = 0.12
"""How often what is upheld changes the child's plan."""


@dataclass(slots=True)
class Matter:
    """A concern about the child; `passed` collects the days whose coming moves a dispute up."""

    diary: Diary
    known: KnownChild
    lots: Lots
    name: str
    category: ConcernCategory
    passed: set[date] = field(default_factory=set)

    @property
    def path(self) -> str:
        """Under which more is told of it."""
        return f"/concerns/{{{self.name}}}"

    def tell(self, on: date, what: str, by: Role, body: Mapping[str, object]) -> None:
        """Something that happened that day, told on it."""
        self.diary.tell(on, by, f"{self.path}/{what}", {"on": on, **body})

    def days_on(self, since: date, days: int) -> date:
        """So many working days later."""
        return add_working_days(since, days) if days else office_day(since)

    def ends_with_care(self, on: date) -> bool:
        """Where care is over by then, the IRO pursues the matter no further: told, and all is said."""
        ended_on = self.known.child.ended_on
        if ended_on is None or ended_on >= on:
            return False
        self.tell(office_day(later(ended_on, 1)), "withdrawals", Role.IRO, {"reason": ConcernWithdrawal.CARE_ENDED})
        return True

    def outcome(self, outcomes: Mapping[ConcernOutcome, int]) -> Mapping[str, object]:
        """What came of it, and whether it changed the plan."""
        outcome = self.lots.one_of(outcomes)
        often = _OFTEN_ABOUT_THE_PLAN.get(self.category, _ELSE_ABOUT_THE_PLAN)
        changed = outcome is not ConcernOutcome.NOT_UPHELD and self.lots.falls(often)
        return {"outcome": outcome, "plan_changed": changed}
