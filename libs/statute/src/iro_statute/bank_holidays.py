"""England's bank holidays, frozen: the same due date comes out next year and on every machine (rulebook R1.06).

The table begins with 1978, the first year of today's set of eight, and holds those that fall on Monday to Friday. What
lies after `PUBLISHED_UNTIL` is the pattern carried on, without the one-off days nobody knows yet: a forecast.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from iro_statute.bank_holiday_dates import DATES_BY_NAME, SOURCE

FIRST_DAY = date(1978, 1, 1)
LAST_DAY = date(2102, 12, 31)
PUBLISHED_UNTIL = date(2028, 12, 31)
"""The last day of the last year whose bank holidays the government has published (gov.uk/bank-holidays)."""

CALENDAR_VERSION = f"{SOURCE}, {FIRST_DAY.year}-{LAST_DAY.year}, published until {PUBLISHED_UNTIL.year}"

BANK_HOLIDAYS: Mapping[date, str] = MappingProxyType(
    dict(sorted((date.fromisoformat(day), name) for name, days in DATES_BY_NAME.items() for day in days.split()))
)
