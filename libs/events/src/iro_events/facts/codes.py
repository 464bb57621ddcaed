"""The code sets that facts are told in; the values are stored for 75 years."""

from enum import StrEnum


class Regime(StrEnum):
    """Which review intervals apply (CPR 2010 reg 33; AAR 2005 reg 36)."""

    ORDINARY = "ordinary"
    AUTHORITY = "authority-to-place"
    PLACED = "placed-for-adoption"


class ReasonCeased(StrEnum):
    """Why a period of care ended: the sector's own codes (SSDA903 `REC`, `X1` apart)."""

    E11 = "E11"
    E12 = "E12"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"
    E4A = "E4A"
    E4B = "E4B"
    E13 = "E13"
    E41 = "E41"
    E43 = "E43"
    E44 = "E44"
    E45 = "E45"
    E46 = "E46"
    E47 = "E47"
    E48 = "E48"
    E5 = "E5"
    E6 = "E6"
    E7 = "E7"
    E8 = "E8"
    E9 = "E9"
    E14 = "E14"
    E15 = "E15"
    E16 = "E16"
    E17 = "E17"


class CareChange(StrEnum):
    """A change within a period of care that moves a review clock."""

    AUTHORITY_GIVEN = "authority-given"
    AUTHORITY_ENDED = "authority-ended"
    PLACED = "placed"
    RETURNED = "returned"


class ReviewMode(StrEnum):
    """Whether the review had a meeting; one in twelve months must (rulebook R1.25)."""

    MEETING = "meeting"
    NO_MEETING = "no-meeting"


class LateReason(StrEnum):
    """Why a review was held after its due date, as its IRO says."""

    TOLD_LATE = "told-late"
    CHILD_UNAVAILABLE = "child-unavailable"
    FAMILY_UNAVAILABLE = "family-unavailable"
    SOCIAL_WORKER_UNAVAILABLE = "social-worker-unavailable"
    IRO_UNAVAILABLE = "iro-unavailable"
    REPORTS_NOT_READY = "reports-not-ready"
    PLACEMENT_MOVED = "placement-moved"
    ADMINISTRATION = "administration"
    OTHER = "other"


class ManagerResponse(StrEnum):
    """What the manager said of the decisions within five working days (rulebook R3.02)."""

    AGREED = "agreed"
    QUERIED = "queried"
    DEEMED_AGREED = "deemed-agreed"


class DecisionProgress(StrEnum):
    """How a review's decision stands when it is looked at between reviews."""

    DONE = "done"
    ON_TRACK = "on-track"
    DRIFTING = "drifting"
    OVERTAKEN = "overtaken"
