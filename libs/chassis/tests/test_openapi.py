"""What a service says of itself: every route with its guard, its errors as problems."""

import httpx
import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]


async def test_a_service_describes_its_commands_and_their_problems(visits: httpx.AsyncClient) -> None:
    said = (await visits.get("/openapi.json", headers={"Authorization": ""})).json()

    command = said["paths"]["/children/{child}/visits"]["post"]
    assert command["operationId"] == "RecordVisit"
    assert command["security"] == [{"HTTPBearer": []}]
    assert set(command["responses"]) == {"201", "200", "4XX", "5XX"}
    assert list(command["responses"]["4XX"]["content"]) == ["application/problem+json"]
    assert {parameter["name"] for parameter in command["parameters"]} == {
        "child",
        "idempotency-key",
        "if-match",
    }
    assert "HTTPValidationError" not in said["components"]["schemas"]


async def test_open_routes_ask_for_no_token(visits: httpx.AsyncClient) -> None:
    said = (await visits.get("/openapi.json")).json()

    assert "security" not in said["paths"]["/health/live"]["get"]
    assert "security" not in said["paths"]["/metrics"]["get"]


async def test_every_route_says_who_may_call_it_or_that_all_may(visits: httpx.AsyncClient) -> None:
    said = (await visits.get("/openapi.json")).json()

    operations = [operation for path in said["paths"].values() for operation in path.values()]
    open_to_all = {operation["operationId"] for operation in operations if "security" not in operation}
    assert open_to_all == {"Live", "Ready", "Metrics", "EventSchema", "Broken"}
