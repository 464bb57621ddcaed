"""An IRO as the authority's own system knows the worker: by its id there, and with all times in the team at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from iro_events.command import Addressed, Command
from iro_events.decider import Context, Decider, Refused, fold
from iro_events.event import Event
from iro_events.facts.team_codes import Contract
from review_service.domain.iro import IRO
from review_service.domain.iro_commands import (
    CorrectJoining,
    CorrectLeaving,
    IroBody,
    JoinTeam,
    LeaveTeam,
    RecordAbsence,
    SetContract,
    SetHours,
    WithdrawAbsence,
    WithdrawIroEntry,
    WithdrawLeaving,
)
from review_service.domain.iro_state import Dated, Iro, Stint, Value, on_day


class WorkerIdentified(Event):
    """The IRO is known to the authority's own system under that id."""

    iro: UUID
    worker: str


@dataclass(frozen=True, slots=True)
class Worker:
    """The ids under which that system knows the IRO."""

    known_as: frozenset[str] = frozenset()


class IdentifyWorker(Command):
    """That system knows the IRO under this id."""

    iro: UUID
    worker: str


def evolve(worker: Worker, event: WorkerIdentified) -> Worker:
    """The ids after the event."""
    return Worker(worker.known_as | {event.worker})


def decide(command: IdentifyWorker, worker: Worker, context: Context) -> Sequence[WorkerIdentified]:
    """An id is told once."""
    if command.worker in worker.known_as:
        return []
    return [WorkerIdentified(iro=command.iro, worker=command.worker)]


WORKER: Decider[IdentifyWorker, Worker, WorkerIdentified] = Decider(decide, evolve, Worker())


@dataclass(frozen=True, slots=True)
class TimeInTeam:
    """What that system says of a worker's time in the team, all of it, in order; of `absences` None says nothing."""

    stints: tuple[Stint, ...]
    hours: Dated[int]
    contracts: Dated[Contract]
    absences: Dated[date | None] | None = None


class PastStintChanged(Refused):
    """Only the last time in the team can be corrected; an earlier one stands."""

    code = "iro.past_stint_changed"


def restating(iro_id: UUID, said: TimeInTeam | None, iro: Iro, context: Context) -> list[Addressed[IroBody]]:
    """The commands that make the recorded time in the team what is said. Raises Refused where a rule says no."""
    asked: list[Addressed[IroBody]] = []
    state = iro
    for step in (_absences_gone, _stints, _hours, _contracts, _absences):
        for command in step(said, state):
            addressed = Addressed(iro_id, command)
            state = fold(IRO, IRO.decide(addressed, state, context), state)
            asked.append(addressed)
    return asked


def _stints(said: TimeInTeam | None, iro: Iro) -> Iterator[IroBody]:
    if said is None:
        yield WithdrawIroEntry()
        return
    recorded = iro.stints
    past = len(recorded) - 1
    if recorded and (len(said.stints) < len(recorded) or said.stints[:past] != recorded[:past]):
        raise PastStintChanged("an earlier time in the team is recorded otherwise; correct the record by hand")
    if recorded:
        yield from _corrections(recorded[past], said.stints[past])
    for stint in said.stints[len(recorded) :]:
        yield JoinTeam(
            on=stint.joined_on,
            fte=_from_the_first(said.hours, stint.joined_on),
            contract=_from_the_first(said.contracts, stint.joined_on),
        )
        if stint.left_on is not None:
            yield LeaveTeam(on=stint.left_on)


def _corrections(was: Stint, now: Stint) -> Iterator[IroBody]:
    """The end first where the start would come after it."""
    if now.joined_on <= (was.left_on or date.max):
        yield CorrectJoining(on=now.joined_on)
    if now.left_on is None:
        if was.left_on is not None:
            yield WithdrawLeaving()
    elif was.left_on is None:
        yield LeaveTeam(on=now.left_on)
    else:
        yield CorrectLeaving(on=now.left_on)
    yield CorrectJoining(on=now.joined_on)


def _hours(said: TimeInTeam | None, iro: Iro) -> Iterator[IroBody]:
    for on, fte in said.hours if said else ():
        if iro.in_team(on):
            yield SetHours(on=on, fte=fte)


def _contracts(said: TimeInTeam | None, iro: Iro) -> Iterator[IroBody]:
    for on, contract in said.contracts if said else ():
        if iro.in_team(on):
            yield SetContract(on=on, contract=contract)


def _absences_gone(said: TimeInTeam | None, iro: Iro) -> Iterator[IroBody]:
    """First of all, since an absence cannot lie outside the time in the team."""
    if said is not None and said.absences is not None:
        stated = {on for on, _ in said.absences}
        yield from (WithdrawAbsence(on=on) for on, _ in iro.absences if on not in stated)


def _absences(said: TimeInTeam | None, iro: Iro) -> Iterator[IroBody]:
    for on, until in (said.absences or ()) if said else ():
        yield RecordAbsence(on=on, until=until)


def _from_the_first(dated: Dated[Value], day: date) -> Value:
    """What was so on that day; before the first day told, what the first tells."""
    then = on_day(dated, day)
    return dated[0][1] if then is None else then
