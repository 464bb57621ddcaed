"""The names of this service's streams; stored for 75 years."""

from uuid import UUID

CASE_WEIGHTS_STREAM = "case-weights"
"""How the authority weighs caseloads."""


def child_stream(child: UUID) -> str:
    """Who the child is."""
    return f"child-{child}"


def relations_stream(child: UUID) -> str:
    """The child's relatives among the children known here."""
    return f"relations-{child}"


def notices_stream(child: UUID) -> str:
    """What the authority's own system says of the child's care."""
    return f"notices-{child}"


def return_stream(child: UUID) -> str:
    """The rows of the child's returns."""
    return f"return-{child}"


def iro_stream(iro: UUID) -> str:
    """An IRO's time in the team."""
    return f"iro-{iro}"


def worker_stream(iro: UUID) -> str:
    """The ids under which the authority's own system knows an IRO."""
    return f"worker-{iro}"


def care_stream(child: UUID) -> str:
    """All of the child's periods of care."""
    return f"care-{child}"
