"""How a row of this service's own tables follows from what was told; None where there is no row, or no longer."""

from iro_events.envelope import Recorded
from iro_events.facts.missing import MissingEpisodeRecorded
from iro_events.facts.participation import (
    ChildInvited,
    ContactLogged,
    ConversationRecorded,
    ParticipationCorrected,
    ParticipationRecorded,
    ViewsGiven,
    WishAnswered,
    WishExpressed,
    WishThemeRecorded,
)
from iro_events.facts.surveys import SurveyHeld
from iro_events.folding import Row
from participation_service.domain.codes import heard
from participation_service.domain.wishes import closes


def participation_row(row: Row | None, told: Recorded) -> Row | None:
    """The row of a child's part in a review after the event."""
    event = told.event
    match event:
        case ChildInvited():
            return {**(row or _unheard_of(event.review, told)), "invited_on": event.on}
        case ConversationRecorded():
            return {**(row or _unheard_of(event.review, told)), "conversation": event.outcome}
        case ViewsGiven():
            return _judged({**(row or _unheard_of(event.review, told)), "views_given": True})
        case ParticipationRecorded() | ParticipationCorrected():
            recorded = {"recorded": True, "code": event.code, "age_on_review": event.age_on_review}
            return _judged({**(row or _unheard_of(event.review, told)), **recorded})
        case _:
            return row


def wish_row(row: Row | None, told: Recorded) -> Row | None:
    """The row of a wish after the event."""
    event = told.event
    match event:
        case WishExpressed():
            return {
                "wish": event.wish,
                "child": told.subject,
                "expressed_on": event.on,
                "theme": None,
                "review": event.review,
                "outcome": None,
                "closed_on": None,
            }
        case WishThemeRecorded() if row:
            return {**row, "theme": event.theme}
        case WishAnswered() if row:
            return {**row, "outcome": event.outcome, "closed_on": event.on if closes(event.outcome) else None}
        case _:
            return None


def contact_row(row: Row | None, told: Recorded) -> Row | None:
    """The row of a contact; none once it is withdrawn."""
    event = told.event
    if not isinstance(event, ContactLogged):
        return None
    return {
        "contact": event.contact,
        "child": told.subject,
        "iro": event.iro,
        "happened_on": event.on,
        "medium": event.medium,
        "begun_by": event.begun_by,
        "seen_alone": event.seen_alone,
        "recorded_at": told.recorded_at,
    }


def missing_row(row: Row | None, told: Recorded) -> Row | None:
    """The row of an episode in which a child was missing; none once it is withdrawn."""
    event = told.event
    if not isinstance(event, MissingEpisodeRecorded):
        return None
    found = {"since": event.on, "until": event.until, "absence": event.absence}
    return {"episode": event.episode, "child": told.subject, **found}


def survey_row(row: Row | None, told: Recorded) -> Row | None:
    """The row of a survey."""
    event = told.event
    if not isinstance(event, SurveyHeld):
        return row
    return {"survey": event.survey, "held_on": event.on, "invited": event.invited, "answered": event.answered}


def _unheard_of(review: object, told: Recorded) -> Row:
    return {
        "review": review,
        "child": told.subject,
        "invited_on": None,
        "conversation": None,
        "views_given": False,
        "recorded": False,
        "code": None,
        "age_on_review": None,
        "heard": None,
    }


def _judged(row: Row) -> Row:
    return {**row, "heard": heard(row["code"], views_given=row["views_given"])}
