"""A child's advocates (CA 1989 s.26A): one is requested, offered, matched, and ends.

At each review the child is asked what they know of advocates and whether they want one (rulebook R7.05).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never
from uuid import UUID

from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.event import Event
from iro_events.facts.advocacy import (
    AdvocacyAwarenessRecorded,
    AdvocacyEnded,
    AdvocacyEndReasonRecorded,
    AdvocateMatched,
    AdvocateOffered,
    AdvocateRequested,
)
from iro_events.facts.participation_codes import AdvocacyAnswer, OfferAnswer
from iro_events.handle import same
from participation_service.domain.advocacy_commands import (
    AdvocacyCommand,
    EndAdvocacy,
    MatchAdvocate,
    OfferAdvocate,
    RecordAdvocacyAwareness,
    RequestAdvocate,
)
from participation_service.domain.advocacy_refusals import (
    AdvocateIsSubject,
    AdvocateManages,
    AlreadyEnded,
    AlreadyMatched,
    AlreadyRequested,
    AnswersContradict,
    BeforeLastEnded,
    BeforeMatched,
    ChildHasAdvocate,
    NotMatched,
    ReviewNotHeld,
)
from participation_service.domain.held_review import HeldReview


class AdvocacyMatterRecorded(Event):
    """Whom the matter is about for which an advocate is wanted, and who manages it; it stays here."""

    about: tuple[UUID, ...]
    managed_by: tuple[UUID, ...]


AdvocacyEvent = (
    AdvocacyAwarenessRecorded
    | AdvocateRequested
    | AdvocacyMatterRecorded
    | AdvocateOffered
    | AdvocateMatched
    | AdvocacyEnded
    | AdvocacyEndReasonRecorded
)


class Standing(StrEnum):
    """How far it has come with an advocate for the child."""

    NONE = "none"
    REQUESTED = "requested"
    MATCHED = "matched"


@dataclass(frozen=True, slots=True)
class Advocacy:
    """A child's advocacy; `since` is the day of the request or of the match that is in force."""

    awareness: Mapping[UUID, AdvocacyAwarenessRecorded] = field(default_factory=lambda: MappingProxyType({}))
    standing: Standing = Standing.NONE
    since: date | None = None
    about: frozenset[UUID] = frozenset()
    managed_by: frozenset[UUID] = frozenset()
    offers: Mapping[date, OfferAnswer] = field(default_factory=lambda: MappingProxyType({}))
    advocate: UUID | None = None
    last_ended_on: date | None = None


def evolve(advocacy: Advocacy, event: AdvocacyEvent) -> Advocacy:
    """The child's advocacy after the event."""
    match event:
        case AdvocacyAwarenessRecorded():
            return replace(advocacy, awareness={**advocacy.awareness, event.review: event})
        case AdvocateRequested():
            return replace(advocacy, standing=Standing.REQUESTED, since=event.on)
        case AdvocacyMatterRecorded():
            return replace(advocacy, about=frozenset(event.about), managed_by=frozenset(event.managed_by))
        case AdvocateOffered():
            return replace(advocacy, offers={**advocacy.offers, event.on: event.answer})
        case AdvocateMatched():
            return replace(advocacy, standing=Standing.MATCHED, since=event.on, advocate=event.advocate)
        case AdvocacyEnded():
            return Advocacy(awareness=advocacy.awareness, offers=advocacy.offers, last_ended_on=event.on)
        case AdvocacyEndReasonRecorded():
            return advocacy
        case _:
            assert_never(event)


def needed(events: Sequence[AdvocacyEvent]) -> HeldReview | None:
    """When the review was held, as the stream recorded it."""
    first = events[0]
    return HeldReview(first.held_on) if isinstance(first, AdvocacyAwarenessRecorded) else None


def decide(command: AdvocacyCommand, advocacy: Advocacy, context: Context) -> Sequence[AdvocacyEvent]:
    """What the command records; for what the child said at a review, `context.id` is that review."""
    if isinstance(command, RecordAdvocacyAwareness):
        return _record_awareness(command, advocacy, context)
    happened(command.on, context)
    match command:
        case RequestAdvocate():
            return _request(command, advocacy)
        case OfferAdvocate():
            return _offer(command, advocacy)
        case MatchAdvocate():
            return _match(command, advocacy)
        case EndAdvocacy():
            return _end(command, advocacy)
        case _:
            assert_never(command)


ADVOCACY: Decider[AdvocacyCommand, Advocacy, AdvocacyEvent] = Decider(
    decide=decide, evolve=evolve, initial=Advocacy(), events=AdvocacyEvent, stream="advocacy", needed=needed
)


def _record_awareness(
    command: RecordAdvocacyAwareness, advocacy: Advocacy, context: Context
) -> Sequence[AdvocacyEvent]:
    review = context.need(HeldReview)
    if review is None:
        raise ReviewNotHeld("The review is not held yet. Record what the child said once it is.")
    if command.has is AdvocacyAnswer.YES and command.knows is not AdvocacyAnswer.YES:
        raise AnswersContradict("A child who has an advocate knows of advocates.", field="knows")
    said = AdvocacyAwarenessRecorded(
        review=context.id, held_on=review.held_on, **command.fields("knows", "has", "wants")
    )
    before = advocacy.awareness.get(context.id)
    return [] if before is not None and same(before, said) else [said]


def _request(command: RequestAdvocate, advocacy: Advocacy) -> Sequence[AdvocacyEvent]:
    """Requested again on the same day, the request names other people."""
    _refuse_while_matched(advocacy)
    about, managed_by = frozenset(command.about), frozenset(command.managed_by)
    same_matter = (advocacy.about, advocacy.managed_by) == (about, managed_by)
    if advocacy.standing is Standing.REQUESTED:
        if advocacy.since != command.on:
            raise AlreadyRequested("An advocate is already requested, on another day.", field="on")
        if same_matter:
            return []
    _refuse_before_last_ended(command.on, advocacy)
    requested = AdvocateRequested(on=command.on)
    return [requested] if same_matter else [requested, _matter(about, managed_by)]


def _offer(command: OfferAdvocate, advocacy: Advocacy) -> Sequence[AdvocacyEvent]:
    if advocacy.offers.get(command.on) is command.answer:
        return []
    _refuse_while_matched(advocacy)
    return [AdvocateOffered(on=command.on, answer=command.answer)]


def _match(command: MatchAdvocate, advocacy: Advocacy) -> Sequence[AdvocacyEvent]:
    if advocacy.standing is Standing.MATCHED:
        raise AlreadyMatched("An advocate already works for the child. End that first.")
    about, managed_by = advocacy.about.union(command.about), advocacy.managed_by.union(command.managed_by)
    if command.advocate in about:
        raise AdvocateIsSubject("The matter is about that person. Match another advocate.", field="advocate")
    if command.advocate in managed_by:
        raise AdvocateManages("That person manages the matter. Match another advocate.", field="advocate")
    _refuse_before_last_ended(command.on, advocacy)
    matched = AdvocateMatched(on=command.on, advocate=command.advocate)
    return [matched, _matter(about, managed_by)] if command.about or command.managed_by else [matched]


def _end(command: EndAdvocacy, advocacy: Advocacy) -> Sequence[AdvocacyEvent]:
    if advocacy.advocate is None or advocacy.since is None:
        if advocacy.last_ended_on is not None:
            raise AlreadyEnded("The last advocate's work is already recorded as ended, with other details.")
        raise NotMatched("No advocate works for the child.")
    if command.on < advocacy.since:
        raise BeforeMatched("The advocate did not work for the child yet. Give a later day.", field="on")
    ended = AdvocacyEnded(on=command.on, advocate=advocacy.advocate)
    return [ended, AdvocacyEndReasonRecorded(on=command.on, reason=command.reason)]


def _matter(about: frozenset[UUID], managed_by: frozenset[UUID]) -> AdvocacyMatterRecorded:
    return AdvocacyMatterRecorded(about=tuple(sorted(about)), managed_by=tuple(sorted(managed_by)))


def _refuse_while_matched(advocacy: Advocacy) -> None:
    if advocacy.standing is Standing.MATCHED:
        raise ChildHasAdvocate("An advocate already works for the child. End that first.")


def _refuse_before_last_ended(on: date, advocacy: Advocacy) -> None:
    if advocacy.last_ended_on is not None and on < advocacy.last_ended_on:
        raise BeforeLastEnded("The work of the advocate before had not ended by that day.", field="on")
