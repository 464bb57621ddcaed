"""The names of this service's streams; stored for 75 years."""

from uuid import UUID


def iro_stream(iro: UUID) -> str:
    """An IRO's time in the team."""
    return f"iro-{iro}"


def care_stream(child: UUID) -> str:
    """All of the child's periods of care."""
    return f"care-{child}"
