"""What the home page shows: whether deadlines are safe, a year's timeliness by month, what is due, late reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from iro_embedded.pages.asking import Answer, Services, ask, cases, figure, together
from iro_embedded.pages.deadlines import safety
from iro_embedded.pages.years import latest_with, months_of, year_of, years_with

WITHIN_DAYS = 14
_EARLIEST = date(1990, 4, 1)
_SHOWN_OVERDUE = 8
_SHOWN_COMING = 25
_SHOWN_LATE = 6


@dataclass(frozen=True, slots=True)
class Month:
    """One month's reviews: `judged` is the base, `value` the percentage in time, None where the base is 0."""

    key: str
    judged: int
    late: int
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Due:
    """The longest overdue, then what falls due within the days; `more…` where not all are shown."""

    overdue: Sequence[dict[str, Any]]
    more_overdue: bool
    coming: Sequence[dict[str, Any]]
    more_coming: bool


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the home page."""

    year: str
    years: Sequence[str]
    this_year: str
    held_ever: bool
    deadlines: Answer
    in_time: Answer
    overdue: Answer
    looked_after: Answer
    months: Sequence[Month]
    due: Due
    late: Sequence[dict[str, Any]]

    @property
    def empty(self) -> bool:
        """Nothing has been recorded yet, in any year."""
        return not any((self.held_ever, self.looked_after["value"], self.due.overdue, self.due.coming))


async def home(services: Services, asked_year: str | None, today: date) -> Home:
    """The home page's answers for a year; without one, the latest in which a review was held. Raises NotAnswered."""
    ever = f"{_EARLIEST}..{today}"
    quarters = (await figure(services, "reviews-held", period=ever, by="quarter"))["groups"]
    year = asked_year or latest_with(quarters, today)
    in_time, overdue, looked_after, late, behind, ahead, deadlines = await together(
        figure(services, "reviews-in-time", period=year, by="month"),
        figure(services, "reviews-overdue", period=year),
        figure(services, "children-looked-after", period=year),
        cases(services, "reviews-in-time", period=year, verdict="late", order="latest", limit=_SHOWN_LATE),
        ask(services.review, "due-reviews", within_days=0, limit=_SHOWN_OVERDUE),
        ask(services.review, "due-reviews", within_days=WITHIN_DAYS, due_from=f"{today}", limit=_SHOWN_COMING),
        safety(services),
    )
    return Home(
        year=year,
        years=years_with(quarters, today),
        this_year=year_of(today),
        held_ever=any(group["value"] for group in quarters),
        deadlines=deadlines,
        in_time=in_time,
        overdue=overdue,
        looked_after=looked_after,
        months=_months(year, in_time),
        due=_due(behind, ahead),
        late=late["items"],
    )


def _due(behind: Answer, ahead: Answer) -> Due:
    overdue = [review for review in behind["items"] if review["standing"] == "overdue"]
    return Due(
        overdue=overdue,
        more_overdue=behind["next"] is not None and len(overdue) == len(behind["items"]),
        coming=[review for review in ahead["items"] if review["standing"] != "overdue"],
        more_coming=ahead["next"] is not None,
    )


def _months(year: str, in_time: Answer) -> list[Month]:
    by_key = {group["key"]: group for group in in_time["groups"]}
    return [_month(key, by_key.get(key)) for key in months_of(year)]


def _month(key: str, group: dict[str, Any] | None) -> Month:
    if group is None:
        return Month(key, 0, 0, None)
    return Month(key, group["denominator"], group["denominator"] - group["numerator"], group["value"])
