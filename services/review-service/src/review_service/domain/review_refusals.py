"""The rules that say no to a command about a review."""

from iro_events.decider import Refused


class NotBooked(Refused):
    """Only a booked review can be moved, cancelled or withdrawn."""

    code = "review.not_booked"


class AlreadyBooked(Refused):
    """A booking is moved, not made twice."""

    code = "review.already_booked"


class AlreadyHeld(Refused):
    """What was held is neither planned nor held again."""

    code = "review.already_held"


class NotHeld(Refused):
    """No part of the review was held."""

    code = "review.not_held"


class AlreadyCompleted(Refused):
    """A completed review has no further part."""

    code = "review.already_completed"


class BeforeFirstPart(Refused):
    """The first part is the first."""

    code = "review.before_first_part"


class BeforeLastPart(Refused):
    """The last part is the last."""

    code = "review.before_last_part"


class AdjournedTwice(Refused):
    """A review may be adjourned once (CPR 2010 reg 36(2))."""

    code = "review.adjourned_twice"


class ResumedBeforeAdjourned(Refused):
    """A review resumes after its adjournment."""

    code = "review.resumed_before_adjourned"


class Withdrawn(Refused):
    """The review was recorded in error."""

    code = "review.withdrawn"
