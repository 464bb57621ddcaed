"""The JSON Schema of a published event's data, at its current version."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from iro_events.cloudevents import schema_path
from iro_events.event import PublishedEvent

DIALECT: Final = GenerateJsonSchema.schema_dialect


class OpenToOptionalFields(GenerateJsonSchema):
    """Leaves out `additionalProperties: false`: a later release may add an optional field, which readers ignore."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """The schema of one model."""
        own = super().model_schema(schema)
        own.pop("additionalProperties", None)
        return own


def json_schema(event: type[PublishedEvent]) -> Mapping[str, Any]:
    """What `dataschema` of the event's envelope refers to."""
    own = event.model_json_schema(schema_generator=OpenToOptionalFields, mode="serialization")
    return {"$schema": DIALECT, "$id": schema_path(event.type, event.version()), **own}
