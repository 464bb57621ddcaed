"""What a return's episodes say: one test a clause, and properties over any rows."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from iro_events.facts.codes import CareChange, ReasonCeased, Regime
from review_service.domain.care_commands import StatedChange, StatedPeriod
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.periods import Episode, stated_periods, stated_reviews
from review_service.domain.return_codes import Rne

CHILD = UUID("00000000-0000-4000-8000-00000000c41d")


def day(text: str) -> date:
    return date.fromisoformat(text)


def episode(decom: str, rne: str, ls: str = "C2", place: str = "", end: str = "") -> Episode:
    """A row; `end` is its DEC and REC, such as "2014-09-01 E8", "2014-09-01 X1", "2014-09-01" or "2014-09-01 ??"."""
    dec, _, rec = end.partition(" ")
    return Episode(
        decom=day(decom),
        rne=Rne(rne),
        legal_status=LegalStatus(ls),
        placement=Placement(place) if place else None,
        care_ended_on=day(dec) if rec not in {"", "X1"} else None,
        reason=ReasonCeased(rec) if rec in set(ReasonCeased) else None,
    )


def periods(*episodes: Episode) -> tuple[StatedPeriod, ...]:
    return stated_periods(CHILD, episodes)


def only(*episodes: Episode) -> StatedPeriod:
    (period,) = periods(*episodes)
    return period


def changes(*episodes: Episode) -> list[tuple[str, CareChange]]:
    return [(change.on.isoformat(), change.change) for change in only(*episodes).changes]


def test_a_start_opens_a_period() -> None:
    period = only(episode("2014-04-01", "S"))

    assert (period.started_on, period.start_known, period.ended_on) == (day("2014-04-01"), True, None)


def test_episodes_that_follow_a_start_belong_to_its_period() -> None:
    assert len(periods(episode("2014-04-01", "S"), episode("2014-06-01", "P"), episode("2014-07-01", "L"))) == 1


def test_no_episodes_are_no_periods() -> None:
    assert periods() == ()


def test_a_period_still_running_at_the_next_start_ends_the_day_before_by_inference() -> None:
    first, second = periods(episode("2014-04-01", "S"), episode("2014-09-01", "S"))

    assert (first.ended_on, first.end_inferred, first.reason) == (day("2014-08-31"), True, None)
    assert (second.started_on, second.ended_on) == (day("2014-09-01"), None)


def test_an_end_recorded_after_the_next_start_is_inferred_too() -> None:
    first, _ = periods(episode("2014-04-01", "S", end="2014-12-01 E8"), episode("2014-09-01", "S"))

    assert (first.ended_on, first.end_inferred, first.reason) == (day("2014-08-31"), True, None)


def test_an_end_on_the_very_day_of_the_next_start_stays() -> None:
    first, second = periods(episode("2014-04-01", "S", end="2014-09-01 E4A"), episode("2014-09-01", "S"))

    assert (first.ended_on, first.end_inferred) == (day("2014-09-01"), False)
    assert first.reason is ReasonCeased.E4A
    assert second.started_on == day("2014-09-01")


def test_a_start_the_day_after_the_start_ends_the_first_on_its_own_day() -> None:
    first, _ = periods(episode("2014-04-01", "S"), episode("2014-04-02", "S"))

    assert first.ended_on == first.started_on


def test_an_episode_on_the_day_of_the_end_belongs_to_the_period() -> None:
    period = only(episode("2014-04-01", "S", end="2014-09-01 E8"), episode("2014-09-01", "L", place="A5"))

    assert period.ended_on == day("2014-09-01")
    assert [change.on for change in period.changes] == [day("2014-09-01")]


def test_an_episode_after_the_end_that_is_no_start_opens_a_period_of_unknown_start() -> None:
    _, second = periods(episode("2014-04-01", "S", end="2014-09-01 E8"), episode("2014-09-02", "P"))

    assert (second.started_on, second.start_known) == (day("2014-09-02"), False)


def test_a_first_episode_that_is_no_start_opens_a_period_of_unknown_start() -> None:
    assert not only(episode("2014-04-01", "L")).start_known


def test_a_start_after_a_period_of_unknown_start_ends_it_the_day_before() -> None:
    first, second = periods(episode("2014-04-01", "L"), episode("2014-06-01", "S"))

    assert (first.start_known, first.ended_on, first.end_inferred) == (False, day("2014-05-31"), True)
    assert second.start_known


def test_a_period_ends_at_the_latest_end_that_its_episodes_tell() -> None:
    period = only(
        episode("2014-04-01", "S", end="2014-09-01 E3"),
        episode("2014-06-01", "P", end="2014-10-01 E8"),
        episode("2014-07-01", "P", end="2014-08-01 E2"),
    )

    assert (period.ended_on, period.reason) == (day("2014-10-01"), ReasonCeased.E8)


def test_an_episode_after_one_end_and_before_the_latest_belongs() -> None:
    assert len(periods(episode("2014-04-01", "S", end="2014-10-01 E8"), episode("2014-09-15", "P"))) == 1


def test_a_continuing_episode_ends_nothing() -> None:
    period = only(episode("2014-04-01", "S", end="2014-06-01 X1"), episode("2014-06-01", "P"))

    assert period.ended_on is None


def test_a_last_day_without_a_reason_ends_nothing() -> None:
    assert only(episode("2014-04-01", "S", end="2014-06-01")).ended_on is None


def test_an_unknown_reason_ends_the_period_and_leaves_the_reason_blank() -> None:
    period = only(episode("2014-04-01", "S", end="2014-06-01 ??"))

    assert (period.ended_on, period.reason, period.end_inferred) == (day("2014-06-01"), None, False)


def test_an_adoption_placement_is_the_placed_regime_whatever_the_legal_status() -> None:
    for place in ("A3", "A4", "A5", "A6"):
        for status in ("E1", "C2", "V2"):
            told = changes(episode("2014-04-01", "S"), episode("2014-06-01", "P", status, place))

            assert told == [("2014-06-01", CareChange.PLACED)]


def test_a_placement_order_is_the_authority_regime() -> None:
    told = changes(episode("2014-04-01", "S"), episode("2014-06-01", "L", "E1", "U4"))

    assert told == [("2014-06-01", CareChange.AUTHORITY_GIVEN)]


def test_a_freeing_order_is_ordinary() -> None:
    assert changes(episode("2004-04-01", "S"), episode("2004-06-01", "L", "D1", "U4")) == []


def test_episodes_of_one_regime_make_no_change() -> None:
    rows = [("2014-05-01", "L", "C1"), ("2014-06-01", "P", "C2"), ("2014-07-01", "B", "V2")]

    assert changes(episode("2014-04-01", "S"), *(episode(*row) for row in rows)) == []


def test_a_period_that_starts_in_authority_or_placed_changes_on_its_first_day() -> None:
    assert changes(episode("2014-04-01", "S", "E1")) == [("2014-04-01", CareChange.AUTHORITY_GIVEN)]
    assert changes(episode("2014-04-01", "S", "E1", "A5")) == [("2014-04-01", CareChange.PLACED)]


def test_a_move_with_new_carers_between_adoption_placements_begins_again() -> None:
    for rne in ("P", "B"):
        told = changes(episode("2014-04-01", "S", "E1", "A5"), episode("2014-06-01", rne, "E1", "A6"))

        assert told == [("2014-04-01", CareChange.PLACED), ("2014-06-01", CareChange.PLACED)]


def test_the_same_carers_under_another_adoption_code_are_no_move() -> None:
    for rne in ("L", "T", "U"):
        told = changes(episode("2014-04-01", "S", "E1", "A5"), episode("2014-06-01", rne, "E1", "A3"))

        assert told == [("2014-04-01", CareChange.PLACED)]


def test_leaving_adopters_is_a_return_that_tells_whether_authority_stands() -> None:
    placed = (episode("2014-04-01", "S"), episode("2014-06-01", "P", "E1", "A5"))
    standing = only(*placed, episode("2014-08-01", "P", "E1", "U4"))
    gone = only(*placed, episode("2014-08-01", "B", "C2", "U4"))

    returned = day("2014-08-01")
    assert standing.changes[-1] == StatedChange(on=returned, change=CareChange.RETURNED, authority_stands=True)
    assert gone.changes[-1] == StatedChange(on=returned, change=CareChange.RETURNED, authority_stands=False)


def test_a_placement_order_that_gives_way_to_another_status_is_the_end_of_authority() -> None:
    told = changes(episode("2014-04-01", "S", "E1"), episode("2014-06-01", "L", "C2"))

    assert told[-1] == ("2014-06-01", CareChange.AUTHORITY_ENDED)


def test_a_new_period_begins_ordinary_whatever_the_one_before_it_was() -> None:
    _, second = periods(
        episode("2014-04-01", "S", "E1", "A5", "2014-06-01 E8"),
        episode("2014-07-01", "S", "E1", "A5"),
    )

    assert [change.change for change in second.changes] == [CareChange.PLACED]


def test_an_unknown_start_whose_episode_brought_the_placing_was_placed_that_day() -> None:
    for rne in ("P", "T", "B", "U"):
        period = only(episode("2014-04-01", rne, "E1", "A5"))

        assert period.opened_in is Regime.ORDINARY
        assert period.changes == (StatedChange(on=day("2014-04-01"), change=CareChange.PLACED),)


def test_an_unknown_start_whose_episode_changed_the_status_only_was_placed_before() -> None:
    period = only(episode("2014-04-01", "L", "E1", "A5"))

    assert (period.opened_in, period.changes) == (Regime.PLACED, ())


def test_an_unknown_start_whose_episode_brought_the_order_had_authority_that_day() -> None:
    for rne in ("L", "B", "U"):
        period = only(episode("2014-04-01", rne, "E1", "U4"))

        assert period.opened_in is Regime.ORDINARY
        assert period.changes == (StatedChange(on=day("2014-04-01"), change=CareChange.AUTHORITY_GIVEN),)


def test_an_unknown_start_whose_episode_moved_the_child_only_had_authority_before() -> None:
    for rne in ("P", "T"):
        period = only(episode("2014-04-01", rne, "E1", "U4"))

        assert (period.opened_in, period.changes) == (Regime.AUTHORITY, ())


def test_an_unknown_start_in_the_ordinary_regime_has_no_change() -> None:
    period = only(episode("2014-04-01", "P"))

    assert (period.opened_in, period.changes) == (Regime.ORDINARY, ())


def test_a_later_change_is_measured_against_the_regime_that_was_there_already() -> None:
    period = only(episode("2014-04-01", "L", "E1", "A5"), episode("2014-06-01", "P", "E1", "A6"))

    assert [change.change for change in period.changes] == [CareChange.PLACED]


def test_a_period_all_under_short_breaks_stands_apart() -> None:
    assert only(episode("2014-04-01", "S", "V3"), episode("2014-06-01", "L", "V4")).short_break


def test_a_period_partly_under_short_breaks_counts_in_full() -> None:
    assert not only(episode("2014-04-01", "S", "V3"), episode("2014-06-01", "L", "C2")).short_break


def test_the_id_of_a_period_rests_on_the_child_and_its_opening_day() -> None:
    same = only(episode("2014-04-01", "S", "V2", "U4")).care
    (other,) = stated_periods(UUID(int=1), [episode("2014-04-01", "S")])

    assert same == only(episode("2014-04-01", "L")).care
    assert len({same, other.care, only(episode("2014-04-02", "S")).care}) == 3


def test_the_same_child_and_day_twice_is_one_review() -> None:
    reviews = stated_reviews(CHILD, [day("2014-05-01"), day("2014-04-01"), day("2014-05-01")])

    assert [review.held_on for review in reviews] == [day("2014-04-01"), day("2014-05-01")]


def _episode(decom: date, rne: Rne, codes: tuple[LegalStatus, Placement | None], span: int | None) -> Episode:
    ended = None if span is None else decom + timedelta(days=span)
    return Episode(decom, rne, *codes, care_ended_on=ended)


DAYS = st.dates(date(2014, 1, 1), date(2014, 6, 1))
CODES = st.tuples(
    st.sampled_from([LegalStatus.C2, LegalStatus.E1, LegalStatus.V3, LegalStatus.D1]),
    st.sampled_from([None, Placement.A3, Placement.A6, Placement.U4]),
)
SPANS = st.none() | st.integers(0, 90)
EPISODES = st.lists(
    st.builds(_episode, DAYS, st.sampled_from(Rne), CODES, SPANS), max_size=12, unique_by=lambda row: row.decom
)


@settings(deadline=None, derandomize=True)
@given(EPISODES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: Sequence[Episode], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert stated_periods(CHILD, rows) == stated_periods(CHILD, shuffled)


@settings(deadline=None, derandomize=True)
@given(EPISODES)
def test_periods_never_overlap_but_on_the_day_that_ends_one_and_opens_the_next(rows: Sequence[Episode]) -> None:
    for before, after in pairwise(stated_periods(CHILD, rows)):
        assert before.ended_on is not None
        assert before.ended_on < after.started_on or (before.ended_on == after.started_on and after.start_known)


@settings(deadline=None, derandomize=True)
@given(EPISODES)
def test_changes_lie_in_their_period_and_every_episode_is_in_one(rows: Sequence[Episode]) -> None:
    stated = stated_periods(CHILD, rows)
    for period in stated:
        assert period.ended_on is None or period.started_on <= period.ended_on
        for change in period.changes:
            assert period.started_on <= change.on <= (period.ended_on or date.max)
    for row in rows:
        assert any(period.started_on <= row.decom <= (period.ended_on or date.max) for period in stated)
