"""A child's advocates (CA 1989 s.26A): what it said of them at each review; one requested, offered, matched, ended."""

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
    AdvocateMatched,
    AdvocateOffered,
    AdvocateRequested,
)
from iro_events.facts.participation_codes import AdvocacyAnswer, OfferAnswer
from participation_service.domain.address import OfReview
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
    AlreadyMatched,
    AlreadyRequested,
    AnswersContradict,
    BeforeLastEnded,
    BeforeMatched,
    NotMatched,
    ReviewNotHeld,
)


class MatterTold(Event):
    """Whom the matter is about for which an advocate is wanted, and who manages it; it stays here."""

    about: tuple[UUID, ...]
    managed_by: tuple[UUID, ...]


AdvocacyEvent = (
    AdvocacyAwarenessRecorded | AdvocateRequested | MatterTold | AdvocateOffered | AdvocateMatched | AdvocacyEnded
)
ADVOCACY_EVENTS: tuple[type[Event], ...] = (
    AdvocacyAwarenessRecorded,
    AdvocateRequested,
    MatterTold,
    AdvocateOffered,
    AdvocateMatched,
    AdvocacyEnded,
)


class Standing(StrEnum):
    """How far it has come with an advocate for the child."""

    NONE = "none"
    REQUESTED = "requested"
    MATCHED = "matched"


@dataclass(frozen=True, slots=True)
class Advocacy:
    """A child's advocacy as decisions need it; `since` is the day of the request or of the match that stands."""

    awareness: Mapping[UUID, AdvocacyAwarenessRecorded] = field(default_factory=lambda: MappingProxyType({}))
    standing: Standing = Standing.NONE
    since: date | None = None
    about: frozenset[UUID] = frozenset()
    managed_by: frozenset[UUID] = frozenset()
    offers: Mapping[date, OfferAnswer] = field(default_factory=lambda: MappingProxyType({}))
    advocate: UUID | None = None
    ended: AdvocacyEnded | None = None


def evolve(known: Advocacy, event: AdvocacyEvent) -> Advocacy:
    """The child's advocacy after the event."""
    match event:
        case AdvocacyAwarenessRecorded():
            return replace(known, awareness={**known.awareness, event.review: event})
        case AdvocateRequested():
            return replace(known, standing=Standing.REQUESTED, since=event.on)
        case MatterTold():
            return replace(known, about=frozenset(event.about), managed_by=frozenset(event.managed_by))
        case AdvocateOffered():
            return replace(known, offers={**known.offers, event.on: event.answer})
        case AdvocateMatched():
            return replace(known, standing=Standing.MATCHED, since=event.on, advocate=event.advocate)
        case AdvocacyEnded():
            over = replace(known, standing=Standing.NONE, since=None, advocate=None, ended=event)
            return replace(over, about=frozenset(), managed_by=frozenset())
        case _:
            assert_never(event)


def decide(command: AdvocacyCommand, known: Advocacy, context: Context) -> Sequence[AdvocacyEvent]:
    """What the command brings about."""
    if isinstance(command, OfReview):
        return _hear(command.review, command.held_on, command.command, known)
    happened(command.on, context)
    match command:
        case RequestAdvocate():
            return _request(command, known)
        case OfferAdvocate():
            return _offer(command, known)
        case MatchAdvocate():
            return _match(command, known)
        case EndAdvocacy():
            return _end(command, known)
        case _:
            assert_never(command)


ADVOCACY: Decider[AdvocacyCommand, Advocacy, AdvocacyEvent] = Decider(decide=decide, evolve=evolve, initial=Advocacy())


def _hear(
    review: UUID, held_on: date | None, said: RecordAdvocacyAwareness, known: Advocacy
) -> Sequence[AdvocacyEvent]:
    if held_on is None:
        raise ReviewNotHeld("what the child said at the review is recorded once it was held")
    if said.has is AdvocacyAnswer.YES and said.knows is not AdvocacyAnswer.YES:
        raise AnswersContradict("a child that has an advocate knows of advocates", field="knows")
    told = AdvocacyAwarenessRecorded(review=review, held_on=held_on, knows=said.knows, has=said.has, wants=said.wants)
    return [] if known.awareness.get(review) == told else [told]


def _request(command: RequestAdvocate, known: Advocacy) -> Sequence[AdvocacyEvent]:
    _refuse_matched(known)
    about, managed_by = tuple(sorted(set(command.about))), tuple(sorted(set(command.managed_by)))
    matter = MatterTold(about=about, managed_by=managed_by)
    told = [matter] if (known.about, known.managed_by) != (frozenset(about), frozenset(managed_by)) else []
    if known.standing is Standing.REQUESTED:
        if known.since == command.on:
            return told
        raise AlreadyRequested("an advocate is requested already, since another day", field="on")
    _refuse_before_last_ended(command.on, known)
    return [AdvocateRequested(on=command.on), *told]


def _offer(command: OfferAdvocate, known: Advocacy) -> Sequence[AdvocacyEvent]:
    if known.offers.get(command.on) is command.answer:
        return []
    _refuse_matched(known)
    return [AdvocateOffered(on=command.on, answer=command.answer)]


def _match(command: MatchAdvocate, known: Advocacy) -> Sequence[AdvocacyEvent]:
    if (known.advocate, known.since) == (command.advocate, command.on):
        return []
    _refuse_matched(known)
    if command.advocate in known.about.union(command.about):
        raise AdvocateIsSubject("the matter is about that person; match another advocate", field="advocate")
    if command.advocate in known.managed_by.union(command.managed_by):
        raise AdvocateManages("that person manages the matter; match another advocate", field="advocate")
    _refuse_before_last_ended(command.on, known)
    return [AdvocateMatched(on=command.on, advocate=command.advocate)]


def _end(command: EndAdvocacy, known: Advocacy) -> Sequence[AdvocacyEvent]:
    if known.advocate is None or known.since is None:
        if known.ended and (known.ended.on, known.ended.reason) == (command.on, command.reason):
            return []
        raise NotMatched("no advocate works for the child")
    if command.on < known.since:
        raise BeforeMatched("the advocate did not work for the child yet", field="on")
    return [AdvocacyEnded(on=command.on, advocate=known.advocate, reason=command.reason)]


def _refuse_matched(known: Advocacy) -> None:
    if known.standing is Standing.MATCHED:
        raise AlreadyMatched("an advocate works for the child already; end that first")


def _refuse_before_last_ended(on: date, known: Advocacy) -> None:
    if known.ended is not None and on < known.ended.on:
        raise BeforeLastEnded("an earlier advocate's work had not ended by that day", field="on")
