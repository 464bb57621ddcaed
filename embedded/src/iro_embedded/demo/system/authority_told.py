"""What the system tells of nobody in care: population, a target, the IROs by their ids there, children at home."""

from collections.abc import Iterator
from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.diary import METRICS, DatedCommand, Diary
from iro_embedded.demo.lots import Lots, later, office_day
from iro_embedded.demo.starting import Span
from iro_embedded.demo.system.notices import Notices, settled
from iro_embedded.demo.system.protection_told import tell_plan, worker
from iro_embedded.demo.team_told import IROS, iro, iro_number, joined
from iro_events.facts.reference import PopulationSource, TargetOf, TargetSource

_LIVE_HERE, _MORE_EACH_YEAR = 36_400, 260
_AT_HOME = 6
"""For so many children of the borough's families there is one with a plan who never comes into care."""

_ABOVE = 100_000
"""What the numbers of these begin with, so that none is that of a child in care."""

_OF_NOBODY = -100
"""Stands where a child's number does, beside the IROs'."""

_IN_TIME = 950
"""Tenths of a percent."""


def authority_told(span: Span, source: str, children: int) -> Iterator[DatedCommand]:
    """All of it, each thing in an order of its own."""
    yield from _references(span, source)
    for number in range(IROS + 1):
        yield from _worker(span, source, number)
    for number in range(_ABOVE, _ABOVE + children // _AT_HOME):
        yield from _at_home(span, source, number)


def _references(span: Span, source: str) -> Iterator[DatedCommand]:
    diary = Diary(_OF_NOBODY, span.first, span, to=METRICS)
    notices = Notices(diary, source, None, since=span.first)
    for year in range(span.since.year - 1, span.last.year):
        on, published_on = date(year, 6, 30), date(year + 1, 6, 25)
        children = _LIVE_HERE + _MORE_EACH_YEAR * (year - span.since.year)
        population = {"on": on, "children": children, "source": PopulationSource.ONS_MID_YEAR_ESTIMATE}
        said = {**population, "published_on": published_on}
        if published_on < span.last:
            notices.tell(published_on, "reference.population", f"population-{year}", said)
    target = {"of": TargetOf.REVIEWS_IN_TIME, "on": span.first, "tenths": _IN_TIME, "at_least": True}
    notices.tell(span.first, "reference.target", "reviews-in-time", {**target, "source": TargetSource.AUTHORITY})
    yield from diary.commands()


def _worker(span: Span, source: str, number: int) -> Iterator[DatedCommand]:
    """Under which id the system knows the IRO, after it was recorded by hand."""
    diary = Diary(iro_number(number), span.first, span)
    by_hand = joined(number, span)
    said = {
        "stints": [{"on": by_hand.on}],
        "hours": [{"on": by_hand.on, "fte": by_hand.fte}],
        "contracts": [{"on": by_hand.on, "contract": by_hand.contract}],
        "iro": iro(number),
    }
    Notices(diary, source, worker(number), since=span.first).tell(
        max(by_hand.on, span.first), "team.worker", worker(number), said
    )
    yield from diary.commands()


def _at_home(span: Span, source: str, number: int) -> Iterator[DatedCommand]:
    """A child known to the service for its conferences alone."""
    lots, known_as = Lots("child at home", number), f"HOME{number}"
    diary = Diary(number, span.first, span)
    on = office_day(later(span.since, lots.number(0, (span.last - span.since).days)))
    identifiers = [{"system": "information-system", "value": known_as}]
    diary.tell(on, Role.INFORMATION_SYSTEM, "/children", {"identifiers": identifiers}, gives=f"child-{number}")
    tell_plan(
        Notices(diary, source, known_as, since=settled(span)),
        lots,
        f"plan-{number}",
        on,
        later(on, lots.about(90, 250, 600)),
    )
    yield from diary.commands()
