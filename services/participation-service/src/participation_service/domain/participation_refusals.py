"""The rules that say no to a command about a child's part in a review."""

from iro_events.decider import Refused


class ReviewNotHeld(Refused):
    """How a child took part is recorded once the review was held."""

    code = "participation.review_not_held"


class NotUnderFour(Refused):
    """PN0 is the code of a child under four on the day of the review (R6.02)."""

    code = "participation.not_under_four"


class UnderFour(Refused):
    """PN1 to PN7 are the codes of a child of four or older on the day of the review (R6.02)."""

    code = "participation.under_four"


class BirthdayOfAnotherAge(Refused):
    """On their fourth birthday a child is four."""

    code = "participation.birthday_of_another_age"


class AlreadyRecorded(Refused):
    """How a child took part is recorded once and corrected from then on."""

    code = "participation.already_recorded"
    yields_to_repeat = True


class NotRecorded(Refused):
    """Only what is recorded can be corrected."""

    code = "participation.not_recorded"
