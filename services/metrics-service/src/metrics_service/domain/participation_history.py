"""What open events say of a child's voice and of who stood by them; of a survey, its answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar, assert_never
from uuid import UUID

from iro_events.facts.advocacy import (
    AdvocacyEnded,
    AdvocateMatched,
    IndependentVisitorConsidered,
    IndependentVisitorEnded,
    IndependentVisitorEndWithdrawn,
    IndependentVisitorMatched,
)
from iro_events.facts.participation import (
    ChildInvited,
    ContactCardSent,
    ContactEntryWithdrawn,
    ContactLogged,
    WishAnswered,
    WishEntryWithdrawn,
    WishExpressed,
)
from iro_events.facts.surveys import SurveyAnswersCounted, SurveyHeld

VisitorFact = (
    IndependentVisitorConsidered | IndependentVisitorMatched | IndependentVisitorEnded | IndependentVisitorEndWithdrawn
)
WishFact = WishExpressed | WishAnswered | WishEntryWithdrawn
ContactFact = ContactLogged | ContactEntryWithdrawn
UncountedFact = ChildInvited | ContactCardSent | AdvocateMatched | AdvocacyEnded | SurveyHeld
"""Events on which no figure rests: what children say of advocates at their reviews is what is counted."""

VoiceFact = WishFact | ContactFact | VisitorFact | SurveyAnswersCounted | UncountedFact
"""Every event of the topic `iro.participation`."""


class WishUnknown(LookupError):
    """A fact tells of a wish that was never told, or was withdrawn: it cannot be folded."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish and its answers, in the order in which they were told."""

    expressed: WishExpressed
    answers: tuple[WishAnswered, ...] = ()
    events: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that stands."""

    logged: ContactLogged
    event: UUID


@dataclass(frozen=True, slots=True)
class Considered:
    """What was last told of the considering on one day."""

    told: IndependentVisitorConsidered
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """An appointment."""

    told: IndependentVisitorMatched
    event: UUID


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of an appointment."""

    told: IndependentVisitorEnded
    event: UUID


@dataclass(frozen=True, slots=True)
class Question:
    """How a question of a survey was last counted."""

    told: SurveyAnswersCounted
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class VoiceHistory:
    """A child's, or a survey's: each kind in the order in which it became known."""

    child: UUID
    wishes: tuple[Wish, ...] = ()
    contacts: tuple[Contact, ...] = ()
    considered: tuple[Considered, ...] = ()
    matched: tuple[Matched, ...] = ()
    ended: tuple[Ended, ...] = ()
    questions: tuple[Question, ...] = ()


def evolve_voice(history: VoiceHistory, fact: VoiceFact, event: UUID) -> VoiceHistory:
    """The history with one more fact, told by that event. Raises WishUnknown."""
    if isinstance(fact, WishFact):
        return replace(history, wishes=_wishes(history.wishes, fact, event))
    if isinstance(fact, ContactFact):
        return replace(history, contacts=_contacts(history.contacts, fact, event))
    if isinstance(fact, VisitorFact):
        return _visited(history, fact, event)
    if isinstance(fact, UncountedFact):
        return history
    match fact:
        case SurveyAnswersCounted():
            earlier, rest = _apart(history.questions, lambda one: one.told.number == fact.number)
            return replace(history, questions=(*rest, Question(fact, (*earlier, event))))
        case _:
            assert_never(fact)


def _wishes(wishes: tuple[Wish, ...], fact: WishFact, event: UUID) -> tuple[Wish, ...]:
    others = tuple(wish for wish in wishes if wish.expressed.wish != fact.wish)
    if isinstance(fact, WishExpressed):
        return (*others, Wish(fact, events=(event,)))
    if len(others) == len(wishes):
        raise WishUnknown(f"{fact.type} tells of a wish that is not known")
    if isinstance(fact, WishEntryWithdrawn):
        return others
    return tuple(
        replace(wish, answers=(*wish.answers, fact), events=(*wish.events, event))
        if wish.expressed.wish == fact.wish
        else wish
        for wish in wishes
    )


def _contacts(contacts: tuple[Contact, ...], fact: ContactFact, event: UUID) -> tuple[Contact, ...]:
    others = tuple(contact for contact in contacts if contact.logged.contact != fact.contact)
    return (*others, Contact(fact, event)) if isinstance(fact, ContactLogged) else others


def _visited(history: VoiceHistory, fact: VisitorFact, event: UUID) -> VoiceHistory:
    match fact:
        case IndependentVisitorConsidered():
            before, others = _apart(history.considered, lambda one: one.told.on == fact.on)
            return replace(history, considered=(*others, Considered(fact, (*before, event))))
        case IndependentVisitorMatched():
            return replace(history, matched=(*history.matched, Matched(fact, event)))
        case IndependentVisitorEnded():
            return replace(history, ended=(*history.ended, Ended(fact, event)))
        case IndependentVisitorEndWithdrawn():
            ends = (end for end in history.ended if (end.told.visitor, end.told.on) != (fact.visitor, fact.was))
            return replace(history, ended=tuple(ends))
        case _:
            assert_never(fact)


class _Rested(Protocol):
    @property
    def events(self) -> tuple[UUID, ...]: ...


T = TypeVar("T", bound=_Rested)


def _apart(told: tuple[T, ...], same: Callable[[T], bool]) -> tuple[tuple[UUID, ...], tuple[T, ...]]:
    """The events of what is told again, and all the rest."""
    events = tuple(event for one in told if same(one) for event in one.events)
    return events, tuple(one for one in told if not same(one))
