"""The deadlines as they are told of: a stream of server-sent events that goes on for as long as somebody listens."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from iro_chassis.auth import requires
from iro_chassis.roles import Actor
from iro_chassis.running import Running, running_of
from iro_events.feed import ToldFact
from metrics_service.api.who import SEES_FIGURES, may_see_restricted
from metrics_service.deadlines.alerts import ALERTS

router = APIRouter(tags=["deadlines"])

_DEADLINES = frozenset(event.type for event in ALERTS.event_types)
"""This service publishes more than deadlines."""

AT_ONCE = 500
LOOKS_EVERY = 0.5
"""Seconds for which a look at the log waits; so soon a listener learns that the process stops."""

SILENT_LOOKS = 30
"""Looks without news after which a comment is sent, so that nobody on the way takes the stream for dead."""

_NEWEST = 2**63 - 1
_BEGUN = b"retry: 2000\n: deadlines from here on\n\n"
_STILL_HERE = b": still here\n\n"


@router.get(
    "/deadlines/stream",
    operation_id="DeadlineStream",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}, "description": "Server-sent events, without end"}},
)
async def stream(
    request: Request,
    actor: Annotated[Actor, requires(*SEES_FIGURES)],
    after: Annotated[int | None, Query(ge=0, le=_NEWEST)] = None,
    last_event_id: Annotated[int | None, Header(ge=0, le=_NEWEST)] = None,
) -> StreamingResponse:
    """Each deadline that comes near or was missed, as it is told: `event` its type, `data` the fact as a CloudEvent.

    `id` is the fact's number in the log. A listener that was cut off goes on behind its `Last-Event-ID`, as browsers
    do by themselves; one that begins may give `after`, and is else told from now on.
    """
    running = running_of(request)
    begin = last_event_id if last_event_id is not None else after
    if begin is None:
        begin = (await running.events.facts(0, 1)).head
    lines = _lines(running, begin, restricted=may_see_restricted(actor))
    return StreamingResponse(lines, media_type="text/event-stream", headers={"cache-control": "no-store"})


async def _lines(running: Running, after: int, *, restricted: bool) -> AsyncIterator[bytes]:
    yield _BEGUN
    silent = 0
    while not running.stopping.is_set():
        facts, after = await _news(running, after, restricted=restricted)
        silent = 0 if facts else silent + 1
        for fact in facts:
            yield _event(fact)
        if silent == SILENT_LOOKS:
            silent = 0
            yield _STILL_HERE


async def _news(running: Running, after: int, *, restricted: bool) -> tuple[list[ToldFact], int]:
    """The deadlines published after that number, in order, and how far the log was looked at."""
    plain = await running.events.facts(after, AT_ONCE, wait=LOOKS_EVERY)
    found, until = list(plain.facts), plain.next_after
    if restricted:
        few = await running.events.facts(after, AT_ONCE, restricted=True)
        until = min(until, few.next_after)
        found = sorted((*found, *few.facts), key=lambda fact: fact.seq)
    return [fact for fact in found if fact.seq <= until and fact.type in _DEADLINES], until


def _event(fact: ToldFact) -> bytes:
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (fact.seq, fact.type.encode(), fact.text)
