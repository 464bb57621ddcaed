"""Translates plans and conferences of child protection: told as they stand, the chair by the IRO's id here."""

from uuid import UUID

from iro_chassis.inbound.border import Notice
from iro_chassis.inbound.records import keep, told_as
from iro_events.facts.protection import (
    ProtectionConferenceRecorded,
    ProtectionConferenceWithdrawn,
    ProtectionPlanRecorded,
    ProtectionPlanWithdrawn,
)
from iro_events.store import Writing

PLANS = told_as("protection-plan", ProtectionPlanRecorded, ProtectionPlanWithdrawn, "plan")
CONFERENCES = told_as(
    "protection-conference",
    ProtectionConferenceRecorded,
    ProtectionConferenceWithdrawn,
    "conference",
    renamed={"chair": "iro"},
)


async def take_plan(writing: Writing, notice: Notice, child: UUID) -> None:
    """Tells of the plan."""
    await keep(writing, PLANS, notice, child)


async def take_conference(writing: Writing, notice: Notice, child: UUID, chair: UUID | None) -> None:
    """Tells of the conference, and who chaired it."""
    await keep(writing, CONFERENCES, notice, child, chair=chair)
