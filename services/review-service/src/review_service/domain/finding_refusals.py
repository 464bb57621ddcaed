"""The rules that say no to what is said of a review's findings."""

from iro_events.decider import Refused


class ReviewNotHeld(Refused):
    """Only a review that was held, and stands, has found anything."""

    code = "finding.review_not_held"


class NothingToAgree(Refused):
    """A plan for permanence is agreed only where there is one."""

    code = "finding.nothing_to_agree"


class NoRiskIdentified(Refused):
    """Agencies work together on a risk that was identified."""

    code = "finding.no_risk_identified"


class BeforeReview(Refused):
    """A midway check lies after the review."""

    code = "finding.before_review"


class WhichPlan(Refused):
    """A grade is withdrawn by naming its plan; nothing else has one."""

    code = "finding.which_plan"


class NothingToWithdraw(Refused):
    """Only what is recorded can be withdrawn, and once."""

    code = "finding.nothing_to_withdraw"
    yields_to_repeat = True
