"""`GET /schemas/{type}/{version}`: the JSON Schema to which `dataschema` of every published event refers."""

import json
from typing import Annotated, Final

from fastapi import APIRouter, Path, Response

from iro_chassis.auth import public
from iro_chassis.problems import Unknown
from iro_events.catalogue import Catalogue
from iro_events.event import PublishedEvent
from iro_events.schemas import json_schema

SCHEMA_JSON: Final = "application/schema+json"


def schemas_router(catalogue: Catalogue) -> APIRouter:
    """The route to the schemas of the events in the catalogue that are published; private ones are not shown."""
    router = APIRouter(tags=["events"], dependencies=[public("the schemas are documentation and tell of no person")])
    schemas = {
        (event.type, event.version()): json.dumps(json_schema(event))
        for event in catalogue
        if issubclass(event, PublishedEvent)
    }

    @router.get(
        "/schemas/{type}/{version}",
        operation_id="EventSchema",
        response_class=Response,
        responses={200: {"content": {SCHEMA_JSON: {"schema": {"type": "object"}}}, "description": "The JSON Schema"}},
    )
    async def event_schema(
        type_: Annotated[str, Path(alias="type", description="The event's name, such as ReviewHeld")],
        version: Annotated[int, Path(ge=1, description="The version of the event's shape, counted from 1")],
    ) -> Response:
        """The JSON Schema of a published event's data, at the version that this service publishes.

        `dataschema` of each CloudEvent is this path. Readers ignore fields that are not in it: a later release may add
        an optional field without a new version.
        """
        try:
            schema = schemas[type_, version]
        except KeyError:
            raise Unknown(
                "this service publishes no event of that name and version; docs/events.md lists them",
                code="schema.unknown",
            ) from None
        return Response(schema, media_type=SCHEMA_JSON)

    return router
