"""One wish of a child, in their own words, which stay here; open until it is answered in full."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, assert_never
from uuid import UUID

from pydantic import Field

from iro_events.command import Command, happened
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused
from iro_events.event import Event
from iro_events.facts.participation import WishAnswered, WishEntryWithdrawn, WishExpressed, WishThemeRecorded
from iro_events.facts.participation_codes import WishOutcome, WishTheme
from iro_events.notes import Note

Words = Annotated[str, Field(min_length=1, max_length=4000)]


class WishTextRecorded(Event):
    """The wish in the child's own words."""

    words: str


WishEvent = WishExpressed | WishThemeRecorded | WishTextRecorded | WishAnswered | WishEntryWithdrawn


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish; `expressed_on` is None before it is expressed, `closed` once it is answered in full."""

    expressed_on: date | None = None
    closed: bool = False
    withdrawn: bool = False


def evolve(wish: Wish, event: WishEvent) -> Wish:
    """The wish after the event."""
    match event:
        case WishExpressed():
            return replace(wish, expressed_on=event.on)
        case WishThemeRecorded() | WishTextRecorded():
            return wish
        case WishAnswered():
            return replace(wish, closed=wish.closed or closes(event.outcome))
        case WishEntryWithdrawn():
            return replace(wish, withdrawn=True)
        case _:
            assert_never(event)


def closes(outcome: WishOutcome) -> bool:
    """Whether such an answer leaves nothing of a wish open."""
    return outcome is not WishOutcome.PARTLY_GRANTED


class ExpressWish(Command):
    """Record what the child would have otherwise; `review` is the one at which they said so."""

    on: StrictDate
    theme: WishTheme
    review: UUID | None = None
    words: Words | None = None


class AnswerWish(Command):
    """Record what was answered to a wish; one that is granted in part stays open."""

    on: StrictDate
    outcome: WishOutcome
    note: Note | None = None


class WithdrawWishEntry(Command):
    """Withdraw a wish that was recorded in error."""


WishCommand = ExpressWish | AnswerWish | WithdrawWishEntry


class AlreadyExpressed(Refused):
    """A wish is expressed once."""

    code = "wish.already_expressed"
    yields_to_repeat = True


class NotExpressed(Refused):
    """Nothing is recorded of that wish."""

    code = "wish.not_expressed"


class AnsweredBeforeExpressed(Refused):
    """A wish is answered once it is expressed."""

    code = "wish.answered_before_expressed"


class Closed(Refused):
    """A wish that is answered in full is not answered again."""

    code = "wish.closed"
    yields_to_repeat = True


class Withdrawn(Refused):
    """The wish was recorded in error."""

    code = "wish.withdrawn"


class AlreadyWithdrawn(Refused):
    """A wish is withdrawn once."""

    code = "wish.already_withdrawn"
    yields_to_repeat = True


def decide(command: WishCommand, wish: Wish, context: Context) -> Sequence[WishEvent]:
    """What the command records; `context.id` is the wish's id."""
    match command:
        case ExpressWish():
            return _express(command, wish, context)
        case AnswerWish():
            return _answer(command, wish, context)
        case WithdrawWishEntry():
            return _withdraw(wish, context)
        case _:
            assert_never(command)


WISH: Decider[WishCommand, Wish, WishEvent] = Decider(
    decide=decide, evolve=evolve, initial=Wish(), events=WishEvent, stream="wish"
)


def _express(command: ExpressWish, wish: Wish, context: Context) -> Sequence[WishEvent]:
    happened(command.on, context)
    _refuse_withdrawn(wish)
    if wish.expressed_on is not None:
        raise AlreadyExpressed("This wish is already recorded with other details. Record another.")
    expressed = WishExpressed(wish=context.id, on=command.on, review=command.review)
    theme = WishThemeRecorded(wish=context.id, on=command.on, theme=command.theme)
    # The words are not the last: a wish without words is no repeat of one that has them.
    return [expressed, theme] if command.words is None else [expressed, WishTextRecorded(words=command.words), theme]


def _answer(command: AnswerWish, wish: Wish, context: Context) -> Sequence[WishEvent]:
    happened(command.on, context)
    expressed_on = _expressed(wish)
    _refuse_withdrawn(wish)
    if wish.closed:
        raise Closed("This wish is answered in full. Record a new one if the child still has it.")
    if command.on < expressed_on:
        raise AnsweredBeforeExpressed("The wish was not expressed by that day. Give the day of the answer.", field="on")
    return [WishAnswered(wish=context.id, on=command.on, outcome=command.outcome)]


def _withdraw(wish: Wish, context: Context) -> Sequence[WishEvent]:
    _expressed(wish)
    if wish.withdrawn:
        raise AlreadyWithdrawn("This wish is already withdrawn.")
    return [WishEntryWithdrawn(wish=context.id)]


def _expressed(wish: Wish) -> date:
    if wish.expressed_on is None:
        raise NotExpressed("Nothing is recorded of this wish.")
    return wish.expressed_on


def _refuse_withdrawn(wish: Wish) -> None:
    if wish.withdrawn:
        raise Withdrawn("This wish was withdrawn as recorded in error. Record another.")
