"""How a child took part in its reviews, from the facts that few may be told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from iro_events.facts.participation import (
    ConversationRecorded,
    ParticipationCorrected,
    ParticipationRecorded,
    ViewsGiven,
)
from iro_events.facts.participation_codes import ParticipationCode
from metrics_service.domain.participation_cases import HearingCase, ParticipationCase, UnheardCase

_NOT_CONVEYED = (ParticipationCode.PN4, ParticipationCode.PN7)
_IN_A_ROW = 2

HearingFact = ParticipationRecorded | ParticipationCorrected | ConversationRecorded | ViewsGiven
"""Every fact of the topic `iro.participation.restricted`. No figure rests on the last two: the code says it all."""


@dataclass(frozen=True, slots=True)
class Part:
    """A child's part in one review as last told."""

    told: ParticipationRecorded | ParticipationCorrected
    events: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class HearingHistory:
    """A child's part in each review, in the order in which it became known."""

    child: UUID
    parts: tuple[Part, ...] = ()


def evolve_hearing(history: HearingHistory, fact: HearingFact, event: UUID) -> HearingHistory:
    """The history with one more fact, told by that event."""
    match fact:
        case ParticipationRecorded() | ParticipationCorrected():
            before = next((part.events for part in history.parts if part.told.review == fact.review), ())
            others = tuple(part for part in history.parts if part.told.review != fact.review)
            return replace(history, parts=(*others, Part(fact, (*before, event))))
        case ConversationRecorded() | ViewsGiven():
            return history
        case _:
            assert_never(fact)


def judge_hearing(history: HearingHistory) -> Sequence[Sequence[HearingCase]]:
    """A case for each review, and one for the child where it was not heard at the last two that have a code.

    Under four (PN0) or with the code left blank, a review says nothing of it either way.
    """
    return [_case(history.child, part) for part in history.parts], _unheard(history)


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
