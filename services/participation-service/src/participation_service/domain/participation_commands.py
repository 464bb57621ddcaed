"""What can be asked of a child's part in one review; each command is the body of its own request."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from iro_events.command import Command
from iro_events.dates import StrictDate
from iro_events.facts.participation_codes import ConversationOutcome, ParticipationCode, ViewsMedium
from participation_service.domain.address import OfReview

OLDEST = 25
"""Completed years; nobody older is looked after, nor a care leaver."""

Age = Annotated[int, Field(ge=0, le=OLDEST)]
Words = Annotated[str, Field(min_length=1, max_length=4000)]


class InviteChild(Command):
    """The child was invited to the review."""

    on: StrictDate


class RecordConversation(Command):
    """The IRO spoke to the child in private before the review, or did not, and why (R4.07)."""

    on: StrictDate
    outcome: ConversationOutcome


class GiveViews(Command):
    """The child's views came to the review in that way; the words stay in this service."""

    on: StrictDate
    medium: ViewsMedium
    words: Words | None = None


class RecordParticipation(Command):
    """How the child took part; null where the code was left blank, which is no PN7 (R6.08).

    Age in completed years, `fourth_birthday`, `disabled` and `team` as on the day of the review, told by whoever
    knows the child; null where they are not known. Without an age the code is taken as it is.
    """

    from_return: ClassVar[bool] = False

    code: ParticipationCode | None
    age_on_review: Age | None = None
    fourth_birthday: bool = False
    disabled: bool | None = None
    team: UUID | None = None


class TakeParticipationFromReturn(RecordParticipation):
    """The code that a statutory return tells; what the service's own work told stands against it."""

    from_return: ClassVar[bool] = True


class CorrectParticipation(RecordParticipation):
    """The child took part otherwise than recorded, or what was told of it was other."""


ParticipationBody = (
    InviteChild
    | RecordConversation
    | GiveViews
    | RecordParticipation
    | TakeParticipationFromReturn
    | CorrectParticipation
)
ParticipationCommand = OfReview[ParticipationBody]
