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
    NoEntryToWithdraw,
    NoLeavingToWithdraw,
    NotInTeam,
    NotLeft,
    RecordedOutside,
)
from review_service.domain.iro_state import Iro, Stint

StintEvent = IroJoined | IroJoiningCorrected | IroLeft | IroLeavingCorrected | IroLeavingWithdrawn | IroEntryWithdrawn


def decide_stint(iro_id: UUID, command: StintBody, iro: Iro) -> Sequence[StintEvent]:
    """What the command records."""
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
            return _withdraw_leaving(iro_id, _last(iro))
        case WithdrawIroEntry():
            return _withdraw_entry(iro_id, iro)
        case _:
            assert_never(command)


def _join(iro_id: UUID, command: JoinTeam, iro: Iro) -> Sequence[StintEvent]:
    last = iro.last
    if any(stint.joined_on == command.on for stint in iro.stints):
        raise AlreadyJoined("The IRO already joined on that day. Set other hours or another contract.", field="on")
    if last is not None and last.left_on is None:
        raise AlreadyJoined("The IRO is in the team. Correct the joining or record the leaving first.", field="on")
    if last is not None and last.left_on is not None and command.on <= last.left_on:
        raise BeforeLastLeft("That day is not after the last day of the time before. Correct either.", field="on")
    return [IroJoined(iro=iro_id, **command.fields("on", "fte", "contract"))]


def _correct_joining(iro_id: UUID, command: CorrectJoining, iro: Iro, last: Stint) -> Sequence[StintEvent]:
    was, on = last.joined_on, command.on
    if on == was:
        return []
    if last.left_on is not None and on > last.left_on:
        raise LeftBeforeJoined("The last day in the team is before that day. Correct it first.", field="on")
    if any(stint.left_on is not None and on <= stint.left_on for stint in iro.stints[:-1]):
        raise BeforeLastLeft("That day is not after the last day of the time before. Correct that first.", field="on")
    _refuse_outside(iro, replace(last, joined_on=on))
    return [IroJoiningCorrected(iro=iro_id, on=on, was=was)]


def _leave(iro_id: UUID, command: LeaveTeam, iro: Iro, last: Stint) -> Sequence[StintEvent]:
    if last.left_on is not None:
        raise AlreadyLeft("A last day in the team is already recorded. Correct it.", field="on")
    _refuse_last_day(command, iro, last)
    return [IroLeft(iro=iro_id, on=command.on)]


def _correct_leaving(iro_id: UUID, command: CorrectLeaving, iro: Iro, last: Stint) -> Sequence[StintEvent]:
    was = last.left_on
    if was is None:
        raise NotLeft("No last day is recorded. Record the leaving.", field="on")
    if was == command.on:
        return []
    _refuse_last_day(command, iro, last)
    return [IroLeavingCorrected(iro=iro_id, on=command.on, was=was)]


def _withdraw_leaving(iro_id: UUID, last: Stint) -> Sequence[StintEvent]:
    if last.left_on is None:
        raise NoLeavingToWithdraw("No last day is recorded that could be withdrawn.")
    return [IroLeavingWithdrawn(iro=iro_id, was=last.left_on)]


def _withdraw_entry(iro_id: UUID, iro: Iro) -> Sequence[StintEvent]:
    if not iro.stints:
        raise NoEntryToWithdraw("Nothing is recorded of that IRO in the team that could be withdrawn.")
    return [IroEntryWithdrawn(iro=iro_id)]


def _refuse_last_day(command: LeaveTeam | CorrectLeaving, iro: Iro, last: Stint) -> None:
    if command.on < last.joined_on:
        raise LeftBeforeJoined("The IRO joined after that day. Correct it or the joining.", field="on")
    _refuse_outside(iro, replace(last, left_on=command.on))


def _refuse_outside(iro: Iro, last: Stint) -> None:
    """Of the last time in the team as it would be: raises RecordedOutside where it would strand something."""
    as_it_would_be = replace(iro, stints=(*iro.stints[:-1], last))
    if not all(as_it_would_be.in_team(day) for day in iro.days()):
        raise RecordedOutside("Something recorded would be outside the time in the team. Withdraw it first.")


def _last(iro: Iro) -> Stint:
    if iro.last is None:
        raise NotInTeam("Nothing is recorded of that IRO in the team. Record the joining first.")
    return iro.last
