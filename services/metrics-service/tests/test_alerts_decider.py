"""Which deadlines of one child are published, and when that is no news."""

from datetime import date
from typing import Any
from uuid import UUID

from iro_events.facts.deadline_codes import ClockId
from iro_events.facts.deadlines import (
    DeadlineApproaching,
    DeadlineMissed,
    RestrictedDeadlineApproaching,
    RestrictedDeadlineMissed,
)
from iro_events.spec import Spec
from metrics_service.deadlines.alerts import ALERTS, MISSED, PublishDeadline

CARE = UUID(int=2)
DUE = date(2026, 3, 2)
TODAY = date(2026, 2, 2)
ABOUT: dict[str, Any] = {
    "clock": ClockId.REVIEW,
    "key": CARE,
    "care": CARE,
    "review": None,
    "concern": None,
    "due_by": DUE,
    "as_at": TODAY,
}
spec = Spec(ALERTS).about(UUID(int=1)).on(TODAY)


def publish(lead: int, *, restricted: bool = False, **other: Any) -> PublishDeadline:
    return PublishDeadline(**ABOUT | other, lead=lead, restricted=restricted)


def approaching(lead: int, **other: Any) -> DeadlineApproaching:
    return DeadlineApproaching(**ABOUT | other, lead=lead)


def test_a_deadline_is_published_at_a_lead_time_and_again_at_a_shorter_one() -> None:
    spec.when(publish(28)).then(approaching(28))
    spec.given(approaching(28)).when(publish(7)).then(approaching(7))


def test_a_longer_lead_is_no_news_once_a_shorter_one_was_published() -> None:
    spec.given(approaching(7)).when(publish(28)).then_nothing()


def test_a_missed_deadline_is_published_once_and_no_lead_of_it_afterwards() -> None:
    spec.given(approaching(7)).when(publish(MISSED)).then(DeadlineMissed(**ABOUT))
    spec.given(DeadlineMissed(**ABOUT)).when(publish(MISSED)).then_nothing()
    spec.given(DeadlineMissed(**ABOUT)).when(publish(7)).then_nothing()


def test_as_published_on_an_earlier_day_is_no_news_today() -> None:
    spec.given(approaching(28, as_at=date(2026, 1, 30))).when(publish(28)).then_nothing()


def test_a_deadline_that_moved_is_another_one() -> None:
    later = date(2026, 3, 9)
    spec.given(approaching(28)).when(publish(28, due_by=later)).then(approaching(28, due_by=later))


def test_a_clock_that_rests_on_restricted_events_is_published_to_few() -> None:
    spec.when(publish(28, restricted=True)).then(RestrictedDeadlineApproaching(**ABOUT, lead=28))
    spec.when(publish(MISSED, restricted=True)).then(RestrictedDeadlineMissed(**ABOUT))
