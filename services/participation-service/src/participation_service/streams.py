"""The names of this service's streams; stored for 75 years."""

from uuid import UUID


def participation_stream(review: UUID) -> str:
    """The child's part in one review."""
    return f"participation-{review}"


def wish_stream(wish: UUID) -> str:
    """One wish."""
    return f"wish-{wish}"


def contacts_stream(child: UUID) -> str:
    """All of the child's contacts with its IRO."""
    return f"contacts-{child}"


def advocacy_stream(child: UUID) -> str:
    """The child's advocates."""
    return f"advocacy-{child}"


def visiting_stream(child: UUID) -> str:
    """The child's independent visitors."""
    return f"visiting-{child}"


def survey_stream(survey: UUID) -> str:
    """One survey."""
    return f"survey-{survey}"
