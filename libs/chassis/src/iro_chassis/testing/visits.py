"""A tiny service of visits to children, with which the chassis itself is tested."""

from collections.abc import Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from fastapi import APIRouter, FastAPI
from pydantic import Field

from iro_chassis.auth import public, requires
from iro_chassis.clock import Clock
from iro_chassis.execute import Execute, command, executes
from iro_chassis.paging import Page, Paging, paged
from iro_chassis.problems import Unknown
from iro_chassis.reading import Reader, reads
from iro_chassis.roles import Actor, Role
from iro_chassis.running import Running
from iro_chassis.service import create_service
from iro_chassis.settings import Settings
from iro_chassis.starting import MakeWorker
from iro_chassis.tokens import TokenVerifier
from iro_chassis.waiting import waits_for
from iro_chassis.writing import Receipt
from iro_events.command import Command
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused
from iro_events.event import Event, PublishedEvent, RestrictedEvent
from iro_events.policies import Tick
from iro_events.store import Writing


class VisitMade(PublishedEvent):
    """A child was visited."""

    effective: ClassVar = "on"
    on: StrictDate


class VisitNoteRecorded(Event):
    """Something was written down of a visit; private."""

    note: str


class RiskSeen(RestrictedEvent):
    """The child was seen to be at risk."""

    risk: bool


class RecordVisit(Command):
    """Asks to record a visit, with a note where there is one."""

    on: StrictDate
    note: str | None = Field(default=None, max_length=200)
    rooms: int | None = Field(default=None, ge=1)
    risk: bool = False


class VisitInTheFuture(Refused):
    """Only what has happened can be recorded."""

    code = "visit.in_the_future"


VisitEvent = VisitMade | VisitNoteRecorded | RiskSeen


def decide(command: RecordVisit, known: frozenset[VisitEvent], context: Context) -> Sequence[VisitEvent]:
    """A visit on a day is told once."""
    if command.on > context.today:
        raise VisitInTheFuture("record a visit once it was made", field="on")
    told: list[VisitEvent] = [VisitMade(on=command.on)]
    if command.note is not None:
        told.append(VisitNoteRecorded(note=command.note))
    if command.risk:
        told.append(RiskSeen(risk=True))
    return [event for event in told if event not in known]


def evolve(known: frozenset[VisitEvent], event: VisitEvent) -> frozenset[VisitEvent]:
    """Remembers everything."""
    return known | {event}


VISITS: Decider[RecordVisit, frozenset[VisitEvent], VisitEvent] = Decider(
    decide, evolve, frozenset(), events=VisitEvent, stream="visits"
)
router = APIRouter()


Records = Annotated[Execute, executes(Role.IRO)]


@router.post("/children/{child}/visits", **command(RecordVisit))
async def record_visit(child: UUID, command: RecordVisit, execute: Records) -> Receipt:
    """One command to one stream."""
    return await execute(VISITS, child, command)


@router.post("/visits", **command(RecordVisit, operation_id="RecordVisitOfSiblings"))
async def record_visit_of_siblings(command: RecordVisit, execute: Records) -> Receipt:
    """One command to two streams with fresh ids."""
    children = [execute.fresh_id(), execute.fresh_id()]

    async def work(writing: Writing) -> None:
        writing.id = children[0]
        for child in children:
            await writing.execute(VISITS, VISITS.stream_of(child), command, subject=child)

    _, written = await execute.together(work)
    return await execute.receipt(written)


@router.get("/children/{child}/visits", operation_id="Visits")
async def visits(child: UUID, reader: Annotated[Reader, reads(Role.IRO, Role.MANAGER)]) -> list[str]:
    """The days of the child's visits."""
    known = (await reader.running.events.state(VISITS, f"visits-{child}")).state
    if not known:
        raise Unknown("no child is known by this id", code="child.unknown", field="child")
    return sorted(str(event.on) for event in known if isinstance(event, VisitMade))


@router.get("/numbers", operation_id="Numbers")
async def numbers(
    _: Annotated[Reader, reads(Role.IRO)], paging: Annotated[Paging[tuple[int]], paged(int)]
) -> Page[int]:
    """A list of seven numbers, in pages."""
    start = 0 if paging.after is None else paging.after[0]
    return paging.page([n for n in range(1, 8) if n > start][: paging.limit + 1], lambda n: (n,))


async def at_two(_running: Running, seq: int, _seconds: float) -> bool:
    """Has come to the log's number 2, and waits for nothing."""
    return seq <= 2  # noqa: PLR2004 - as the sentence above says


@router.get("/followed", operation_id="Followed", dependencies=[reads(Role.IRO, caught_up=at_two)])
async def followed() -> None:
    """Reads what was folded from others' facts."""


@router.post("/followed", operation_id="RestOnFollowed", dependencies=[waits_for("If-Others-Seq-At-Least", at_two)])
async def rest_on_followed(_: Annotated[Actor, requires(Role.IRO)]) -> None:
    """Asks for what rests on others' facts."""


@router.post("/returns", operation_id="SendReturn", max_body_size=600 * 1024)
async def send_return(lines: list[str], actor: Annotated[Actor, requires(Role.ANALYST)]) -> int:
    """Takes a larger body than others do."""
    return len(lines)


@router.get("/broken/{child}", operation_id="Broken", dependencies=[public("a test breaks it")])
async def broken(child: UUID) -> None:
    """Fails with a message that must not be seen."""
    raise ZeroDivisionError(f"the file of Amy Made-Up, {child}")


def visits_service(  # noqa: PLR0913 - as create_service, all by keyword
    settings: Settings,
    *,
    clock: Clock,
    verifier: TokenVerifier | None = None,
    workers: Sequence[MakeWorker] = (),
    routers: Sequence[APIRouter] = (),
    store: bool = True,
    tick: Tick | None = None,
) -> FastAPI:
    """The service of visits, or one without events of its own."""
    return create_service(
        name="visits-service",
        settings=settings,
        deciders=[VISITS],
        tick=tick,
        routers=[router, *routers] if store else [],
        migrations=[],
        workers=workers,
        clock=clock,
        verifier=verifier,
        store=store,
    )
