from datetime import UTC, date, datetime
from typing import ClassVar
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from iro_events.catalogue import Catalogue, UnknownEventType, encode
from iro_events.decider import Decider, fold
from iro_events.event import Event
from iro_events.spec import NEW_YEAR, Spec
from iro_events.stored import StoredEvent, kind_of, utc_text
from iro_events.testing.ledger import (
    LEDGER,
    LEDGER_EVENTS,
    Enter,
    Entered,
    Guarded,
    Ledger,
    LedgerEvent,
    LedgerFull,
    Noted,
)

EVENTS = some.one_of(
    some.builds(Noted, number=some.integers(-(2**40), 2**40), words=some.text()),
    some.builds(Entered, number=some.integers(0, 9), on=some.dates()),
    some.builds(Guarded, number=some.integers(0, 9)),
)
ROWS = some.builds(
    StoredEvent,
    id=some.uuids(),
    stream=some.text(),
    version=some.integers(1, 2**31 - 1),
    type=some.text(),
    schema_version=some.integers(1, 9),
    kind=some.integers(0, 2),
    subject=some.uuids(),
    recorded_at=some.datetimes(min_value=datetime(1900, 1, 1), timezones=some.just(UTC)),  # noqa: DTZ001 - as it asks
    effective_on=some.none() | some.dates(),
    actor=some.uuids(),
    correlation_id=some.uuids(),
    causation_id=some.none() | some.uuids(),
    source=some.text(),
    authority=some.text(),
    data=some.binary(),
)


@given(EVENTS)
def test_an_event_is_decoded_to_what_was_encoded(event: LedgerEvent) -> None:
    assert LEDGER_EVENTS.decode(event.type, event.version(), encode(event)) == event


def test_an_event_takes_no_field_it_does_not_know() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        LEDGER_EVENTS.decode("ledger.guarded", 1, '{"number": 1, "name": "somebody"}')


def test_an_event_is_never_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Guarded(number=1).number = 2  # type: ignore[misc] # what must not be done is done here


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(UnknownEventType, match=r"ledger\.burnt"):
        LEDGER_EVENTS.decode("ledger.burnt", 1, "{}")


def test_two_events_of_one_name_are_no_catalogue() -> None:
    class Other(Event):
        type: ClassVar = "ledger.noted"

    with pytest.raises(ValueError, match=r"two events are stored as 'ledger\.noted'"):
        Catalogue([Noted, Other])


def test_an_event_is_effective_on_the_day_that_its_class_names() -> None:
    assert Entered(number=1, on=date(2026, 1, 5)).effective_on == date(2026, 1, 5)
    assert Guarded(number=1).effective_on is None


def test_private_told_and_restricted_are_kept_apart() -> None:
    assert [kind_of(event) for event in (Noted, Entered, Guarded)] == [0, 1, 2]


def test_a_state_is_folded_from_the_beginning_or_from_where_it_stands() -> None:
    events = [Guarded(number=1), Guarded(number=2)]

    assert fold(LEDGER, events) == fold(LEDGER, events[1:], fold(LEDGER, events[:1])) == Ledger(entries=2)


def test_a_spec_passes_where_events_follow_and_asking_again_yields_none() -> None:
    Spec(LEDGER).given(Guarded(number=1)).when(Enter(told=1, up_to=2)).then(Entered(number=2, on=NEW_YEAR.today))
    Spec(LEDGER).given(Guarded(number=1)).when(Enter(up_to=1)).then_nothing()
    Spec(LEDGER).when(Enter(told=-1)).then_refused(LedgerFull)


def test_a_spec_tells_the_day() -> None:
    spec = Spec(LEDGER).on(date(2026, 2, 28)).when(Enter(up_to=1))

    spec.then(Entered(number=1, on=date(2026, 2, 28)))


@pytest.mark.parametrize(
    ("spec", "complaint"),
    [
        (lambda: Spec(LEDGER).when(Enter(up_to=1)).then_nothing(), "expected"),
        (
            lambda: Spec(LEDGER).when(Enter()).then(Entered(number=1, on=NEW_YEAR.today)),
            "recorded again",
        ),
        (lambda: Spec(LEDGER).when(Enter()).then_refused(LedgerFull), "not refused as LedgerFull"),
        (lambda: Spec(LEDGER).when(Enter(told=-1)).then_refused(LedgerFull, field="told"), "names the field None"),
        (lambda: Spec(LEDGER).then_nothing(), "needs when"),
    ],
)
def test_a_spec_fails_where_it_should(spec: object, complaint: str) -> None:
    assert callable(spec)
    with pytest.raises(AssertionError, match=complaint):
        spec()


@given(ROWS, ROWS)
def test_rows_of_the_same_digest_are_the_same(one: StoredEvent, other: StoredEvent) -> None:
    assert (one.digest() == other.digest()) == (one == other)


@given(ROWS, some.data())
def test_a_change_in_any_column_changes_the_digest(row: StoredEvent, drawn: some.DataObject) -> None:
    column = drawn.draw(some.sampled_from(StoredEvent._fields))
    other = getattr(drawn.draw(ROWS), column)

    assert (row._replace(**{column: other}).digest() == row.digest()) == (other == getattr(row, column))


def test_a_digest_is_kept_for_ever() -> None:
    """What an independent verifier must come to; changing it breaks every chain there is."""
    row = StoredEvent(
        id=UUID(int=1),
        stream='ledger-"ä',
        version=1,
        type="ledger.entered",
        schema_version=1,
        kind=1,
        subject=UUID(int=2),
        recorded_at=datetime(2026, 1, 5, 12, tzinfo=UTC),
        effective_on=date(2026, 1, 5),
        actor=UUID(int=3),
        correlation_id=UUID(int=4),
        causation_id=None,
        source="/E10000011/ledger",
        authority="E10000011",
        data=b'{"number":1}',
    )

    assert row.digest().hex() == "51b181bfea4eb62a9b496600f71a6b79b8a7837404641a281a6a24f2d0c79f40"


def test_a_moment_is_told_in_utc_with_microseconds() -> None:
    summer = datetime.fromisoformat("2026-07-01T00:30:00+01:00")

    assert utc_text(summer) == "2026-06-30T23:30:00.000000Z"


def test_asking_twice_tells_nothing_the_second_time_or_a_spec_complains() -> None:
    forgetful: Decider[str, int, Guarded] = Decider(
        decide=lambda command, state, context: [Guarded(number=state)], evolve=lambda state, event: state + 1, initial=0
    )
    with pytest.raises(AssertionError, match="recorded again"):
        Spec(forgetful).when("again").then(Guarded(number=0))
