"""The border's routes: `POST /inbound` for single events and batches, and the questions what was refused and waits."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any, Final
from uuid import UUID

import structlog
from fastapi import APIRouter, Request
from pydantic import BaseModel

from iro_chassis.execute import Execute, executes
from iro_chassis.guarding import LARGEST_BODY
from iro_chassis.inbound.border import Border
from iro_chassis.inbound.envelope import read
from iro_chassis.inbound.listing import RejectedEvent, WaitingEvent, rejected_events, waiting_events
from iro_chassis.inbound.taking import Outcome, Result, take
from iro_chassis.paging import Page, Paging, paged
from iro_chassis.problems import Fault, MediaTypeUnknown, RequestInvalid
from iro_chassis.reading import Reader, reads
from iro_chassis.roles import Role
from iro_chassis.writing import SEQUENCED_WITHIN_SECONDS
from iro_events.decider import Refused
from iro_events.facts.inbound import InboundRejection
from iro_events.store import Writing

log = structlog.get_logger("iro.inbound")

SINGLE: Final = "application/cloudevents+json"
BATCH: Final = "application/cloudevents-batch+json"
MOST_EVENTS: Final = 1000
_STATUS: Final = {Result.TAKEN: 201, Result.KNOWN: 200, Result.WAITING: 202}

SENDS = (Role.INFORMATION_SYSTEM,)
SEES = (Role.INFORMATION_SYSTEM, Role.OPERATOR, Role.MANAGER, Role.BUSINESS_SUPPORT)


class EventAnswer(BaseModel):
    """What became of an event. `about` is the child or IRO by its id here, null while nobody here is known for it."""

    source: str | None
    id: str | None
    result: Result
    about: UUID | None = None
    reason: InboundRejection | None = None
    rule: str | None = None
    field: str | None = None
    detail: str | None = None


class InboundAnswer(BaseModel):
    """The fate of each event, in the order sent. `seq` is null where nothing new was told."""

    events: list[EventAnswer]
    seq: int | None


_BODIES: Final = {
    SINGLE: {"schema": {"type": "object", "description": "A CloudEvent 1.0 in structured JSON."}},
    BATCH: {"schema": {"type": "array", "items": {"type": "object"}, "maxItems": MOST_EVENTS}},
}


def inbound_router(border: Border) -> APIRouter:
    """The routes of a service's border."""
    router = APIRouter(prefix="/inbound", tags=["inbound"])

    @router.post(
        "",
        operation_id="TakeInbound",
        max_body_size=LARGEST_BODY,
        openapi_extra={"requestBody": {"required": True, "content": _BODIES}},
    )
    async def take_inbound(request: Request, execute: Annotated[Execute, executes(*SENDS)]) -> InboundAnswer:
        """Takes a CloudEvent, or a batch of them; what is sent again is known.

        One by itself that is refused answers 422; of a batch each event has a fate of its own. Those refused are listed
        at `/inbound/rejections`.
        """
        events, single = await _events(request)
        outcomes, seq = await _carried_out(border, execute, events)
        answers = [_answer(outcome) for outcome in outcomes]
        log.info("inbound", service=border.service, **Counter(answer.result.value for answer in answers))
        if single:
            _refuse(answers[0])
            execute.response.status_code = _STATUS[answers[0].result]
        return InboundAnswer(events=answers, seq=seq)

    @router.get("/rejections", operation_id="InboundRejections")
    async def rejections(
        reader: Annotated[Reader, reads(*SEES)], paging: Annotated[Paging[tuple[int]], paged(int)]
    ) -> Page[RejectedEvent]:
        """Every event that was refused, first refused first: which, why, and what would be taken."""
        async with reader.running.database.connection() as connection:
            found = await rejected_events(connection, *_after(paging))
        return paging.page(found, lambda one: (one.position,))

    @router.get("/waiting", operation_id="InboundWaiting")
    async def waiting(
        reader: Annotated[Reader, reads(*SEES)], paging: Annotated[Paging[tuple[int]], paged(int)]
    ) -> Page[WaitingEvent]:
        """Every event that is kept until whom it is about appears here, first come first."""
        async with reader.running.database.connection() as connection:
            found = await waiting_events(connection, *_after(paging))
        return paging.page(found, lambda one: (one.position,))

    return router


def _after(paging: Paging[tuple[int]]) -> tuple[int, int]:
    return (0 if paging.after is None else paging.after[0]), paging.limit


async def _events(request: Request) -> tuple[Sequence[Any], bool]:
    """The events sent, and whether it is one by itself. Raises MediaTypeUnknown or RequestInvalid."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in {SINGLE, BATCH}:
        raise MediaTypeUnknown(f"send one event as {SINGLE}, or a list of them as {BATCH}", field="Content-Type")
    try:
        sent = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise RequestInvalid([Fault("body", "json_invalid", "cannot be read as JSON")]) from None
    if media_type == SINGLE:
        return [sent], True
    if not isinstance(sent, list) or len(sent) > MOST_EVENTS:
        raise RequestInvalid([Fault("body", "batch_invalid", f"give a list of at most {MOST_EVENTS} events")])
    return sent, False


async def _carried_out(border: Border, execute: Execute, events: Sequence[Any]) -> tuple[list[Outcome], int | None]:
    authority, store = execute.running.settings.authority, execute.running.events

    async def work(writing: Writing) -> list[Outcome]:
        return await take(writing, border, authority, [read(event) for event in events], execute.fresh_id)

    try:
        outcomes, written = await store.write(work, execute.context)
    except Refused:
        # Somebody registered whom an event is about between our look and our writing: now it is there to be seen.
        outcomes, written = await store.write(work, execute.context)
    position = written.position
    seq = None if position is None else await store.sequence_of(position, SEQUENCED_WITHIN_SECONDS)
    return outcomes or [], seq


def _answer(outcome: Outcome) -> EventAnswer:
    known, refusal = outcome.given.known_by, outcome.refusal
    answer = EventAnswer(source=known.get("source"), id=known.get("id"), result=outcome.result, about=outcome.about)
    if refusal is None:
        return answer
    why = {"reason": refusal.reason, "rule": refusal.rule, "field": refusal.field, "detail": refusal.detail}
    return answer.model_copy(update=why)


def _refuse(answer: EventAnswer) -> None:
    """Raises RequestInvalid where the one event was refused; it is listed by then."""
    if answer.result is Result.REFUSED:
        code = answer.rule or str(answer.reason)
        raise RequestInvalid([Fault(answer.field or "body", code, answer.detail or "")])
