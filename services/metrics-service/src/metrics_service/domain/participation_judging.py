"""The cases of a child's voice: wishes and how far they are answered, contacts, and visitors."""

from collections.abc import Iterator, Sequence

from iro_events.facts.participation_codes import WishOutcome
from metrics_service.domain.participation_cases import (
    ContactCase,
    SurveyCase,
    VisitorCase,
    VisitorStep,
    VoiceCase,
    WishCase,
)
from metrics_service.domain.participation_history import Contact, Question, VoiceHistory, Wish


def judge_voice(history: VoiceHistory) -> Sequence[Sequence[VoiceCase]]:
    """The cases of one child or survey, kind by kind."""
    return (
        [_wish(history, wish) for wish in history.wishes],
        [_contact(history, contact) for contact in history.contacts],
        list(_visitor_steps(history)),
        [_question(history, question) for question in history.questions],
    )


def _wish(history: VoiceHistory, wish: Wish) -> WishCase:
    """The last answer stands; one in part leaves the wish open."""
    last = wish.answers[-1] if wish.answers else None
    partly = [answer.on for answer in wish.answers if answer.outcome is WishOutcome.PARTLY_GRANTED]
    closed = last if last and last.outcome is not WishOutcome.PARTLY_GRANTED else None
    return WishCase(
        child=history.child,
        wish=wish.expressed.wish,
        expressed_on=wish.expressed.on,
        review=wish.expressed.review,
        partly_on=min(partly, default=None),
        closed_on=closed.on if closed else None,
        outcome=closed.outcome if closed else None,
        events=wish.events,
    )


def _contact(history: VoiceHistory, contact: Contact) -> ContactCase:
    logged = contact.logged
    return ContactCase(
        child=history.child,
        contact=logged.contact,
        iro=logged.iro,
        made_on=logged.on,
        medium=logged.medium,
        begun_by=logged.begun_by,
        seen_alone=logged.seen_alone,
        events=(contact.event,),
    )


def _visitor_steps(history: VoiceHistory) -> Iterator[VisitorCase]:
    child = history.child
    for considered in history.considered:
        on, need, events = considered.told.on, considered.told.need, considered.events
        yield VisitorCase(child, events[0], VisitorStep.CONSIDERED, on, need, None, events)
    for matched in history.matched:
        yield VisitorCase(child, matched.event, VisitorStep.MATCHED, matched.told.on, None, None, (matched.event,))
    for ended in history.ended:
        on, reason, event = ended.told.on, ended.told.reason, ended.event
        yield VisitorCase(child, event, VisitorStep.ENDED, on, None, reason, (event,))


def _question(history: VoiceHistory, question: Question) -> SurveyCase:
    told = question.told
    return SurveyCase(
        child=history.child,
        told_by=question.events[0],
        surveyed_on=told.on,
        number=told.number,
        question=told.question,
        base=told.base,
        asked=told.asked,
        several=told.several,
        answers=tuple(answer.answer for answer in told.answers),
        counts=tuple(answer.count for answer in told.answers),
        events=question.events,
    )
