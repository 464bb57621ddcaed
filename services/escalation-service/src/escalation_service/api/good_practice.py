"""Commands about good practice that an IRO tells the authority of, and one alert for those who may read it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from escalation_service.api.who import CHALLENGES, SEES_WORDS
from escalation_service.domain.good_practice import ALERT, AlertGoodPractice, WithdrawGoodPracticeEntry
from escalation_service.following import AFTER_REVIEWS
from escalation_service.locate import an_alert, child_of_alert, new_alert
from iro_chassis.execute import Execute, command, executes
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from iro_events.facts.escalation_codes import GoodPractice
from iro_events.facts.escalations import GoodPracticeAlerted

router = APIRouter(tags=["good practice"])
Alerts = Annotated[Execute, executes(*CHALLENGES, locate=new_alert, after=AFTER_REVIEWS)]
Withdraws = Annotated[Execute, executes(*CHALLENGES, locate=an_alert)]


@router.post("/children/{child}/good-practice", **command(AlertGoodPractice))
async def alert_good_practice(child: UUID, command: AlertGoodPractice, execute: Alerts) -> Receipt:
    """Record that an IRO saw good practice in a child's case and said so."""
    return await execute(ALERT, child, command)


@router.post("/good-practice/{alert}/withdrawals", **command(WithdrawGoodPracticeEntry))
async def withdraw_good_practice_entry(
    alert: UUID, execute: Withdraws, command: WithdrawGoodPracticeEntry | None = None
) -> Receipt:
    """Withdraw an alert that was recorded in error."""
    return await execute(ALERT, alert, command or WithdrawGoodPracticeEntry())


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
    async with reader.running.database.connection() as connection:
        child = await child_of_alert(connection, alert)
    loaded = await reader.state(ALERT, alert)
    [(given, notes)] = loaded.noted(GoodPracticeAlerted)
    response.headers["etag"] = f'"{loaded.version}"'
    return AlertShown(
        alert=alert,
        child=child,
        on=given.on,
        iro=given.iro,
        practice=given.practice,
        words=notes.get("words"),
        withdrawn=loaded.state.withdrawn,
    )
