"""What the facts of an IRO's challenges say on a child's footprint, each in a sentence of its own."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from iro_events.event import Event
from iro_events.facts import escalation_codes as codes
from iro_events.facts import escalations
from iro_events.facts.care import ChildBecameLookedAfter
from metrics_service.areas import ESCALATIONS, ESCALATIONS_RESTRICTED
from metrics_service.footprint.saying import said

CHILD, CONCERN, IRO = UUID(int=1), UUID(int=2), UUID(int=3)
DAY, LATER = date(2014, 6, 2), date(2014, 6, 30)
UP, ALERT = codes.DisputeStage.SENIOR_MANAGERS, UUID(int=4)
OF = {"concern": CONCERN, "on": DAY}


def told(fact: type[Event], **fields: Any) -> Event:
    return fact.model_validate({**({} if "alert" in fields else OF), **fields})


RAISED = told(
    escalations.ConcernRaised,
    iro=IRO,
    category=codes.ConcernCategory.PLACEMENT_DELAY,
    raised_with=codes.RaisedWith.TEAM_MANAGER,
    answer_by=None,
)
VIEWED = told(escalations.ChildsViewOfConcernRecorded, view=codes.ChildsView.NOT_ASKED)
FORMAL = told(escalations.DisputeRaised, conclude_by=LATER, ladder_from=DAY)
UPHELD = {"outcome": codes.ConcernOutcome.UPHELD, "plan_changed": True}
SENTENCES = {
    RAISED: "The IRO raises a concern with the team manager about placement delay",
    VIEWED: "The child's view of the concern's being raised: not asked",
    told(
        escalations.ConcernAnswered, by=codes.RaisedWith.OTHER, answer=codes.Answer.PARTLY_ACCEPTED, answer_by=None
    ): "The concern is answered by others: the challenge is accepted in part",
    told(
        escalations.ConcernSettled, **UPHELD
    ): "The concern is settled without a formal dispute: the IRO's challenge is upheld, and the care plan is changed",
    FORMAL: "The concern is a formal dispute, to be concluded by 30 Jun 2014",
    told(
        escalations.StageEntered, stage=UP, step=2, answer_by=LATER
    ): "The dispute comes to its second stage, the senior managers; an answer is due by 30 Jun 2014",
    told(
        escalations.StageAnswered, stage=UP, answer=codes.Answer.NOT_ACCEPTED, answer_by=LATER
    ): "An answer comes from the senior managers: the challenge is not accepted",
    told(
        escalations.DisputeMovedUp, was=UP, to=codes.DisputeStage.CHIEF_EXECUTIVE, moved_by=codes.MovedUpBy.TIME
    ): "The dispute moves up from the senior managers to the chief executive: no answer came in time",
    told(
        escalations.StageBypassed, stage=UP, reason=codes.BypassReason.URGENT
    ): "The stage of the senior managers is left out: it is urgent",
    told(
        escalations.CafcassReferred, ground=codes.CafcassGround.NOT_REVIEWED
    ): "The IRO refers the case to Cafcass: the case is not reviewed as it should be",
    told(escalations.LegalAdviceObtained): "The IRO takes independent legal advice on the matter",
    told(
        escalations.DisputeResolved, stage=UP, conclude_by=LATER, outcome=UPHELD["outcome"], plan_changed=False
    ): "The dispute is concluded with the senior managers, to be done by 30 Jun 2014: "
    "the IRO's challenge is upheld, and the care plan is as it was",
    told(
        escalations.ConcernWithdrawn, reason=codes.ConcernWithdrawal.CARE_ENDED
    ): "The IRO pursues the matter no further: care has ended",
    escalations.ConcernEntryWithdrawn(concern=CONCERN): "The whole matter was recorded in error and is withdrawn",
    told(
        escalations.GoodPracticeAlerted, alert=ALERT, on=DAY, iro=IRO, practice=codes.GoodPractice.HEARING_THE_CHILD
    ): "The IRO tells the authority of good practice: hearing the child",
    told(
        escalations.GoodPracticeEntryWithdrawn, alert=ALERT
    ): "The good practice was recorded in error and is withdrawn",
}


@pytest.mark.parametrize(("fact", "sentence"), SENTENCES.items(), ids=lambda value: getattr(value, "type", ""))
def test_a_fact_says_what_happened_in_one_sentence(fact: Event, sentence: str) -> None:
    assert said(fact) == sentence


def test_every_fact_of_the_area_says_something() -> None:
    assert {type(fact) for fact in SENTENCES} == {*ESCALATIONS.catalogue, *ESCALATIONS_RESTRICTED.catalogue}


@pytest.mark.parametrize(
    ("fact", "field", "code_set"),
    [
        (escalations.ConcernAnswered, "answer", codes.Answer),
        (escalations.ConcernSettled, "outcome", codes.ConcernOutcome),
        (escalations.StageBypassed, "reason", codes.BypassReason),
        (escalations.CafcassReferred, "ground", codes.CafcassGround),
        (escalations.ConcernWithdrawn, "reason", codes.ConcernWithdrawal),
    ],
)
def test_every_code_of_a_set_is_said_in_words_of_its_own(
    fact: type[Event], field: str, code_set: type[codes.Answer]
) -> None:
    [one] = (each for each in SENTENCES if type(each) is fact)
    sentences = [said(one.model_copy(update={field: code})) for code in code_set]

    assert len(set(sentences)) == len(sentences)


@pytest.mark.anyio
@pytest.mark.database
async def test_a_childs_matters_stand_among_its_care_in_the_order_of_their_days(analyst: Any) -> None:
    await analyst.tell(ChildBecameLookedAfter(care=UUID(int=9), on=date(2014, 4, 1)), child=CHILD)
    (_, formal) = await analyst.tell(RAISED, FORMAL, child=CHILD)

    lines = (await analyst.get(f"/children/{CHILD}/footprint", period="2014-15")).json()["lines"]

    assert [line["type"] for line in lines] == ["ChildBecameLookedAfter", "ConcernRaised", "DisputeRaised"]
    assert (lines[2]["event"], lines[2]["what"]) == (str(formal), SENTENCES[FORMAL])


@pytest.mark.anyio
@pytest.mark.database
async def test_the_childs_view_is_a_line_of_the_day_of_the_concern_for_those_who_work_with_the_child(
    analyst: Any,
) -> None:
    await analyst.tell(ChildBecameLookedAfter(care=UUID(int=9), on=date(2014, 4, 1)), child=CHILD)
    await analyst.tell(VIEWED, child=CHILD)
    await analyst.tell(RAISED, child=CHILD)

    async def lines(role: str) -> list[tuple[str, str]]:
        answer = await analyst.get(f"/children/{CHILD}/footprint", role=role, period="2014-15")
        return sorted((line["type"], line["on"]) for line in answer.json()["lines"] if "Looked" not in line["type"])

    assert await lines("iro") == [("ChildsViewOfConcernRecorded", "2014-06-02"), ("ConcernRaised", "2014-06-02")]
    assert await lines("analyst") == [("ConcernRaised", "2014-06-02")]
