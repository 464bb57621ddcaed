"""Who asks: an opaque person or system, and the roles its token gives it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What somebody is in the service; the values are those of the token's `roles` claim."""

    IRO = "iro"
    MANAGER = "manager"
    BUSINESS_SUPPORT = "business-support"
    ANALYST = "analyst"
    OPERATOR = "operator"
    INFORMATION_SYSTEM = "information-system"
    SOCIAL_WORK_MANAGER = "social-work-manager"


@dataclass(frozen=True, slots=True)
class Actor:
    """The bearer of a valid token: `id` is opaque, never a name."""

    id: UUID
    roles: frozenset[Role]
