"""The rules that say no to a command about a review."""

from iro_events.decider import Refused


class NotBooked(Refused):
    """Only a booked review can be moved, cancelled or withdrawn."""

    code = "review.not_booked"


class AlreadyBooked(Refused):
    """A booking is moved, not made twice."""

    code = "review.already_booked"
    yields_to_repeat = True


class BookingCancelled(Refused):
    """A review that was cancelled is not booked again."""

    code = "review.cancelled"


class AlreadyCancelled(Refused):
    """A booking is cancelled once."""

    code = "review.already_cancelled"
    yields_to_repeat = True


class AlreadyHeld(Refused):
    """A review is held once."""

    code = "review.already_held"
    yields_to_repeat = True


class NoLongerPlanned(Refused):
    """What was held is neither booked, moved nor cancelled."""

    code = "review.already_held"


class NotHeld(Refused):
    """No part of the review was held."""

    code = "review.not_held"


class AlreadyCompleted(Refused):
    """A review is completed once."""

    code = "review.already_completed"
    yields_to_repeat = True


class NoFurtherPart(Refused):
    """A completed review is not adjourned and has no further part."""

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
    yields_to_repeat = True


class ResumedBeforeAdjourned(Refused):
    """A review resumes after its adjournment."""

    code = "review.resumed_before_adjourned"


class Withdrawn(Refused):
    """The review was recorded in error."""

    code = "review.withdrawn"


class AlreadyWithdrawn(Refused):
    """A review is withdrawn once."""

    code = "review.already_withdrawn"
    yields_to_repeat = True
