"""Adds months as the law counts them: to the corresponding date (Interpretation Act 1978 Sch 1; rulebook R1.04)."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day of the month that many calendar months on; where there is none, that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
