"""Takes SSDA903 returns in: rows of many children become what happened to each, all of a request or none of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from iro_chassis.execute import Execute, executes
from iro_chassis.guarding import LARGEST_BODY
from iro_chassis.roles import Role
from iro_events.command import Command
from iro_events.decider import Refused
from iro_events.facts.participation_codes import ParticipationCode
from iro_events.store import Writing, Written
from review_service.domain.identity import IdentifierTaken
from review_service.domain.return_reading import GivenRow, Rejection
from review_service.domain.return_rows import Result
from review_service.domain.returned_parts import ReturnedPart
from review_service.return_taking import Taken, parts_of, take

router = APIRouter(tags=["returns"])

MAY_SEND = (Role.INFORMATION_SYSTEM, Role.OPERATOR, Role.BUSINESS_SUPPORT, Role.MANAGER)


class TakeReturn(Command):
    """Rows of a return, of many children; `authority` is whose return it is (ONS code)."""

    authority: str
    rows: tuple[GivenRow, ...]


class RowAnswer(BaseModel):
    """What became of the row called `ref`; of a rejected one, why, with the remedy."""

    ref: str
    result: Result
    code: Rejection | None = None
    reason: str | None = None


class PartAnswer(BaseModel):
    """A child's part in a review as its returns tell it, for participation-service; without `code` it is blank."""

    review: UUID
    code: ParticipationCode | None
    age_on_review: int | None
    fourth_birthday: bool


class ReturnAnswer(BaseModel):
    """Every row's fate. `findings` counts what was taken and wants looking at; without `seq` nothing was new.

    `participations` are of all reviews of the children in the request.
    """

    rows: list[RowAnswer]
    findings: dict[str, int]
    participations: list[PartAnswer]
    seq: int | None


class OtherAuthority(Refused):
    """A service keeps the children of one authority."""

    code = "return.other_authority"


@router.post(
    "/returns/ssda903",
    operation_id="TakeReturn",
    max_body_size=LARGEST_BODY,
    response_model_exclude_none=True,
)
async def take_return(body: TakeReturn, execute: Annotated[Execute, executes(*MAY_SEND)]) -> ReturnAnswer:
    """Sent again, the same rows are all known: what was cut off is simply sent again."""
    if body.authority != execute.running.settings.authority:
        raise OtherAuthority("This service keeps another authority's children. Send it there.", field="authority")

    gone_through, written = await _carried_out(body, execute)
    if gone_through is None:
        # The outcome that is remembered with the key says nothing of rows: sent again they are all known.
        execute.response.headers["idempotency-replayed"] = "true"
        gone_through, written = await _carried_out(body, replace(execute, idempotency=None))
    taken, parts = gone_through or ([], [])
    seq = None if written.position is None else await execute.running.events.sequence_of(written.position)
    told = [PartAnswer(**asdict(part)) for part in parts]
    return ReturnAnswer(rows=list(_fates(taken)), findings=dict(_findings(taken)), participations=told, seq=seq)


async def _carried_out(
    body: TakeReturn, execute: Execute
) -> tuple[tuple[list[Taken], list[ReturnedPart]] | None, Written]:
    async def work(writing: Writing) -> tuple[list[Taken], list[ReturnedPart]]:
        taken = await take(writing, body.rows, execute.fresh_id)
        return taken, await parts_of(writing, taken)

    try:
        return await execute.together(work)
    except IdentifierTaken:
        # Somebody registered the child between our look and our writing: now it is there to be seen.
        return await execute.together(work)


def _fates(taken: Iterable[Taken]) -> Iterator[RowAnswer]:
    for verdict in (verdict for one in taken for verdict in one.verdicts):
        fault = verdict.fault
        yield RowAnswer(
            ref=verdict.ref,
            result=verdict.result,
            code=fault.code if fault else None,
            reason=fault.reason if fault else None,
        )


def _findings(taken: Iterable[Taken]) -> Counter[str]:
    """Codes that nobody knows, by column, and periods of care whose start or end no row tells."""
    found: Counter[str] = Counter()
    for one in taken:
        found.update(
            f"unknown-{column.lower().replace('_', '-')}" for verdict in one.verdicts for column in verdict.unknown
        )
        for period in one.periods:
            found["start-unknown"] += not period.start_known
            found["end-inferred"] += period.end_inferred
    return +found
