"""What the participation codes say (rulebook 6): who is given which, and whether the child's views were conveyed."""

from iro_events.facts.participation_codes import ParticipationCode

FOUR = 4
"""Completed years from which a child takes part in their review by one of the codes PN1 to PN7."""

CONVEYED = frozenset(
    {
        ParticipationCode.PN1,
        ParticipationCode.PN2,
        ParticipationCode.PN3,
        ParticipationCode.PN5,
        ParticipationCode.PN6,
    }
)
UNHEARD = frozenset({ParticipationCode.PN4, ParticipationCode.PN7})


def heard(code: ParticipationCode | None, *, views_given: bool) -> bool | None:
    """Whether the child's views were conveyed; None for a child under four, and where the code was left blank.

    Views that are known to have come to a review were conveyed, though nobody gave it a code.
    """
    if code in CONVEYED:
        return True
    if code in UNHEARD:
        return False
    return True if code is None and views_given else None
