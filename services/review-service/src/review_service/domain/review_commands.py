"""What can be asked of one review; each command is the body of its own request, TakeReviewFromReturn apart."""

from uuid import UUID

from iro_events.command import Command, Sets
from iro_events.dates import StrictDate
from iro_events.decider import ByState
from iro_events.facts.codes import LateReason, ReviewMode
from iro_events.notes import Note


class BookReview(Command):
    """A review is planned for that day; siblings reviewed together share `meeting`."""

    planned_for: StrictDate
    meeting: UUID | None = None


class RebookReview(Command):
    """The plan moves to another day."""

    planned_for: Sets[StrictDate]


class RecordReviewHeld(Command):
    """The review was held, or the first part of its series (then `completed` is false); booked or not."""

    held_on: StrictDate
    completed: bool = True
    mode: ReviewMode = ReviewMode.MEETING
    meeting: UUID | None = None


class TakeReviewFromReturn(ByState, Command):
    """A statutory return says that the review was held, and completed, on one day; nothing else is known of it."""

    held_on: StrictDate
    completed: bool = True


class RecordPart(Command):
    """A further part of the series was held; `last` completes the review."""

    held_on: StrictDate
    last: bool = False


class AdjournReview(Command):
    """The meeting was adjourned, which may happen once (CPR 2010 reg 36(2))."""

    on: StrictDate
    resume_on: StrictDate | None = None


class CompleteReview(Command):
    """The series was over on that day without a further part."""

    on: StrictDate


class CancelReview(Command):
    """The planned review does not take place; its due date stays open (rulebook R2.07)."""


class GiveLateReason(Command):
    """Why the review was late, as its IRO says; the note stays in this service."""

    reason: Sets[LateReason]
    note: Note | None = None


class WithdrawReviewEntry(Command):
    """The review was recorded in error."""


ReviewCommand = (
    BookReview
    | RebookReview
    | RecordReviewHeld
    | TakeReviewFromReturn
    | RecordPart
    | AdjournReview
    | CompleteReview
    | CancelReview
    | GiveLateReason
    | WithdrawReviewEntry
)
