"""The cases of a child's voice that figures count; those with a code of how it took part stand apart from the rest."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from iro_events.facts.participation_codes import (
    AdvocacyAnswer,
    ContactBegunBy,
    ContactMedium,
    ParticipationCode,
    SurveyAnswer,
    SurveyBase,
    SurveyQuestion,
    VisitorEnd,
    VisitorNeed,
    WishOutcome,
    WishTheme,
)


class ParticipationCase(NamedTuple):
    """How a child took part in one review; `code` is None where it was left blank.

    Age (completed years), disability and team are those of the review's day, None where not known.
    """

    child: UUID
    review: UUID
    held_on: date
    code: ParticipationCode | None
    age_on_review: int | None
    fourth_birthday: bool
    disabled: bool | None
    team: UUID | None
    events: tuple[UUID, ...]


class UnheardCase(NamedTuple):
    """A child whose views were not conveyed at its last two coded reviews or more; `review`, held `since`, the last."""

    child: UUID
    review: UUID
    since: date
    events: tuple[UUID, ...]


class WishCase(NamedTuple):
    """One wish. `partly_on`: granted in part, and still open; `closed_on` with its `outcome`: answered in full."""

    child: UUID
    wish: UUID
    expressed_on: date
    review: UUID | None
    partly_on: date | None
    closed_on: date | None
    outcome: WishOutcome | None
    events: tuple[UUID, ...]


class ContactCase(NamedTuple):
    """One contact of a child and its IRO between reviews."""

    child: UUID
    contact: UUID
    iro: UUID
    made_on: date
    medium: ContactMedium
    begun_by: ContactBegunBy
    seen_alone: bool | None
    events: tuple[UUID, ...]


class ThemeCase(NamedTuple):
    """What one wish is about; it stays known where the wish is withdrawn, and counts for nothing then."""

    child: UUID
    wish: UUID
    theme: WishTheme
    events: tuple[UUID, ...]


class AwarenessCase(NamedTuple):
    """What a child said of advocates at one review."""

    child: UUID
    review: UUID
    knows: AdvocacyAnswer
    has: AdvocacyAnswer
    wants: AdvocacyAnswer
    events: tuple[UUID, ...]


class VisitorStep(StrEnum):
    """What was done about an independent visitor."""

    CONSIDERED = "considered"
    MATCHED = "matched"
    ENDED = "ended"


class VisitorCase(NamedTuple):
    """One step towards an independent visitor or away; `told_by` is the event that first told it."""

    child: UUID
    told_by: UUID
    step: VisitorStep
    step_on: date
    need: VisitorNeed | None
    end_reason: VisitorEnd | None
    events: tuple[UUID, ...]


class SurveyCase(NamedTuple):
    """One question of a survey. What stands as its `child` is the survey itself: an answer is nobody's.

    `answers` and `counts` belong together, one for one; `several` where a child could give more than one answer.
    """

    child: UUID
    told_by: UUID
    surveyed_on: date
    number: int
    question: SurveyQuestion
    base: SurveyBase
    asked: int
    several: bool
    answers: tuple[SurveyAnswer, ...]
    counts: tuple[int, ...]
    events: tuple[UUID, ...]


VoiceCase = WishCase | ContactCase | VisitorCase | SurveyCase
"""The cases that rest on open events."""

HearingCase = ParticipationCase | UnheardCase | AwarenessCase | ThemeCase
"""Those that rest on restricted events."""
