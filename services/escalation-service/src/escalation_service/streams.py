"""The names of this service's streams; stored for 75 years."""

from uuid import UUID

LADDERS_STREAM = "ladders"


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
