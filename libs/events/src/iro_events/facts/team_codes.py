"""The code sets that facts of the IRO team are told in; the values are stored for 75 years."""

from enum import StrEnum


class Contract(StrEnum):
    """On what footing an IRO works for the authority."""

    STAFF = "staff"
    AGENCY = "agency"
    SELF_EMPLOYED = "self-employed"


class Specialism(StrEnum):
    """What an IRO has particular knowledge of, or does for the team besides reviews."""

    DISABILITY = "disability"
    SHORT_BREAKS = "short-breaks"
    CHILD_EXPLOITATION = "child-exploitation"
    UNACCOMPANIED_CHILDREN = "unaccompanied-children"
    ADOPTION = "adoption"
    CARE_LEAVERS = "care-leavers"
    CHILD_PROTECTION = "child-protection"
    TRAINING = "training"


class Chaired(StrEnum):
    """What an IRO chairs, as far as it is observed or audited."""

    REVIEW = "review"
    CONFERENCE = "conference"
