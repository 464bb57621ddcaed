"""Commands about the IRO team, and the questions: the team as at a day, one IRO with all that is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from iro_chassis.paging import Page, Paging, paged
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.command import Addressed
from iro_events.dates import StrictDate, today_in_england
from review_service.api.who import KEEPS_TEAM, SEES_DATES
from review_service.domain.iro import IRO
from review_service.domain.iro_commands import (
    AuditPractice,
    CorrectJoining,
    CorrectLeaving,
    IroBody,
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
from review_service.streams import iro_stream
from review_service.subjects import known_iro
from review_service.team import TeamMember, team_on

router = APIRouter(tags=["team"])
Writes = Annotated[Writer, writes(*KEEPS_TEAM)]
Reads = Annotated[Reader, reads(*SEES_DATES)]


@dataclass(frozen=True, slots=True)
class OneIro:
    """The IRO in the path, ready to take a command."""

    iro: UUID
    write: Writer

    async def takes(self, command: IroBody) -> Receipt:
        """Carries the command out in the IRO's stream."""
        asked = Addressed(self.iro, command)
        return await self.write(IRO, iro_stream(self.iro), asked, subject=self.iro, resource=self.iro)


async def the_iro(iro: UUID, write: Writes) -> OneIro:
    """The IRO in the path. Raises Unknown."""
    return OneIro(await known_iro(write.running.database, iro), write)


TheIro = Annotated[OneIro, Depends(the_iro)]


@router.post("/iros/{iro}/joinings", operation_id="JoinTeam")
async def join_team(iro: UUID, command: JoinTeam, write: Writes) -> Receipt:
    """The IRO, by the id under which it is appointed to children, came to the team or came back."""
    return await OneIro(iro, write).takes(command)


@router.post("/iros/{iro}/joining-corrections", operation_id="CorrectJoining")
async def correct_joining(command: CorrectJoining, iro: TheIro) -> Receipt:
    """The IRO last joined on another day."""
    return await iro.takes(command)


@router.post("/iros/{iro}/leavings", operation_id="LeaveTeam")
async def leave_team(command: LeaveTeam, iro: TheIro) -> Receipt:
    """The last day in the team; the children still allocated stay visible as such."""
    return await iro.takes(command)


@router.post("/iros/{iro}/leaving-corrections", operation_id="CorrectLeaving")
async def correct_leaving(command: CorrectLeaving, iro: TheIro) -> Receipt:
    """The last day was another."""
    return await iro.takes(command)


@router.post("/iros/{iro}/leaving-withdrawals", operation_id="WithdrawLeaving")
async def withdraw_leaving(iro: TheIro, command: WithdrawLeaving | None = None) -> Receipt:
    """The IRO had not left."""
    return await iro.takes(command or WithdrawLeaving())


@router.post("/iros/{iro}/withdrawals", operation_id="WithdrawIroEntry")
async def withdraw_iro_entry(iro: TheIro, command: WithdrawIroEntry | None = None) -> Receipt:
    """Nobody of that id was in the team."""
    return await iro.takes(command or WithdrawIroEntry())


@router.post("/iros/{iro}/hours", operation_id="SetHours")
async def set_hours(command: SetHours, iro: TheIro) -> Receipt:
    """So much of a full-time post from that day."""
    return await iro.takes(command)


@router.post("/iros/{iro}/contracts", operation_id="SetContract")
async def set_contract(command: SetContract, iro: TheIro) -> Receipt:
    """On that footing from that day."""
    return await iro.takes(command)


@router.post("/iros/{iro}/specialisms", operation_id="SetSpecialisms")
async def set_specialisms(command: SetSpecialisms, iro: TheIro) -> Receipt:
    """All specialisms from that day."""
    return await iro.takes(command)


@router.post("/iros/{iro}/absences", operation_id="RecordAbsence")
async def record_absence(command: RecordAbsence, iro: TheIro) -> Receipt:
    """Away from that day until the other; no reason is taken."""
    return await iro.takes(command)


@router.post("/iros/{iro}/absence-withdrawals", operation_id="WithdrawAbsence")
async def withdraw_absence(command: WithdrawAbsence, iro: TheIro) -> Receipt:
    """The absence had not happened."""
    return await iro.takes(command)


@router.post("/iros/{iro}/observations", operation_id="ObservePractice")
async def observe_practice(command: ObservePractice, iro: TheIro) -> Receipt:
    """The IRO was observed while chairing."""
    return await iro.takes(command)


@router.post("/iros/{iro}/observation-withdrawals", operation_id="WithdrawObservation")
async def withdraw_observation(command: WithdrawObservation, iro: TheIro) -> Receipt:
    """No such observation took place."""
    return await iro.takes(command)


@router.post("/iros/{iro}/audits", operation_id="AuditPractice")
async def audit_practice(command: AuditPractice, iro: TheIro) -> Receipt:
    """Work that the IRO had chaired was audited."""
    return await iro.takes(command)


@router.post("/iros/{iro}/audit-withdrawals", operation_id="WithdrawAudit")
async def withdraw_audit(command: WithdrawAudit, iro: TheIro) -> Receipt:
    """No such audit took place."""
    return await iro.takes(command)


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
    await known_iro(reader.running.database, iro)
    loaded = await reader.running.events.state(IRO, iro_stream(iro))
    response.headers["etag"] = f'"{loaded.version}"'
    return iro_told(iro, loaded.state)


def _after(members: Sequence[TeamMember], after: tuple[UUID] | None) -> list[TeamMember]:
    return [member for member in members if after is None or member.place() > after]
