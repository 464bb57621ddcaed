"""What the authority's own system says of a child's care comes to the same, whatever is learnt first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from hypothesis import example, given, settings
from hypothesis import strategies as st

from iro_events.decider import fold
from iro_events.facts.codes import ReasonCeased
from iro_events.spec import context_on
from review_service.domain.care import CARE
from review_service.domain.care_commands import RestateCare
from review_service.domain.care_notices import (
    CARE_NOTICES,
    CareNotices,
    NoticeCommand,
    NoticeOf,
    TakeCareNotice,
    WithdrawCareNotice,
)
from review_service.domain.care_state import Care
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.return_codes import Rne
from review_service.domain.stated_care import stated_care

CHILD = UUID(int=7)
TODAY = context_on(date(2016, 1, 4))
FIRST = date(2015, 4, 1)


def start(record: str, day: int, **other: Any) -> TakeCareNotice:
    on = FIRST + timedelta(days=day)
    said = {"of": NoticeOf.START, "source": "/is", "record": record, "on": on, "rne": Rne.STARTED}
    return TakeCareNotice.model_validate({**said, "legal_status": LegalStatus.C2, **other})


def episode(record: str, day: int, rne: Rne, status: LegalStatus, placement: Placement | None) -> TakeCareNotice:
    codes = {"rne": rne, "legal_status": status, "placement": placement}
    return start(record, day).model_copy(update={"of": NoticeOf.EPISODE, **codes})


def end(record: str, day: int) -> TakeCareNotice:
    on = FIRST + timedelta(days=day)
    return TakeCareNotice(of=NoticeOf.END, source="/is", record=record, on=on, reason=ReasonCeased.E8)


days = st.integers(0, 40)
statuses = st.sampled_from([LegalStatus.C2, LegalStatus.E1, LegalStatus.V3])
placements = st.sampled_from([None, Placement.U4, Placement.A3])
changed = st.sampled_from([Rne.LEGAL_STATUS, Rne.PLACEMENT_AND_CARERS, Rne.LEGAL_STATUS_AND_PLACEMENT])
names = st.sampled_from("abcd")
notices: st.SearchStrategy[NoticeCommand] = st.one_of(
    st.builds(start, names, days, legal_status=statuses, placement=placements),
    st.builds(episode, names, days, changed, statuses, placements),
    st.builds(end, names, days),
    st.builds(WithdrawCareNotice, of=st.sampled_from(NoticeOf), source=st.just("/is"), record=names),
)


def newest(told: Sequence[NoticeCommand]) -> list[NoticeCommand]:
    """The last that was told of each record: the border lets nothing older come after."""
    return list({(one.of, one.record): one for one in told}.values())


def take(told: Sequence[NoticeCommand], care: Care | None = None) -> Care:
    """The child's care once these were told, one by one."""
    care = care or CARE.initial
    known = CareNotices()
    for one in told:
        known = fold(CARE_NOTICES, CARE_NOTICES.decide(one, known, TODAY), known)
        care = fold(CARE, CARE.decide(restated(known), care, TODAY), care)
    assert not CARE.decide(restated(known), care, TODAY), "restated again, nothing is told"
    return care


def restated(known: CareNotices) -> RestateCare:
    return RestateCare(periods=stated_care(CHILD, (), known))


def looked_at(care: Care) -> list[Any]:
    """The periods without their ids, and what was recorded only while they ran."""
    plain: dict[str, Any] = {"care": UUID(int=0), "due": None, "reasons": {}}
    return [(replace(period, **plain), period.reason) for period in care.in_order()]


@settings(max_examples=300, deadline=None)
@given(st.lists(notices, max_size=9), st.randoms(use_true_random=False))
@example([end("a", 5), start("a", 3), end("b", 9)], None)
def test_records_in_any_order_state_the_same_care(told: list[NoticeCommand], random: Any) -> None:
    shuffled = newest(told)
    if random is None:
        shuffled.reverse()
    else:
        random.shuffle(shuffled)

    assert looked_at(take(shuffled)) == looked_at(take(told))


@settings(max_examples=100, deadline=None)
@given(st.lists(notices, max_size=9))
def test_no_two_periods_ever_share_more_than_a_day(told: list[NoticeCommand]) -> None:
    periods = take(told).in_order()

    for earlier, later in pairwise(periods):
        assert earlier.ended_on is not None
        assert earlier.ended_on <= later.started_on


def test_an_end_on_the_day_of_the_next_start_is_of_the_period_before() -> None:
    care = take([start("a", 0), end("a", 20), start("b", 20)])

    assert [(period.started_on, period.ended_on) for period in care.in_order()] == [
        (FIRST, FIRST + timedelta(days=20)),
        (FIRST + timedelta(days=20), None),
    ]


def test_a_second_end_on_a_day_of_start_is_of_the_period_that_begins_there() -> None:
    care = take([start("a", 0), end("a", 10), start("b", 20), end("b", 20)])

    assert [period.ended_on for period in care.in_order()] == [FIRST + timedelta(days=days) for days in (10, 20)]


def test_an_end_without_any_start_is_of_nothing() -> None:
    assert take([end("a", 10)]).periods == {}
