"""An IRO as the authority's own system knows the worker: by its id there, which stays in this service."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from iro_events.command import Command
from iro_events.decider import ByState, Context, Decider
from iro_events.event import Event


class WorkerIdentified(Event):
    """The IRO is known to the authority's own system under that id."""

    iro: UUID
    worker: str


@dataclass(frozen=True, slots=True)
class Worker:
    """The ids under which that system knows the IRO."""

    known_as: frozenset[str] = frozenset()


class IdentifyWorker(ByState, Command):
    """That system knows the IRO under this id."""

    worker: str


def evolve(worker: Worker, event: WorkerIdentified) -> Worker:
    """The ids after the event."""
    return Worker(worker.known_as | {event.worker})


def decide(command: IdentifyWorker, worker: Worker, context: Context) -> Sequence[WorkerIdentified]:
    """What is recorded; `context.id` is the IRO."""
    if command.worker in worker.known_as:
        return []
    return [WorkerIdentified(iro=context.id, worker=command.worker)]


WORKER: Decider[IdentifyWorker, Worker, WorkerIdentified] = Decider(
    decide=decide, evolve=evolve, initial=Worker(), events=WorkerIdentified, stream="worker"
)
