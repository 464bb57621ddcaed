"""Whatever is asked of a child's care in any order: it folds, repeats record nothing, and corrections are whole."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID, uuid5

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from iro_chassis.service import catalogue_of
from iro_events.catalogue import encode
from iro_events.decider import Context, Refused, fold
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.facts.codes import CareChange, ReasonCeased
from iro_events.handle import Past, handle
from iro_events.notes import NoteRecorded
from iro_events.spec import context_on
from iro_statute import EarlyReviewTrigger
from review_service.app import DECIDERS
from review_service.domain import care_commands as asked
from review_service.domain.care import CARE
from review_service.domain.care_commands import CareCommand, PeriodCommand, RestateCare
from review_service.domain.care_events import CareEvent, ReviewsCounted, ReviewUncounted
from review_service.domain.care_state import Care
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.regimes import restated
from review_service.domain.spans import overlap
from review_service.domain.timetable import dues_moved
from review_service.row_folds import Row, care_row

CATALOGUE = catalogue_of(DECIDERS, days=True, inbound=True)
SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)
MORE = settings(max_examples=300, deadline=None, derandomize=True)
CHILD = UUID(int=99)
TODAY = date(2016, 1, 4)

Asked = tuple[UUID, CareCommand]
"""A command and the id of what it is given to."""

ids = st.sampled_from([UUID(int=number) for number in range(1, 4)])
days = st.integers(0, 40).map(lambda step: date(2014, 4, 1) + timedelta(days=7 * step))
statuses = st.sampled_from([LegalStatus.C2, LegalStatus.E1, LegalStatus.V3, LegalStatus.V2])
placements = st.sampled_from([Placement.A3, Placement.A5, Placement.K2, Placement.P1])
reasons = st.sampled_from([ReasonCeased.E8, ReasonCeased.E11])
causes = st.builds(
    asked.CauseOfEarlyReview,
    trigger=st.sampled_from(
        [EarlyReviewTrigger.SECTION_21_ACCOMMODATION_ENDS, EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE]
    ),
    since=days,
)
changed_codes: st.SearchStrategy[asked.ChangeLegalStatus | asked.ChangePlacement] = st.one_of(
    st.builds(asked.ChangeLegalStatus, on=days, legal_status=statuses),
    st.builds(asked.ChangePlacement, on=days, placement=placements, new_carers=st.booleans()),
)
began = st.builds(
    asked.BecomeLookedAfter,
    on=days,
    legal_status=statuses,
    placement=st.none() | placements,
    notified_on=st.none() | days,
    ended_on=st.none(),
    reason=st.none(),
)
period_commands: st.SearchStrategy[PeriodCommand] = st.one_of(
    began,
    st.builds(asked.CorrectLookedAfterDate, on=days),
    changed_codes,
    st.builds(asked.GiveAuthorityToPlace, on=days),
    st.builds(asked.EndAuthorityToPlace, on=days),
    st.builds(asked.PlaceForAdoption, on=days),
    st.builds(asked.ReturnFromAdopters, on=days),
    st.builds(asked.WithdrawCareChange, on=days, change=st.sampled_from(CareChange)),
    st.builds(asked.CeaseLookingAfter, on=days, reason=reasons, review_required=st.none() | causes),
    st.builds(asked.CorrectCareEnd, on=days, reason=reasons),
    st.builds(asked.WithdrawCareEnd),
    st.builds(asked.WithdrawCareEntry),
    st.builds(asked.AppointIro, on=days, iro=ids, override_reason=st.none() | st.just("a reason")),
    st.builds(asked.DesignateLongTermFostering, on=days),
    st.builds(asked.ChangeCarePlan, on=days, review=st.none() | ids, not_practicable=st.booleans()),
)
stated_reviews = st.lists(days, max_size=3, unique=True).map(
    lambda held: [asked.StatedReview(review=UUID(int=day.toordinal()), held_on=day) for day in held]
)
stated_changes = st.lists(
    st.builds(asked.StatedChange, on=days, change=st.sampled_from(CareChange), authority_stands=st.booleans()),
    max_size=3,
    unique_by=lambda change: change.on,
)
stated_periods = st.lists(
    st.builds(
        asked.StatedPeriod, care=ids, started_on=days, changes=stated_changes, ended_on=st.none(), reason=st.none()
    ),
    max_size=1,
)
anything: st.SearchStrategy[CareCommand] = st.one_of(
    period_commands,
    st.builds(asked.CountReview, review=ids, held_on=days, completed_on=st.none() | days),
    st.builds(asked.UncountReview, review=ids),
    st.builds(RestateCare, periods=stated_periods, reviews=stated_reviews),
)
care_commands: st.SearchStrategy[list[Asked]] = st.lists(st.tuples(ids, anything), max_size=14)


@st.composite
def reported_care(draw: st.DrawFn) -> RestateCare:
    """Periods one after the other, some reported by the authority's own system, all else of them at random."""
    ends = sorted(draw(st.lists(days, min_size=2, max_size=6)))
    periods = []
    for number, (start, end) in enumerate(zip(ends[::2], ends[1::2], strict=False)):
        noticed = draw(st.booleans())
        ended_on = draw(st.sampled_from([end, None])) if end == ends[-1] else end
        period = asked.StatedPeriod(
            care=draw(st.sampled_from([UUID(int=1), UUID(int=2), UUID(int=10 + number)])),
            started_on=start,
            start_known=draw(st.booleans()),
            changes=draw(stated_changes),
            ended_on=ended_on,
            reason=draw(st.none() | reasons) if ended_on else None,
            short_break=draw(st.booleans()),
            noticed=noticed,
            notified_on=draw(st.none() | days) if noticed else None,
        )
        periods.append(period)
    assume(len({period.care for period in periods}) == len(periods))
    return RestateCare(periods=tuple(periods), reviews=tuple(draw(stated_reviews)))


class Recording:
    """A child's care while commands are carried out one after the other."""

    def __init__(self) -> None:
        self.past: list[Past] = []
        self.care = CARE.initial

    def take(self, to: UUID, command: CareCommand) -> Sequence[CareEvent | NoteRecorded] | None:
        """What the command recorded; None where it was refused."""
        context = given_to(to)
        try:
            events = handle(CARE, command, self.care, self.past, context)
        except Refused:
            return None
        self.past += [Past(event, context.recorded_at) for event in events]
        self.care = fold(CARE, events, self.care)
        return events

    @property
    def events(self) -> list[CareEvent]:
        """All that was recorded but notes."""
        return [past.event for past in self.past if isinstance(past.event, CareEvent)]


def given_to(to: UUID) -> Context:
    return context_on(TODAY, subject=CHILD, id_=to)


def recorded_by(commands: Sequence[Asked]) -> Recording:
    stream = Recording()
    for to, command in commands:
        stream.take(to, command)
    return stream


@SETTINGS
@given(care_commands)
def test_care_takes_any_commands(commands: list[Asked]) -> None:
    stream = Recording()

    for to, command in commands:
        events = stream.take(to, command)
        if events is not None:
            assert list(stream.take(to, command) or ()) == []
            for event in events:
                assert CATALOGUE.decode(event.type, event.version(), encode(event)) == event
    assert_sound(stream.care)


@MORE
@given(care_commands, began, changed_codes, changed_codes)
def test_a_corrected_code_is_as_if_the_right_one_had_been_recorded_from_the_start(
    commands: list[Asked], first: asked.BecomeLookedAfter, wrong: CareCommand, right: CareCommand
) -> None:
    care = UUID(int=1)
    assume(type(wrong) is type(right))
    corrected = right.model_copy(update={"on": wrong.on})  # type: ignore[union-attr]  # codes both have a day
    history = [(care, first), *commands]
    both, alone = recorded_by(history), recorded_by(history)

    assume(both.take(care, wrong) and alone.take(care, corrected))
    both.take(care, corrected)

    assert both.care == alone.care
    assert [period.due for period in both.care.in_order()] == [period.due for period in alone.care.in_order()]


@MORE
@given(care_commands, reported_care(), reported_care())
def test_care_restated_twice_records_nothing_the_second_time(
    commands: list[Asked], before: RestateCare, command: RestateCare
) -> None:
    stream = recorded_by([*commands[:7], (CHILD, before), *commands[7:]])

    stream.take(CHILD, command)

    assert stream.take(CHILD, command) == []


@SETTINGS
@given(care_commands.map(lambda commands: recorded_by(commands).events).flatmap(st.permutations))
def test_evolve_fails_on_no_order_of_events(history: list[CareEvent]) -> None:
    assert isinstance(fold(CARE, history), Care)


@SETTINGS
@given(care_commands)
def test_the_table_of_care_says_what_the_events_say(commands: list[Asked]) -> None:
    stream = recorded_by(commands)
    rows: dict[UUID, Row | None] = {}

    for event in stream.events:
        if not isinstance(event, ReviewsCounted | ReviewUncounted):
            rows[event.care] = care_row(rows.get(event.care), recorded(event))

    assert {row["care"]: row for row in rows.values() if row} == {
        period.care: {
            "care": period.care,
            "child": CHILD,
            "started_on": period.started_on,
            "start_known": period.start_known,
            "ended_on": period.ended_on,
            "short_break": period.short_break,
            "iro": period.iro,
            "ordinal": period.due.ordinal,
            "due_statute": period.due.statute,
            "due_indicator": period.due.indicator,
        }
        for period in stream.care.in_order()
    }


def recorded(event: Event) -> Recorded:
    context = given_to(CHILD)
    return Recorded(
        id=uuid5(CHILD, repr(event)),
        source="/E10000011/review-service",
        stream=CARE.stream_of(CHILD),
        version=1,
        subject=CHILD,
        event=event,
        recorded_at=context.recorded_at,
        effective_on=event.effective_on,
        actor=context.actor,
        correlation_id=context.correlation_id,
        causation_id=None,
        authority="E10000011",
    )


def assert_sound(care: Care) -> None:
    """No overlap, nothing senseless, nothing outside its period, and every due date set."""
    for earlier, later in pairwise(care.in_order()):
        assert (earlier.from_return and later.from_return) or not overlap(earlier, later)
    for period in care.in_order():
        assert restated(period, period.changes) == []
        assert list(period.changes) == sorted(period.changes, key=lambda change: change.on)
    assert dues_moved(care) == []
