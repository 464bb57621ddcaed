"""The pages that are written from the code: what is in them, and that the check finds what is not."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from iro_events.cloudevents import cloudevent_type, encode_cloudevent, schema_path
from iro_events.envelope import Recorded
from iro_events.event import PublishedEvent
from iro_events.facts.reviews import ReviewHeld
from iro_events.published import all_published
from iro_events.topics import INBOUND

from .reading import ROOT

DOCS = ROOT / "docs"
GENERATOR = DOCS / "generate.py"
ID = UUID("00000000-0000-4000-8000-000000000007")


@pytest.fixture(scope="module")
def told() -> Any:
    """The AsyncAPI document."""
    return json.loads((DOCS / "asyncapi.json").read_text(encoding="utf-8"))


def generate(*words: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(  # noqa: S603 - our own script
        (sys.executable, str(GENERATOR), *words), capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_the_check_names_each_page_that_differs_and_the_remedy(tmp_path: Path) -> None:
    generate("--docs", str(tmp_path))
    written = {page.relative_to(tmp_path).as_posix() for page in tmp_path.rglob("*.*")}
    (tmp_path / "events.md").write_text("as it was last year\n")
    (tmp_path / "rooms.md").unlink()
    shutil.copy(tmp_path / "openapi" / "review-service.json", tmp_path / "openapi" / "gone-service.json")

    checked = generate("--check", "--docs", str(tmp_path))

    assert {"events.md", "rules.md", "rooms.md", "asyncapi.json", "openapi/metrics-service.json"} <= written
    assert checked.returncode == 1
    named = re.findall(r"^docs/(\S+) differs from the code: run `make docs`", checked.stderr, re.MULTILINE)
    assert sorted(named) == ["events.md", "openapi/gone-service.json", "rooms.md"]


@pytest.mark.parametrize("fact", all_published(), ids=lambda fact: fact.type)
def test_every_fact_is_told_of_with_its_fields(fact: type[PublishedEvent]) -> None:
    page = (DOCS / "events.md").read_text(encoding="utf-8")

    section = page.partition(f"### `{fact.type}`\n")[2].partition("\n### ")[0]

    assert f"`{cloudevent_type(fact.type)}` · version {fact.version()}" in section
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(fact.model_fields)


def test_each_channel_has_the_facts_with_the_fields_they_have(told: Any) -> None:
    messages = told["components"]["messages"]
    by_type = {cloudevent_type(fact.type): fact for fact in all_published()}

    channels = {**told["channels"]}
    assert channels.pop(INBOUND.name)["messages"]["InboundEvent"]["payload"] == {"$ref": "inbound/envelope.json"}
    assert {name for channel in channels.values() for name in channel["messages"]} == set(messages)
    for message in messages.values():
        fact = by_type[message["name"]]
        properties = message["payload"]["allOf"][1]["properties"]
        data = told["components"]["schemas"][properties["data"]["$ref"].rpartition("/")[2]]
        assert set(data["properties"]) == set(fact.model_fields)
        assert properties["dataschema"]["const"] == schema_path(fact.type, fact.version())


def test_the_envelope_is_that_of_a_cloudevent_as_it_is_told(told: Any) -> None:
    envelope = told["components"]["schemas"]["Envelope"]
    fullest = encode_cloudevent(
        Recorded(
            id=ID,
            source="/E10000011/review-service",
            stream=f"review-{ID}",
            version=1,
            subject=ID,
            event=ReviewHeld(review=ID, held_on=date(2014, 5, 1)),
            recorded_at=datetime(2014, 5, 1, 12, tzinfo=UTC),
            effective_on=date(2014, 5, 1),
            actor=ID,
            correlation_id=ID,
            causation_id=ID,
            authority="E10000011",
            sequence=1,
        )
    )

    assert set(envelope["properties"]) | {"data"} == set(fullest)
    assert set(envelope["required"]) == set(fullest) - {"causationid", "effectiveon"}


def test_the_map_has_every_room_and_no_arrow_that_the_rules_forbid() -> None:
    whole = (DOCS / "rooms.md").read_text(encoding="utf-8").partition("```mermaid\n")[2].partition("```")[0]
    places = dict(places_by_the_rules())
    boxes = set(re.findall(r"^  (?:subgraph )?(\w+)\[", whole, re.MULTILINE))
    arrows = re.findall(r"^  (\w+) --> (\w+)$", whole, re.MULTILINE)

    assert {"iro_statute", "iro_events", "iro_chassis", "iro_embedded"} <= boxes
    assert {f"review_service_{room}" for room in ("app", "api", "projections", "domain", "migrations")} <= boxes
    assert arrows
    assert [arrow for arrow in arrows if places[arrow[0]] >= places[arrow[1]]] == []


def places_by_the_rules() -> Iterator[tuple[str, int]]:
    """How far from the outermost each box may stand, by import-linter's layers."""
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    for contract in rules["contracts"]:
        for place, layer in enumerate(contract.get("layers", ())):
            for room in layer.split("|"):
                name = room.strip(" ()")
                yield from ((f"{service}_{name}", place) for service in contract.get("containers", ()))
                yield name, place
