"""The command that sets the authority's ladder from a day on, and every ladder there is."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel

from escalation_service.api.who import SEES_DATES, SETS_LADDERS
from escalation_service.domain.ladder import LadderStage
from escalation_service.domain.ladders import LADDERS, SetLadder
from escalation_service.streams import LADDERS_STREAM
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.days import authority_id

router = APIRouter(tags=["ladders"])


@router.post("/ladders", operation_id="SetLadder")
async def set_ladder(command: SetLadder, write: Annotated[Writer, writes(*SETS_LADDERS)]) -> Receipt:
    """From that day on a dispute goes up these stages."""
    authority = authority_id(write.running.settings.authority)
    return await write(LADDERS, LADDERS_STREAM, command, subject=authority, resource=authority)


class LadderShown(BaseModel):
    """A ladder, and the day from which it is in force."""

    valid_from: date
    informal_working_days: int | None
    moves_up_by_time: bool
    stages: Sequence[LadderStage]


@router.get("/ladders", operation_id="Ladders")
async def ladders(reader: Annotated[Reader, reads(*SEES_DATES)], response: Response) -> Sequence[LadderShown]:
    """Every ladder, the first one first."""
    loaded = await reader.running.events.state(LADDERS, LADDERS_STREAM)
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
