"""Repeats: the same again records nothing, something else is a correction or a refusal, and no note is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import pytest

from iro_events.command import Command, Sets, happened
from iro_events.decider import ByState, Context, Decider, Refused, fold
from iro_events.event import Derived, Event
from iro_events.handle import Past, handle
from iro_events.notes import Note, NoteRecorded, with_notes
from iro_events.spec import Spec, context_on

ANN, BEN = UUID(int=1), UUID(int=2)
MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)


class Booked(Event):
    """A room was booked."""

    on: date
    by: UUID
    pay_by: Derived[date]


class Moved(Event):
    """The booking moved to another day."""

    on: date


class Cancelled(Event):
    """The booking was cancelled."""


class Reminded(Event):
    """Somebody was reminded of the booking; that changes nothing of it."""

    who: UUID


class PriceSet(Event):
    """What the room costs."""

    pence: int


class TotalCalculated(Event):
    """What is to be paid, with tax."""

    pence: int


RoomEvent = Booked | Moved | Cancelled | Reminded | PriceSet | TotalCalculated


@dataclass(frozen=True, slots=True)
class Room:
    """A room as its booking needs it."""

    booked_on: date | None = None
    price: int | None = None
    total: int | None = None


class Book(Command):
    """Book the room, by default for today."""

    by: UUID
    on: date | None = None
    note: Note | None = None


class Move(Command):
    """Move the booking."""

    on: date


class Cancel(Command):
    """Cancel the booking."""


class Remind(Command):
    """Remind somebody."""

    who: UUID
    note: Note | None = None


class SetPrice(Command):
    """Set the price."""

    pence: Sets[int]
    note: Note | None = None


class Restate(ByState, Command):
    """This is what the room costs now."""

    pence: int


class AlreadyBooked(Refused):
    """A room is booked once."""

    code = "room.already_booked"
    yields_to_repeat = True


class NotBooked(Refused):
    """There is no booking to move."""

    code = "room.not_booked"


class NothingToCancel(Refused):
    """There is no booking to cancel."""

    code = "room.nothing_to_cancel"
    yields_to_repeat = True


class NobodyToRemind(Refused):
    """A room that is not booked takes nothing new; what was recorded while it was booked may be repeated."""

    code = "room.nobody_to_remind"
    yields_to_repeat = True


def evolve(room: Room, event: RoomEvent) -> Room:
    match event:
        case Booked() | Moved():
            return replace(room, booked_on=event.on)
        case Cancelled():
            return replace(room, booked_on=None)
        case PriceSet():
            return replace(room, price=event.pence)
        case TotalCalculated():
            return replace(room, total=event.pence)
        case Reminded():
            return room


def decide(command: Command, room: Room, context: Context) -> Sequence[RoomEvent]:
    match command:
        case Book():
            on = command.on or context.today
            if room.booked_on is not None:
                raise AlreadyBooked("The room is already booked.")
            return [Booked(on=on, by=command.by, pay_by=context.today + timedelta(days=room.price or 7))]
        case Move():
            if room.booked_on is None:
                raise NotBooked("Book the room first.")
            return [] if room.booked_on == command.on else [Moved(on=command.on)]
        case Cancel():
            if room.booked_on is None:
                raise NothingToCancel("The room is not booked.")
            return [Cancelled()]
        case Remind():
            if room.booked_on is None:
                raise NobodyToRemind("Book the room first.")
            return [Reminded(who=command.who)]
        case SetPrice() | Restate():
            return [] if room.price == command.pence else [PriceSet(pence=command.pence)]
        case _:
            raise AssertionError(command)


def calculate(command: Command, before: Room, events: Sequence[RoomEvent], after: Room) -> Sequence[RoomEvent]:
    total = None if after.price is None else after.price * 6 // 5
    return [] if total in {None, after.total} else [TotalCalculated(pence=total or 0)]


ROOM: Decider[Command, Room, RoomEvent] = Decider(
    decide=decide,
    evolve=evolve,
    initial=Room(),
    events=RoomEvent,
    stream="room",
    calculated=(TotalCalculated,),
    calculate=calculate,
)
spec = Spec(ROOM).on(MONDAY)
booked = Booked(on=MONDAY, by=ANN, pay_by=date(2026, 3, 9))


def test_the_same_again_records_nothing_and_another_is_refused() -> None:
    spec.when(Book(by=ANN, on=MONDAY)).then(booked)
    spec.given(booked).when(Book(by=ANN, on=MONDAY)).then_nothing()
    spec.given(booked).when(Book(by=BEN, on=MONDAY)).then_refused(AlreadyBooked)


def test_a_repeat_is_compared_at_the_last_point_at_which_it_was_possible() -> None:
    moved = spec.given(booked, Moved(on=TUESDAY))
    cancelled = moved.given(Cancelled())

    moved.when(Book(by=ANN, on=MONDAY)).then_nothing()
    cancelled.when(Book(by=ANN, on=MONDAY)).then(booked)
    cancelled.given(Booked(on=TUESDAY, by=BEN, pay_by=FRIDAY)).when(Book(by=ANN, on=MONDAY)).then_refused(AlreadyBooked)


def test_a_repeat_is_decided_as_of_the_day_of_the_first() -> None:
    spec.on(FRIDAY).earlier(MONDAY, booked).when(Book(by=ANN)).then_nothing()
    spec.on(FRIDAY).given(booked).when(Book(by=ANN)).then_refused(AlreadyBooked)


def test_derived_fields_are_not_compared() -> None:
    spec.given(Booked(on=MONDAY, by=ANN, pay_by=FRIDAY)).when(Book(by=ANN, on=MONDAY)).then_nothing()


def test_nothing_to_cancel_yields_where_it_was_cancelled_and_else_stands() -> None:
    spec.given(booked, Cancelled()).when(Cancel()).then_nothing()
    spec.when(Cancel()).then_refused(NothingToCancel)


def test_the_wrong_situation_never_yields() -> None:
    spec.given(booked, Moved(on=TUESDAY), Cancelled()).when(Move(on=TUESDAY)).then_refused(NotBooked)


def test_what_changes_no_state_is_recorded_once_for_each_thing_it_says() -> None:
    reminded = spec.given(booked, Reminded(who=ANN))

    reminded.given(Moved(on=TUESDAY)).when(Remind(who=ANN)).then_nothing()
    reminded.when(Remind(who=BEN)).then(Reminded(who=BEN))
    spec.given(booked, Reminded(who=uuid5(BEN, "another"))).when(Remind(who=BEN)).then(Reminded(who=BEN))


def test_what_changes_no_state_is_still_a_repeat_once_it_is_refused() -> None:
    over = spec.given(booked, Reminded(who=ANN), Moved(on=TUESDAY), Cancelled())

    over.when(Remind(who=ANN)).then_nothing()
    over.when(Remind(who=BEN)).then_refused(NobodyToRemind)


def test_the_last_note_counts_and_a_repeat_with_another_records_it() -> None:
    first = NoteRecorded(about=1, field="note", text="by the window")
    second = NoteRecorded(about=1, field="note", text="by the door")

    spec.when(Book(by=ANN, on=MONDAY, note="by the window")).then(booked, first)
    spec.given(booked, first).when(Book(by=ANN, on=MONDAY, note="by the door")).then(second)
    spec.given(booked, first, second).when(Book(by=ANN, on=MONDAY, note="by the door")).then_nothing()
    spec.given(booked, first, second).when(Book(by=ANN, on=MONDAY, note="by the window")).then(
        NoteRecorded(about=1, field="note", text="by the window")
    )
    spec.given(booked, first).when(Book(by=ANN, on=MONDAY)).then_nothing()


def test_a_note_about_what_changes_no_state_or_sets_a_value_again() -> None:
    note = "she asked twice"
    spec.given(booked, Reminded(who=ANN)).when(Remind(who=ANN, note=note)).then(
        NoteRecorded(about=2, field="note", text=note)
    )
    set_twice = spec.given(PriceSet(pence=5), TotalCalculated(pence=6), PriceSet(pence=10), TotalCalculated(pence=12))
    set_twice.when(SetPrice(pence=10, note=note)).then(NoteRecorded(about=3, field="note", text=note))


def test_notes_are_read_with_what_they_are_about() -> None:
    history = [booked, NoteRecorded(about=1, field="note", text="a"), NoteRecorded(about=1, field="note", text="b")]

    assert list(with_notes(history)) == [(booked, {"note": "b"})]
    assert fold(ROOM, history) == Room(booked_on=MONDAY)


def test_what_is_calculated_comes_after_and_is_no_part_of_a_repeat() -> None:
    spec.when(SetPrice(pence=10)).then(PriceSet(pence=10), TotalCalculated(pence=12))
    priced = spec.given(PriceSet(pence=10), TotalCalculated(pence=12), booked)

    priced.when(SetPrice(pence=10)).then_nothing()
    priced.given(TotalCalculated(pence=13)).when(Book(by=ANN, on=MONDAY)).then_nothing()


def test_what_says_how_things_are_is_never_compared_as_a_repeat() -> None:
    spec.given(PriceSet(pence=5), PriceSet(pence=10)).when(Restate(pence=5)).then(
        PriceSet(pence=5), TotalCalculated(pence=6)
    )


def test_a_repeat_that_could_not_have_been_the_first_is_found_over_a_midnight() -> None:
    """Recorded at half past midnight in an English summer, which is the day before in UTC."""
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    history = [Past(Booked(on=date(2026, 6, 2), by=ANN, pay_by=FRIDAY), late)]

    repeated = handle(ROOM, Book(by=ANN), Room(booked_on=date(2026, 6, 2)), history, context_on(date(2026, 6, 9)))

    assert list(repeated) == []


def test_a_command_that_would_have_recorded_less_is_no_repeat() -> None:
    """What was left out on purpose, the second time, must not be taken for what was there the first time."""
    at, request = datetime(2026, 3, 2, 12, tzinfo=UTC), UUID(int=77)
    history = [Past(booked, at, request), Past(Reminded(who=BEN), at, request)]
    again = Book(by=ANN, on=MONDAY)

    with pytest.raises(AlreadyBooked):
        handle(ROOM, again, Room(booked_on=MONDAY), history, context_on(FRIDAY))
    apart = [history[0], Past(Reminded(who=BEN), at, UUID(int=78))]
    assert list(handle(ROOM, again, Room(booked_on=MONDAY), apart, context_on(FRIDAY))) == []


class _Lossy(Command):
    on: date
    by: UUID


def test_a_spec_complains_of_a_differing_repeat_that_is_lost() -> None:
    def decided(command: _Lossy, room: Room, context: Context) -> Sequence[RoomEvent]:
        happened(command.on, context)
        if room.booked_on == command.on:
            return []
        return [Booked(on=command.on, by=command.by, pay_by=FRIDAY)]

    lossy: Decider[_Lossy, Room, RoomEvent] = replace(ROOM, decide=decided, calculated=())  # type: ignore[type-var,assignment] # the same events, decided otherwise
    with pytest.raises(AssertionError, match="a repeat with another by is lost"):
        Spec(lossy).on(MONDAY).when(_Lossy(on=MONDAY, by=ANN)).then(Booked(on=MONDAY, by=ANN, pay_by=FRIDAY))


def test_a_spec_complains_of_a_field_that_is_not_stored() -> None:
    def decided(command: _Lossy, room: Room, context: Context) -> Sequence[RoomEvent]:
        return [Moved(on=command.on)]

    unstored: Decider[_Lossy, Room, RoomEvent] = replace(ROOM, decide=decided, calculated=())  # type: ignore[type-var,assignment] # as above
    with pytest.raises(AssertionError, match=r"_Lossy\.by is in none of"):
        Spec(unstored).on(MONDAY).when(_Lossy(on=MONDAY, by=ANN)).then(Moved(on=MONDAY))


def test_a_spec_complains_of_a_correction_that_leaves_something_of_what_it_corrects() -> None:
    def calculated(command: Command, before: Room, events: Sequence[RoomEvent], after: Room) -> Sequence[RoomEvent]:
        return [TotalCalculated(pence=(before.total or 0) + (after.price or 0))]

    adding = replace(ROOM, calculate=calculated)
    with pytest.raises(AssertionError, match="corrected pence leaves something of what it was"):
        Spec(adding).when(SetPrice(pence=10)).then(PriceSet(pence=10), TotalCalculated(pence=10))
