"""The names of this service's streams; stored for 75 years."""

from uuid import UUID


def iro_stream(iro: UUID) -> str:
    """An IRO's time in the team."""
    return f"iro-{iro}"


def care_stream(child: UUID) -> str:
    """All of the child's periods of care."""
    return f"care-{child}"


def review_stream(review: UUID) -> str:
    """One review."""
    return f"review-{review}"


def review_of(stream: str) -> UUID:
    """The review whose stream this is."""
    return UUID(stream.removeprefix("review-"))


def findings_stream(review: UUID) -> str:
    """What one review found."""
    return f"findings-{review}"


def record_stream(review: UUID) -> str:
    """What follows one review."""
    return f"record-{review}"
