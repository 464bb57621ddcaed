"""A child's part in one review: invited, spoken to in private, views given, and the code.

CPR 2010 reg 36(1) and rulebook 6. A blank code is a state of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import assert_never

from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.facts.participation import (
    ChildInvited,
    ConversationRecorded,
    ParticipationCorrected,
    ParticipationRecorded,
    ViewsGiven,
)
from iro_events.facts.participation_codes import ConversationOutcome, ParticipationCode
from iro_events.handle import same
from participation_service.domain.codes import FOUR
from participation_service.domain.held_review import HeldReview
from participation_service.domain.participation_commands import (
    CorrectParticipation,
    GiveViews,
    InviteChild,
    ParticipationCommand,
    RecordConversation,
    RecordParticipation,
    TakeParticipationFromReturn,
    TookPart,
)
from participation_service.domain.participation_refusals import (
    AlreadyRecorded,
    BirthdayOfAnotherAge,
    NotRecorded,
    NotUnderFour,
    ReviewNotHeld,
    UnderFour,
)

ParticipationEvent = ChildInvited | ConversationRecorded | ViewsGiven | ParticipationRecorded | ParticipationCorrected


@dataclass(frozen=True, slots=True)
class Participation:
    """A child's part in a review; `recorded` is how they took part, if only by a blank."""

    conversations: Mapping[date, ConversationOutcome] = field(default_factory=lambda: MappingProxyType({}))
    recorded: ParticipationRecorded | None = None


def evolve(part: Participation, event: ParticipationEvent) -> Participation:
    """The child's part after the event."""
    match event:
        case ChildInvited() | ViewsGiven():
            return part
        case ConversationRecorded():
            return replace(part, conversations={**part.conversations, event.on: event.outcome})
        case ParticipationRecorded():
            return replace(part, recorded=event)
        case ParticipationCorrected():
            return replace(part, recorded=ParticipationRecorded(**event.model_dump(exclude={"was"})))
        case _:
            assert_never(event)


def needed(events: Sequence[ParticipationEvent]) -> HeldReview | None:
    """When the review was held, as the stream recorded it."""
    first = events[0]
    if isinstance(first, ParticipationRecorded | ParticipationCorrected):
        return HeldReview(first.held_on)
    return None


def decide(command: ParticipationCommand, part: Participation, context: Context) -> Sequence[ParticipationEvent]:
    """What the command records; `context.id` is the review. A late record is accepted."""
    match command:
        case InviteChild():
            happened(command.on, context)
            return [ChildInvited(review=context.id, on=command.on)]
        case RecordConversation():
            return _converse(command, part, context)
        case GiveViews():
            happened(command.on, context)
            return [ViewsGiven(review=context.id, **command.fields("on", "medium"))]
        case RecordParticipation():
            return _record(_took_part(command, context), part)
        case TakeParticipationFromReturn():
            return _take(_took_part(command, context), part)
        case CorrectParticipation():
            return _correct(_took_part(command, context), part)
        case _:
            assert_never(command)


PARTICIPATION: Decider[ParticipationCommand, Participation, ParticipationEvent] = Decider(
    decide=decide,
    evolve=evolve,
    initial=Participation(),
    events=ParticipationEvent,
    stream="participation",
    needed=needed,
)


def _converse(command: RecordConversation, part: Participation, context: Context) -> Sequence[ParticipationEvent]:
    happened(command.on, context)
    if part.conversations.get(command.on) is command.outcome:
        return []
    return [ConversationRecorded(review=context.id, **command.fields("on", "outcome"))]


def _took_part(command: TookPart, context: Context) -> ParticipationRecorded:
    review = context.need(HeldReview)
    if review is None:
        raise ReviewNotHeld("The review is not held yet. Record how the child took part once it is.")
    _refuse_code_of_another_age(command)
    return ParticipationRecorded(
        review=context.id,
        held_on=review.held_on,
        from_return=command.from_return,
        **command.fields("code", "age_on_review", "fourth_birthday", "disabled", "team"),
    )


def _refuse_code_of_another_age(command: TookPart) -> None:
    age = command.age_on_review
    if command.fourth_birthday and age not in {None, FOUR}:
        raise BirthdayOfAnotherAge("On their fourth birthday a child is four.", field="fourth_birthday")
    if command.fourth_birthday or age is None or command.code is None:
        return
    if command.code is ParticipationCode.PN0 and age >= FOUR:
        raise NotUnderFour("PN0 is for a child under four. Give the code of how they took part.", field="code")
    if command.code is not ParticipationCode.PN0 and age < FOUR:
        raise UnderFour("A child under four is given PN0.", field="code")


def _record(recorded: ParticipationRecorded, part: Participation) -> Sequence[ParticipationEvent]:
    if part.recorded is not None:
        raise AlreadyRecorded(
            "How the child took part is already recorded with other details. Correct it.", field="code"
        )
    return [recorded]


def _take(returned: ParticipationRecorded, part: Participation) -> Sequence[ParticipationEvent]:
    if part.recorded is None:
        return [returned]
    return _corrected(returned, part.recorded) if part.recorded.from_return else []


def _correct(corrected: ParticipationRecorded, part: Participation) -> Sequence[ParticipationEvent]:
    if part.recorded is None:
        raise NotRecorded("Nothing is recorded yet of how the child took part. Record it.")
    return _corrected(corrected, part.recorded)


def _corrected(new: ParticipationRecorded, before: ParticipationRecorded) -> Sequence[ParticipationEvent]:
    return [] if same(new, before) else [ParticipationCorrected(**new.model_dump(), was=before.code)]
