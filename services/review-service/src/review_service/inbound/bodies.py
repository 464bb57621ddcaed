"""What the events that this service owns hold; their JSON Schemas are in docs/inbound."""

from typing import Literal

from iro_chassis.inbound.border import Body, Kind, kinds_of
from iro_events.dates import StrictDate
from iro_events.facts.codes import ReasonCeased
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.return_codes import Rne

NewEpisode = Literal[
    Rne.LEGAL_STATUS,
    Rne.PLACEMENT_AND_CARERS,
    Rne.PLACEMENT,
    Rne.LEGAL_STATUS_PLACEMENT_AND_CARERS,
    Rne.LEGAL_STATUS_AND_PLACEMENT,
]


class LookedAfterStarted(Body):
    """A child became looked after: the record of the first episode (SSDA903 `RNE` S).

    `notified_on` is the day the IRO service was told, where that was another than the day on which this event comes.
    """

    on: StrictDate
    legal_status: LegalStatus
    placement: Placement | None = None
    notified_on: StrictDate | None = None


class LookedAfterEpisode(Body):
    """Legal status, placement or carers changed while the child was looked after: the record of the new episode."""

    on: StrictDate
    reason: NewEpisode
    legal_status: LegalStatus
    placement: Placement | None = None


class LookedAfterEnded(Body):
    """The child ceased to be looked after."""

    on: StrictDate
    reason: ReasonCeased


STARTED = Kind("looked-after.started", LookedAfterStarted, happened=("on", "notified_on"))
EPISODE = Kind("looked-after.episode", LookedAfterEpisode, happened=("on",))
ENDED = Kind("looked-after.ended", LookedAfterEnded, happened=("on",))

KINDS = kinds_of(STARTED, EPISODE, ENDED)
