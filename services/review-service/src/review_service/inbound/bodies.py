"""What the events that this service owns hold; their JSON Schemas are in docs/inbound."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from iro_chassis.inbound.border import About, Body, Kind, kinds_of
from iro_chassis.inbound.envelope import Mark
from iro_chassis.inbound.spans import Until
from iro_events.dates import StrictDate
from iro_events.facts.codes import ReasonCeased
from iro_events.facts.protection import Conference
from iro_events.facts.team_codes import Contract
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.iro_commands import Fte
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


class ProtectionPlan(Body):
    """A child has a child protection plan from `on`, until the day on which it ended."""

    on: StrictDate
    until: Until = None


class ProtectionConference(Body):
    """A child protection conference was held about a child; `chair` is the worker who chaired, where an IRO did."""

    on: StrictDate
    kind: Conference
    chair: Mark | None = None


class Stint(Body):
    """A time in the team of IROs, both days included."""

    on: StrictDate
    until: Until = None


class Away(Body):
    """Days on which a worker was away, both included; `until` is left out while nobody knows of a return."""

    on: StrictDate
    until: Until = None


class HoursFrom(Body):
    """The part of a full-time post from that day, such as "0.80"."""

    on: StrictDate
    fte: Fte


class ContractFrom(Body):
    """On what footing from that day."""

    on: StrictDate
    contract: Contract


class TeamWorker(Body):
    """A worker's time in the team of IROs, all of it: one record for each worker.

    `absences`, where they are told at all, are all of them, without a reason. `iro` is the id by which the IRO is known
    here, where the IRO was recorded by hand before.
    """

    stints: Annotated[tuple[Stint, ...], Field(min_length=1, max_length=50)]
    hours: Annotated[tuple[HoursFrom, ...], Field(min_length=1, max_length=200)]
    contracts: Annotated[tuple[ContractFrom, ...], Field(min_length=1, max_length=50)]
    absences: Annotated[tuple[Away, ...], Field(max_length=500)] | None = None
    iro: UUID | None = None


STARTED = Kind("looked-after.started", LookedAfterStarted, happened=("on", "notified_on"))
EPISODE = Kind("looked-after.episode", LookedAfterEpisode, happened=("on",))
ENDED = Kind("looked-after.ended", LookedAfterEnded, happened=("on",))

PLAN = Kind("protection.plan", ProtectionPlan, happened=("on", "until"))
CONFERENCE = Kind("protection.conference", ProtectionConference, happened=("on",))
WORKER = Kind("team.worker", TeamWorker, about=About.WORKER)

KINDS = kinds_of(STARTED, EPISODE, ENDED, PLAN, CONFERENCE, WORKER)
