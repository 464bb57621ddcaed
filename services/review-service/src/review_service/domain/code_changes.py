"""What follows when a child's legal status or placement changes: the code kept, and the change of regime it brings.

A code of a day that has one corrects it: it is decided as when that day's code was first recorded.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from iro_events.facts.care import ShortBreakStatusChanged
from review_service.domain.care_commands import ChangeLegalStatus, ChangePlacement
from review_service.domain.care_events import CareEvent, Change, LegalStatusRecorded, PlacementRecorded
from review_service.domain.care_refusals import PlacementNotOfYear, StatusNotOfYear
from review_service.domain.care_state import Coded, Period, Placed
from review_service.domain.codes import SHORT_BREAKS, LegalStatus, Placement, placement_of_year, status_of_year
from review_service.domain.regimes import restated, sensible, split_by_code, with_placement, with_status

Value = TypeVar("Value")


def change_status(command: ChangeLegalStatus, period: Period) -> Sequence[CareEvent]:
    """Another legal status, and whether the period is still one of short breaks throughout."""
    was = code_of(period.legal_statuses, command.on)
    if was is not None and was.value is command.legal_status:
        return []
    events = legal_status_from(period, command.on, command.legal_status)
    short_break = _short_breaks_throughout(period, was, command)
    if short_break is not period.short_break:
        events.append(ShortBreakStatusChanged(care=period.care, short_break=short_break))
    return events


def change_placement(command: ChangePlacement, period: Period) -> Sequence[CareEvent]:
    """Another placement."""
    was = code_of(period.placements, command.on)
    if was is not None and was.value == Placed(command.placement, command.new_carers):
        return []
    return placement_from(period, command.on, command.placement, new_carers=command.new_carers)


def legal_status_from(period: Period, on: date, status: LegalStatus) -> list[CareEvent]:
    """The status recorded and the change of regime it brings. Raises StatusNotOfYear."""
    if not status_of_year(status, on):
        raise StatusNotOfYear(
            f"The legal status {status} could not begin on that day. Correct the code or the day.",
            field="legal_status",
        )
    was = code_of(period.legal_statuses, on)
    others = tuple(code for code in period.legal_statuses if code is not was)
    before, since = split_by_code(period.changes, was)
    after = with_status(replace(period, legal_statuses=others, changes=before), on, status)
    becomes = sensible(period.opened_in, [*after, *since])
    brought, displaced = _effect((*before, *since), (*after, *since), becomes)
    recorded = LegalStatusRecorded(care=period.care, on=on, legal_status=status, brought=brought, displaced=displaced)
    return [recorded, *restated(period, becomes)]


def placement_from(period: Period, on: date, placement: Placement, *, new_carers: bool) -> list[CareEvent]:
    """The placement recorded and the change of regime it brings. Raises PlacementNotOfYear."""
    if not placement_of_year(placement, on):
        raise PlacementNotOfYear(
            f"The placement code {placement} was not in use on that day. Give that year's code.", field="placement"
        )
    was = code_of(period.placements, on)
    others = tuple(code for code in period.placements if code is not was)
    before, since = split_by_code(period.changes, was)
    without = replace(period, placements=others, changes=before)
    after = with_placement(without, on, placement, new_carers=new_carers)
    becomes = sensible(period.opened_in, [*after, *since])
    brought, displaced = _effect((*before, *since), (*after, *since), becomes)
    recorded = PlacementRecorded(
        care=period.care, on=on, placement=placement, new_carers=new_carers, brought=brought, displaced=displaced
    )
    return [recorded, *restated(period, becomes)]


def code_of(codes: Sequence[Coded[Value]], on: date) -> Coded[Value] | None:
    """The code recorded from that very day, if there is one."""
    return next((code for code in codes if code.on == on), None)


def _effect(
    without: Sequence[Change], asked: Sequence[Change], becomes: Sequence[Change]
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    brought = tuple(change for change in asked if change not in without)
    return brought, tuple(change for change in without if change not in becomes)


def _short_breaks_throughout(period: Period, was: Coded[LegalStatus] | None, command: ChangeLegalStatus) -> bool:
    statuses = {**{code.on: code.value for code in period.legal_statuses}, command.on: command.legal_status}
    # A period taken from a return has no status of its first day here: what it was without this status counts for it.
    before = period.short_break if was is None else was.short_break_before
    opened = period.started_on in statuses or before
    return opened and all(status in SHORT_BREAKS for status in statuses.values())
