"""Runs one clock from its base date to its due date, and tells the way."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import assert_never

from iro_statute.bank_holidays import PUBLISHED_UNTIL
from iro_statute.due import Basis, Due
from iro_statute.months import add_months
from iro_statute.rule import Rule
from iro_statute.rules import REMEMBERED, RULES
from iro_statute.wording import counted, in_words, listed, month_in_words, numbered
from iro_statute.working_days import add_working_days, holidays_between, is_forecast

_MONTH_RULE = RULES["R1.04"]
_INDICATOR_RULE = RULES["R1.05"]


@dataclass(frozen=True, slots=True)
class Months:
    """Calendar months by the corresponding date; on the indicator basis so many days instead."""

    n: int
    counted_as: int


@dataclass(frozen=True, slots=True)
class Days:
    """Calendar days, the same on both bases."""

    n: int


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Working days, the same on both bases; the base date is day 0."""

    n: int


Length = Months | Days | WorkingDays


@dataclass(frozen=True, slots=True)
class Clock:
    """What falls due, under which rule, how long after its base date."""

    name: str
    rule: Rule
    length: Length


@lru_cache(maxsize=REMEMBERED)
def reckon(clock: Clock, base: date, told: str, basis: Basis = Basis.STATUTE) -> Due:
    """The due date of a clock started on `base`, a day which the reasons name by `told`; raises OutsideCalendar.

    Remembered: whoever folds a history reckons the same clocks again with each fact.
    """
    on, way = _run(clock.length, base, basis)
    forecast = isinstance(clock.length, WorkingDays) and is_forecast(on)
    because = (
        f"{clock.name} ({clock.rule.cited}): {told}",
        way,
        *((f"bank holidays after {in_words(PUBLISHED_UNTIL)} are a forecast",) if forecast else ()),
        f"so due by {in_words(on)}",
    )
    return Due(on, basis, clock.rule.id, because, forecast)


def _run(length: Length, base: date, basis: Basis) -> tuple[date, str]:
    match length:
        case Months() if basis is Basis.INDICATOR:
            said = f"{length.counted_as} days, as performance systems count {counted(length.n, 'month')}"
            return base + timedelta(days=length.counted_as), f"{said} ({_INDICATOR_RULE.cited})"
        case Months():
            on = add_months(base, length.n)
            return on, counted(length.n, "month") + _clamped(base, on)
        case Days():
            return base + timedelta(days=length.n), counted(length.n, "day")
        case WorkingDays():
            on = add_working_days(base, length.n)
            return on, counted(length.n, "working day") + _not_counted(base, on)
        case _:
            assert_never(length)


def _clamped(base: date, on: date) -> str:
    if on.day == base.day:
        return ""
    return f"; {month_in_words(on)} {on.year} has no {numbered(base.day)}, so its last day ({_MONTH_RULE.cited})"


def _not_counted(base: date, on: date) -> str:
    skipped = [f"{name} {in_words(day)}" for day, name in holidays_between(base, on)]
    return f"; {listed(skipped)} not counted" if skipped else ""
