"""The envelope that an event of the information system comes in: CloudEvents 1.0, structured JSON."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal
from uuid import UUID, uuid5

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, ValidationError
from pydantic_core import PydanticCustomError

from iro_chassis.problems import Fault
from iro_chassis.validation import faults
from iro_events.facts.inbound import InboundRejection

EVENT_IDS: Final = UUID("5a1c7f60-3c1e-5b57-9d8e-2f5b8f6c9a41")
"""Namespace of the ids that stand for an event's source and id: never change it."""

SCHEMA: Final = "urn:footprint:inbound/"
"""An event's `dataschema`, where it has one, is this, its type and the body's version: urn:…/looked-after.ended/1."""

LATEST_VERSION: Final = 2**53 - 1
"""The highest whole number that every JSON reader keeps exact."""


def _moment(given: object) -> object:
    if not isinstance(given, str):
        raise PydanticCustomError("moment_malformed", "give a moment such as 2026-01-05T12:00:00Z")
    return given


def _tidy(given: object) -> object:
    if isinstance(given, str) and (not given.isprintable() or given != " ".join(given.split())):
        raise PydanticCustomError("text_untidy", "leave out blanks at the ends, two running, and what is not printable")
    return given


Visible = Field(pattern=r"^[!-~]+$")
Mark = Annotated[str, Field(min_length=1, max_length=64), BeforeValidator(_tidy)]
"""An id in the information system: the child's, or a record's."""


class Envelope(BaseModel):
    """An event as it comes. `subject` is whom it is about: a child by its own id in that system, where it is about one.

    `record` is that system's id of the record whose content `data` is, `version` counts what it has said of it, and
    `withdrawn` says that the record was made in error. Attributes that nobody knows are passed over.
    """

    model_config = ConfigDict(frozen=True)

    specversion: Literal["1.0"]
    id: Annotated[str, Visible, Field(min_length=1, max_length=100)]
    source: Annotated[str, Visible, Field(min_length=1, max_length=200)]
    type: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=80)]
    record: Mark
    version: Annotated[int, Field(strict=True, ge=1, le=LATEST_VERSION)] = 1
    withdrawn: StrictBool = False
    subject: Mark | None = None
    time: Annotated[AwareDatetime, BeforeValidator(_moment)] | None = None
    authority: Annotated[str, Visible, Field(max_length=40)] | None = None
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: Annotated[str, Field(max_length=200)] | None = None
    data: Any = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an event is refused. `detail` tells the remedy and never quotes what was sent; `rule` is a refusal's code."""

    reason: InboundRejection
    field: str | None
    detail: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """One event as it came: its envelope where it has one, else why not, and the digest of all that was sent."""

    digest: bytes
    envelope: Envelope | None
    refusal: Refusal | None
    known_by: Mapping[str, str]

    @property
    def event(self) -> UUID:
        """What stands for its source and id in facts; for all of it where these cannot be read."""
        known = self.known_by
        if "source" in known and "id" in known:
            return uuid5(EVENT_IDS, f"{known['source']} {known['id']}")
        return uuid5(EVENT_IDS, self.digest.hex())


def read(given: Any) -> Given:
    """The event, whatever is wrong with it."""
    digest = digest_of(given)
    try:
        envelope = Envelope.model_validate(given)
    except ValidationError as invalid:
        fault = first_fault(invalid)
        refusal = Refusal(InboundRejection.NOT_AN_EVENT, fault.field, fault.detail)
        return Given(digest, None, refusal, _known_by(given, invalid))
    return Given(digest, envelope, None, {name: getattr(envelope, name) for name in ("source", "id", "type")})


def digest_of(given: Any) -> bytes:
    """SHA-256 of the JSON, whatever the order of its members."""
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode("ascii")).digest()


def first_fault(invalid: ValidationError, *path: str) -> Fault:
    """The first field that cannot be taken, below `path`."""
    errors = [
        {**error, "loc": ("body", *path, *error["loc"])}
        for error in invalid.errors(include_url=False, include_input=False)
    ]
    return faults(errors)[0]


def _known_by(given: Any, invalid: ValidationError) -> dict[str, str]:
    """Those of source, id and type that can be read; one that is faulty is not repeated."""
    if not isinstance(given, dict):
        return {}
    faulty = {error["loc"][0] for error in invalid.errors() if error["loc"]}
    return {name: given[name] for name in ("source", "id", "type") if name in given and name not in faulty}
