import re
import runpy
from collections import Counter
from datetime import date
from pathlib import Path

from govuk_bank_holidays.bank_holidays import BankHolidays  # type: ignore[import-untyped]  # ships no types

from iro_statute import BANK_HOLIDAYS, CALENDAR_VERSION, PUBLISHED_UNTIL

TOOL = Path(__file__).parents[1] / "tools" / "freeze_bank_holidays.py"


def published() -> dict[date, str]:
    calendar = BankHolidays(use_cached_holidays=True)
    return {each["date"]: each["title"] for each in calendar.get_holidays(BankHolidays.ENGLAND_AND_WALES)}


def test_the_frozen_table_is_what_the_package_gives_today() -> None:
    assert dict(BANK_HOLIDAYS) == runpy.run_path(str(TOOL))["weekday_holidays"]()


def test_the_frozen_table_has_every_published_day_and_no_other() -> None:
    days = published()
    first, last = min(days).year, max(days).year
    frozen = {day for day in BANK_HOLIDAYS if first <= day.year <= last}

    assert (first, len(days)) <= (2012, len(frozen))
    assert frozen == set(days)


def test_published_until_is_the_last_day_of_the_last_published_year() -> None:
    assert date(max(published()).year, 12, 31) == PUBLISHED_UNTIL


def test_every_year_since_1978_has_its_eight_bank_holidays_and_the_one_off_days() -> None:
    """Eight a year, substitutes in place of weekends, and the one-off days of weddings, jubilees and the like."""
    one_off = {1981: 1, 1999: 1, 2002: 1, 2011: 1, 2012: 1, 2022: 2, 2023: 1}

    counted = Counter(day.year for day in BANK_HOLIDAYS if day.year >= 1978)

    assert counted == {year: 8 + one_off.get(year, 0) for year in range(1978, 2103)}


def test_the_calendar_names_its_source_and_its_years() -> None:
    assert re.fullmatch(r"holidays [\d.]+, GB-ENG, 1900-2102, published until 2028", CALENDAR_VERSION)
