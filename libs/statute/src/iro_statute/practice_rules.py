"""The rules of counting, of early reviews and of what follows a review (rulebook sections 1 to 5)."""

from datetime import date

from iro_statute.rule import Rule

_CARE_PLANNING = date(2011, 4, 1)
_HANDBOOK = "IRO Handbook 2010"

COUNTING_RULES = (
    Rule(
        "R1.04",
        "A month ends on the corresponding date, or on the month's last day where there is none.",
        "Interpretation Act 1978 Sch 1; Dodds v Walker",
        date(1979, 1, 1),
        verified=False,
    ),
    Rule(
        "R1.05",
        "Performance systems count three months as 91 days and six months as 183 days.",
        "an authority's performance extract",
        date(2008, 4, 1),
        verified=False,
    ),
    Rule(
        "R1.06",
        "A working day is no Saturday, Sunday, Christmas Day, Good Friday or bank holiday in England and Wales.",
        "CPR 2010 reg 2(1)",
        _CARE_PLANNING,
        verified=False,
    ),
)

PLAN_RULES = (
    Rule(
        "R1.10",
        "No significant change is made to the care plan unless a review has considered it first, or that is not "
        "reasonably practicable.",
        "CPR 2010 reg 32(2)",
        _CARE_PLANNING,
    ),
)

EARLY_REVIEW_RULES = (
    Rule(
        "R1.12",
        "A review is held before the normal date in the five cases of the regulation.",
        "CPR 2010 reg 33(3)",
        _CARE_PLANNING,
    ),
    Rule(
        "R1.13",
        "A review is held before a child in care is placed with a parent.",
        "CPR 2010 reg 17(d)",
        _CARE_PLANNING,
    ),
    Rule(
        "R1.14",
        "A review is held before the authority terminates a placement, unless the child is at immediate risk of "
        "significant harm.",
        "CPR 2010 reg 14",
        _CARE_PLANNING,
        verified=False,
    ),
)

FOLLOWING_RULES = (
    Rule(
        "R2.01",
        "A review is adjourned once at most, for not more than 20 working days.",
        "CPR 2010 reg 36(2)",
        _CARE_PLANNING,
        verified=False,
    ),
    Rule(
        "R2.03",
        "A review held as a series of meetings is finished within 20 working days of the first.",
        f"{_HANDBOOK} ch 3",
        _CARE_PLANNING,
        verified=False,
    ),
    Rule(
        "R3.01",
        "The decisions reach all who must act within five working days of the review's completion.",
        f"{_HANDBOOK} ch 3",
        _CARE_PLANNING,
        verified=False,
    ),
    Rule(
        "R3.02",
        "The manager raises queries within five working days of receiving the decisions, or is taken to agree.",
        "two authorities' procedures",
        _CARE_PLANNING,
    ),
    Rule(
        "R3.03",
        "The full record of the review is complete within 15 working days of its completion.",
        f"{_HANDBOOK} ch 3",
        _CARE_PLANNING,
        verified=False,
    ),
    Rule(
        "R3.04",
        "Decisions and record are distributed within 20 working days of the review's completion.",
        "East Sussex IRO annual report 2014-15 para 3.4",
        _CARE_PLANNING,
    ),
    Rule(
        "R4.02",
        "Good practice: the IRO is appointed within five working days of the child's becoming looked after.",
        "four authorities' procedures",
        _CARE_PLANNING,
    ),
    Rule(
        "R4.09",
        "Midway between two reviews the IRO looks at how the plan goes.",
        "an authority's IRO annual report",
        _CARE_PLANNING,
    ),
    Rule(
        "R5.01",
        "The formal process of a dispute takes not more than 20 working days in total.",
        f"{_HANDBOOK} para 6.2",
        _CARE_PLANNING,
    ),
)
