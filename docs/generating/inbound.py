"""Writes what the information system must send: a JSON Schema for each type and version, the envelope's, and a page."""

import inspect
import json
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pydantic import BaseModel

from generating.members import Member, services
from generating.told import first_line
from iro_chassis.inbound.border import Kind
from iro_chassis.inbound.envelope import Envelope
from iro_events.facts.inbound import InboundRejection

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_HEAD = """\
# What the information system sends

*Written by `make docs` from the code; `make docs-check` fails where the two differ.*

Footprint takes the events of an authority's own system at `POST /inbound` of the service that owns their type: one
event as `application/cloudevents+json`, up to a thousand as `application/cloudevents-batch+json`. Where all services
run in one process, the root's `POST /inbound` sends each on to its owner.

Each is a CloudEvents 1.0 event in structured JSON ([envelope](inbound/envelope.json)):

- `id` and `source` make it one event, however often it is sent. Both are listed where it is refused, so neither may
  name a person.
- `subject` is whom it is about: for review-service's types the child's or worker's own id in that system, which stays
  there; for those of escalation-service and participation-service the id by which Footprint knows the child, which the
  answer to its start of care tells in `about`; for metrics-service's nobody, and it is left out.
- `record` is that system's id of the record that speaks, `version` counts from 1 what it has said of it. A higher
  version takes the place of what was said; a lower one is refused. `withdrawn` says that the record was made in error;
  `data` is then left out.
- `data` is as the type's schema says. Days are `YYYY-MM-DD`.

Events may come in any order, and again. One about a child or worker of whom nothing is known here yet is kept, listed
at `GET /inbound/waiting`, and taken when they appear. One that cannot be taken is listed at `GET /inbound/rejections`
with its reason, its field and the remedy, and told back as a fact, [`InboundRejected`](events.md#inboundrejected).

## Over a broker

Where there is an Apache Kafka, the same events may be told on the topic `information-system.events` in its place, or
beside: one event a record, as above; a record's key, where it has one, is the event's `subject`. Every service reads
all of it, takes its own types and passes over the others'. What nobody can take (no JSON, no event, a type of
nobody's) is refused by review-service. Nobody answers a record, so what was refused is told back on
`information-system.rejections`: the fact `InboundRejected` and nothing else, once for each different event that was
refused at whatever door. After a crash one may be told again, under the same `id`. Its `event` is the UUID version 5
of `source`, a blank and `id` in the namespace `5a1c7f60-3c1e-5b57-9d8e-2f5b8f6c9a41`; where these could not be read,
the list has the record's partition and offset. The id by which Footprint knows a child is learnt by `POST /inbound` of
its start of care all the same: what came over the broker is known there, and the answer tells `about`.
"""
_TYPES = """\
## Types
"""
_REASONS = """\
## Why an event is refused
"""


def inbound_pages() -> dict[str, str]:
    """Every page by its place under docs."""
    schemas = {f"inbound/{kind.name}.{kind.version}.json": _schema(kind.body, kind.schema) for kind, _ in kinds()}
    return {"inbound.md": _page(), "inbound/envelope.json": _schema(Envelope, "urn:footprint:inbound"), **schemas}


def kinds() -> Iterator[tuple[Kind, Member]]:
    """Every type that a service takes, and the service."""
    for service in services():
        if find_spec(f"{service.package}.inbound"):
            taken: Mapping[str, Kind] = import_module(f"{service.package}.inbound.bodies").KINDS
            for kind in taken.values():
                yield kind, service


def _schema(model: type[BaseModel], id_: str) -> str:
    schema: dict[str, Any] = model.model_json_schema()
    return (
        json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": id_, **schema}, indent=2) + "\n"
    )


def _page() -> str:
    types = [
        f"| [`{kind.name}`](inbound/{kind.name}.{kind.version}.json) | {service.name} "
        f"| {first_line(inspect.getdoc(kind.body))} |"
        for kind, service in kinds()
    ]
    why = [f"| `{reason.value}` | {_MEANT[reason]} |" for reason in InboundRejection]
    types = ["| type | owner | |", "|---|---|---|", *types, ""]
    return "\n".join([_HEAD, _TYPES, *types, _REASONS, "| reason | |", "|---|---|", *why, ""])


_MEANT: Mapping[InboundRejection, str] = {
    InboundRejection.NOT_AN_EVENT: "The envelope is no CloudEvents 1.0 event as above.",
    InboundRejection.OTHER_AUTHORITY: "Its `authority` is another than the one whose children are kept here.",
    InboundRejection.UNKNOWN_TYPE: "Nobody takes events of that type.",
    InboundRejection.OTHER_OWNER: "Another service takes them; the remedy names it.",
    InboundRejection.UNKNOWN_SCHEMA: "Its `dataschema` names a version that is not known here.",
    InboundRejection.ID_REUSED: "Another event of that source had this id.",
    InboundRejection.BROKEN_BODY: "Its `data` is not as the schema says; the field is named.",
    InboundRejection.IN_THE_FUTURE: "It tells of a day that has not come.",
    InboundRejection.OTHER_SUBJECT: "The record was of another child; or over a broker, the key is not the subject.",
    InboundRejection.OLDER_VERSION: "A later version of the record was taken already: nothing is lost.",
    InboundRejection.VERSION_REUSED: "That version of the record said something else.",
    InboundRejection.AGAINST_A_RULE: "A rule says no; `rule` is its code.",
}
