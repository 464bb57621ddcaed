"""Whatever is asked in whatever order: it folds, it is asked twice for nothing, and what is told can be read back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from iro_chassis.service import catalogue_of
from iro_events.catalogue import Catalogue, encode
from iro_events.decider import Command, Context, Decider, Refused, State, Told, fold
from iro_events.facts.codes import DecisionProgress, LateReason, ManagerResponse
from iro_events.facts.finding_codes import Finding, GradedPlan, PermanencePlan, PlanGrade, Right
from iro_events.handle import Past, handle
from iro_events.spec import context_on
from review_service.app import DECIDERS
from review_service.domain import finding_commands, record_commands, review_commands
from review_service.domain.finding_commands import FindingCommand
from review_service.domain.findings import FINDINGS, FirstPart
from review_service.domain.record import RECORD, Completion
from review_service.domain.record_commands import RecordCommand
from review_service.domain.review import REVIEW
from review_service.domain.review_commands import ReviewCommand

CATALOGUE = catalogue_of(DECIDERS, days=True, inbound=True)
SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)
CHILD = UUID(int=99)
TODAY = context_on(date(2016, 1, 4))

ids = st.sampled_from([UUID(int=number) for number in range(1, 4)])
days = st.integers(0, 40).map(lambda step: date(2014, 4, 1) + timedelta(days=7 * step))

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
