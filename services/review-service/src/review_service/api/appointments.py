"""The command that appoints an IRO to a child, checked against the team and against what is known of relatives."""

# ruff: noqa: FAST003 - the dependency that gives the period takes the path's id

from fastapi import APIRouter

from iro_chassis.writing import Receipt
from iro_events.command import Addressed
from iro_events.store import Writing
from review_service.api.care import PeriodOfCare, ThePeriod
from review_service.domain.care import CARE
from review_service.domain.care_commands import AppointIro, OverrideConflict
from review_service.domain.conflicts import conflict, refuse_out_of_team
from review_service.domain.iro import IRO
from review_service.streams import care_stream, iro_stream
from review_service.team import relatives_in_care

router = APIRouter(tags=["care"])


@router.post("/care/{care}/iro-appointments", operation_id="AppointIro")
async def appoint_iro(command: AppointIro, period: ThePeriod) -> Receipt:
    """An Independent Reviewing Officer is the child's from that day; against a rule, only with the reason."""

    async def work(writing: Writing) -> None:
        await _appoint(writing, command, period)

    return await period.write.together(work, resource=period.care)


async def _appoint(writing: Writing, command: AppointIro, period: PeriodOfCare) -> None:
    stream, asked = care_stream(period.child), Addressed(period.care, command)
    told = await writing.execute(
        CARE, stream, asked, subject=period.child, expected_version=period.write.expected_version
    )
    if not told:
        return
    refuse_out_of_team(command, (await writing.state(IRO, iro_stream(command.iro))).state)
    against = conflict(command, await relatives_in_care(writing.connection, period.child, command.on))
    if against is None:
        return
    if command.override_reason is None:
        raise against
    kept = OverrideConflict(iro=command.iro, on=command.on, reason=command.override_reason)
    await writing.execute(CARE, stream, Addressed(period.care, kept), subject=period.child)
