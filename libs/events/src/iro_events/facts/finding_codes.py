"""The code sets of what a review finds; the values are stored for 75 years."""

from enum import StrEnum


class PermanencePlan(StrEnum):
    """How the child is to have a lasting home: the sector's own codes (Ofsted Annex A, rulebook R8.02)."""

    REMAINSUP = "REMAINSUP"
    RETURN1M = "RETURN1M"
    RETURN6M = "RETURN6M"
    RETURNEV = "RETURNEV"
    LTRELFR = "LTRELFR"
    LTFOST18 = "LTFOST18"
    RESPLMT = "RESPLMT"
    SUPPLIV = "SUPPLIV"
    ADOPTION = "ADOPTION"
    OTHERPLN = "OTHERPLN"


class GradedPlan(StrEnum):
    """A plan on whose quality the IRO comments (SEED 4.18)."""

    HEALTH = "health"
    EDUCATION = "education"
    CARE = "care"
    PATHWAY = "pathway"


class PlanGrade(StrEnum):
    """How good a plan is, in Ofsted's words; or that the review found none where one is due."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires-improvement"
    INADEQUATE = "inadequate"
    NO_PLAN = "no-plan"


class Right(StrEnum):
    """What a child is entitled to know of (rulebook R4.10)."""

    SECTION_8_APPLICATION = "section-8-application"
    DISCHARGE_OF_CARE_ORDER = "discharge-of-care-order"
    COMPLAINTS = "complaints"
    ADVOCACY = "advocacy"
    LEGAL_ADVICE = "legal-advice"


class Finding(StrEnum):
    """A kind of finding that can be withdrawn."""

    PERMANENCE = "permanence"
    PLAN_GRADE = "plan-grade"
    RIGHTS = "rights"
    MIDWAY_CHECK = "midway-check"
    RISK = "risk"
