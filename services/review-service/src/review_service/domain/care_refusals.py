"""The rules that say no to a command about care."""

from iro_events.decider import Refused


class AlreadyLookedAfter(Refused):
    """Two periods of care may not overlap."""

    code = "care.already_looked_after"


class SamePeriodRecorded(AlreadyLookedAfter):
    """The period with that first day is recorded already."""

    yields_to_repeat = True


class NotLookedAfter(Refused):
    """The child was not in that period of care on that day."""

    code = "care.not_looked_after"


class BeforeStart(Refused):
    """The day lies before the period began."""

    code = "care.before_start"


class EndedBeforeStart(Refused):
    """A period cannot end before it began."""

    code = "care.ended_before_start"


class AlreadyEnded(Refused):
    """The end is recorded already; another day or reason is a correction."""

    code = "care.already_ended"
    yields_to_repeat = True


class NotEnded(Refused):
    """The period still runs."""

    code = "care.not_ended"


class EndWithoutReason(Refused):
    """A day of ending and its reason come together."""

    code = "care.end_without_reason"


class CauseAfterEnd(Refused):
    """What wants a review before care ends arises before it ends."""

    code = "care.cause_after_end"


class NothingToWithdraw(Refused):
    """Nothing of the kind is recorded."""

    code = "care.nothing_to_withdraw"
    yields_to_repeat = True


class EntryAlreadyWithdrawn(Refused):
    """The period was recorded in error, as is recorded already."""

    code = "care.already_withdrawn"
    yields_to_repeat = True


class ChangedOutside(Refused):
    """A change of regime is recorded outside the period as it would then be."""

    code = "care.changed_outside"


class StatusNotOfYear(Refused):
    """The legal status did not exist on that day."""

    code = "care.legal_status_not_of_year"


class PlacementNotOfYear(Refused):
    """The placement code was not in use on that day."""

    code = "care.placement_not_of_year"


class AlreadyAuthorised(Refused):
    """Authority to place stands already on that day."""

    code = "care.already_authorised"


class NotAuthorised(Refused):
    """No authority to place stands on that day, or the child is placed already."""

    code = "care.not_authorised"


class NotPlaced(Refused):
    """The child was not placed for adoption on that day."""

    code = "care.not_placed_for_adoption"


class NotYetLaw(Refused):
    """Long-term foster placements are designated since 1 April 2015 (SI 2015/495)."""

    code = "care.designation_not_yet_law"


class IroAppointedOtherwise(Refused):
    """The appointment recorded already is another, or later."""

    code = "care.iro_appointed_otherwise"
    yields_to_repeat = True


class ReviewNotCounted(Refused):
    """The review named was not held, as far as is known here."""

    code = "review.not_held"


class OutsideCare(Refused):
    """A review is held in a period of care."""

    code = "review.outside_care"


class ReviewedThatDay(Refused):
    """The same child and date twice is one review."""

    code = "review.already_recorded_that_day"
