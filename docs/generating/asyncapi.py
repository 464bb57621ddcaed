"""Writes the AsyncAPI 3.0 document: each topic with its facts, every message a CloudEvents 1.0 envelope."""

import inspect
import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from generating.members import Member
from generating.told import first_line, tellers, topic_of
from iro_events.cloudevents import cloudevent_type, schema_path
from iro_events.event import PublishedEvent
from iro_events.schemas import OpenToOptionalFields
from iro_events.topics import INBOUND, REJECTIONS

Json = Mapping[str, Any]

_ABOUT = """\
What Footprint's services tell each other and others. A topic is an address on the bus. The bus without a broker reads \
the same messages from each service's `GET /facts`; restricted ones with `restricted=true`. Within a subject facts \
come in order; one may come again after a crash, so a reader keeps the highest `sequence` it has taken per source, \
topic and subject. On a broker's topic there are marks between them, of type `log.known-up-to` and without subject: \
all that is told on the partition up to that `sequence` stands before it. A reader that needs none passes them over."""

_UUID: Json = {"type": "string", "format": "uuid"}
_ENVELOPE: Json = {
    "type": "object",
    "description": "A CloudEvents 1.0 event in structured JSON, with Footprint's extensions.",
    "required": [
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "stream", "version",
        "authority", "actor", "correlationid", "partitionkey", "sequence", "data",
    ],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {**_UUID, "description": "The event's own."},
        "source": {"type": "string", "description": "Who tells, such as /E10000011/review-service."},
        "type": {"type": "string", "description": "`footprint.` and the event's name."},
        "subject": {**_UUID, "description": "The child, opaque; of a survey, the survey."},
        "time": {"type": "string", "format": "date-time", "description": "When it was recorded, UTC."},
        "datacontenttype": {"const": "application/json"},
        "dataschema": {
            "type": "string", "format": "uri-reference",
            "description": "Where the source serves the JSON Schema of `data`: /schemas/, the name, / and the version.",
        },
        "sequence": {
            "type": "string", "pattern": "^[0-9]{20}$",
            "description": "The source's gapless number, as 20 digits: it sorts as text.",
        },
        "stream": {"type": "string", "description": "The stream it was decided on."},
        "version": {"type": "integer", "minimum": 1, "description": "Its place in the stream."},
        "authority": {"type": "string", "description": "The local authority's ONS code."},
        "actor": {**_UUID, "description": "Who recorded it, opaque."},
        "correlationid": {**_UUID, "description": "What was recorded by one request."},
        "causationid": {**_UUID, "description": "The event that led to it, where one did."},
        "effectiveon": {"type": "string", "format": "date", "description": "The day that matters to the law."},
        "partitionkey": {**_UUID, "description": "The subject: its facts stay in order."},
    },
}  # fmt: skip


_INBOUND: Json = {
    "address": INBOUND.name,
    "messages": {
        "InboundEvent": {
            "title": "InboundEvent",
            "summary": "An event of the authority's own system; the schema of its data is that of its type.",
            "contentType": "application/cloudevents+json",
            "payload": {"$ref": "inbound/envelope.json"},
        }
    },
}
_OF_THE_INFORMATION_SYSTEM: Json = {
    "take-information-system-events": {
        "action": "receive",
        "channel": {"$ref": f"#/channels/{INBOUND.name}"},
        "summary": "Each event is taken or refused by the service that owns its type.",
    },
    "tell-information-system-rejections": {
        "action": "send",
        "channel": {"$ref": f"#/channels/{REJECTIONS.name}"},
        "summary": "Whoever refused an event of the authority's own system tells of it here too.",
    },
}


def asyncapi_document() -> str:
    """The document as JSON text."""
    told: dict[str, list[type[PublishedEvent]]] = {}
    by: dict[str, Member] = {}
    for fact, services in tellers().items():
        for service in services:
            topic = topic_of(fact, service)
            told.setdefault(topic, []).append(fact)
            by[topic] = service
        if fact.type == REJECTIONS.only:
            told[REJECTIONS.name] = [fact]
    document = {
        "asyncapi": "3.0.0",
        "info": {"title": "Footprint's facts", "version": "0.1.0", "description": _ABOUT, "license": {"name": "MIT"}},
        "defaultContentType": "application/cloudevents+json",
        "channels": {**{topic: _channel(topic, facts) for topic, facts in told.items()}, INBOUND.name: _INBOUND},
        "operations": {
            **{f"tell-{topic.replace('.', '-')}": _operation(topic, service) for topic, service in by.items()},
            **_OF_THE_INFORMATION_SYSTEM,
        },
        "components": _components(list(dict.fromkeys(fact for facts in told.values() for fact in facts))),
    }
    return json.dumps(document, indent=2) + "\n"


def _channel(topic: str, facts: Sequence[type[PublishedEvent]]) -> Json:
    return {"address": topic, "messages": {fact.__name__: _ref("messages", fact.__name__) for fact in facts}}


def _operation(topic: str, service: Member) -> Json:
    return {"action": "send", "channel": {"$ref": f"#/channels/{topic}"}, "summary": f"{service.name} tells its facts."}


def _components(facts: Sequence[type[PublishedEvent]]) -> Json:
    _, schemas = models_json_schema(
        [(fact, "serialization") for fact in facts],
        ref_template="#/components/schemas/{model}",
        schema_generator=OpenToOptionalFields,
    )
    return {
        "messages": {fact.__name__: _message(fact) for fact in facts},
        "schemas": {"Envelope": _ENVELOPE, **schemas["$defs"]},
    }


def _message(fact: type[PublishedEvent]) -> Json:
    own = {
        "type": {"const": cloudevent_type(fact.type)},
        "dataschema": {"const": schema_path(fact.type, fact.version())},
        "data": _ref("schemas", fact.__name__),
    }
    payload = {"allOf": [_ref("schemas", "Envelope"), {"type": "object", "properties": own}]}
    return {
        "name": cloudevent_type(fact.type),
        "title": fact.__name__,
        "summary": first_line(inspect.getdoc(fact)),
        "contentType": "application/cloudevents+json",
        "payload": payload,
    }


def _ref(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}
