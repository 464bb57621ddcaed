from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import BaseModel, ConfigDict, ValidationError

from iro_events.catalogue import Catalogue, UnknownEventType, UnknownEventVersion, encode
from iro_events.decider import Decider, fold
from iro_events.event import Event, PublishedEvent
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


def test_an_event_is_not_made_with_a_field_it_does_not_know() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Guarded.model_validate({"number": 1, "name": "somebody"})


class Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    number: int


class Listed(PublishedEvent):
    lines: tuple[Line, ...]


class Newer:
    """What a later release makes of the same events: optional fields more, and the version as it was."""

    class Line(BaseModel):
        number: int
        amount: int | None = None

    class Listed(PublishedEvent):
        lines: tuple["Newer.Line", ...]
        corrected: bool = False


Newer.Listed.model_rebuild()
OLDER, NEWER = Catalogue([Listed]), Catalogue([Newer.Listed])


def test_an_older_reader_ignores_the_optional_fields_that_a_newer_writer_added() -> None:
    written = Newer.Listed(lines=(Newer.Line(number=1, amount=7),), corrected=True)

    assert OLDER.decode(written.type, written.version(), encode(written)) == Listed(lines=(Line(number=1),))


def test_a_newer_reader_reads_what_an_older_writer_left_out() -> None:
    written = Listed(lines=(Line(number=1),))

    assert NEWER.decode(written.type, written.version(), encode(written)) == Newer.Listed(
        lines=(Newer.Line(number=1),), corrected=False
    )


def test_a_nested_field_that_is_not_known_is_refused_where_the_event_is_made() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Listed.model_validate({"lines": [{"number": 1, "amount": 7}]})


def test_a_higher_version_stops_the_reader_whatever_is_in_it() -> None:
    with pytest.raises(UnknownEventVersion, match="Listed version 2 is not known here"):
        OLDER.decode("Listed", 2, encode(Listed(lines=())))


def test_an_event_is_never_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Guarded(number=1).number = 2  # type: ignore[misc] # what must not be done is done here


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(UnknownEventType, match="Burnt"):
        LEDGER_EVENTS.decode("Burnt", 1, "{}")


def test_two_events_of_one_name_are_no_catalogue() -> None:
    class Other:
        class Noted(Event):
            pass

    with pytest.raises(ValueError, match="two events are stored as 'Noted'"):
        Catalogue([Noted, Other.Noted])


def test_an_event_is_stored_under_the_name_of_its_class() -> None:
    assert [event.type for event in (Noted, Entered, Guarded)] == ["Noted", "Entered", "Guarded"]


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
        type="Entered",
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

    assert row.digest().hex() == "82a0f81b8c7303432e2964c1c4a5c000df67a705874b5750555f1b178af43415"


def test_a_moment_is_told_in_utc_with_microseconds() -> None:
    summer = datetime.fromisoformat("2026-07-01T00:30:00+01:00")

    assert utc_text(summer) == "2026-06-30T23:30:00.000000Z"


def test_asking_twice_tells_nothing_the_second_time_or_a_spec_complains() -> None:
    forgetful: Decider[str, int, Guarded] = Decider(
        decide=lambda command, state, context: [Guarded(number=state)],
        evolve=lambda state, event: state + 1,
        initial=0,
        events=Guarded,
        stream="forgetful",
    )
    with pytest.raises(AssertionError, match="recorded again"):
        Spec(forgetful).when("again").then(Guarded(number=0))
