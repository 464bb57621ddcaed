"""A case of the IRO team as it is shown: an IRO by its opaque id, with the posts and the children in words."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

import asyncpg

from iro_events.facts.team_codes import Chaired, Contract
from iro_events.hundredths import Stored
from iro_statute import in_words
from metrics_service.domain.team_history import Seen
from metrics_service.figures.asked import Asked
from metrics_service.figures.shown import CaseShown, common


class CaseloadCaseShown(CaseShown):
    """One IRO on a day; or a child whose IRO is not in the team. `fte` and `available` are parts of a post: 0.80."""

    iro: UUID | None
    point: date
    contract: Contract | None
    absent: bool | None
    fte: Stored
    available: Stored
    children: int


class MonthCaseShown(CaseShown):
    """One IRO in a month; or a review chaired by nobody in the team. `available` is a part of a post."""

    iro: UUID | None
    point: date
    held_on: date | None
    available: Stored
    reviews: int


class PracticeCaseShown(CaseShown):
    """Work of an IRO that was looked at."""

    iro: UUID
    seen_on: date
    seen: Seen
    chaired: Chaired


TeamCaseShown = CaseloadCaseShown | MonthCaseShown | PracticeCaseShown


def caseload_of_iro(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The IRO with the children it has, or the child that is with nobody of the team."""
    on = in_words(row["point"])
    if row["iro"] is None:
        return CaseloadCaseShown(**common(row), because=(f"no IRO of the team on {on}",))
    because = (
        f"on {on} in the team for {_posts(row['fte'])} of a full-time post",
        *(("absent that day",) if row["absent"] else ()),
        f"{row['children']} children",
        *((f"{_ratio(row['children'], row['available'])} to a full-time post",) if row["available"] else ()),
    )
    return CaseloadCaseShown(**{**common(row), "child": None}, because=because)


def reviews_of_iro(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The IRO with the reviews of a month, or the review that was of nobody in the team."""
    on = in_words(row["point"])
    if row["iro"] is None:
        return MonthCaseShown(**common(row), because=(f"held on {in_words(row['held_on'])}, with no IRO of the team",))
    because = (f"{row['reviews']} reviews in the month to {on}", f"{_posts(row['available'])} of a post there that day")
    return MonthCaseShown(**{**common(row), "child": None}, because=because)


def practice_seen(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The work that was looked at, and when."""
    because = (f"a {row['chaired']} that the IRO chaired was {row['seen']} on {in_words(row['seen_on'])}",)
    return PracticeCaseShown(**{**common(row), "child": None, "iro": row["child"]}, because=because)


def _posts(hundredths: int) -> str:
    return f"{Decimal(hundredths) / 100:f}"


def _ratio(children: int, hundredths: int) -> str:
    return f"{(Decimal(100 * children) / hundredths).quantize(Decimal('0.1'), ROUND_HALF_UP)}"
