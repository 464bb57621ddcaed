"""What `dataschema` of an event in the feed names is served by the service that published it."""

from typing import Any

import httpx
import pytest

from iro_chassis.service import catalogue_of
from iro_chassis.testing.issuer import settings_of
from iro_events.cloudevents import schema_path
from iro_events.event import PublishedEvent
from review_service.app import DECIDERS, create_app

CATALOGUE = catalogue_of(DECIDERS, days=True, inbound=True)
pytestmark = pytest.mark.anyio


@pytest.mark.database
async def test_each_event_of_the_feed_has_the_schema_that_it_names(desk: Any) -> None:
    await desk.care()
    feed = (await desk.get("/facts", role="information-system", after=0, limit=1000)).json()["facts"]

    assert feed
    for event in feed:
        schema = (await desk.client.get(event["dataschema"])).raise_for_status().json()
        assert (schema["$id"], schema["title"]) == (event["dataschema"], event["type"].removeprefix("footprint."))
        assert set(schema["required"]) <= set(event["data"]) <= set(schema["properties"])


async def test_every_published_event_has_a_schema_and_no_private_one_has() -> None:
    app = create_app(settings_of("postgresql://nowhere/none"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://review") as client:
        served = {event: (await client.get(schema_path(event.type, event.version()))).is_success for event in CATALOGUE}

    assert served == {event: issubclass(event, PublishedEvent) for event in CATALOGUE}
