"""The rules that say no to a command about a child's advocates."""

from iro_events.decider import Refused


class ReviewNotHeld(Refused):
    """What a child said at a review is known once the review was held."""

    code = "advocacy.review_not_held"


class AnswersContradict(Refused):
    """A child who has an advocate knows of advocates."""

    code = "advocacy.answers_contradict"


class AlreadyRequested(Refused):
    """An advocate is requested once at a time."""

    code = "advocacy.already_requested"
    yields_to_repeat = True


class AlreadyMatched(Refused):
    """One advocate at a time works for the child."""

    code = "advocacy.already_matched"
    yields_to_repeat = True


class ChildHasAdvocate(Refused):
    """An advocate is neither requested nor offered while one works for the child."""

    code = "advocacy.child_has_advocate"


class AdvocateIsSubject(Refused):
    """Nobody is an advocate in a matter that is about themselves (R7.02)."""

    code = "advocacy.advocate_is_subject"


class AdvocateManages(Refused):
    """Nobody is an advocate in a matter that they manage (R7.02)."""

    code = "advocacy.advocate_manages_matter"


class NotMatched(Refused):
    """No advocate works for the child."""

    code = "advocacy.not_matched"


class AlreadyEnded(Refused):
    """An advocate's work ends once."""

    code = "advocacy.already_ended"
    yields_to_repeat = True


class BeforeMatched(Refused):
    """An advocate's work ends after it began."""

    code = "advocacy.before_matched"


class BeforeLastEnded(Refused):
    """An advocate's work begins after the one's before had ended."""

    code = "advocacy.before_last_ended"
