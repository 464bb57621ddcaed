"""The command that sets the authority's ladder from a day on, and every ladder there is."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel

from escalation_service.api.who import SEES_DATES, SETS_LADDERS
from escalation_service.domain.ladder import LadderStage
from escalation_service.domain.ladders import LADDERS, SetLadder
from iro_chassis.execute import Execute, command, executes
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt

router = APIRouter(tags=["ladders"])


@router.post("/ladders", **command(SetLadder))
async def set_ladder(command: SetLadder, execute: Annotated[Execute, executes(*SETS_LADDERS)]) -> Receipt:
    """Set the stages of formal disputes that are raised on or after a day."""
    return await execute(LADDERS, execute.authority, command)


class LadderShown(BaseModel):
    """A ladder, and the day from which it is in force."""

    valid_from: date
    informal_working_days: int | None
    moves_up_by_time: bool
    stages: Sequence[LadderStage]


@router.get("/ladders", operation_id="Ladders")
async def ladders(reader: Annotated[Reader, reads(*SEES_DATES)], response: Response) -> Sequence[LadderShown]:
    """Every ladder, the first one first."""
    loaded = await reader.state(LADDERS, reader.authority)
    response.headers["etag"] = f'"{loaded.version}"'
    return [
        LadderShown(
            valid_from=ladder.valid_from,
            informal_working_days=ladder.informal_working_days,
            moves_up_by_time=ladder.moves_up_by_time,
            stages=ladder.stages,
        )
        for _, ladder in sorted(loaded.state.by_day.items())
    ]
