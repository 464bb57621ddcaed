"""Authority to place for adoption, placing and return: decisions on commands that name them and give no code."""

from collections.abc import Sequence
from dataclasses import replace

from iro_events.facts.codes import CareChange, Regime
from review_service.domain.care_commands import (
    EndAuthorityToPlace,
    GiveAuthorityToPlace,
    PlaceForAdoption,
    ReturnFromAdopters,
    WithdrawCareChange,
)
from review_service.domain.care_events import CareEvent, Change
from review_service.domain.care_refusals import AlreadyAuthorised, NotAuthorised, NothingToWithdraw, NotPlaced
from review_service.domain.care_state import Period
from review_service.domain.regimes import changed, others, regime_on, unchanged


def give_authority(command: GiveAuthorityToPlace, period: Period) -> Sequence[CareEvent]:
    """Authority was first obtained that day (AAR 2005 reg 36(1))."""
    given = Change(on=command.on, change=CareChange.AUTHORITY_GIVEN)
    if given not in period.changes and regime_on(period, command.on) is not Regime.ORDINARY:
        raise AlreadyAuthorised("There is authority to place on that day already. Correct the day.", field="on")
    return changed(period, given)


def end_authority(command: EndAuthorityToPlace, period: Period) -> Sequence[CareEvent]:
    """Authority ended while the child was not placed; while placed, the return by the adopters says so."""
    ended = Change(on=command.on, change=CareChange.AUTHORITY_ENDED)
    if ended not in period.changes and regime_on(period, command.on) is not Regime.AUTHORITY:
        raise NotAuthorised(
            "There is no authority to place on that day for a child who is not placed. Correct the day.", field="on"
        )
    return changed(period, ended)


def place(command: PlaceForAdoption, period: Period) -> Sequence[CareEvent]:
    """Placed with prospective adopters, or moved to others: the clocks begin again (AAR 2005 reg 36(3))."""
    return changed(period, Change(on=command.on, change=CareChange.PLACED))


def take_back(command: ReturnFromAdopters, period: Period) -> Sequence[CareEvent]:
    """The adopters returned the child (R1.22)."""
    returned = Change(on=command.on, change=CareChange.RETURNED, authority_stands=command.authority_stands)
    without = replace(period, changes=tuple(others(period, command.on, CareChange.RETURNED)))
    if regime_on(without, command.on) is not Regime.PLACED:
        raise NotPlaced("The child was not placed for adoption on that day. Correct the day.", field="on")
    return changed(period, returned)


def withdraw_change(command: WithdrawCareChange, period: Period) -> Sequence[CareEvent]:
    """A change recorded for that day had not happened."""
    if all((known.on, known.change) != (command.on, command.change) for known in period.changes):
        raise NothingToWithdraw("No such change is recorded for that day. Correct the day or the change.", field="on")
    return unchanged(period, command.on, command.change)
