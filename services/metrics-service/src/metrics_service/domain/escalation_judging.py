"""What a child's matters come to: each concern with the clock of its dispute, and each stage with its own limit."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from iro_events.facts.escalation_codes import RaisedWith
from iro_statute import count_working_days, formal_dispute_by, holidays_between, in_words, listed
from metrics_service.domain.escalation_cases import ConcernCase, Ending, EscalationCase, StageCase
from metrics_service.domain.escalation_history import EndFact, EscalationHistory, Matter, Stage


def judge_escalation(history: EscalationHistory) -> Sequence[Sequence[EscalationCase]]:
    """The concerns of one child and the stages they came to. Raises OutsideCalendar."""
    return (
        [_concern(history.child, matter) for matter in history.matters],
        [_stage(history.child, matter, stage) for matter in history.matters for stage in matter.stages],
    )


def _concern(child: UUID, matter: Matter) -> ConcernCase:
    raised, end = matter.raised, _end(matter)
    concluded = matter.resolved or matter.settled
    cap = formal_dispute_by(matter.dispute.on) if matter.dispute else None
    return ConcernCase(
        child=child,
        concern=raised.concern,
        iro=raised.iro,
        category=raised.category,
        raised_on=raised.on,
        raised_with=raised.raised_with,
        answer_by=raised.answer_by,
        answered_on=matter.answered.on if matter.answered else None,
        formal_on=matter.dispute.on if matter.dispute else None,
        conclude_by=cap.on if cap else None,
        cafcass_on=matter.cafcass.on if matter.cafcass else None,
        closed_on=end.on if end else None,
        ending=_ending(matter),
        outcome=concluded.outcome if concluded else None,
        plan_changed=concluded.plan_changed if concluded else None,
        because=(*_informally(matter), *(cap.because if cap else ())),
        events=(*matter.events, *(event for stage in matter.stages for event in stage.events), *matter.end_events),
    )


def _end(matter: Matter) -> EndFact | None:
    return matter.resolved or matter.settled or matter.withdrawn


def _ending(matter: Matter) -> Ending | None:
    if matter.resolved:
        return Ending.RESOLVED
    if matter.settled:
        return Ending.SETTLED
    return Ending.WITHDRAWN if matter.withdrawn else None


def _informally(matter: Matter) -> tuple[str, ...]:
    """How it began: before any formal process, or with one."""
    raised, dispute = matter.raised, matter.dispute
    if raised.raised_with is None:
        return (f"a formal dispute at once, on {in_words(raised.on)}",)
    whom = "others" if raised.raised_with is RaisedWith.OTHER else f"the {_words(raised.raised_with)}"
    answered = (f"answered on {in_words(matter.answered.on)}",) if matter.answered else ()
    formal = (f"made a formal dispute on {in_words(dispute.on)}",) if dispute else ()
    return (f"raised with {whom} on {in_words(raised.on)}", *answered, *formal)


def _stage(child: UUID, matter: Matter, stage: Stage) -> StageCase:
    entered, end = stage.entered, _end(matter)
    answered_on = stage.answered.on if stage.answered else None
    left_on = stage.moved.on if stage.moved else end.on if end else None
    return StageCase(
        child=child,
        told_by=stage.events[0],
        concern=entered.concern,
        category=matter.raised.category,
        stage=entered.stage,
        step=entered.step,
        entered_on=entered.on,
        answer_by=entered.answer_by,
        answered_on=answered_on,
        left_on=left_on,
        moved_by=stage.moved.moved_by if stage.moved else None,
        settled_on=min((day for day in (answered_on, left_on) if day is not None), default=None),
        because=(
            f"with the {_words(entered.stage)}, stage {entered.step}, since {in_words(entered.on)} (day 0)",
            _limit(entered.on, entered.answer_by),
        ),
        events=(*stage.events, *(() if stage.moved else matter.end_events)),
    )


def _limit(since: date, by: date | None) -> str:
    """How one comes to the stage's own limit, as the ladder of the day has it."""
    if by is None:
        return "the ladder sets no limit for this stage"
    skipped = [f"{name} {in_words(day)}" for day, name in holidays_between(since, by)]
    not_counted = f"; {listed(skipped)} not counted" if skipped else ""
    days = count_working_days(since, by)
    return f"{days} working {'day' if days == 1 else 'days'} to answer{not_counted}: {in_words(by)}"


def _words(code: str) -> str:
    return code.replace("-", " ")
