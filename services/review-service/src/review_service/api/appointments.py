"""The command that appoints an IRO to a child."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from iro_chassis.execute import Execute, command, executes
from iro_chassis.writing import Receipt
from review_service.api.who import RECORDS
from review_service.domain.care import CARE
from review_service.domain.care_commands import AppointIro
from review_service.locate import a_period

router = APIRouter(tags=["care"])
Appoints = Annotated[Execute, executes(*RECORDS, locate=a_period)]


@router.post("/care/{care}/iro-appointments", **command(AppointIro))
async def appoint_iro(care: UUID, command: AppointIro, execute: Appoints) -> Receipt:
    """An Independent Reviewing Officer is the child's from that day; against a rule, only with the reason."""
    return await execute(CARE, care, command)
