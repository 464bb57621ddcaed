"""What another system says of an IRO's time in the team, as the commands that make the record say the same."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, TypeAlias

from iro_events.hundredths import Hundredths
from review_service.domain.iro_commands import (
    CorrectJoining,
    CorrectLeaving,
    IroBody,
    JoinTeam,
    LeaveTeam,
    RecordAbsence,
    RestateTimeInTeam,
    SetContract,
    SetHours,
    WithdrawAbsence,
    WithdrawIroEntry,
    WithdrawLeaving,
)
from review_service.domain.iro_refusals import PastStintChanged
from review_service.domain.iro_state import Dated, Iro, Stint, Value, on_day

Step: TypeAlias = Callable[[RestateTimeInTeam, Iro], Iterator[IroBody]]
"""Commands that follow from what is said and from what is recorded before the first of them."""


def _absences_gone(said: RestateTimeInTeam, iro: Iro) -> Iterator[IroBody]:
    """First of all, since an absence cannot lie outside the time in the team."""
    if said.stints and said.absences is not None:
        stated = {on for on, _ in said.absences}
        yield from (WithdrawAbsence(on=on) for on, _ in iro.absences if on not in stated)


def _stints(said: RestateTimeInTeam, iro: Iro) -> Iterator[IroBody]:
    recorded = iro.stints
    if not said.stints:
        if recorded:
            yield WithdrawIroEntry()
        return
    past = len(recorded) - 1
    if recorded and (len(said.stints) < len(recorded) or said.stints[:past] != recorded[:past]):
        raise PastStintChanged("An earlier time in the team is recorded otherwise. Correct the record by hand.")
    if recorded:
        yield from _corrections(recorded[past], said.stints[past])
    for stint in said.stints[len(recorded) :]:
        yield JoinTeam(
            on=stint.joined_on,
            fte=Hundredths(_from_the_first(said.hours, stint.joined_on)),
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


def _hours(said: RestateTimeInTeam, iro: Iro) -> Iterator[IroBody]:
    for on, fte in said.hours:
        if iro.in_team(on):
            yield SetHours(on=on, fte=Hundredths(fte))


def _contracts(said: RestateTimeInTeam, iro: Iro) -> Iterator[IroBody]:
    for on, contract in said.contracts:
        if iro.in_team(on):
            yield SetContract(on=on, contract=contract)


def _absences(said: RestateTimeInTeam, iro: Iro) -> Iterator[IroBody]:
    for on, until in said.absences or ():
        yield RecordAbsence(on=on, until=until)


def _from_the_first(dated: Dated[Value], day: date) -> Value:
    """What was so on that day; before the first day given, what the first one says."""
    then = on_day(dated, day)
    return dated[0][1] if then is None else then


STEPS: Final[tuple[Step, ...]] = (_absences_gone, _stints, _hours, _contracts, _absences)
"""In the order in which their commands can be given."""
