"""Columns by month as they are drawn: where each stands and how high, in whole units, and the drawing in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from iro_embedded.pages.wording import month, number

_SLOT = 36
_BASELINE = 118
_HEIGHT = 142
_WIDTH = 24
_TALLEST = 96
_FEWEST = 2
_WHOLE = 100
_SHORT_MONTH = 3

Value = int | Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """One month; `height` is 0 where there is nothing, and `said` a dash where there was no base to count on."""

    middle: int
    left: int
    height: int
    width: int
    said: str
    label: str

    @property
    def top(self) -> int:
        """Where the column ends, from above."""
        return _BASELINE - self.height


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure month by month; `said` is for whoever does not see it."""

    columns: Sequence[Column]
    width: int
    said: str
    height: int = _HEIGHT
    baseline: int = _BASELINE


def chart(groups: Sequence[Mapping[str, Any]], unit: str) -> Chart | None:
    """The columns of a figure's months; None where there is no series to be seen. A percentage is drawn out of 100."""
    values = [group["value"] for group in groups if group["value"] is not None]
    if len(groups) < _FEWEST or not any(values):
        return None
    top = _WHOLE if unit == "percent" else max(values)
    columns = [_column(place, group["key"], group["value"], top) for place, group in enumerate(groups)]
    return Chart(columns, _SLOT * len(columns), _said(groups, unit))


def _column(place: int, key: str, value: Value | None, top: Value) -> Column:
    height = 0 if not value else max(1, int(_TALLEST * Decimal(value) / top))
    middle = _SLOT * place + _SLOT // 2
    said = number(value).removesuffix(".0")
    return Column(middle, middle - _WIDTH // 2, height, _WIDTH, said, month(key)[:_SHORT_MONTH])


def _said(groups: Sequence[Mapping[str, Any]], unit: str) -> str:
    told = [group for group in groups if group["value"] is not None]
    lowest, highest = min(told, key=_value), max(told, key=_value)
    return f"Lowest: {_month_of(lowest, unit)}. Highest: {_month_of(highest, unit)}."


def _value(group: Mapping[str, Any]) -> Value:
    value: Value = group["value"]
    return value


def _month_of(group: Mapping[str, Any], unit: str) -> str:
    return f"{number(group['value'], unit)} in {month(group['key'])}"
