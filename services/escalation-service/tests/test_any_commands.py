"""Any commands in any order: they fold, a repeat records nothing, and what is recorded can be read back."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_service.domain import concern_commands as asked
from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import ConcernCommand
from escalation_service.domain.concern_events import ConcernEvent
from escalation_service.domain.concern_state import OPEN, Concern, Standing
from escalation_service.domain.ladder import Ladder, LadderStage
from escalation_service.row_folds import concern_row
from iro_chassis.service import catalogue_of
from iro_events.catalogue import encode
from iro_events.decider import Refused, fold
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.facts.escalation_codes import (
    Answer,
    BypassReason,
    CafcassGround,
    ChildsView,
    ConcernCategory,
    ConcernOutcome,
    ConcernWithdrawal,
    DisputeStage,
    RaisedWith,
)
from iro_events.facts.escalations import (
    ConcernAnswered,
    ConcernRaised,
    ConcernSettled,
    ConcernWithdrawn,
    DisputeMovedUp,
    DisputeResolved,
    StageEntered,
)
from iro_events.handle import Past, handle
from iro_events.notes import NoteRecorded
from iro_events.spec import context_on

SETTINGS = settings(max_examples=200, deadline=None, derandomize=True)
C, CHILD = UUID(int=1), UUID(int=99)
CATALOGUE = catalogue_of([CONCERN], days=False, inbound=False)

LADDER = Ladder(
    date(2014, 1, 1),
    (
        LadderStage(stage=DisputeStage.TEAM_MANAGER, name="Practice Manager", working_days=5),
        LadderStage(stage=DisputeStage.HEAD_OF_SERVICE, name="Head of Service", working_days=3),
        LadderStage(stage=DisputeStage.DIRECTOR, name="Director", working_days=5),
        LadderStage(stage=DisputeStage.CHIEF_EXECUTIVE, name="Chief Executive"),
    ),
    informal_working_days=5,
)

TODAY = context_on(date(2016, 1, 4), subject=CHILD, id_=C, needed=LADDER)

days = st.integers(0, 12).map(lambda step: date(2014, 4, 1) + timedelta(days=4 * step))
words = st.none() | st.sampled_from(["a note", "another"])
stages = st.sampled_from([*(each.stage for each in LADDER.stages), DisputeStage.SENIOR_MANAGERS])
reasons = st.none() | st.just(BypassReason.URGENT)
outcomes = st.sampled_from(ConcernOutcome)
answers = st.sampled_from(Answer)
about = {
    "on": days,
    "words": words,
    "iro": st.just(UUID(int=2)),
    "category": st.sampled_from([ConcernCategory.DRIFT, ConcernCategory.PRACTICE]),
    "childs_view": st.just(ChildsView.AGREES),
}
bodies: st.SearchStrategy[ConcernCommand] = st.one_of(
    st.builds(asked.RaiseConcern, raised_with=st.just(RaisedWith.SOCIAL_WORKER), **about),
    st.builds(asked.RaiseDisputeAtOnce, stage=st.none() | stages, bypass_reason=reasons, **about),
    st.builds(asked.AnswerConcern, on=days, words=words, by=st.sampled_from(RaisedWith), answer=answers),
    st.builds(asked.SettleConcern, on=days, words=words, outcome=outcomes, plan_changed=st.booleans()),
    st.builds(asked.RaiseDispute, on=days, words=words, stage=st.none() | stages, bypass_reason=reasons),
    st.builds(asked.MoveDisputeUp, on=days, words=words, to=stages, bypass_reason=reasons),
    st.builds(asked.MoveUpByTime, as_at=days),
    st.builds(asked.AnswerAtStage, on=days, words=words, stage=stages, answer=answers),
    st.builds(asked.ResolveDispute, on=days, words=words, outcome=outcomes, plan_changed=st.booleans()),
    st.builds(asked.ReferToCafcass, on=days, words=words, ground=st.sampled_from(CafcassGround)),
    st.builds(asked.TakeLegalAdvice, on=days, words=words),
    st.builds(asked.WithdrawConcern, on=days, words=words, reason=st.sampled_from(ConcernWithdrawal)),
    st.builds(asked.WithdrawConcernEntry),
)
# A matter begins as nearly all do, or else most of what is asked of it would be refused.
commands = st.tuples(bodies, st.lists(bodies, max_size=14)).map(lambda drawn: [*_BEGINNING, drawn[0], *drawn[1]])
_BEGINNING: tuple[ConcernCommand, ...] = (
    asked.RaiseConcern(
        on=date(2014, 4, 1),
        iro=UUID(int=2),
        category=ConcernCategory.DRIFT,
        childs_view=ChildsView.AGREES,
        raised_with=RaisedWith.SOCIAL_WORKER,
    ),
    asked.RaiseDispute(on=date(2014, 4, 5)),
)


def carried_out(commands: list[ConcernCommand]) -> list[ConcernEvent | NoteRecorded]:
    """All that was not refused; each accepted command is given twice and what it recorded read back."""
    state, history = CONCERN.initial, list[Past]()
    for command in commands:
        try:
            events = handle(CONCERN, command, state, history, TODAY)
        except Refused:
            continue
        state = fold(CONCERN, events, state)
        history += [Past(event, TODAY.recorded_at) for event in events]
        assert list(handle(CONCERN, command, state, history, TODAY)) == []
        for event in events:
            assert CATALOGUE.decode(event.type, event.version(), encode(event)) == event
    recorded: list[Any] = [past.event for past in history]
    return recorded


@SETTINGS
@given(commands)
def test_a_concern_takes_any_commands(given_in_turn: list[ConcernCommand]) -> None:
    concern = fold(CONCERN, carried_out(given_in_turn))

    assert concern.standing is not Standing.NEW
    assert (concern.stage is not None) is (concern.formal_on is not None)
    assert all(lower.on <= higher.on for lower, higher in pairwise(concern.reached))


@SETTINGS
@given(commands)
def test_a_dispute_only_ever_goes_up(history: list[ConcernCommand]) -> None:
    events = carried_out(history)

    steps = [event.step for event in events if isinstance(event, StageEntered)]
    assert steps == sorted(set(steps))
    assert len(steps) == len([event for event in events if isinstance(event, DisputeMovedUp)]) + 1


@SETTINGS
@given(commands.map(carried_out).flatmap(st.permutations))
def test_evolve_fails_on_no_order_of_events(history: list[ConcernEvent | NoteRecorded]) -> None:
    assert isinstance(fold(CONCERN, history), Concern)


@SETTINGS
@given(commands)
def test_the_table_of_concerns_says_what_the_events_say(history: list[ConcernCommand]) -> None:
    events = carried_out(history)
    concern = fold(CONCERN, events)
    row: Mapping[str, Any] | None = None

    for event in events:
        row = concern_row(row, recorded(event))

    assert row is not None
    [raised] = (event for event in events if isinstance(event, ConcernRaised))
    answers_on = [event.on for event in events if isinstance(event, ConcernAnswered)]
    closed_on = [event.on for event in events if isinstance(event, ConcernSettled | DisputeResolved | ConcernWithdrawn)]
    assert (row["raised_on"], row["formal_on"], row["conclude_by"]) == (
        concern.raised_on,
        concern.formal_on,
        concern.conclude_by,
    )
    assert (row["answered_on"], row["closed_on"]) == (min(answers_on, default=None), next(iter(closed_on), None))
    assert row["closed_on"] is not None or concern.standing in {*OPEN, Standing.IN_ERROR}
    assert row["in_error"] is (concern.standing is Standing.IN_ERROR)
    assert (row["iro"], row["category"], row["raised_with"]) == (raised.iro, raised.category, raised.raised_with)


def recorded(event: Event) -> Recorded:
    return Recorded(
        id=uuid5(CHILD, repr(event)),
        source="/E10000011/escalation-service",
        stream=f"concern-{C}",
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
