"""Child protection as told of one child: its plans and the conferences about it; few may be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, assert_never
from uuid import UUID

from iro_events.facts.protection import (
    Conference,
    ProtectionConferenceRecorded,
    ProtectionConferenceWithdrawn,
    ProtectionPlanRecorded,
    ProtectionPlanWithdrawn,
)

ProtectionFact = (
    ProtectionPlanRecorded | ProtectionPlanWithdrawn | ProtectionConferenceRecorded | ProtectionConferenceWithdrawn
)
"""Every fact of the topic `iro.reviews.restricted`."""


class PlanCase(NamedTuple):
    """A child protection plan; `ended_on` is None while it runs."""

    child: UUID
    plan: UUID
    started_on: date
    ended_on: date | None
    events: tuple[UUID, ...]


class ConferenceCase(NamedTuple):
    """A child protection conference; `iro` is who chaired it, None where no IRO did."""

    child: UUID
    conference: UUID
    held_on: date
    kind: Conference
    iro: UUID | None
    events: tuple[UUID, ...]


ProtectionCase = PlanCase | ConferenceCase


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as last told, and the events that told of it."""

    told: ProtectionPlanRecorded
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A conference as last told, and the events that told of it."""

    told: ProtectionConferenceRecorded
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ProtectionHistory:
    """A child's plans and conferences by their ids."""

    child: UUID
    plans: Mapping[UUID, Plan] = field(default_factory=dict)
    conferences: Mapping[UUID, Held] = field(default_factory=dict)


def evolve_protection(history: ProtectionHistory, fact: ProtectionFact, event: UUID) -> ProtectionHistory:
    """The history with one more fact, told by that event."""
    plans, conferences = history.plans, history.conferences
    match fact:
        case ProtectionPlanRecorded():
            before = plans[fact.plan].events if fact.plan in plans else ()
            return replace(history, plans={**plans, fact.plan: Plan(fact, (*before, event))})
        case ProtectionPlanWithdrawn():
            return replace(history, plans={plan: told for plan, told in plans.items() if plan != fact.plan})
        case ProtectionConferenceRecorded():
            before = conferences[fact.conference].events if fact.conference in conferences else ()
            return replace(history, conferences={**conferences, fact.conference: Held(fact, (*before, event))})
        case ProtectionConferenceWithdrawn():
            kept = {held: told for held, told in conferences.items() if held != fact.conference}
            return replace(history, conferences=kept)
        case _:
            assert_never(fact)


def judge_protection(history: ProtectionHistory) -> Sequence[Sequence[ProtectionCase]]:
    """A case for each plan and each conference."""
    plans = [
        PlanCase(history.child, plan.told.plan, plan.told.on, plan.told.until, plan.events)
        for plan in history.plans.values()
    ]
    conferences = [
        ConferenceCase(history.child, held.told.conference, held.told.on, held.told.kind, held.told.iro, held.events)
        for held in history.conferences.values()
    ]
    return plans, conferences
