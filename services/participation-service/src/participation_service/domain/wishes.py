"""One wish of a child: expressed in its own words, which stay here, and answered; open until it is answered in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Annotated, assert_never
from uuid import UUID

from pydantic import Field

from iro_events.command import Addressed, Command, happened
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused
from iro_events.event import Event
from iro_events.facts.participation import WishAnswered, WishEntryWithdrawn, WishExpressed
from iro_events.facts.participation_codes import WishOutcome, WishTheme

Words = Annotated[str, Field(min_length=1, max_length=4000)]


class WishTextRecorded(Event):
    """The wish in the child's own words."""

    words: str


class AnswerNoted(Event):
    """What was said to the child about its wish."""

    note: str


WishEvent = WishExpressed | WishTextRecorded | WishAnswered | AnswerNoted | WishEntryWithdrawn
WISH_EVENTS: tuple[type[Event], ...] = (WishExpressed, WishTextRecorded, WishAnswered, AnswerNoted, WishEntryWithdrawn)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a wish."""

    on: date
    outcome: WishOutcome

    def closes(self) -> bool:
        """Whether nothing of the wish is left open."""
        return self.outcome is not WishOutcome.PARTLY_GRANTED


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish; `expressed_on` is None before it is expressed. `notes` are of its answers, counted from 1."""

    expressed_on: date | None = None
    theme: WishTheme | None = None
    review: UUID | None = None
    words: str | None = None
    answers: tuple[Answer, ...] = ()
    notes: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    withdrawn: bool = False

    @property
    def closed(self) -> bool:
        """Whether it is answered in full."""
        return any(answer.closes() for answer in self.answers)


def evolve(wish: Wish, event: WishEvent) -> Wish:
    """The wish after the event."""
    match event:
        case WishExpressed():
            return replace(wish, expressed_on=event.on, theme=event.theme, review=event.review)
        case WishTextRecorded():
            return replace(wish, words=event.words)
        case WishAnswered():
            return replace(wish, answers=(*wish.answers, Answer(event.on, event.outcome)))
        case AnswerNoted():
            return replace(wish, notes={**wish.notes, len(wish.answers): event.note})
        case WishEntryWithdrawn():
            return replace(wish, withdrawn=True)
        case _:
            assert_never(event)


class ExpressWish(Command):
    """The child would have something otherwise; `review` is the one at which it said so."""

    on: StrictDate
    theme: WishTheme
    review: UUID | None = None
    words: Words | None = None


class AnswerWish(Command):
    """The wish was answered; one that is granted in part stays open."""

    on: StrictDate
    outcome: WishOutcome
    note: Words | None = None


class WithdrawWishEntry(Command):
    """The wish was recorded in error."""


WishBody = ExpressWish | AnswerWish | WithdrawWishEntry
WishCommand = Addressed[WishBody]
"""Addressed to the wish's id (for one that is new: the id it shall have)."""


class AlreadyExpressed(Refused):
    """A wish is expressed once."""

    code = "wish.already_expressed"


class NotExpressed(Refused):
    """Nothing is recorded of that wish."""

    code = "wish.not_expressed"


class AnsweredBeforeExpressed(Refused):
    """A wish is answered once it is expressed."""

    code = "wish.answered_before_expressed"


class Closed(Refused):
    """A wish that is answered in full is not answered again."""

    code = "wish.closed"


class Withdrawn(Refused):
    """The wish was recorded in error."""

    code = "wish.withdrawn"


def decide(asked: WishCommand, wish: Wish, context: Context) -> Sequence[WishEvent]:
    """What the command brings about."""
    command = asked.command
    match command:
        case ExpressWish():
            return _express(asked.to, command, wish, context)
        case AnswerWish():
            return _answer(asked.to, command, wish, context)
        case WithdrawWishEntry():
            return _withdraw(asked.to, wish)
        case _:
            assert_never(command)


WISH: Decider[WishCommand, Wish, WishEvent] = Decider(decide=decide, evolve=evolve, initial=Wish())


def _express(wish_id: UUID, command: ExpressWish, wish: Wish, context: Context) -> Sequence[WishEvent]:
    happened(command.on, context)
    if wish.expressed_on is not None:
        _refuse_withdrawn(wish)
        if (wish.expressed_on, wish.theme, wish.review, wish.words) == (
            command.on,
            command.theme,
            command.review,
            command.words,
        ):
            return []
        raise AlreadyExpressed("that wish is recorded already, otherwise; record another")
    told = WishExpressed(wish=wish_id, on=command.on, theme=command.theme, review=command.review)
    return [told] if command.words is None else [told, WishTextRecorded(words=command.words)]


def _answer(wish_id: UUID, command: AnswerWish, wish: Wish, context: Context) -> Sequence[WishEvent]:
    happened(command.on, context)
    expressed_on = _expressed(wish)
    _refuse_withdrawn(wish)
    answer = Answer(command.on, command.outcome)
    if answer in wish.answers[-1:] and wish.notes.get(len(wish.answers)) == command.note:
        return []
    if wish.closed:
        raise Closed("the wish is answered in full; record a new one if the child still has it")
    if command.on < expressed_on:
        raise AnsweredBeforeExpressed("the wish was not expressed by that day", field="on")
    told = WishAnswered(wish=wish_id, on=command.on, outcome=command.outcome)
    return [told] if command.note is None else [told, AnswerNoted(note=command.note)]


def _withdraw(wish_id: UUID, wish: Wish) -> Sequence[WishEvent]:
    _expressed(wish)
    return [] if wish.withdrawn else [WishEntryWithdrawn(wish=wish_id)]


def _expressed(wish: Wish) -> date:
    if wish.expressed_on is None:
        raise NotExpressed("nothing is recorded of that wish")
    return wish.expressed_on


def _refuse_withdrawn(wish: Wish) -> None:
    if wish.withdrawn:
        raise Withdrawn("the wish was withdrawn as recorded in error; record another")
