"""The schemas of published events: open to all, one for each event and its current version."""

import httpx
import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]
NO_TOKEN = {"Authorization": ""}


async def test_the_schema_of_a_published_event_needs_no_token(visits: httpx.AsyncClient) -> None:
    answer = await visits.get("/schemas/VisitMade/1", headers=NO_TOKEN)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/schema+json"
    schema = answer.json()
    assert schema["$id"] == "/schemas/VisitMade/1"
    assert (list(schema["properties"]), schema["required"]) == (["on"], ["on"])
    assert "additionalProperties" not in schema


@pytest.mark.parametrize(
    "path", ["/schemas/VisitMade/2", "/schemas/VisitBurnt/1", "/schemas/VisitNoteRecorded/1", "/schemas/DayPassed/1"]
)
async def test_no_schema_of_another_version_or_of_what_is_not_published(visits: httpx.AsyncClient, path: str) -> None:
    answer = await visits.get(path, headers=NO_TOKEN)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "schema.unknown"


async def test_a_version_that_is_no_number_is_refused(visits: httpx.AsyncClient) -> None:
    assert (await visits.get("/schemas/VisitMade/one", headers=NO_TOKEN)).status_code == 422


async def test_the_route_is_described(visits: httpx.AsyncClient) -> None:
    said = (await visits.get("/openapi.json")).json()["paths"]["/schemas/{type}/{version}"]["get"]

    assert {parameter["name"] for parameter in said["parameters"]} == {"type", "version"}
    assert list(said["responses"]["200"]["content"]) == ["application/schema+json"]
    assert "security" not in said
