"""Commands about the IRO team, and the questions: the team as at a day, one IRO with all that is recorded."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from iro_chassis.execute import Execute, command, executes
from iro_chassis.paging import Page, Paging, paged
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from iro_events.dates import StrictDate, today_in_england
from review_service.api.who import KEEPS_TEAM, SEES_DATES
from review_service.domain.iro import IRO
from review_service.domain.iro_commands import (
    AuditPractice,
    CorrectJoining,
    CorrectLeaving,
    JoinTeam,
    LeaveTeam,
    ObservePractice,
    RecordAbsence,
    SetContract,
    SetHours,
    SetSpecialisms,
    WithdrawAbsence,
    WithdrawAudit,
    WithdrawIroEntry,
    WithdrawLeaving,
    WithdrawObservation,
)
from review_service.iro_told import IroTold, iro_told
from review_service.locate import an_iro, known_iro
from review_service.team import TeamMember, team_on

router = APIRouter(tags=["team"])
Joins = Annotated[Execute, executes(*KEEPS_TEAM)]
Keeps = Annotated[Execute, executes(*KEEPS_TEAM, locate=an_iro)]
Reads = Annotated[Reader, reads(*SEES_DATES)]


@router.post("/iros/{iro}/joinings", **command(JoinTeam))
async def join_team(iro: UUID, command: JoinTeam, execute: Joins) -> Receipt:
    """The IRO, by the id under which it is appointed to children, came to the team or came back."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/joining-corrections", **command(CorrectJoining))
async def correct_joining(iro: UUID, command: CorrectJoining, execute: Keeps) -> Receipt:
    """The IRO last joined on another day."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/leavings", **command(LeaveTeam))
async def leave_team(iro: UUID, command: LeaveTeam, execute: Keeps) -> Receipt:
    """The last day in the team; the children still allocated stay visible as such."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/leaving-corrections", **command(CorrectLeaving))
async def correct_leaving(iro: UUID, command: CorrectLeaving, execute: Keeps) -> Receipt:
    """The last day was another."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/leaving-withdrawals", **command(WithdrawLeaving))
async def withdraw_leaving(iro: UUID, execute: Keeps, command: WithdrawLeaving | None = None) -> Receipt:
    """The IRO had not left."""
    return await execute(IRO, iro, command or WithdrawLeaving())


@router.post("/iros/{iro}/withdrawals", **command(WithdrawIroEntry))
async def withdraw_iro_entry(iro: UUID, execute: Keeps, command: WithdrawIroEntry | None = None) -> Receipt:
    """Nobody of that id was in the team."""
    return await execute(IRO, iro, command or WithdrawIroEntry())


@router.post("/iros/{iro}/hours", **command(SetHours))
async def set_hours(iro: UUID, command: SetHours, execute: Keeps) -> Receipt:
    """So much of a full-time post from that day."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/contracts", **command(SetContract))
async def set_contract(iro: UUID, command: SetContract, execute: Keeps) -> Receipt:
    """On that footing from that day."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/specialisms", **command(SetSpecialisms))
async def set_specialisms(iro: UUID, command: SetSpecialisms, execute: Keeps) -> Receipt:
    """All specialisms from that day."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/absences", **command(RecordAbsence))
async def record_absence(iro: UUID, command: RecordAbsence, execute: Keeps) -> Receipt:
    """Away from that day until the other; no reason is taken."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/absence-withdrawals", **command(WithdrawAbsence))
async def withdraw_absence(iro: UUID, command: WithdrawAbsence, execute: Keeps) -> Receipt:
    """The absence had not happened."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/observations", **command(ObservePractice))
async def observe_practice(iro: UUID, command: ObservePractice, execute: Keeps) -> Receipt:
    """The IRO was observed while chairing."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/observation-withdrawals", **command(WithdrawObservation))
async def withdraw_observation(iro: UUID, command: WithdrawObservation, execute: Keeps) -> Receipt:
    """No such observation took place."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/audits", **command(AuditPractice))
async def audit_practice(iro: UUID, command: AuditPractice, execute: Keeps) -> Receipt:
    """Work that the IRO had chaired was audited."""
    return await execute(IRO, iro, command)


@router.post("/iros/{iro}/audit-withdrawals", **command(WithdrawAudit))
async def withdraw_audit(iro: UUID, command: WithdrawAudit, execute: Keeps) -> Receipt:
    """No such audit took place."""
    return await execute(IRO, iro, command)


@router.get("/iros", operation_id="Team")
async def team(
    reader: Reads,
    paging: Annotated[Paging[tuple[UUID]], paged(UUID)],
    as_at: Annotated[StrictDate | None, Query()] = None,
) -> Page[TeamMember]:
    """Each IRO of the team on that day (today in England, if none is given), and whoever else has children then."""
    async with reader.running.database.connection() as connection:
        members = await team_on(connection, as_at or today_in_england(reader.running.clock()))
    return paging.page(_after(members, paging.after), TeamMember.place)


@router.get("/iros/{iro}", operation_id="Iro")
async def one_iro(iro: UUID, reader: Reads, response: Response) -> IroTold:
    """All that is recorded of an IRO's time in the team."""
    async with reader.running.database.connection() as connection:
        await known_iro(connection, iro)
    loaded = await reader.state(IRO, iro)
    response.headers["etag"] = f'"{loaded.version}"'
    return iro_told(iro, loaded.state)


def _after(members: Sequence[TeamMember], after: tuple[UUID] | None) -> list[TeamMember]:
    return [member for member in members if after is None or member.place() > after]
