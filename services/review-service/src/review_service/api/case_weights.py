"""The command that sets how caseloads are weighed from a day on, and every such formula there is."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.execute import Execute, command, executes
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from iro_events.hundredths import Stored
from review_service.api.who import KEEPS_TEAM, SEES_DATES
from review_service.domain.case_weights import CASE_WEIGHTS, SetCaseWeights

router = APIRouter(tags=["team"])


@router.post("/case-weights", **command(SetCaseWeights))
async def set_case_weights(command: SetCaseWeights, execute: Annotated[Execute, executes(*KEEPS_TEAM)]) -> Receipt:
    """From that day on each child weighs so much in its IRO's caseload."""
    return await execute(CASE_WEIGHTS, execute.authority, command)


class CaseWeightsShown(BaseModel):
    """A formula, where one child looked after is about 1.00, and the day from which it is used."""

    valid_from: date
    looked_after: Stored
    not_yet_reviewed: Stored
    in_proceedings: Stored
    protection_plan: Stored


@router.get("/case-weights", operation_id="CaseWeights")
async def case_weights(reader: Annotated[Reader, reads(*SEES_DATES)], response: Response) -> Sequence[CaseWeightsShown]:
    """Every formula, the first one first."""
    loaded = await reader.state(CASE_WEIGHTS, reader.authority)
    response.headers["etag"] = f'"{loaded.version}"'
    return [CaseWeightsShown(**weights.model_dump()) for _, weights in sorted(loaded.state.by_day.items())]
