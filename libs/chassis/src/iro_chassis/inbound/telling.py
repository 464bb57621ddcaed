"""Tells back which events were refused: each refusal once, in a stream of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from iro_chassis.inbound.envelope import EVENT_IDS
from iro_chassis.inbound.memory import Refused
from iro_events.command import Command
from iro_events.days import authority_id
from iro_events.decider import ByState, Context, Decider
from iro_events.facts.inbound import InboundRejected, InboundRejection
from iro_events.store import Writing


@dataclass(frozen=True, slots=True)
class Told:
    """Whether the refusal was told."""

    told: bool = False


class TellRejection(ByState, Command):
    """That event was refused, for that reason."""

    event: UUID
    reason: InboundRejection


def evolve(told: Told, event: InboundRejected) -> Told:
    """After the telling."""
    return Told(told=True)


def decide(command: TellRejection, told: Told, context: Context) -> Sequence[InboundRejected]:
    """A refusal is told once."""
    return [] if told.told else [InboundRejected(event=command.event, reason=command.reason)]


REJECTION: Decider[TellRejection, Told, InboundRejected] = Decider(
    decide=decide, evolve=evolve, initial=Told(), events=InboundRejected, stream="inbound-rejection"
)


def rejection_stream(digest: bytes) -> str:
    """The refusal of what was sent."""
    return REJECTION.stream_of(uuid5(EVENT_IDS, digest.hex()))


async def tell(writing: Writing, refused: Sequence[Refused], authority: str) -> None:
    """Tells of each that it was refused."""
    await writing.prefetch([(REJECTION, rejection_stream(one.given.digest)) for one in refused])
    for one in refused:
        command = TellRejection(event=one.given.event, reason=one.refusal.reason)
        stream = rejection_stream(one.given.digest)
        await writing.execute(REJECTION, stream, command, subject=authority_id(authority))
