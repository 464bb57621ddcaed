"""Whatever is asked in whatever order: it folds, it is asked twice for nothing, and what is told can be read back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from iro_events.catalogue import Catalogue, encode
from iro_events.command import Addressed
from iro_events.decider import Command, Context, Decider, Refused, State, Told, fold
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.facts.care import ReviewDueSet
from iro_events.facts.codes import CareChange, DecisionProgress, LateReason, ManagerResponse, ReasonCeased
from iro_events.facts.finding_codes import Finding, GradedPlan, PermanencePlan, PlanGrade, Right
from iro_events.handle import Past, handle
from iro_events.spec import context_on
from review_service.catalogue import CATALOGUE
from review_service.domain import care_commands as asked
from review_service.domain import finding_commands, record_commands, review_commands
from review_service.domain.care import CARE
from review_service.domain.care_commands import CareCommand, PeriodCommand
from review_service.domain.care_events import CareEvent, ReviewsCounted, ReviewUncounted
from review_service.domain.care_state import Care
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.finding_commands import FindingCommand
from review_service.domain.findings import FINDINGS, FirstPart
from review_service.domain.record import RECORD, Completion
from review_service.domain.record_commands import RecordCommand
from review_service.domain.regimes import restated
from review_service.domain.review import REVIEW
from review_service.domain.review_commands import ReviewCommand
from review_service.domain.spans import overlap
from review_service.domain.timetable import dues_moved
from review_service.row_folds import Row, care_row

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)
CHILD = UUID(int=99)
TODAY = context_on(date(2016, 1, 4))

ids = st.sampled_from([UUID(int=number) for number in range(1, 4)])
days = st.integers(0, 40).map(lambda step: date(2014, 4, 1) + timedelta(days=7 * step))
statuses = st.sampled_from([LegalStatus.C2, LegalStatus.E1, LegalStatus.V3, LegalStatus.V2])
placements = st.sampled_from([Placement.A3, Placement.A5, Placement.K2, Placement.P1])
reasons = st.sampled_from([ReasonCeased.E8, ReasonCeased.E11])

period_commands: st.SearchStrategy[PeriodCommand] = st.one_of(
    st.builds(
        asked.BecomeLookedAfter,
        on=days,
        legal_status=statuses,
        placement=st.none() | placements,
        notified_on=st.none(),
        ended_on=st.none(),
        reason=st.none(),
    ),
    st.builds(asked.CorrectLookedAfterDate, on=days),
    st.builds(asked.ChangeLegalStatus, on=days, legal_status=statuses),
    st.builds(asked.ChangePlacement, on=days, placement=placements),
    st.builds(asked.GiveAuthorityToPlace, on=days),
    st.builds(asked.EndAuthorityToPlace, on=days),
    st.builds(asked.PlaceForAdoption, on=days),
    st.builds(asked.ReturnFromAdopters, on=days),
    st.builds(asked.WithdrawCareChange, on=days, change=st.sampled_from(CareChange)),
    st.builds(asked.CeaseLookingAfter, on=days, reason=reasons, review_required=st.none()),
    st.builds(asked.CorrectCareEnd, on=days, reason=reasons),
    st.builds(asked.WithdrawCareEnd),
    st.builds(asked.WithdrawCareEntry),
    st.builds(asked.AppointIro, on=days, iro=ids),
    st.builds(asked.OverrideConflict, on=days, iro=ids, reason=st.just("a reason")),
    st.builds(asked.DesignateLongTermFostering, on=days),
    st.builds(asked.ChangeCarePlan, on=days, review=st.none() | ids),
)
stated_reviews = st.lists(days, max_size=3, unique=True).map(
    lambda held: [asked.StatedReview(review=UUID(int=day.toordinal()), held_on=day) for day in held]
)
stated_periods = st.lists(
    st.builds(
        asked.StatedPeriod,
        care=ids,
        started_on=days,
        changes=st.lists(
            st.builds(asked.StatedChange, on=days, change=st.sampled_from(CareChange), authority_stands=st.booleans()),
            max_size=3,
            unique_by=lambda change: change.on,
        ),
        ended_on=st.none(),
        reason=st.none(),
    ),
    max_size=1,
)
care_commands: st.SearchStrategy[CareCommand] = st.one_of(
    st.builds(Addressed, to=ids, command=period_commands),
    st.builds(asked.CountReview, review=ids, held_on=days, completed_on=st.none() | days),
    st.builds(asked.UncountReview, review=ids),
    st.builds(asked.RestateCare, periods=stated_periods, reviews=stated_reviews),
)
review_given: st.SearchStrategy[ReviewCommand] = st.one_of(
    st.builds(review_commands.BookReview, planned_for=days, meeting=st.none() | ids),
    st.builds(review_commands.RebookReview, planned_for=days),
    st.builds(review_commands.RecordReviewHeld, held_on=days, completed=st.booleans(), meeting=st.none()),
    st.builds(review_commands.TakeReviewFromReturn, held_on=days, completed=st.booleans()),
    st.builds(review_commands.RecordPart, held_on=days, last=st.booleans()),
    st.builds(review_commands.AdjournReview, on=days, resume_on=st.none() | days),
    st.builds(review_commands.CompleteReview, on=days),
    st.builds(review_commands.CancelReview),
    st.builds(review_commands.GiveLateReason, reason=st.sampled_from(LateReason), note=st.none() | st.just("a note")),
    st.builds(review_commands.WithdrawReviewEntry),
)
decisions = st.builds(
    record_commands.Decision,
    what=st.just("a dentist"),
    owner_role=st.sampled_from(record_commands.OwnerRole),
    by_when=st.none() | days,
)
record_given: st.SearchStrategy[RecordCommand] = st.one_of(
    st.builds(record_commands.IssueDecisions, on=days, decisions=st.lists(decisions, min_size=1, max_size=2)),
    st.builds(
        record_commands.RespondAsManager,
        on=days,
        response=st.sampled_from([ManagerResponse.AGREED, ManagerResponse.QUERIED]),
        note=st.none() | st.just("a note"),
    ),
    st.builds(record_commands.DeemAgreed),
    st.builds(record_commands.CompleteRecord, on=days),
    st.builds(record_commands.DistributeRecord, on=days),
    st.builds(
        record_commands.ProgressDecision,
        decision=st.integers(1, 2),
        on=days,
        progress=st.sampled_from(DecisionProgress),
    ),
)


finding_given: st.SearchStrategy[FindingCommand] = st.one_of(
    st.builds(
        finding_commands.ConsiderPermanence,
        plans=st.lists(st.sampled_from(PermanencePlan), max_size=2),
        agreed=st.booleans(),
    ),
    st.builds(finding_commands.ConsiderRisk, identified=st.booleans(), together=st.none() | st.booleans()),
    st.builds(finding_commands.GradePlan, plan=st.sampled_from(GradedPlan), grade=st.sampled_from(PlanGrade)),
    st.builds(finding_commands.ExplainRights, rights=st.lists(st.sampled_from(Right), min_size=1, max_size=2)),
    st.builds(finding_commands.RecordMidwayCheck, on=days),
    st.builds(
        finding_commands.WithdrawFinding,
        finding=st.sampled_from(Finding),
        plan=st.none() | st.sampled_from(GradedPlan),
    ),
)


def carried_out(decider: Decider[Command, State, Told], commands: Sequence[Command], catalogue: Catalogue) -> State:
    """The state after all that was not refused; each accepted command is asked twice and what it told read back."""
    state = decider.initial
    for command in commands:
        try:
            told = decider.decide(command, state, TODAY)
        except Refused:
            continue
        state = fold(decider, told, state)
        assert list(decider.decide(command, state, TODAY)) == []
        for event in told:
            assert catalogue.decode(event.type, event.version(), encode(event)) == event
    return state


def executed(decider: Decider[Command, State, Told], commands: Sequence[Command], context: Context) -> State:
    """The state after all that was not refused; each accepted command is handled twice and its events read back."""
    state = decider.initial
    history: list[Past] = []
    for command in commands:
        try:
            events = handle(decider, command, state, history, context)
        except Refused:
            continue
        history += [Past(event, context.recorded_at) for event in events]
        state = fold(decider, events, state)
        assert list(handle(decider, command, state, history, context)) == []
        for event in events:
            assert CATALOGUE.decode(event.type, event.version(), encode(event)) == event
    return state


def told_by(commands: Sequence[CareCommand]) -> list[CareEvent]:
    """All events that the accepted ones tell."""
    state = CARE.initial
    history: list[CareEvent] = []
    for command in commands:
        try:
            told = CARE.decide(command, state, TODAY)
        except Refused:
            continue
        state = fold(CARE, told, state)
        history += told
    return history


@SETTINGS
@given(st.lists(care_commands, max_size=14))
def test_care_takes_any_commands(commands: list[CareCommand]) -> None:
    care = carried_out(CARE, commands, CATALOGUE)

    assert_sound(care)


@SETTINGS
@given(st.lists(review_given, max_size=10))
def test_a_review_takes_any_commands(commands: list[ReviewCommand]) -> None:
    review = executed(REVIEW, commands, TODAY)

    assert review.held_on == min(review.parts, default=None)


@SETTINGS
@given(st.lists(record_given, max_size=10), days)
def test_a_record_takes_any_commands(commands: list[RecordCommand], completed_on: date) -> None:
    record = executed(RECORD, commands, replace(TODAY, needed=Completion(completed_on)))

    assert (record.issued_on is None) is (not record.decisions)


@SETTINGS
@given(st.lists(finding_given, max_size=10), days)
def test_findings_take_any_commands(commands: list[FindingCommand], held_on: date) -> None:
    findings = executed(FINDINGS, commands, replace(TODAY, needed=FirstPart(held_on)))

    assert findings.checked_on is None or findings.checked_on > held_on


@SETTINGS
@given(st.lists(care_commands, max_size=14).map(told_by).flatmap(st.permutations))
def test_evolve_fails_on_no_order_of_events(history: list[CareEvent]) -> None:
    assert isinstance(fold(CARE, history), Care)


@SETTINGS
@given(st.lists(care_commands, max_size=14))
def test_the_table_of_care_says_what_the_events_say(commands: list[CareCommand]) -> None:
    history = told_by(commands)
    care = fold(CARE, history)
    rows: dict[UUID, Row | None] = {}

    for event in history:
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
        for period in care.in_order()
    }


def recorded(event: Event) -> Recorded:
    return Recorded(
        id=uuid5(CHILD, repr(event)),
        source="/E10000011/review-service",
        stream=f"care-{CHILD}",
        version=1,
        subject=CHILD,
        event=event,
        recorded_at=TODAY.recorded_at,
        effective_on=event.effective_on,
        actor=TODAY.actor,
        correlation_id=TODAY.correlation_id,
        causation_id=None,
        authority="E10000011",
    )


def assert_sound(care: Care) -> None:
    """No overlap, nothing senseless, nothing outside its period, and every due date told."""
    for earlier, later in pairwise(care.in_order()):
        assert (earlier.from_return and later.from_return) or not overlap(earlier, later)
    for period in care.in_order():
        assert restated(period, period.changes) == []
        assert list(period.changes) == sorted(period.changes, key=lambda change: change.on)
    moved: list[ReviewDueSet] = dues_moved(care)
    assert moved == []
