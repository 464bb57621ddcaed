"""How a child took part in their reviews, what they wish for and what they say of advocates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from iro_events.facts.advocacy import (
    AdvocacyAwarenessRecorded,
    AdvocacyEndReasonRecorded,
    AdvocateOffered,
    AdvocateRequested,
)
from iro_events.facts.participation import (
    ConversationRecorded,
    ParticipationCorrected,
    ParticipationRecorded,
    ViewsGiven,
    WishThemeRecorded,
)
from iro_events.facts.participation_codes import ParticipationCode
from metrics_service.domain.participation_cases import (
    AwarenessCase,
    HearingCase,
    ParticipationCase,
    ThemeCase,
    UnheardCase,
)

_NOT_CONVEYED = (ParticipationCode.PN4, ParticipationCode.PN7)
_IN_A_ROW = 2

UncountedFact = ConversationRecorded | ViewsGiven | AdvocateRequested | AdvocateOffered | AdvocacyEndReasonRecorded
"""Events on which no figure rests: the code of a review says how the child took part."""

HearingFact = (
    ParticipationRecorded | ParticipationCorrected | WishThemeRecorded | AdvocacyAwarenessRecorded | UncountedFact
)
"""Every event of the topic `iro.participation.restricted`, except those of missing children."""


@dataclass(frozen=True, slots=True)
class Part:
    """A child's part in one review as last told."""

    told: ParticipationRecorded | ParticipationCorrected
    events: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """What a wish is about."""

    recorded: WishThemeRecorded
    event: UUID


@dataclass(frozen=True, slots=True)
class Awareness:
    """What the child said of advocates at one review, as last recorded."""

    recorded: AdvocacyAwarenessRecorded
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class HearingHistory:
    """A child's part in each review, the themes of their wishes and what they said of advocates.

    Each kind is in the order in which it became known.
    """

    child: UUID
    parts: tuple[Part, ...] = ()
    themes: tuple[Theme, ...] = ()
    awareness: tuple[Awareness, ...] = ()


def evolve_hearing(history: HearingHistory, fact: HearingFact, event: UUID) -> HearingHistory:
    """The history with one more fact, told by that event."""
    match fact:
        case ParticipationRecorded() | ParticipationCorrected():
            before = next((part.events for part in history.parts if part.told.review == fact.review), ())
            others = tuple(part for part in history.parts if part.told.review != fact.review)
            return replace(history, parts=(*others, Part(fact, (*before, event))))
        case WishThemeRecorded():
            return replace(history, themes=(*history.themes, Theme(fact, event)))
        case AdvocacyAwarenessRecorded():
            return replace(history, awareness=_aware(history.awareness, fact, event))
        case (
            ConversationRecorded()
            | ViewsGiven()
            | AdvocateRequested()
            | AdvocateOffered()
            | AdvocacyEndReasonRecorded()
        ):
            return history
        case _:
            assert_never(fact)


def _aware(awareness: tuple[Awareness, ...], said: AdvocacyAwarenessRecorded, event: UUID) -> tuple[Awareness, ...]:
    before = next((one.events for one in awareness if one.recorded.review == said.review), ())
    others = tuple(one for one in awareness if one.recorded.review != said.review)
    return (*others, Awareness(said, (*before, event)))


def judge_hearing(history: HearingHistory) -> Sequence[Sequence[HearingCase]]:
    """The cases of one child, kind by kind; one of them where they were not heard at the last two coded reviews.

    Under four (PN0) or with the code left blank, a review says nothing of it either way.
    """
    child = history.child
    return (
        [_case(child, part) for part in history.parts],
        _unheard(history),
        [_awareness(child, awareness) for awareness in history.awareness],
        [ThemeCase(child, theme.recorded.wish, theme.recorded.theme, (theme.event,)) for theme in history.themes],
    )


def _awareness(child: UUID, awareness: Awareness) -> AwarenessCase:
    said = awareness.recorded
    return AwarenessCase(
        child=child, review=said.review, knows=said.knows, has=said.has, wants=said.wants, events=awareness.events
    )


def _unheard(history: HearingHistory) -> Sequence[UnheardCase]:
    coded = (part for part in history.parts if part.told.code not in {None, ParticipationCode.PN0})
    last = sorted(coded, key=lambda part: part.told.held_on)[-_IN_A_ROW:]
    if len(last) < _IN_A_ROW or any(part.told.code not in _NOT_CONVEYED for part in last):
        return []
    told, events = last[-1].told, tuple(event for part in last for event in part.events)
    return [UnheardCase(history.child, told.review, told.held_on, events)]


def _case(child: UUID, part: Part) -> ParticipationCase:
    told = part.told
    return ParticipationCase(
        child=child,
        review=told.review,
        held_on=told.held_on,
        code=told.code,
        age_on_review=told.age_on_review,
        fourth_birthday=told.fourth_birthday,
        disabled=told.disabled,
        team=told.team,
        events=part.events,
    )
