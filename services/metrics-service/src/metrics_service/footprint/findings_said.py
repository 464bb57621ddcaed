"""What the facts of a review's findings say, each in one sentence."""

from typing import assert_never

from iro_events.facts.finding_codes import PermanencePlan, PlanGrade, Right
from iro_events.facts.findings import (
    FindingWithdrawn,
    MidwayChecked,
    PermanenceConsidered,
    PlanGraded,
    RightsExplained,
    RiskConsidered,
    RiskWithdrawn,
)
from iro_statute import listed

FindingFact = (
    PermanenceConsidered
    | PlanGraded
    | RightsExplained
    | MidwayChecked
    | FindingWithdrawn
    | RiskConsidered
    | RiskWithdrawn
)

_RIGHTS = {
    Right.SECTION_8_APPLICATION: "to apply to the court",
    Right.DISCHARGE_OF_CARE_ORDER: "to ask for the care order's discharge",
    Right.COMPLAINTS: "to complain",
    Right.ADVOCACY: "to an advocate",
    Right.LEGAL_ADVICE: "to legal advice",
}
_TOGETHER = {None: "", True: "; agencies work together on it", False: "; agencies do not work together on it"}
_HOME = {
    PermanencePlan.REMAINSUP: "support for the family, with whom the child stays",
    PermanencePlan.RETURN1M: "the return to the family within a month",
    PermanencePlan.RETURN6M: "the return to the family within six months",
    PermanencePlan.RETURNEV: "the return to the family in the end",
    PermanencePlan.LTRELFR: "a lasting home with relatives or friends",
    PermanencePlan.LTFOST18: "a foster home until 18",
    PermanencePlan.RESPLMT: "a residential placement until 18",
    PermanencePlan.SUPPLIV: "supported living",
    PermanencePlan.ADOPTION: "adoption",
    PermanencePlan.OTHERPLN: "another plan",
}


def _plan(plan: PermanencePlan) -> str:
    return f"{_HOME[plan]} ({plan})"


def finding_said(fact: FindingFact) -> str:
    """The fact as a sentence."""
    match fact:
        case PermanenceConsidered():
            plans = (
                f"the review has {listed([_plan(each) for each in fact.plans])} before it" if fact.plans else "no plan"
            )
            return f"Permanence: {plans}, {'agreed' if fact.agreed else 'none agreed'}"
        case PlanGraded():
            found = "missing" if fact.grade is PlanGrade.NO_PLAN else fact.grade.replace("-", " ")
            return f"The review finds the {fact.plan.value} plan {found}"
        case RightsExplained():
            return (
                f"The IRO makes sure that the child knows its rights {listed([_RIGHTS[each] for each in fact.rights])}"
            )
        case MidwayChecked():
            return "The IRO checks midway to the next review how the plan goes"
        case RiskConsidered():
            found = "puts itself at risk" if fact.identified else "is not seen to put itself at risk"
            return f"The child {found}{_TOGETHER[fact.together]}"
        case FindingWithdrawn():
            of = f" for the {fact.plan.value} plan" if fact.plan else ""
            return f"What was said of the review's {fact.finding.replace('-', ' ')}{of} was an error and is withdrawn"
        case RiskWithdrawn():
            return "What was said of risk at the review was an error and is withdrawn"
        case _:
            assert_never(fact)
