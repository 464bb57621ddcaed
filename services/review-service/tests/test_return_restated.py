"""Whatever returns come one after the other, the care recorded is what all of them together state."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from iro_events.decider import fold
from iro_events.facts.codes import ReasonCeased
from iro_events.spec import context_on
from review_service.domain.care import CARE
from review_service.domain.care_commands import RestateCare, StatedPeriod
from review_service.domain.care_state import Care, Period
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.periods import Episode, stated_periods, stated_reviews
from review_service.domain.return_codes import Rne

CHILD = UUID("00000000-0000-4000-8000-00000000c41d")
DAYS = st.dates(date(2014, 1, 1), date(2014, 6, 1))


def _episode(
    decom: date, rne: Rne, codes: tuple[LegalStatus, Placement | None], end: tuple[int, ReasonCeased | None] | None
) -> Episode:
    days, reason = end or (0, None)
    return Episode(decom, rne, *codes, care_ended_on=decom + timedelta(days=days) if end else None, reason=reason)


EPISODES = st.lists(
    st.builds(
        _episode,
        DAYS,
        st.sampled_from(Rne),
        st.tuples(
            st.sampled_from([LegalStatus.C2, LegalStatus.E1, LegalStatus.V3]),
            st.sampled_from([None, Placement.A3, Placement.U4]),
        ),
        st.none() | st.tuples(st.integers(0, 60), st.sampled_from([None, ReasonCeased.E4A, ReasonCeased.E8])),
    ),
    max_size=6,
)


def _as_stated(period: Period) -> tuple[object, ...]:
    changes = [(change.on, change.change, change.authority_stands) for change in period.changes]
    ended = (period.ended_on, period.reason, period.end_inferred)
    return (
        period.care, period.started_on, period.start_known, period.opened_in, changes, ended, period.short_break
    )  # fmt: skip


def _stated(period: StatedPeriod) -> tuple[object, ...]:
    changes = [(change.on, change.change, bool(change.authority_stands)) for change in period.changes]
    ended = (period.ended_on, period.reason, period.end_inferred)
    return (
        period.care, period.started_on, period.start_known, period.opened_in, changes, ended, period.short_break
    )  # fmt: skip


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(EPISODES, st.lists(DAYS, max_size=4)), min_size=1, max_size=4))
def test_the_care_recorded_is_what_all_returns_together_state(imports: list[tuple[list[Episode], list[date]]]) -> None:
    care, rows, days = Care(), dict[date, Episode](), set[date]()
    for episodes, reviews in imports:
        rows |= {episode.decom: episode for episode in episodes}
        days |= set(reviews)
        command = RestateCare(periods=stated_periods(CHILD, rows.values()), reviews=stated_reviews(CHILD, days))
        care = fold(CARE, CARE.decide(command, care, context_on(date(2015, 1, 1))), care)

        assert list(CARE.decide(command, care, context_on(date(2015, 1, 1)))) == []
        assert [_as_stated(period) for period in care.in_order()] == [_stated(period) for period in command.periods]
        assert {held.held_on for held in care.reviews.values()} == days
