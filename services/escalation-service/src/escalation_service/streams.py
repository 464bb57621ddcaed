"""The names of this service's streams; stored for 75 years."""

from uuid import UUID


def concern_stream(concern: UUID) -> str:
    """One concern."""
    return f"concern-{concern}"


def concern_of(stream: str) -> UUID:
    """The concern whose stream this is."""
    return UUID(stream.removeprefix("concern-"))
