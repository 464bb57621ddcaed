"""Commands about a child's advocates; each is the body of its own request."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from iro_events.command import Command, Sets
from iro_events.dates import StrictDate
from iro_events.facts.participation_codes import AdvocacyAnswer, AdvocacyEnd, OfferAnswer

People = Annotated[tuple[UUID, ...], Field(max_length=50)]


class RecordAdvocacyAwareness(Command):
    """Record what the child said at a review: knows of advocates, has one, wants one (R7.05)."""

    knows: Sets[AdvocacyAnswer] = AdvocacyAnswer.NOT_ASKED
    has: Sets[AdvocacyAnswer] = AdvocacyAnswer.NOT_ASKED
    wants: Sets[AdvocacyAnswer] = AdvocacyAnswer.NOT_ASKED


class RequestAdvocate(Command):
    """Record that an advocate was asked for.

    `about` are the people the matter is about, `managed_by` those who manage it. Both stay in this service, where they
    keep the wrong advocate away (R7.02).
    """

    on: StrictDate
    about: Sets[People] = ()
    managed_by: Sets[People] = ()


class OfferAdvocate(Command):
    """Record that the child was offered an advocate."""

    on: StrictDate
    answer: Sets[OfferAnswer]


class MatchAdvocate(Command):
    """Record that an advocate works for the child from that day.

    `about` and `managed_by` are people besides those named when one was requested.
    """

    on: StrictDate
    advocate: UUID
    about: People = ()
    managed_by: People = ()


class EndAdvocacy(Command):
    """Record that the advocate's work for the child ended."""

    on: StrictDate
    reason: AdvocacyEnd


AdvocacyCommand = RecordAdvocacyAwareness | RequestAdvocate | OfferAdvocate | MatchAdvocate | EndAdvocacy
