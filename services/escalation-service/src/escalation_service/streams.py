"""The names of this service's streams; stored for 75 years."""

from uuid import UUID, uuid5

LADDERS_STREAM = "ladders"
DAYS_STREAM = "days"

AUTHORITIES = UUID("2f0c7a52-1f0e-5b0a-8a63-0b6f2c7e4d11")
"""Namespace of the ids that stand for an authority, where an event is about no child: never change it."""


def concern_stream(concern: UUID) -> str:
    """One concern."""
    return f"concern-{concern}"


def concern_of(stream: str) -> UUID:
    """The concern whose stream this is."""
    return UUID(stream.removeprefix("concern-"))


def good_practice_stream(alert: UUID) -> str:
    """One alert to good practice."""
    return f"good-practice-{alert}"


def alert_of(stream: str) -> UUID:
    """The alert whose stream this is."""
    return UUID(stream.removeprefix("good-practice-"))


def authority_id(code: str) -> UUID:
    """The subject of what is told of the authority itself, by its ONS code."""
    return uuid5(AUTHORITIES, code)
