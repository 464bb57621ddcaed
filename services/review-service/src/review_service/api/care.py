"""Commands about a child's periods of care."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from iro_chassis.execute import Execute, command, executes
from iro_chassis.writing import Receipt
from review_service.api.who import RECORDS
from review_service.domain.care import CARE
from review_service.domain.care_commands import (
    BecomeLookedAfter,
    CeaseLookingAfter,
    ChangeCarePlan,
    ChangeLegalStatus,
    ChangePlacement,
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
from review_service.locate import a_period, new_period

router = APIRouter(tags=["care"])
Begins = Annotated[Execute, executes(*RECORDS, locate=new_period)]
Records = Annotated[Execute, executes(*RECORDS, locate=a_period)]


@router.post("/children/{child}/care", **command(BecomeLookedAfter))
async def become_looked_after(child: UUID, command: BecomeLookedAfter, execute: Begins) -> Receipt:
    """A period of care begins; asked again with the same day and codes, the one there is."""
    return await execute(CARE, child, command)


@router.post("/care/{care}/start-corrections", **command(CorrectLookedAfterDate))
async def correct_looked_after_date(care: UUID, command: CorrectLookedAfterDate, execute: Records) -> Receipt:
    """The period began on another day."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/legal-statuses", **command(ChangeLegalStatus))
async def change_legal_status(care: UUID, command: ChangeLegalStatus, execute: Records) -> Receipt:
    """Another legal status from that day."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/placements", **command(ChangePlacement))
async def change_placement(care: UUID, command: ChangePlacement, execute: Records) -> Receipt:
    """Another placement from that day."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/authorities-to-place", **command(GiveAuthorityToPlace))
async def give_authority_to_place(care: UUID, command: GiveAuthorityToPlace, execute: Records) -> Receipt:
    """Authority to place for adoption was first obtained."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/authorities-to-place/endings", **command(EndAuthorityToPlace))
async def end_authority_to_place(care: UUID, command: EndAuthorityToPlace, execute: Records) -> Receipt:
    """Authority ended while the child was not placed."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/adoption-placements", **command(PlaceForAdoption))
async def place_for_adoption(care: UUID, command: PlaceForAdoption, execute: Records) -> Receipt:
    """Placed with prospective adopters, or moved to others."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/adoption-placements/returns", **command(ReturnFromAdopters))
async def return_from_adopters(care: UUID, command: ReturnFromAdopters, execute: Records) -> Receipt:
    """Returned by the prospective adopters."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/change-withdrawals", **command(WithdrawCareChange))
async def withdraw_care_change(care: UUID, command: WithdrawCareChange, execute: Records) -> Receipt:
    """A change recorded for that day had not happened."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/long-term-designations", **command(DesignateLongTermFostering))
async def designate_long_term_fostering(care: UUID, command: DesignateLongTermFostering, execute: Records) -> Receipt:
    """The placement is a long-term foster placement from that day."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/endings", **command(CeaseLookingAfter))
async def cease_looking_after(care: UUID, command: CeaseLookingAfter, execute: Records) -> Receipt:
    """The period ended."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/ending-corrections", **command(CorrectCareEnd))
async def correct_care_end(care: UUID, command: CorrectCareEnd, execute: Records) -> Receipt:
    """It ended on another day, or for another reason."""
    return await execute(CARE, care, command)


@router.post("/care/{care}/ending-withdrawals", **command(WithdrawCareEnd))
async def withdraw_care_end(care: UUID, execute: Records, command: WithdrawCareEnd | None = None) -> Receipt:
    """The recorded end had not happened."""
    return await execute(CARE, care, command or WithdrawCareEnd())


@router.post("/care/{care}/withdrawals", **command(WithdrawCareEntry))
async def withdraw_care_entry(care: UUID, execute: Records, command: WithdrawCareEntry | None = None) -> Receipt:
    """The whole period was recorded in error."""
    return await execute(CARE, care, command or WithdrawCareEntry())


@router.post("/care/{care}/plan-changes", **command(ChangeCarePlan))
async def change_care_plan(care: UUID, command: ChangeCarePlan, execute: Records) -> Receipt:
    """A significant change of the care plan; without a review it is recorded with its breach."""
    return await execute(CARE, care, command)
