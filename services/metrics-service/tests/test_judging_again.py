"""What is judged again after each fact comes to the same as a history just read, of which nothing is remembered."""

from datetime import date
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from iro_events.facts import care, findings, reviews
from iro_events.facts.codes import LateReason
from iro_events.facts.finding_codes import Finding, GradedPlan, PlanGrade
from metrics_service.domain.history import ChildHistory, TopicFact, evolve
from metrics_service.domain.judging import judge

CHILD, IRO = UUID(int=1), UUID(int=2)
CARES = (UUID(int=3), UUID(int=4))
STARTED = tuple(care.ChildBecameLookedAfter(care=each, on=date(2014 + n, 4, 1)) for n, each in enumerate(CARES))
HISTORY = TypeAdapter(ChildHistory)

days = st.dates(date(2014, 4, 1), date(2016, 3, 31))
cares = st.sampled_from(CARES)
held = st.sampled_from([UUID(int=number) for number in range(10, 13)])
facts = st.one_of(
    st.builds(lambda of, on: care.LookedAfterDateCorrected(care=of, on=on, was=on), cares, days),
    st.builds(lambda of, on: care.ChildCeasedLookedAfter(care=of, on=on), cares, days),
    st.builds(lambda of, on: care.IroAppointed(care=of, iro=IRO, on=on), cares, days),
    st.builds(lambda of, short: care.ShortBreakStatusChanged(care=of, short_break=short), cares, st.booleans()),
    st.builds(lambda of, on: reviews.ReviewBooked(review=of, planned_for=on), held, days),
    st.builds(lambda of, on: reviews.ReviewHeld(review=of, held_on=on), held, days),
    st.builds(lambda of: reviews.ReviewEntryWithdrawn(review=of), held),
    st.builds(lambda of: reviews.LateReasonGiven(review=of, reason=LateReason.OTHER), held),
    st.builds(lambda of, on: reviews.ReviewCompleted(review=of, on=on, first_part=on, finish_by=on), held, days),
    st.builds(lambda of, on: reviews.DecisionsIssued(review=of, on=on, due_by=on, decisions=1), held, days),
    st.builds(lambda of, on: reviews.RecordCompleted(review=of, on=on, due_by=on), held, days),
    st.builds(lambda of, on: findings.MidwayChecked(review=of, on=on), held, days),
    st.builds(lambda of: findings.FindingWithdrawn(review=of, finding=Finding.MIDWAY_CHECK), held),
    st.builds(
        lambda of, on, grade: findings.PlanGraded(review=of, on=on, plan=GradedPlan.CARE, grade=grade),
        held,
        days,
        st.sampled_from(PlanGrade),
    ),
)


@given(told=st.lists(facts, min_size=4, max_size=24))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_every_fact_leaves_the_cases_that_the_history_alone_makes(told: list[TopicFact]) -> None:
    history = ChildHistory(CHILD)
    for number, fact in enumerate((*STARTED, *told), start=100):
        history = evolve(history, fact, UUID(int=number))

        assert judge(history) == judge(HISTORY.validate_json(HISTORY.dump_json(history)))
