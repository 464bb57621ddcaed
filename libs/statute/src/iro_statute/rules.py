"""Every rule the clocks rest on, and which of its versions was in force on a day."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from iro_statute.practice_rules import COUNTING_RULES, EARLY_REVIEW_RULES, FOLLOWING_RULES, PLAN_RULES
from iro_statute.rule import Rule
from iro_statute.timescale_rules import ADOPTION_RULES, REVIEW_RULES

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (
            *REVIEW_RULES,
            *ADOPTION_RULES,
            *COUNTING_RULES,
            *PLAN_RULES,
            *EARLY_REVIEW_RULES,
            *FOLLOWING_RULES,
        )
    }
)

REMEMBERED: Final = 4096
"""Answers kept of each question that is asked again and again; some megabytes in all."""

CORONAVIRUS_2020 = "R1.29"
"""The relaxation of 2020. It counts only where a caller asks for it (SI 2020/445)."""

_RELAXES = {CORONAVIRUS_2020: "R1.03"}


class UnknownRule(LookupError):
    """The rulebook has no rule of that number."""


@lru_cache(maxsize=REMEMBERED)
def rule_in_force(family: str, on: date, relaxations: frozenset[str] = frozenset()) -> Rule:
    """The version of a rule (`R1.01`) that governs a clock started on a day, or a relaxation of it that is asked for.

    Before its first known version a rule's first version is given. Raises UnknownRule.
    """
    versions = _VERSIONS.get(family)
    if versions is None:
        raise UnknownRule(f"the rulebook has no rule {family}")
    relaxed = (RULES[each] for each in sorted(relaxations) if _RELAXES.get(each) == family)
    return next(
        (rule for rule in relaxed if _in_force(rule, on)),
        next((rule for rule in reversed(versions) if rule.valid_from <= on), versions[0]),
    )


def _in_force(rule: Rule, on: date) -> bool:
    return rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to)


def _versions_by_family() -> dict[str, tuple[Rule, ...]]:
    families = {rule.family for rule in RULES.values()}
    return {
        family: tuple(sorted((r for r in RULES.values() if r.family == family), key=lambda r: r.version))
        for family in families
    }


_VERSIONS = _versions_by_family()
