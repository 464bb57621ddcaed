"""A child's part in one review: invited, spoken to in private, its views given, and its code once the review was held.

CPR 2010 reg 36(1) and rulebook 6. A blank code is a state of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import assert_never
from uuid import UUID

from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.facts.participation import (
    ChildInvited,
    ConversationRecorded,
    ParticipationCorrected,
    ParticipationRecorded,
    ViewsGiven,
)
from iro_events.facts.participation_codes import ConversationOutcome, ParticipationCode, ViewsMedium
from participation_service.domain.codes import FOUR
from participation_service.domain.participation_commands import (
    CorrectParticipation,
    GiveViews,
    InviteChild,
    ParticipationCommand,
    RecordConversation,
    RecordParticipation,
    TakeParticipationFromReturn,
)
from participation_service.domain.participation_events import ParticipationEvent, ViewsNoted
from participation_service.domain.participation_refusals import (
    AlreadyRecorded,
    BirthdayOfAnotherAge,
    NotRecorded,
    NotUnderFour,
    ReviewNotHeld,
    UnderFour,
)

View = tuple[date, ViewsMedium]


@dataclass(frozen=True, slots=True)
class Participation:
    """A child's part in a review. `recorded` is None until somebody says how it took part, if only by a blank."""

    invitations: frozenset[date] = frozenset()
    conversations: Mapping[date, ConversationOutcome] = field(default_factory=lambda: MappingProxyType({}))
    views: Mapping[View, str | None] = field(default_factory=lambda: MappingProxyType({}))
    recorded: ParticipationRecorded | ParticipationCorrected | None = None


def evolve(known: Participation, event: ParticipationEvent) -> Participation:
    """The child's part after the event."""
    match event:
        case ChildInvited():
            return replace(known, invitations=known.invitations | {event.on})
        case ConversationRecorded():
            return replace(known, conversations={**known.conversations, event.on: event.outcome})
        case ViewsGiven():
            return replace(known, views={(event.on, event.medium): None, **known.views})
        case ViewsNoted():
            return replace(known, views={**known.views, (event.on, event.medium): event.words})
        case ParticipationRecorded() | ParticipationCorrected():
            return replace(known, recorded=event)
        case _:
            assert_never(event)


def decide(asked: ParticipationCommand, known: Participation, context: Context) -> Sequence[ParticipationEvent]:
    """What the command brings about. What is told late is recorded, never refused."""
    command = asked.command
    match command:
        case InviteChild():
            return _invite(asked.review, command, known, context)
        case RecordConversation():
            return _converse(asked.review, command, known, context)
        case GiveViews():
            return _give_views(asked.review, command, known, context)
        case TakeParticipationFromReturn():
            return _take(_told(asked.review, asked.held_on, command), known)
        case CorrectParticipation():
            return _correct(_told(asked.review, asked.held_on, command), known)
        case RecordParticipation():
            return _record(_told(asked.review, asked.held_on, command), known)
        case _:
            assert_never(command)


PARTICIPATION: Decider[ParticipationCommand, Participation, ParticipationEvent] = Decider(
    decide=decide, evolve=evolve, initial=Participation()
)


def _invite(review: UUID, command: InviteChild, known: Participation, context: Context) -> Sequence[ParticipationEvent]:
    happened(command.on, context)
    return [] if command.on in known.invitations else [ChildInvited(review=review, on=command.on)]


def _converse(
    review: UUID, command: RecordConversation, known: Participation, context: Context
) -> Sequence[ParticipationEvent]:
    happened(command.on, context)
    if known.conversations.get(command.on) is command.outcome:
        return []
    return [ConversationRecorded(review=review, on=command.on, outcome=command.outcome)]


def _give_views(
    review: UUID, command: GiveViews, known: Participation, context: Context
) -> Sequence[ParticipationEvent]:
    happened(command.on, context)
    view = (command.on, command.medium)
    told: list[ParticipationEvent] = []
    if view not in known.views:
        told.append(ViewsGiven(review=review, on=command.on, medium=command.medium))
    if command.words is not None and command.words != known.views.get(view):
        told.append(ViewsNoted(on=command.on, medium=command.medium, words=command.words))
    return told


def _told(review: UUID, held_on: date | None, command: RecordParticipation) -> ParticipationRecorded:
    if held_on is None:
        raise ReviewNotHeld("how the child took part is recorded once the review was held")
    _refuse_of_another_age(command)
    return ParticipationRecorded(
        review=review,
        held_on=held_on,
        code=command.code,
        age_on_review=command.age_on_review,
        fourth_birthday=command.fourth_birthday,
        disabled=command.disabled,
        team=command.team,
        from_return=command.from_return,
    )


def _refuse_of_another_age(command: RecordParticipation) -> None:
    age = command.age_on_review
    if command.fourth_birthday and age not in {None, FOUR}:
        raise BirthdayOfAnotherAge("on its fourth birthday a child is four", field="fourth_birthday")
    if command.fourth_birthday or age is None or command.code is None:
        return
    if command.code is ParticipationCode.PN0 and age >= FOUR:
        raise NotUnderFour("PN0 is for a child under four; give the code of how it took part", field="code")
    if command.code is not ParticipationCode.PN0 and age < FOUR:
        raise UnderFour("a child under four is given PN0", field="code")


def _record(told: ParticipationRecorded, known: Participation) -> Sequence[ParticipationEvent]:
    if known.recorded is None:
        return [told]
    if _says(known.recorded, told):
        return []
    raise AlreadyRecorded("how the child took part is recorded already, otherwise; correct it", field="code")


def _take(told: ParticipationRecorded, known: Participation) -> Sequence[ParticipationEvent]:
    if known.recorded is None:
        return [told]
    if not known.recorded.from_return or _says(known.recorded, told):
        return []
    return [_corrected(told, known.recorded.code)]


def _correct(told: ParticipationRecorded, known: Participation) -> Sequence[ParticipationEvent]:
    if known.recorded is None:
        raise NotRecorded("nothing is recorded yet of how the child took part; record it")
    return [] if _says(known.recorded, told) else [_corrected(told, known.recorded.code)]


def _says(recorded: ParticipationRecorded | ParticipationCorrected, told: ParticipationRecorded) -> bool:
    """Whether this is recorded just so, whoever told it first."""
    return recorded.model_dump(exclude={"was", "from_return"}) == told.model_dump(exclude={"from_return"})


def _corrected(told: ParticipationRecorded, was: ParticipationCode | None) -> ParticipationCorrected:
    return ParticipationCorrected(
        review=told.review,
        held_on=told.held_on,
        code=told.code,
        age_on_review=told.age_on_review,
        fourth_birthday=told.fourth_birthday,
        disabled=told.disabled,
        team=told.team,
        from_return=told.from_return,
        was=was,
    )
