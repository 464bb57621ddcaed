"""Whatever is asked in whatever order: it folds, it is asked twice for nothing, and what is told can be read back."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from iro_events.catalogue import Catalogue, encode
from iro_events.command import Addressed
from iro_events.decider import Command, Decider, Refused, State, Told, fold
from iro_events.facts.codes import DecisionProgress, LateReason, ManagerResponse
from iro_events.spec import context_on
from review_service.catalogue import CATALOGUE
from review_service.domain import record_commands, review_commands
from review_service.domain.record import RECORD
from review_service.domain.record_commands import RecordBody
from review_service.domain.review import REVIEW
from review_service.domain.review_commands import ReviewBody

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)
CHILD = UUID(int=99)
TODAY = context_on(date(2016, 1, 4))

ids = st.sampled_from([UUID(int=number) for number in range(1, 4)])
days = st.integers(0, 40).map(lambda step: date(2014, 4, 1) + timedelta(days=7 * step))

review_bodies: st.SearchStrategy[ReviewBody] = st.one_of(
    st.builds(review_commands.BookReview, planned_for=days, meeting=st.none() | ids),
    st.builds(review_commands.RebookReview, planned_for=days),
    st.builds(review_commands.RecordReviewHeld, held_on=days, completed=st.booleans(), meeting=st.none()),
    st.builds(review_commands.TakeReviewFromReturn, held_on=days),
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
record_bodies: st.SearchStrategy[RecordBody] = st.one_of(
    st.builds(record_commands.OpenRecord, review_completed_on=days),
    st.builds(record_commands.IssueDecisions, on=days, decisions=st.lists(decisions, min_size=1, max_size=2)),
    st.builds(
        record_commands.RespondAsManager,
        on=days,
        response=st.sampled_from([ManagerResponse.AGREED, ManagerResponse.QUERIED]),
        note=st.none(),
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


@SETTINGS
@given(st.lists(st.builds(Addressed, to=st.just(UUID(int=1)), command=review_bodies), max_size=10))
def test_a_review_takes_any_commands(commands: list[Addressed[ReviewBody]]) -> None:
    review = carried_out(REVIEW, commands, CATALOGUE)

    assert review.held_on == min(review.parts, default=None)


@SETTINGS
@given(st.lists(st.builds(Addressed, to=st.just(UUID(int=1)), command=record_bodies), max_size=10))
def test_a_record_takes_any_commands(commands: list[Addressed[RecordBody]]) -> None:
    record = carried_out(RECORD, commands, CATALOGUE)

    assert (record.issued_on is None) is (not record.decisions)
