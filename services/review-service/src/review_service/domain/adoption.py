"""Authority to place for adoption, placing and return: the decisions when told as such and not by a code."""

from collections.abc import Sequence

from iro_events.facts.codes import CareChange, Regime
from review_service.domain.care_commands import (
    EndAuthorityToPlace,
    GiveAuthorityToPlace,
    PlaceForAdoption,
    ReturnFromAdopters,
    WithdrawCareChange,
)
from review_service.domain.care_events import CareEvent
from review_service.domain.care_refusals import AlreadyAuthorised, NotAuthorised, NothingToWithdraw, NotPlaced
from review_service.domain.care_state import Change, Period
from review_service.domain.regimes import changed, regime_on, unchanged


def give_authority(command: GiveAuthorityToPlace, period: Period) -> Sequence[CareEvent]:
    """Authority was first obtained that day (AAR 2005 reg 36(1))."""
    given = Change(on=command.on, change=CareChange.AUTHORITY_GIVEN)
    if given not in period.changes and regime_on(period, command.on) is not Regime.ORDINARY:
        raise AlreadyAuthorised("authority to place stands already on that day", field="on")
    return changed(period, given)


def end_authority(command: EndAuthorityToPlace, period: Period) -> Sequence[CareEvent]:
    """Authority ended while the child was not placed; while placed, the return by the adopters tells it."""
    ended = Change(on=command.on, change=CareChange.AUTHORITY_ENDED)
    if ended not in period.changes and regime_on(period, command.on) is not Regime.AUTHORITY:
        raise NotAuthorised("no authority stands on that day for a child not placed", field="on")
    return changed(period, ended)


def place(command: PlaceForAdoption, period: Period) -> Sequence[CareEvent]:
    """Placed with prospective adopters, or moved to others: the clocks begin again (AAR 2005 reg 36(3))."""
    return changed(period, Change(on=command.on, change=CareChange.PLACED))


def take_back(command: ReturnFromAdopters, period: Period) -> Sequence[CareEvent]:
    """The adopters returned the child (R1.22)."""
    returned = Change(on=command.on, change=CareChange.RETURNED, authority_stands=command.authority_stands)
    told_otherwise = Change(on=command.on, change=CareChange.RETURNED, authority_stands=not command.authority_stands)
    if not {returned, told_otherwise} & set(period.changes) and regime_on(period, command.on) is not Regime.PLACED:
        raise NotPlaced("the child was not placed for adoption on that day", field="on")
    return changed(period, returned)


def withdraw_change(command: WithdrawCareChange, period: Period) -> Sequence[CareEvent]:
    """A change recorded for that day had not happened."""
    wanted = command.on, command.change
    if all((told.on, told.change) != wanted for told in period.changes):
        if wanted in period.withdrawn_changes:
            return []
        raise NothingToWithdraw("no such change is recorded for that day", field="on")
    return unchanged(period, command.on, command.change)
