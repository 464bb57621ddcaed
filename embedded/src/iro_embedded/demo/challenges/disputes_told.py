"""What is told of a formal dispute: up the ladder of its day, stage by stage, by the IRO or by time, to its end."""

from datetime import date

from escalation_service.domain.ladder import Ladder, LadderStage
from iro_chassis.roles import Role
from iro_embedded.demo.challenges.ladders import ladder_on
from iro_embedded.demo.challenges.matter import PARTLY, REFUSED, UPHELD, Matter
from iro_embedded.demo.lots import later, office_day
from iro_events.facts.escalation_codes import Answer, BypassReason, CafcassGround, ConcernCategory
from iro_statute import add_working_days

_ANSWERS = {Answer.ACCEPTED: 40, Answer.PARTLY_ACCEPTED: 26, Answer.NOT_ACCEPTED: 34}
_OFTEN_UNANSWERED, _OFTEN_SLOW = 0.25, 0.35
_OFTEN_BYPASSED = 0.3
_BYPASSED = {BypassReason.INVOLVED_ALREADY: 60, BypassReason.URGENT: 25, BypassReason.NOBODY_IN_POST: 15}
_OFTEN_ADVISED = 0.3
_CAFCASS_FROM = 3
"""The step at which the IRO weighs telling Cafcass."""

_OFTEN_CAFCASS = 0.6
_GROUNDS = {
    ConcernCategory.PLAN_MISSING: CafcassGround.PLAN_NOT_PREPARED,
    ConcernCategory.DRIFT: CafcassGround.PLAN_NOT_PREPARED,
    ConcernCategory.DECISIONS_NOT_CARRIED_OUT: CafcassGround.DECISIONS_NOT_CARRIED_OUT,
}
_WHERE_NO_LIMIT = 8
"""Working days within which a stage without a limit of its own mostly answers."""


def tell_dispute(matter: Matter, on: date, *, begun: bool = False) -> date:
    """From the day it is formal, which is told already where it is `begun`; gives the day by which all has come."""
    ladder, lots = ladder_on(matter.known.span, on), matter.lots
    step = 1
    if not begun:
        body: dict[str, object] = {}
        if lots.falls(_OFTEN_BYPASSED):
            step = 2
            body = {"stage": ladder.at(step).stage, "bypass_reason": lots.one_of(_BYPASSED)}
        matter.tell(on, "disputes", Role.IRO, body)
    if lots.falls(_OFTEN_ADVISED):
        matter.tell(matter.days_on(on, lots.number(1, 4)), "legal-advice", Role.IRO, {})
    slow = lots.falls(_OFTEN_SLOW)
    while True:
        entered, left = (step, on), _at_stage(matter, ladder, (step, on), slow=slow)
        if left is None:
            return _last_day(matter, entered[1])
        step, on = left


def _last_day(matter: Matter, on: date) -> date:
    return min(add_working_days(on, 25), matter.known.span.last)


def _at_stage(matter: Matter, ladder: Ladder, at: tuple[int, date], *, slow: bool) -> tuple[int, date] | None:
    """What comes of one stage: where the dispute goes next and on which day; None where it ends."""
    step, on = at
    lots, stage, top = matter.lots, ladder.at(at[0]), at[0] == len(ladder.stages)
    if step == _CAFCASS_FROM and lots.falls(_OFTEN_CAFCASS):
        ground = _GROUNDS.get(matter.category, CafcassGround.OTHER_BREACH)
        matter.tell(matter.days_on(on, 1), "cafcass-referrals", Role.IRO, {"ground": ground})
    if not top and lots.falls(_OFTEN_UNANSWERED):
        return _unanswered(matter, ladder, at)
    answered_on = matter.days_on(on, _days_to_answer(matter, ladder, stage, slow=slow))
    if matter.ends_with_care(answered_on):
        return None
    answer = lots.one_of(_ANSWERS)
    told = {"stage": stage.stage, "answer": answer}
    matter.tell(answered_on, "stage-answers", Role.SOCIAL_WORK_MANAGER, told)
    following = matter.days_on(answered_on, lots.number(6, 12) if slow else lots.number(0, 3))
    if matter.ends_with_care(following):
        return None
    if answer is Answer.NOT_ACCEPTED and not top:
        return _move_up(matter, ladder, step, following)
    outcomes = {Answer.ACCEPTED: UPHELD, Answer.PARTLY_ACCEPTED: PARTLY, Answer.NOT_ACCEPTED: REFUSED}[answer]
    matter.tell(following, "resolutions", Role.IRO, matter.outcome(outcomes))
    return None


def _days_to_answer(matter: Matter, ladder: Ladder, stage: LadderStage, *, slow: bool) -> int:
    """Within the stage's limit; where nothing moves the dispute up by itself, sometimes after it."""
    limit = stage.working_days or _WHERE_NO_LIMIT
    late = slow and not ladder.moves_up_by_time
    return limit + matter.lots.number(1, 5) if late else max(1, matter.lots.about(limit // 2, limit, limit))


def _unanswered(matter: Matter, ladder: Ladder, at: tuple[int, date]) -> tuple[int, date] | None:
    """The day after its limit moves the dispute up, or the IRO does some days later."""
    step, on = at
    limit = add_working_days(on, ladder.at(step).working_days or _WHERE_NO_LIMIT)
    if ladder.moves_up_by_time:
        passed = office_day(later(limit, 1))
        if matter.ends_with_care(passed):
            return None
        matter.passed.add(passed)
        return step + 1, passed
    moved_on = matter.days_on(limit, matter.lots.number(1, 4))
    return None if matter.ends_with_care(moved_on) else _move_up(matter, ladder, step, moved_on)


def _move_up(matter: Matter, ladder: Ladder, step: int, on: date) -> tuple[int, date]:
    to = ladder.at(step + 1).stage
    matter.tell(on, "stages", Role.IRO, {"to": to})
    return step + 1, on
