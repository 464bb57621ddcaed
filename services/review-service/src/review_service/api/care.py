"""Commands about a child's periods of care."""

# ruff: noqa: FAST003 - the dependency that gives the period, review or record takes the path's id

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from iro_chassis.writing import Receipt, Writer, writes
from iro_events.command import Addressed
from review_service.api.who import RECORDS
from review_service.domain.care import CARE
from review_service.domain.care_commands import (
    BecomeLookedAfter,
    CeaseLookingAfter,
    ChangeCarePlan,
    ChangeLegalStatus,
    ChangePlacement,
    CommandWithin,
    CorrectCareEnd,
    CorrectLookedAfterDate,
    DesignateLongTermFostering,
    EndAuthorityToPlace,
    GiveAuthorityToPlace,
    PlaceForAdoption,
    ReturnFromAdopters,
    WithdrawCareChange,
    WithdrawCareEnd,
    WithdrawCareEntry,
)
from review_service.domain.spans import begun_alike
from review_service.streams import care_stream
from review_service.subjects import child_of_care, known_child

router = APIRouter(tags=["care"])
Writes = Annotated[Writer, writes(*RECORDS)]


@dataclass(frozen=True, slots=True)
class PeriodOfCare:
    """The period that the path names, ready to take a command."""

    care: UUID
    child: UUID
    write: Writer

    async def takes(self, command: CommandWithin) -> Receipt:
        """Carries the command out in the child's stream of care."""
        asked = Addressed(self.care, command)
        return await self.write(CARE, care_stream(self.child), asked, subject=self.child, resource=self.care)


async def the_period(care: UUID, write: Writes) -> PeriodOfCare:
    """The period of care in the path. Raises Unknown."""
    return PeriodOfCare(care, await child_of_care(write.running.database, care), write)


async def the_period_or_what_was_one(care: UUID, write: Writes) -> PeriodOfCare:
    """As `the_period`, or one that was withdrawn: whoever lost the answer to that may ask again. Raises Unknown."""
    return PeriodOfCare(care, await child_of_care(write.running.database, care, or_was=True), write)


ThePeriod = Annotated[PeriodOfCare, Depends(the_period)]
WhatWasAPeriod = Annotated[PeriodOfCare, Depends(the_period_or_what_was_one)]


@router.post("/children/{child}/care", operation_id="BecomeLookedAfter")
async def become_looked_after(child: UUID, command: BecomeLookedAfter, write: Writes) -> Receipt:
    """A period of care begins; asked again with the same day and codes, the one there is."""
    await known_child(write.running.database, child)
    care = write.fresh_id()
    receipt = await write(CARE, care_stream(child), Addressed(care, command), subject=child, resource=care)
    if receipt.events:
        return receipt
    known = (await write.running.events.state(CARE, care_stream(child))).state
    return receipt.model_copy(update={"id": begun_alike(command, known) or care})


@router.post("/care/{care}/start-corrections", operation_id="CorrectLookedAfterDate")
async def correct_looked_after_date(command: CorrectLookedAfterDate, period: ThePeriod) -> Receipt:
    """The period began on another day."""
    return await period.takes(command)


@router.post("/care/{care}/legal-statuses", operation_id="ChangeLegalStatus")
async def change_legal_status(command: ChangeLegalStatus, period: ThePeriod) -> Receipt:
    """Another legal status from that day."""
    return await period.takes(command)


@router.post("/care/{care}/placements", operation_id="ChangePlacement")
async def change_placement(command: ChangePlacement, period: ThePeriod) -> Receipt:
    """Another placement from that day."""
    return await period.takes(command)


@router.post("/care/{care}/authorities-to-place", operation_id="GiveAuthorityToPlace")
async def give_authority_to_place(command: GiveAuthorityToPlace, period: ThePeriod) -> Receipt:
    """Authority to place for adoption was first obtained."""
    return await period.takes(command)


@router.post("/care/{care}/authorities-to-place/endings", operation_id="EndAuthorityToPlace")
async def end_authority_to_place(command: EndAuthorityToPlace, period: ThePeriod) -> Receipt:
    """Authority ended while the child was not placed."""
    return await period.takes(command)


@router.post("/care/{care}/adoption-placements", operation_id="PlaceForAdoption")
async def place_for_adoption(command: PlaceForAdoption, period: ThePeriod) -> Receipt:
    """Placed with prospective adopters, or moved to others."""
    return await period.takes(command)


@router.post("/care/{care}/adoption-placements/returns", operation_id="ReturnFromAdopters")
async def return_from_adopters(command: ReturnFromAdopters, period: ThePeriod) -> Receipt:
    """Returned by the prospective adopters."""
    return await period.takes(command)


@router.post("/care/{care}/change-withdrawals", operation_id="WithdrawCareChange")
async def withdraw_care_change(command: WithdrawCareChange, period: ThePeriod) -> Receipt:
    """A change recorded for that day had not happened."""
    return await period.takes(command)


@router.post("/care/{care}/long-term-designations", operation_id="DesignateLongTermFostering")
async def designate_long_term_fostering(command: DesignateLongTermFostering, period: ThePeriod) -> Receipt:
    """The placement is a long-term foster placement from that day."""
    return await period.takes(command)


@router.post("/care/{care}/endings", operation_id="CeaseLookingAfter")
async def cease_looking_after(command: CeaseLookingAfter, period: ThePeriod) -> Receipt:
    """The period ended."""
    return await period.takes(command)


@router.post("/care/{care}/ending-corrections", operation_id="CorrectCareEnd")
async def correct_care_end(command: CorrectCareEnd, period: ThePeriod) -> Receipt:
    """It ended on another day, or for another reason."""
    return await period.takes(command)


@router.post("/care/{care}/ending-withdrawals", operation_id="WithdrawCareEnd")
async def withdraw_care_end(period: ThePeriod, command: WithdrawCareEnd | None = None) -> Receipt:
    """The recorded end had not happened."""
    return await period.takes(command or WithdrawCareEnd())


@router.post("/care/{care}/withdrawals", operation_id="WithdrawCareEntry")
async def withdraw_care_entry(period: WhatWasAPeriod, command: WithdrawCareEntry | None = None) -> Receipt:
    """The whole period was recorded in error."""
    return await period.takes(command or WithdrawCareEntry())


@router.post("/care/{care}/plan-changes", operation_id="ChangeCarePlan")
async def change_care_plan(command: ChangeCarePlan, period: ThePeriod) -> Receipt:
    """A significant change of the care plan; without a review it is recorded with its breach."""
    return await period.takes(command)
