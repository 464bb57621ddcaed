import json
from collections.abc import Mapping
from datetime import date
from enum import Enum, StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, ClassVar
from uuid import UUID

import pytest
from pydantic import BaseModel, ValidationError

from iro_events.catalogue import Catalogue, UnknownEventVersion
from iro_events.event import Event, PublishedEvent
from iro_events.published import all_published
from iro_events.testing.golden import faults, golden_file, leaves, write_missing

GOLDEN = Path(__file__).parent / "golden"
FACTS = all_published()
MAY_BE_TOLD = {UUID, date, int, bool, NoneType}


def untold(event: type[Event]) -> set[str]:
    """The fields of an event that hold more than ids, dates, numbers, claims and codes."""
    return {
        name
        for name, field in event.model_fields.items()
        if any(
            leaf not in MAY_BE_TOLD and not (isinstance(leaf, type) and issubclass(leaf, Enum))
            for leaf in leaves(field.annotation)
        )
    }


def test_no_two_published_events_have_one_name() -> None:
    assert set(FACTS) == set(Catalogue(FACTS))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.type)
def test_a_fact_tells_ids_dates_numbers_claims_and_codes_but_never_text(fact: type[PublishedEvent]) -> None:
    assert untold(fact) == set()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.type)
def test_a_code_is_no_more_than_a_code(fact: type[PublishedEvent]) -> None:
    """A sentence could hide among an Enum's values."""
    codes = [
        leaf for field in fact.model_fields.values() for leaf in leaves(field.annotation) if leaf not in MAY_BE_TOLD
    ]

    assert all(len(str(code.value).split()) == 1 for codes_of_field in codes for code in codes_of_field)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.type)
def test_the_date_that_matters_to_the_law_is_a_date_of_the_fact(fact: type[PublishedEvent]) -> None:
    assert fact.effective is None or fact.model_fields[fact.effective].annotation is date


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.type)
def test_every_version_of_a_fact_has_its_golden_file_and_decodes_for_ever(fact: type[PublishedEvent]) -> None:
    assert faults(GOLDEN, fact) == []


def test_no_golden_file_is_of_a_fact_or_version_that_is_gone() -> None:
    known = {golden_file(GOLDEN, fact, version) for fact in FACTS for version in range(1, fact.version() + 1)}

    assert set(GOLDEN.glob("*.json")) == known


class Colour(StrEnum):
    RED = "red"


class Seen(PublishedEvent):
    on: date
    colour: Colour | None = None


class Detail(BaseModel):
    words: str


class Worded(PublishedEvent):
    on: date
    nested: tuple[Detail, ...] = ()
    note: str | None = None
    at: dict[str, int] | None = None


def test_text_is_found_wherever_a_fact_hides_it() -> None:
    assert untold(Worded) == {"nested", "note", "at"}


def test_a_fact_without_its_golden_file_is_found(tmp_path: Path) -> None:
    assert faults(tmp_path, Seen) == ["Seen.1.json is missing: iro_events.testing.golden.write_missing writes it"]
    write_missing(tmp_path, [Seen])
    assert faults(tmp_path, Seen) == []


def renamed_colour(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"on": data["on"], "hue": data["colour"]}


class Upcast:
    class Seen(PublishedEvent):
        upcasts: ClassVar = (renamed_colour,)
        on: date
        hue: Colour | None = None


class Retyped:
    class Seen(PublishedEvent):
        on: date
        colour: Colour | int | None = None


class Demanding:
    class Seen(PublishedEvent):
        on: date
        colour: Colour | None = None
        size: int


class Shortened:
    class Seen(PublishedEvent):
        on: date


class Extended:
    class Seen(PublishedEvent):
        on: date
        colour: Colour | None = None
        size: int | None = None


@pytest.mark.parametrize("changed", [Retyped.Seen, Shortened.Seen])
def test_a_changed_shape_without_a_new_file_fails(tmp_path: Path, changed: type[PublishedEvent]) -> None:
    write_missing(tmp_path, [Seen])

    assert "Seen has another shape than in Seen.1.json: give it an upcast and a new file" in faults(tmp_path, changed)


def test_a_field_that_is_demanded_of_old_events_does_not_decode(tmp_path: Path) -> None:
    write_missing(tmp_path, [Seen])

    with pytest.raises(ValidationError, match="size"):
        faults(tmp_path, Demanding.Seen)


def test_an_optional_field_is_added_without_an_upcast_or_a_new_file(tmp_path: Path) -> None:
    write_missing(tmp_path, [Seen])

    assert faults(tmp_path, Extended.Seen) == []


def test_a_changed_shape_with_an_upcast_wants_a_file_and_reads_the_old_one(tmp_path: Path) -> None:
    write_missing(tmp_path, [Seen])
    assert faults(tmp_path, Upcast.Seen) == [
        "Seen.2.json is missing: iro_events.testing.golden.write_missing writes it"
    ]
    write_missing(tmp_path, [Upcast.Seen])
    assert faults(tmp_path, Upcast.Seen) == []

    old = json.loads(golden_file(tmp_path, Seen, 1).read_text())["data"]
    read = Catalogue([Upcast.Seen]).decode("Seen", 1, json.dumps(old))
    assert read == Upcast.Seen(on=date(2026, 1, 5), hue=Colour.RED)


def test_a_file_that_is_there_is_never_written_again(tmp_path: Path) -> None:
    write_missing(tmp_path, [Seen])

    assert write_missing(tmp_path, [Retyped.Seen]) == []


def test_a_version_newer_than_this_process_knows_stops_it() -> None:
    with pytest.raises(UnknownEventVersion, match=r"Seen version 2 is not known here; the newest is 1"):
        Catalogue([Seen]).decode("Seen", 2, "{}")
