"""Published events of a child's voice: their part in reviews, their wishes, their contacts with their IRO.

Names and shapes here are stored for 75 years: change them only with an upcast. How a child took part (the code, the
conversation, how their views came) and what their wishes are about is restricted.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Derived, PublishedEvent, RestrictedEvent
from iro_events.facts.participation_codes import (
    ContactBegunBy,
    ContactMedium,
    ConversationOutcome,
    ParticipationCode,
    ViewsMedium,
    WishOutcome,
    WishTheme,
)


class ChildInvited(PublishedEvent):
    """The child was invited to the review."""

    effective: ClassVar = "on"
    review: UUID
    on: date


class ConversationRecorded(RestrictedEvent):
    """The IRO spoke to the child in private before the review, or did not, and why (CPR 2010 reg 36(1))."""

    effective: ClassVar = "on"
    review: UUID
    on: date
    outcome: ConversationOutcome


class ViewsGiven(RestrictedEvent):
    """The child's views came to the review, in that way; what they are stays with the service."""

    effective: ClassVar = "on"
    review: UUID
    on: date
    medium: ViewsMedium


class _Participation(RestrictedEvent):
    """`code` is None where it was left blank: a state of its own, never PN7 (R6.08).

    `age_on_review` in completed years, `disabled` and `team` (the social work team) as on the day of the review;
    None where they are not known. `fourth_birthday` where that day is it, so that either side of the age rule holds.
    """

    effective: ClassVar = "held_on"
    review: UUID
    held_on: Derived[date]
    code: ParticipationCode | None
    age_on_review: int | None = None
    fourth_birthday: bool = False
    disabled: bool | None = None
    team: UUID | None = None
    from_return: Derived[bool] = False


class ParticipationRecorded(_Participation):
    """How the child took part in a review, recorded once the review was held."""


class ParticipationCorrected(_Participation):
    """The child took part otherwise than recorded; `was` is the code before, None where it was blank."""

    was: Derived[ParticipationCode | None]


class WishExpressed(PublishedEvent):
    """The child would have something otherwise; `review` is the one at which they said so, if any."""

    effective: ClassVar = "on"
    wish: UUID
    on: date
    review: UUID | None = None


class WishThemeRecorded(RestrictedEvent):
    """What the wish is about; recorded together with the wish."""

    effective: ClassVar = "on"
    wish: UUID
    on: date
    theme: WishTheme


class WishAnswered(PublishedEvent):
    """What was answered to a wish; one that is granted in part stays open."""

    effective: ClassVar = "on"
    wish: UUID
    on: date
    outcome: WishOutcome


class WishEntryWithdrawn(PublishedEvent):
    """The wish was recorded in error."""

    wish: UUID


class ContactLogged(PublishedEvent):
    """IRO and child were in contact between reviews; `seen_alone` is None where not recorded, or nobody was seen."""

    effective: ClassVar = "on"
    contact: UUID
    iro: UUID
    on: date
    medium: ContactMedium
    begun_by: ContactBegunBy
    seen_alone: bool | None = None


class ContactEntryWithdrawn(PublishedEvent):
    """The contact was recorded in error."""

    contact: UUID


class ContactCardSent(PublishedEvent):
    """The child was sent a card that introduces their IRO and says how to reach them."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
