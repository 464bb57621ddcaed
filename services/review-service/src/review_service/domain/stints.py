"""When an IRO was in the team: the decisions about joining and leaving."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never
from uuid import UUID

from iro_events.facts.team import (
    IroEntryWithdrawn,
    IroJoined,
    IroJoiningCorrected,
    IroLeavingCorrected,
    IroLeavingWithdrawn,
    IroLeft,
)
from review_service.domain.iro_commands import (
    CorrectJoining,
    CorrectLeaving,
    JoinTeam,
    LeaveTeam,
    StintBody,
    WithdrawIroEntry,
    WithdrawLeaving,
)
from review_service.domain.iro_refusals import (
    AlreadyJoined,
    AlreadyLeft,
    BeforeLastLeft,
    LeftBeforeJoined,
    NotInTeam,
    NotLeft,
    RecordedOutside,
)
from review_service.domain.iro_state import Iro, Stint, on_day

StintEvent = IroJoined | IroJoiningCorrected | IroLeft | IroLeavingCorrected | IroLeavingWithdrawn | IroEntryWithdrawn


def decide_stint(iro_id: UUID, command: StintBody, iro: Iro) -> Sequence[StintEvent]:
    """What the command brings about."""
    match command:
        case JoinTeam():
            return _join(iro_id, command, iro)
        case CorrectJoining():
            return _correct_joining(iro_id, command, iro, _last(iro))
        case LeaveTeam():
            return _leave(iro_id, command, iro, _last(iro))
        case CorrectLeaving():
            return _correct_leaving(iro_id, command, iro, _last(iro))
        case WithdrawLeaving():
            left_on = _last(iro).left_on
            return [] if left_on is None else [IroLeavingWithdrawn(iro=iro_id, was=left_on)]
        case WithdrawIroEntry():
            return [IroEntryWithdrawn(iro=iro_id)] if iro.stints else []
        case _:
            assert_never(command)


def _join(iro_id: UUID, command: JoinTeam, iro: Iro) -> Sequence[StintEvent]:
    told = IroJoined(iro=iro_id, on=command.on, fte=command.fte, contract=command.contract)
    if any(stint.joined_on == command.on for stint in iro.stints):
        terms = on_day(iro.hours, command.on), on_day(iro.contracts, command.on)
        if terms == (command.fte, command.contract):
            return []
        raise AlreadyJoined("the IRO joined that day on other terms; set the hours or the contract", field="on")
    last = iro.last
    if last is not None and last.left_on is None:
        raise AlreadyJoined("the IRO is in the team; correct the joining or record the leaving first", field="on")
    if last is not None and last.left_on is not None and command.on <= last.left_on:
        raise BeforeLastLeft("that day lies before the last day of the time before; correct it", field="on")
    return [told]


def _correct_joining(iro_id: UUID, command: CorrectJoining, iro: Iro, last: Stint) -> Sequence[StintEvent]:
    was, on = last.joined_on, command.on
    if on == was:
        return []
    if last.left_on is not None and on > last.left_on:
        raise LeftBeforeJoined("the last day in the team lies before that day; correct it first", field="on")
    if any(stint.left_on is not None and on <= stint.left_on for stint in iro.stints[:-1]):
        raise BeforeLastLeft("that day lies before the last day of the time before; correct it first", field="on")
    _refuse_outside(iro, replace(last, joined_on=on))
    return [IroJoiningCorrected(iro=iro_id, on=on, was=was)]


def _leave(iro_id: UUID, command: LeaveTeam, iro: Iro, last: Stint) -> Sequence[StintEvent]:
    if last.left_on is not None:
        if last.left_on == command.on:
            return []
        raise AlreadyLeft("another last day is recorded; correct it", field="on")
    _refuse_last_day(command, iro, last)
    return [IroLeft(iro=iro_id, on=command.on)]


def _correct_leaving(iro_id: UUID, command: CorrectLeaving, iro: Iro, last: Stint) -> Sequence[StintEvent]:
    was = last.left_on
    if was is None:
        raise NotLeft("no last day is recorded; record the leaving", field="on")
    if was == command.on:
        return []
    _refuse_last_day(command, iro, last)
    return [IroLeavingCorrected(iro=iro_id, on=command.on, was=was)]


def _refuse_last_day(command: LeaveTeam | CorrectLeaving, iro: Iro, last: Stint) -> None:
    if command.on < last.joined_on:
        raise LeftBeforeJoined("the IRO joined after that day; correct it or the joining", field="on")
    _refuse_outside(iro, replace(last, left_on=command.on))


def _refuse_outside(iro: Iro, last: Stint) -> None:
    """Of the last time in the team as it would be: raises RecordedOutside where it would strand something."""
    as_it_would_be = replace(iro, stints=(*iro.stints[:-1], last))
    if not all(as_it_would_be.in_team(day) for day in iro.days()):
        raise RecordedOutside("something recorded would lie outside the time in the team; withdraw it first")


def _last(iro: Iro) -> Stint:
    if iro.last is None:
        raise NotInTeam("nothing is recorded of that IRO in the team; record the joining first")
    return iro.last
