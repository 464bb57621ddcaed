"""What can be asked about a child's advocates; each command is the body of its own request."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from iro_events.command import Command
from iro_events.dates import StrictDate
from iro_events.facts.participation_codes import AdvocacyAnswer, AdvocacyEnd, OfferAnswer
from participation_service.domain.address import OfReview

People = Annotated[tuple[UUID, ...], Field(max_length=50)]


class RecordAdvocacyAwareness(Command):
    """What the child said of advocates at a review: knows of them, has one, wants one (R7.05)."""

    knows: AdvocacyAnswer = AdvocacyAnswer.NOT_ASKED
    has: AdvocacyAnswer = AdvocacyAnswer.NOT_ASKED
    wants: AdvocacyAnswer = AdvocacyAnswer.NOT_ASKED


class RequestAdvocate(Command):
    """An advocate was asked for; `about` are the people the matter is about, `managed_by` those who manage it.

    Both stay in this service, where they keep the wrong advocate away (R7.02).
    """

    on: StrictDate
    about: People = ()
    managed_by: People = ()


class OfferAdvocate(Command):
    """The child was offered an advocate."""

    on: StrictDate
    answer: OfferAnswer


class MatchAdvocate(Command):
    """An advocate works for the child from that day; `about` and `managed_by` as when one is requested."""

    on: StrictDate
    advocate: UUID
    about: People = ()
    managed_by: People = ()


class EndAdvocacy(Command):
    """The advocate's work for the child ended."""

    on: StrictDate
    reason: AdvocacyEnd


ChildsCommand = RequestAdvocate | OfferAdvocate | MatchAdvocate | EndAdvocacy
AdvocacyCommand = OfReview[RecordAdvocacyAwareness] | ChildsCommand
