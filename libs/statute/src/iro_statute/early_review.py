"""What makes a review due before its normal date (CPR 2010 regs 14, 17(d) and 33(3); rulebook R1.12-R1.14)."""

from enum import StrEnum

from iro_statute.rule import Rule
from iro_statute.rules import RULES


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

BEFORE_CARE_ENDS = frozenset(
    {EarlyReviewTrigger.SECTION_21_ACCOMMODATION_ENDS, EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE}
)
"""The causes that lie in care's own ending: reg 33(3)(c) and (e)."""
