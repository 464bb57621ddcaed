"""What is told of a concern: raised, answered, mostly settled, sometimes dropped, sometimes made a formal dispute."""

from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.challenges.disputes_told import tell_dispute
from iro_embedded.demo.challenges.matter import PARTLY, REFUSED, UPHELD, Matter
from iro_embedded.demo.lots import later
from iro_events.facts.escalation_codes import (
    Answer,
    ChildsView,
    ConcernCategory,
    ConcernWithdrawal,
    RaisedWith,
)

_FOUR = 4
_WITH = {RaisedWith.SOCIAL_WORKER: 56, RaisedWith.TEAM_MANAGER: 36, RaisedWith.SERVICE_MANAGER: 8}
_VIEWS = {ChildsView.AGREES: 56, ChildsView.NO_VIEW: 16, ChildsView.NOT_ASKED: 20, ChildsView.DISAGREES: 8}
_ANSWERS = {Answer.ACCEPTED: 58, Answer.PARTLY_ACCEPTED: 27, Answer.NOT_ACCEPTED: 15}
_DROPPED = {ConcernWithdrawal.OVERTAKEN: 70, ConcernWithdrawal.CHILD_ASKED: 15, ConcernWithdrawal.OTHER: 15}
_OFTEN_UNANSWERED, _OFTEN_LATE = 0.08, 0.18
_OFTEN_FORMAL = {Answer.PARTLY_ACCEPTED: 0.1, Answer.NOT_ACCEPTED: 0.42, None: 0.5}
_OF_LATE = 42
_OFTEN_FORMAL_OF_LATE = {Answer.ACCEPTED: 0.2, Answer.PARTLY_ACCEPTED: 0.6, Answer.NOT_ACCEPTED: 0.9, None: 0.9}
"""Of concerns answered within so many days before the last: so that there is something formal to be seen open."""

_OFTEN_DROPPED = 0.06
_OUTCOMES = {Answer.ACCEPTED: UPHELD, Answer.PARTLY_ACCEPTED: PARTLY, Answer.NOT_ACCEPTED: REFUSED, None: PARTLY}

WORDS = {
    ConcernCategory.PLACEMENT_DELAY: "A family was to be found by now and none has been put to the panel",
    ConcernCategory.PLACEMENT_UNSUITABLE: "The placement does not meet what the assessment says is needed",
    ConcernCategory.PLAN_MISSING: "There was no plan for permanence to agree at the review",
    ConcernCategory.PLAN_CHANGED_WITHOUT_REVIEW: "The move was made without a review to consider it",
    ConcernCategory.DECISIONS_NOT_CARRIED_OUT: "What the last review decided has not been begun",
    ConcernCategory.DRIFT: "The plan for permanence has been put off again",
    ConcernCategory.PRACTICE: "Papers for the review came late or not at all",
    ConcernCategory.CHILD_NOT_HEARD: "Nobody had asked for the child's views before the review",
    ConcernCategory.VISITS: "Statutory visits are overdue",
    ConcernCategory.CONTACT: "Family time in the plan does not happen as agreed",
    ConcernCategory.EDUCATION: "The education plan is out of date and no school place is named",
    ConcernCategory.HEALTH: "The health assessment is overdue and its plan not shared",
    ConcernCategory.LEAVING_CARE: "There is no pathway plan that the young person would know as theirs",
}


def tell_concern(matter: Matter, on: date) -> date:
    """From the day it is raised; gives the day by which all that is to come of it has come."""
    raise_concern(matter, on)
    answered_on, answer = _answer(matter, on)
    lots = matter.lots
    if matter.ends_with_care(answered_on):
        return answered_on
    lately = answered_on >= later(matter.known.span.last, -_OF_LATE)
    if lots.falls((_OFTEN_FORMAL_OF_LATE if lately else _OFTEN_FORMAL).get(answer, 0.0)):
        formal_on = matter.days_on(answered_on, lots.number(2, 12))
        return formal_on if matter.ends_with_care(formal_on) else tell_dispute(matter, formal_on)
    settled_on = matter.days_on(answered_on, lots.about(2, 9, 35))
    if matter.ends_with_care(settled_on):
        return settled_on
    if lots.falls(_OFTEN_DROPPED):
        matter.tell(settled_on, "withdrawals", Role.IRO, {"reason": lots.one_of(_DROPPED)})
    else:
        matter.tell(settled_on, "settlements", Role.IRO, matter.outcome(_OUTCOMES[answer]))
    return settled_on


def raise_concern(matter: Matter, on: date) -> None:
    """With whom, what it is about, and what the child thinks of it."""
    body = {**_raised(matter, on), "raised_with": matter.lots.one_of(_WITH)}
    matter.diary.tell(on, Role.IRO, f"{matter.known.path}/concerns", body, gives=matter.name)


def raise_at_once(matter: Matter, on: date) -> date:
    """What cannot wait is a formal dispute from the first; gives the day by which all of it has come."""
    matter.diary.tell(on, Role.IRO, f"{matter.known.path}/disputes", _raised(matter, on), gives=matter.name)
    return tell_dispute(matter, on, begun=True)


def _raised(matter: Matter, on: date) -> dict[str, object]:
    view = ChildsView.TOO_YOUNG if matter.known.age_on(on) < _FOUR else matter.lots.one_of(_VIEWS)
    told: dict[str, object] = {
        "on": on,
        "iro": matter.known.iro_on(on),
        "category": matter.category,
        "childs_view": view,
    }
    return {**told, "words": WORDS[matter.category]} if matter.category in WORDS else told


def _answer(matter: Matter, raised_on: date) -> tuple[date, Answer | None]:
    """The answer and its day; or none, and the day on which the IRO has waited enough."""
    lots = matter.lots
    if lots.falls(_OFTEN_UNANSWERED):
        return matter.days_on(raised_on, lots.number(11, 16)), None
    on = matter.days_on(raised_on, lots.number(11, 20) if lots.falls(_OFTEN_LATE) else lots.about(1, 5, 10))
    answer = lots.one_of(_ANSWERS)
    ended_on = matter.known.child.ended_on
    if ended_on is None or ended_on >= on:
        by = lots.one_of({RaisedWith.SOCIAL_WORKER: 35, RaisedWith.TEAM_MANAGER: 55, RaisedWith.SERVICE_MANAGER: 10})
        matter.tell(on, "answers", Role.SOCIAL_WORK_MANAGER, {"by": by, "answer": answer})
    return on, answer
