"""What a review is told to have found: permanence, risk, the quality of plans, rights; and the check midway."""

from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Body, Diary
from iro_embedded.demo.families import Child, Course, Family
from iro_embedded.demo.lots import Lots, later, office_day
from iro_embedded.demo.meetings import Meeting
from iro_events.facts.finding_codes import GradedPlan, PermanencePlan, PlanGrade, Right

_SECOND = 2
_AGREED_AT = {1: 0.2, _SECOND: 0.66}
_AGREED_LATER = 0.9
_PLANS = {
    Course.ORDINARY: {
        PermanencePlan.RETURN6M: 30,
        PermanencePlan.LTRELFR: 25,
        PermanencePlan.LTFOST18: 35,
        PermanencePlan.RESPLMT: 5,
        PermanencePlan.SUPPLIV: 5,
    },
    Course.LONG_TERM: {PermanencePlan.LTFOST18: 80, PermanencePlan.LTRELFR: 20},
    Course.ADOPTION: {PermanencePlan.ADOPTION: 1},
    Course.SHORT_BREAKS: {PermanencePlan.REMAINSUP: 1},
}
_GRADES = {
    PlanGrade.OUTSTANDING: 8,
    PlanGrade.GOOD: 52,
    PlanGrade.REQUIRES_IMPROVEMENT: 28,
    PlanGrade.INADEQUATE: 6,
    PlanGrade.NO_PLAN: 6,
}
_AT_SCHOOL, _SIXTEEN, _TEN = 5, 16, 10
"""Years of age from which a child has a plan for education, a pathway plan, and is asked about risk at every review."""


def tell_findings(diary: Diary, family: Family, child: Child, meeting: Meeting, told_on: date) -> None:
    """What one child's review found, told with its completion; the midway check where its day has come."""
    found = _Found(diary, child, meeting, told_on)
    found.permanence(family.course)
    found.risk()
    found.grades()
    found.rights()
    found.check()


class _Found:
    """One child's review in the diary."""

    def __init__(self, diary: Diary, child: Child, meeting: Meeting, told_on: date) -> None:
        self._diary = diary
        self._lots = Lots("findings", meeting.number, "of child", child.number)
        self._child = child
        self._meeting = meeting
        self._told_on = told_on
        self._age = (meeting.held_on - child.born_on).days // 365

    def permanence(self, course: Course) -> None:
        """Agreed at two second reviews out of three, and at most of the later ones."""
        lots = self._lots
        plan, agreed = lots.one_of(_PLANS[course]), lots.falls(_AGREED_AT.get(self._meeting.number, _AGREED_LATER))
        side_by_side = [PermanencePlan.RETURN6M] if not agreed and lots.falls(0.3) else []
        plans = [plan, *side_by_side] if agreed or lots.falls(0.7) else []
        if lots.falls(0.95):
            self._tell(self._told_on, "permanence", {"plans": plans, "agreed": agreed})

    def risk(self) -> None:
        """Considered from ten years of age."""
        if self._age < _TEN or not self._lots.falls(0.9):
            return
        body: dict[str, object] = {"identified": self._lots.falls(0.3)}
        if body["identified"] and self._lots.falls(0.95):
            body["together"] = self._lots.falls(0.94)
        self._tell(self._told_on, "risks", body)

    def grades(self) -> None:
        """Of the plans that a child of that age has, some at each review."""
        due = {GradedPlan.HEALTH: 0, GradedPlan.CARE: 0, GradedPlan.EDUCATION: _AT_SCHOOL, GradedPlan.PATHWAY: _SIXTEEN}
        for plan, from_age in due.items():
            if self._age >= from_age and self._lots.falls(0.45):
                self._tell(self._told_on, "plan-grades", {"plan": plan, "grade": self._lots.one_of(_GRADES)})

    def rights(self) -> None:
        """To whoever is old enough to hear of them."""
        if self._age >= _AT_SCHOOL and self._lots.falls(0.7):
            older = [Right.SECTION_8_APPLICATION] if self._age >= _TEN else []
            self._tell(self._told_on, "rights", {"rights": [Right.ADVOCACY, Right.COMPLAINTS, *older]})

    def check(self) -> None:
        """Some weeks on, mostly before half of the interval is over, or not at all."""
        days = self._lots.about(20, 40, 44 if self._meeting.number == 1 else 88)
        on = office_day(max(later(self._meeting.held_on, days), self._told_on))
        if self._lots.falls(0.75) and self._child.in_care_on(on):
            self._tell(on, "midway-checks", {"on": on})

    def _tell(self, on: date, what: str, body: Body) -> None:
        review = f"/reviews/{{review-{self._child.number}-{self._meeting.number}}}"
        self._diary.tell(on, Role.IRO, f"{review}/{what}", body)
