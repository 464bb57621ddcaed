"""Facts of the border: what the authority's own system is told of its events that were refused."""

from enum import StrEnum
from uuid import UUID

from iro_events.event import PublishedEvent


class InboundRejection(StrEnum):
    """Why an event of the authority's own system was refused, in the order in which the reasons apply."""

    NOT_AN_EVENT = "not-an-event"
    OTHER_AUTHORITY = "other-authority"
    UNKNOWN_TYPE = "unknown-type"
    OTHER_OWNER = "other-owner"
    UNKNOWN_SCHEMA = "unknown-schema"
    ID_REUSED = "id-reused"
    BROKEN_BODY = "broken-body"
    IN_THE_FUTURE = "in-the-future"
    OTHER_SUBJECT = "other-subject"
    OLDER_VERSION = "older-version"
    VERSION_REUSED = "version-reused"
    AGAINST_A_RULE = "against-a-rule"


class InboundRejected(PublishedEvent):
    """An event of the authority's own system was refused; nothing followed from it.

    `event` stands for the event's source and id, and is listed beside them at `GET /inbound/rejections`.
    """

    event: UUID
    reason: InboundRejection
