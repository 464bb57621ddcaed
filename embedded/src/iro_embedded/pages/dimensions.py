"""The dimensions by which a figure is divided, and the values of each, as the pages print them."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from iro_embedded.pages.wording import month, short, words

_DIMENSIONS = {
    "absence": "kind of absence",
    "age-band": "age on the day of the review",
    "begun-by": "who began it",
    "category": "what is challenged",
    "chaired": "what was chaired",
    "childs-view": "the child's view",
    "code": "participation code",
    "contract": "contract",
    "disability": "disability",
    "grade": "grade",
    "iro": "IRO",
    "medium": "medium",
    "ordinal": "review",
    "outcome": "outcome",
    "plan": "plan",
    "process": "process",
    "question": "question",
    "raised-with": "whom it was raised with",
    "reason": "reason",
    "regime": "regime",
    "stage": "stage",
    "step": "step of the ladder",
    "team": "team",
    "theme": "theme",
}
_LAST = {"unknown", "blank", "no-iro"}
_DIGITS = re.compile(r"(\d+)", re.ASCII)
_IRO = re.compile(r"\biro\b")
_ORDINALS = {"1": "first", "2": "second", "3 and later": "third and later", "unknown": "ordinal unknown"}
_ENDED = {
    "E2": "died",
    "E3": "care taken over by another authority",
    "E4A": "returned home, planned",
    "E4B": "returned home, unplanned",
    "E5": "independent living, supported",
    "E6": "independent living, not supported",
    "E7": "to adult social care",
    "E8": "any other reason",
    "E9": "sentenced to custody",
    "E11": "adopted, unopposed",
    "E12": "adopted, consent dispensed with",
    "E13": "left to live with somebody without parental responsibility",
    "E14": "remand ended",
    "E15": "age assessed as 18 or over",
    "E16": "moved abroad",
    "E17": "stayed with carers at 18 or over",
    "E41": "residence or child arrangements order",
    "E43": "special guardianship order (older code)",
    "E44": "special guardianship order (older code)",
    "E45": "special guardianship: former carer, kin",
    "E46": "special guardianship: former carer, other",
    "E47": "special guardianship: other kin",
    "E48": "special guardianship: other",
}
"""The sector's own codes (SSDA903 REC) in a few words."""


def dimension(by: str) -> str:
    """What a figure is divided by: `childs-view` as `the child's view`."""
    return _DIMENSIONS.get(by, words(by))


def valued(key: str, by: str) -> str:
    """A value of the dimension in words: `E7` as `E7: to adult social care`, of an opaque id its first figures."""
    return _VALUES.get(by, _in_words)(key)


def in_order(groups: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The groups as a reader expects them: `4 to 7` before `12 to 15`, `E3` before `E11`, what is unknown last."""
    return sorted(groups, key=lambda group: _place(group["key"]))


def _place(key: str) -> tuple[bool, bool, list[tuple[int, str]]]:
    parts = _DIGITS.split(key)
    return key in _LAST, not key.startswith("under "), [(int(each) if each.isdigit() else 0, each) for each in parts]


def _in_words(key: str) -> str:
    return _IRO.sub("IRO", words(key))


def _opaque(key: str) -> str:
    return short(key) if key.count("-") == _HYPHENS else _in_words(key)


def _ended(key: str) -> str:
    return f"{key}: {_ENDED[key]}" if key in _ENDED else _in_words(key)


_HYPHENS = 4
_VALUES: Mapping[str, Callable[[str], str]] = {
    "iro": _opaque,
    "team": _opaque,
    "month": month,
    "ordinal": lambda key: _ORDINALS.get(key, key),
    "reason": _ended,
}
