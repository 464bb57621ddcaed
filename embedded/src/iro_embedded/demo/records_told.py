"""What is told after a review: decisions, the manager's answer, the record, its distribution, how decisions fare."""

from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Diary
from iro_embedded.demo.families import Child, Family
from iro_embedded.demo.lots import Lots, later
from iro_embedded.demo.meetings import Meeting
from iro_events.facts.codes import DecisionProgress, ManagerResponse
from iro_statute import add_working_days, manager_response_by
from review_service.domain.record_commands import OwnerRole

_WHAT = (
    ("Arrange the next health assessment and share its plan with the carers", OwnerRole.HEALTH),
    ("Bring the personal education plan up to date before the end of term", OwnerRole.SCHOOL),
    ("Agree the plan for contact with brothers and sisters over the holidays", OwnerRole.SOCIAL_WORKER),
    ("Complete the assessment of relatives who offered to care", OwnerRole.SOCIAL_WORKER),
    ("Tell the child in writing what was decided and why", OwnerRole.IRO),
    ("Put the matching to the panel", OwnerRole.TEAM_MANAGER),
    ("Open a savings account in the child's name", OwnerRole.SOCIAL_WORKER),
    ("Make the dentist's appointment that is outstanding", OwnerRole.CARER),
    ("Begin the pathway plan together with the young person", OwnerRole.PERSONAL_ADVISER),
    ("Offer an independent visitor", OwnerRole.SOCIAL_WORKER),
    ("Start the life story work", OwnerRole.SOCIAL_WORKER),
    ("Find a club for the summer", OwnerRole.CARER),
)
_PROGRESS = {
    DecisionProgress.DONE: 52,
    DecisionProgress.ON_TRACK: 30,
    DecisionProgress.DRIFTING: 12,
    DecisionProgress.OVERTAKEN: 6,
}
_AGREED, _QUERIED, _SILENT = "agreed", "queried", "silent"
_ANSWERS = {_AGREED: 82, _QUERIED: 4, _SILENT: 14}


def tell_record(diary: Diary, family: Family, child: Child, meeting: Meeting, told_on: date) -> None:
    """What follows the review, whose completion was told on that day. Siblings draw the same lots."""
    lots = Lots("record", meeting.number, "of family", family.number)
    review = f"/reviews/{{review-{child.number}-{meeting.number}}}"
    issued_on = _issue(diary, lots, review, meeting, told_on)
    _answer(diary, lots, review, issued_on)
    _record(diary, lots, review, meeting, told_on)
    if lots.falls(0.15):
        _progress(diary, lots, review, issued_on)


def _issue(diary: Diary, lots: Lots, review: str, meeting: Meeting, told_on: date) -> date:
    days = lots.number(6, 11) if lots.falls(0.08) else lots.about(1, 3, 5)
    on = max(add_working_days(meeting.completed_on, days), told_on)
    decisions = [
        {"what": what, "owner_role": owner, "by_when": later(on, lots.number(14, 75))}
        for what, owner in lots.shuffled(_WHAT)[: lots.number(2, 3)]
    ]
    return diary.tell(on, Role.IRO, f"{review}/decisions", {"on": on, "decisions": decisions})


def _answer(diary: Diary, lots: Lots, review: str, issued_on: date) -> None:
    answer = lots.one_of(_ANSWERS)
    due_by = manager_response_by(issued_on).on
    if answer == _SILENT:
        noticed_on = add_working_days(due_by, lots.number(10, 30) if lots.falls(0.1) else lots.number(1, 3))
        diary.tell(noticed_on, Role.BUSINESS_SUPPORT, f"{review}/deemed-agreements", {})
    else:
        on = add_working_days(issued_on, lots.number(6, 10) if lots.falls(0.07) else lots.about(0, 2, 5))
        if answer == _QUERIED:
            _respond(diary, review, on, ManagerResponse.QUERIED)
            on = add_working_days(on, lots.number(1, 6))
        _respond(diary, review, on, ManagerResponse.AGREED)


def _respond(diary: Diary, review: str, on: date, response: ManagerResponse) -> None:
    diary.tell(on, Role.SOCIAL_WORK_MANAGER, f"{review}/manager-responses", {"on": on, "response": response})


def _record(diary: Diary, lots: Lots, review: str, meeting: Meeting, told_on: date) -> None:
    days = lots.number(16, 24) if lots.falls(0.1) else lots.about(6, 11, 15)
    on = max(add_working_days(meeting.completed_on, days), told_on)
    diary.tell(on, Role.IRO, f"{review}/record-completions", {"on": on})
    # Nothing is left undone for ever: a borough that works so would not show what is open today.
    on = add_working_days(on, lots.number(15, 40) if lots.falls(0.02) else lots.about(0, 2, 6))
    diary.tell(on, Role.BUSINESS_SUPPORT, f"{review}/distributions", {"on": on})


def _progress(diary: Diary, lots: Lots, review: str, issued_on: date) -> None:
    on = add_working_days(issued_on, lots.number(15, 60))
    number = lots.number(1, 2)
    body = {"on": on, "progress": lots.one_of(_PROGRESS)}
    diary.tell(on, Role.IRO, f"{review}/decisions/{number}/progress", body)
