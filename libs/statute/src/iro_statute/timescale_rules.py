"""The rules that set by when a review is held (rulebook section 1)."""

from datetime import date

from iro_statute.rule import Rule

_CHILDREN_ACT = date(1991, 10, 14)
_ADOPTION_REGULATIONS = date(2005, 12, 30)
_CARE_PLANNING = date(2011, 4, 1)
_BEFORE_CARE_PLANNING = date(2011, 3, 31)
_OLD_REGULATIONS = "Review of Children's Cases Regulations 1991 reg 3"

REVIEW_RULES = (
    Rule(
        "R1.01@1991",
        "The first review is held within four weeks of the day on which the child becomes looked after.",
        _OLD_REGULATIONS,
        _CHILDREN_ACT,
        _BEFORE_CARE_PLANNING,
        verified=False,
    ),
    Rule(
        "R1.01",
        "The first review is held within 20 working days of the day on which the child becomes looked after.",
        "CPR 2010 reg 33(1)",
        _CARE_PLANNING,
        version=2,
    ),
    Rule(
        "R1.02@1991",
        "The second review is held not more than three months after the first.",
        _OLD_REGULATIONS,
        _CHILDREN_ACT,
        _BEFORE_CARE_PLANNING,
        verified=False,
    ),
    Rule(
        "R1.02",
        "The second review is held not more than three months after the first.",
        "CPR 2010 reg 33(2)",
        _CARE_PLANNING,
        version=2,
    ),
    Rule(
        "R1.03@1991",
        "Subsequent reviews are held at intervals of not more than six months.",
        _OLD_REGULATIONS,
        _CHILDREN_ACT,
        _BEFORE_CARE_PLANNING,
        verified=False,
    ),
    Rule(
        "R1.03",
        "Subsequent reviews are held at intervals of not more than six months.",
        "CPR 2010 reg 33(2)",
        _CARE_PLANNING,
        version=2,
    ),
    Rule(
        "R1.18",
        "Under short breaks the first review is held within three months of the first placement's start, then at "
        "intervals of not more than six months.",
        "CPR 2010 reg 48(3)",
        _CARE_PLANNING,
        verified=False,
    ),
    Rule(
        "R1.29",
        "During the coronavirus epidemic subsequent reviews were to be held where reasonably practicable.",
        "SI 2020/445",
        date(2020, 4, 24),
        date(2020, 9, 24),
        verified=False,
    ),
)

ADOPTION_RULES = (
    Rule(
        "R1.21",
        "With authority to place for adoption and the child not yet placed, a review is held within three months of "
        "the authority, then at intervals of not more than six months until placed.",
        "Adoption Agencies Regulations 2005 reg 36(1)",
        _ADOPTION_REGULATIONS,
    ),
    Rule(
        "R1.22",
        "Once the child is placed for adoption the first review is held within four weeks, the second within three "
        "months of it, then at intervals of not more than six months.",
        "Adoption Agencies Regulations 2005 reg 36(3)",
        _ADOPTION_REGULATIONS,
    ),
    Rule(
        "R1.22/returned",
        "When the prospective adopters return the child, a review is held not earlier than 28 and not later than 42 "
        "days after the return.",
        "two authorities' procedures",
        _ADOPTION_REGULATIONS,
        verified=False,
    ),
)
