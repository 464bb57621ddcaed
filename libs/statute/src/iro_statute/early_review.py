"""What makes a review due before its normal date (CPR 2010 regs 14, 17(d) and 33(3); rulebook R1.12-R1.14)."""

from datetime import date
from enum import StrEnum

from iro_statute.due import Basis, Due
from iro_statute.rule import Rule
from iro_statute.rules import RULES
from iro_statute.wording import in_words


class EarlyReviewTrigger(StrEnum):
    """One cause of an early review; `citation` tells where the law names it."""

    IRO_REQUESTS = "iro-requests"
    WELFARE_NOT_SAFEGUARDED = "welfare-not-safeguarded"
    SECTION_21_ACCOMMODATION_ENDS = "section-21-accommodation-ends"
    RELEASE_FROM_DETENTION = "release-from-detention"
    NOBODY_WILL_ACCOMMODATE = "nobody-will-accommodate"
    PLACEMENT_WITH_PARENT = "placement-with-parent"
    PLACEMENT_TERMINATED = "placement-terminated"

    @property
    def rule(self) -> Rule:
        """The rule that names this cause."""
        return RULES[_NAMED_IN[self][0]]

    @property
    def citation(self) -> str:
        """Where the law names this cause, with the mark of an unverified wording."""
        return f"{self.rule.source}{_NAMED_IN[self][1]}" + ("" if self.rule.verified else " (wording not verified)")

    @property
    def sets_a_day(self) -> bool:
        """Whether the law wants the review held before a day; else it is to be held, and no law says by when."""
        return self not in _NO_DAY

    @property
    def held_before_care_ends(self) -> bool:
        """Whether care ending with no review held since the cause arose is a breach."""
        return self in BEFORE_CARE_ENDS


_NAMED_IN = {
    EarlyReviewTrigger.IRO_REQUESTS: ("R1.12", "(a)"),
    EarlyReviewTrigger.WELFARE_NOT_SAFEGUARDED: ("R1.12", "(b)"),
    EarlyReviewTrigger.SECTION_21_ACCOMMODATION_ENDS: ("R1.12", "(c)"),
    EarlyReviewTrigger.RELEASE_FROM_DETENTION: ("R1.12", "(d)"),
    EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE: ("R1.12", "(e)"),
    EarlyReviewTrigger.PLACEMENT_WITH_PARENT: ("R1.13", ""),
    EarlyReviewTrigger.PLACEMENT_TERMINATED: ("R1.14", ""),
}

_NO_DAY = frozenset({EarlyReviewTrigger.IRO_REQUESTS, EarlyReviewTrigger.WELFARE_NOT_SAFEGUARDED})

_HAPPENS = {
    EarlyReviewTrigger.IRO_REQUESTS: "the IRO asked for it on {}",
    EarlyReviewTrigger.WELFARE_NOT_SAFEGUARDED: "a visit of {} showed that the child's welfare is not safeguarded",
    EarlyReviewTrigger.SECTION_21_ACCOMMODATION_ENDS: "accommodation under section 21 ends on {}",
    EarlyReviewTrigger.RELEASE_FROM_DETENTION: "the child is released from detention on {}",
    EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE: "the authority ceases to accommodate a child whom nobody will, on {}",
    EarlyReviewTrigger.PLACEMENT_WITH_PARENT: "the child in care is placed with a parent on {}",
    EarlyReviewTrigger.PLACEMENT_TERMINATED: "the authority terminates the placement on {}",
}

BEFORE_CARE_ENDS = frozenset(
    {EarlyReviewTrigger.SECTION_21_ACCOMMODATION_ENDS, EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE}
)
"""The causes that lie in care's own ending: reg 33(3)(c) and (e)."""


def early_review(trigger: EarlyReviewTrigger, on: date) -> Due | None:
    """By the day on which it happens that a review must come before; None where the law sets no day."""
    if not trigger.sets_a_day:
        return None
    held = "held before that, where no review would be otherwise"
    because = (why_early(trigger, on), held, f"so due by {in_words(on)}")
    return Due(on, Basis.STATUTE, trigger.rule.id, because)


def why_early(trigger: EarlyReviewTrigger, on: date) -> str:
    """What makes a review due before its normal date, with the rule that says so."""
    mark = "" if trigger.rule.verified else ", wording not verified"
    cited = f"{trigger.rule.source}{_NAMED_IN[trigger][1]}, {trigger.rule.family}{mark}"
    return f"early review ({cited}): {_HAPPENS[trigger].format(in_words(on))}"
