"""Commands about good practice that an IRO tells the authority of, and one alert for those who may read it."""

from datetime import date
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from escalation_service.api.who import CHALLENGES, SEES_WORDS
from escalation_service.domain.good_practice import ALERT, AlertGoodPractice, WithdrawGoodPracticeEntry
from escalation_service.following import AFTER_REVIEWS
from escalation_service.one_matter import alert_there_is
from escalation_service.streams import alert_of, good_practice_stream
from escalation_service.subjects import child_of_alert, known_child
from iro_chassis.problems import Unknown
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.command import Addressed
from iro_events.facts.escalation_codes import GoodPractice
from iro_events.store import Writing

router = APIRouter(tags=["good practice"])
Writes = Annotated[Writer, writes(*CHALLENGES)]


@router.post("/children/{child}/good-practice", operation_id="AlertGoodPractice", dependencies=[AFTER_REVIEWS])
async def alert_good_practice(child: UUID, command: AlertGoodPractice, write: Writes) -> Receipt:
    """The IRO saw good practice in the child's case and says so; asked again in the same words, the alert there is."""
    await known_child(write.running.database, child)
    fresh = write.fresh_id()

    async def work(writing: Writing) -> None:
        asked = partial(Addressed, command=command)
        alert = await alert_there_is(writing, child, command.on, asked) or fresh
        await writing.execute(ALERT, good_practice_stream(alert), asked(alert), subject=child)

    receipt = await write.together(work, resource=fresh)
    return receipt.model_copy(update={"id": alert_of(receipt.stream)})


@router.post("/good-practice/{alert}/withdrawals", operation_id="WithdrawGoodPracticeEntry")
async def withdraw_good_practice_entry(
    alert: UUID, write: Writes, command: WithdrawGoodPracticeEntry | None = None
) -> Receipt:
    """The alert was recorded in error."""
    child = await child_of_alert(write.running.database, alert)
    asked = Addressed(alert, command or WithdrawGoodPracticeEntry())
    return await write(ALERT, good_practice_stream(alert), asked, subject=child, resource=alert)


class AlertShown(BaseModel):
    """An alert, in the IRO's words."""

    alert: UUID
    child: UUID
    on: date
    iro: UUID
    practice: GoodPractice
    words: str | None
    withdrawn: bool


@router.get("/good-practice/{alert}", operation_id="GoodPracticeAlert")
async def alert_shown(alert: UUID, reader: Annotated[Reader, reads(*SEES_WORDS)], response: Response) -> AlertShown:
    """What was done well, for those who may read it."""
    child = await child_of_alert(reader.running.database, alert)
    loaded = await reader.running.events.state(ALERT, good_practice_stream(alert))
    told = loaded.state.told
    if told is None:
        raise Unknown("no alert is known by this id", code="good_practice.unknown", field="alert")
    response.headers["etag"] = f'"{loaded.version}"'
    return AlertShown(
        alert=alert,
        child=child,
        on=told.on,
        iro=told.iro,
        practice=told.practice,
        words=loaded.state.words,
        withdrawn=loaded.state.withdrawn,
    )
