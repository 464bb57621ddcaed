"""The command that sets how caseloads are weighed from a day on, and every such formula there is."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.days import authority_id
from review_service.api.who import KEEPS_TEAM, SEES_DATES
from review_service.domain.case_weights import CASE_WEIGHTS, SetCaseWeights
from review_service.streams import CASE_WEIGHTS_STREAM

router = APIRouter(tags=["team"])


@router.post("/case-weights", operation_id="SetCaseWeights")
async def set_case_weights(command: SetCaseWeights, write: Annotated[Writer, writes(*KEEPS_TEAM)]) -> Receipt:
    """From that day on each child weighs so much in its IRO's caseload."""
    authority = authority_id(write.running.settings.authority)
    return await write(CASE_WEIGHTS, CASE_WEIGHTS_STREAM, command, subject=authority, resource=authority)


class CaseWeightsShown(BaseModel):
    """A formula, in hundredths of the work for one child looked after, and the day from which it is used."""

    valid_from: date
    looked_after: int
    not_yet_reviewed: int
    in_proceedings: int
    protection_plan: int


@router.get("/case-weights", operation_id="CaseWeights")
async def case_weights(reader: Annotated[Reader, reads(*SEES_DATES)], response: Response) -> Sequence[CaseWeightsShown]:
    """Every formula, the first one first."""
    loaded = await reader.running.events.state(CASE_WEIGHTS, CASE_WEIGHTS_STREAM)
    response.headers["etag"] = f'"{loaded.version}"'
    return [CaseWeightsShown(**told.model_dump()) for _, told in sorted(loaded.state.by_day.items())]
