"""Writes the page of rules: each text that a clock rests on, its days, its source, and whether its wording was seen."""

from collections.abc import Iterator

from iro_statute import BANK_HOLIDAYS, CALENDAR_VERSION, RULES, Rule

_HEAD = """\
# Rules

*Written by `make docs` from `iro_statute`; `make docs-check` fails where the two differ.*

Every rule that a clock rests on, as a value with its days, its source and its version. A clock runs under the rule in
force on the day it started. **Unverified** means that the source's own wording was not seen: the rule is applied as
given, and no reason quotes it without that mark. What the words mean is told in [domain.md](domain.md).
"""


def rules_page() -> str:
    """The page as Markdown."""
    return "\n".join([_HEAD, "| rule | says | source | in force |", "|---|---|---|---|", *_rows(), "", _calendar(), ""])


def _rows() -> Iterator[str]:
    for rule in sorted(RULES.values(), key=_place):
        source = rule.source if rule.verified else f"{rule.source}; **unverified**"
        yield f"| {rule.id} | {rule.text} | {source} | {_days(rule)} |"


def _place(rule: Rule) -> tuple[str, int]:
    return rule.family, rule.version


def _days(rule: Rule) -> str:
    return f"from {rule.valid_from}" if rule.valid_to is None else f"{rule.valid_from} to {rule.valid_to}"


def _calendar() -> str:
    return (
        f"Working days: {len(BANK_HOLIDAYS)} bank holidays on weekdays, {CALENDAR_VERSION}; later ones are a forecast."
    )
