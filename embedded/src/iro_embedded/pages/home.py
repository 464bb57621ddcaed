"""What the home page shows: whether deadlines are safe, each area in a figure or two, what is due, late reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from iro_embedded.pages.areas import AREAS, Area
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
class Card:
    """An area and the figures by which it is told in short."""

    area: Area
    figures: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the home page."""

    year: str
    years: Sequence[str]
    this_year: str
    held_ever: bool
    deadlines: Answer
    cards: Sequence[Card]
    in_time: Answer
    months: Sequence[Month]
    due: Due
    late: Sequence[dict[str, Any]]

    @property
    def empty(self) -> bool:
        """Nothing has been recorded yet, in any year."""
        told = any(each["value"] for card in self.cards for each in card.figures)
        return not any((self.held_ever, told, self.due.overdue, self.due.coming))


async def home(services: Services, asked_year: str | None, today: date) -> Home:
    """The home page's answers for a year; without one, the latest in which a review was held. Raises NotAnswered."""
    ever = f"{_EARLIEST}..{today}"
    quarters = (await figure(services, "reviews-held", period=ever, by="quarter"))["groups"]
    year = asked_year or latest_with(quarters, today)
    in_time, late, behind, ahead, deadlines = await together(
        figure(services, "reviews-in-time", period=year, by="month"),
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
        cards=await _cards(services, year),
        in_time=in_time,
        months=_months(year, in_time),
        due=_due(behind, ahead),
        late=late["items"],
    )


async def _cards(services: Services, year: str) -> list[Card]:
    asked = [each for area in AREAS.values() for each in area.telling]
    answers = await together(*(figure(services, each, period=year) for each in asked))
    told: Mapping[str, Answer] = {answer["id"]: answer for answer in answers}
    return [Card(area, [told[each] for each in area.telling]) for area in AREAS.values()]


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
