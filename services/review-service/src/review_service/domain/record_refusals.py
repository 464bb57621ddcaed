"""The rules that say no to a command about a review's record."""

from iro_events.decider import Refused


class ReviewNotCompleted(Refused):
    """Nothing is owed before the review is completed."""

    code = "record.review_not_completed"


class BeforeReviewCompleted(Refused):
    """What follows a review is not before it."""

    code = "record.before_review_completed"


class AlreadyIssued(Refused):
    """A review's decisions are issued once."""

    code = "record.decisions_already_issued"
    yields_to_repeat = True


class DecisionsNotIssued(Refused):
    """Only decisions that were issued can be answered or progress."""

    code = "record.decisions_not_issued"


class UnknownDecision(Refused):
    """The review has no such decision."""

    code = "record.decision_unknown"


class AlreadyAgreed(Refused):
    """What is agreed is not answered again."""

    code = "record.already_agreed"
    yields_to_repeat = True


class NotYetDeemed(Refused):
    """Silence agrees once five working days have passed."""

    code = "record.not_yet_deemed"


class AlreadyRecorded(Refused):
    """The step is recorded already, otherwise."""

    code = "record.already_recorded"
    yields_to_repeat = True


class ManagerAnswered(Refused):
    """Where the manager answered, silence agrees to nothing more."""

    code = "record.already_recorded"


class RecordNotCompleted(Refused):
    """A record is distributed once it is complete."""

    code = "record.not_completed"
