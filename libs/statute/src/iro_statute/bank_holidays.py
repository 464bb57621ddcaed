"""England's bank holidays, frozen: the same due date comes out next year and on every machine (rulebook R1.06).

The table holds those that fall on Monday to Friday, from 1900 on, so that every day which a return may state can be
reckoned with. Today's set of eight begins with 1978; before it the table is what its source remembers, without the
August holiday before 1971: a record may be as old, but no clock in working days was law then. What lies after
`PUBLISHED_UNTIL` is the pattern carried on, without the one-off days nobody knows yet: a forecast.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from iro_statute.bank_holiday_dates import DATES_BY_NAME, SOURCE

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2102, 12, 31)
PUBLISHED_UNTIL = date(2028, 12, 31)
"""The last day of the last year whose bank holidays the government has published (gov.uk/bank-holidays)."""

CALENDAR_VERSION = f"{SOURCE}, {FIRST_DAY.year}-{LAST_DAY.year}, published until {PUBLISHED_UNTIL.year}"

BANK_HOLIDAYS: Mapping[date, str] = MappingProxyType(
    dict(sorted((date.fromisoformat(day), name) for name, days in DATES_BY_NAME.items() for day in days.split()))
)
