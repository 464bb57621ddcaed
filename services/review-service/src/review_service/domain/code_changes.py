"""What follows when a child's legal status or placement changes: the code kept, and the change of regime it brings."""

from collections.abc import Sequence
from datetime import date

from iro_events.facts.care import ShortBreakStatusChanged
from review_service.domain.care_commands import ChangeLegalStatus, ChangePlacement
from review_service.domain.care_events import CareEvent, LegalStatusRecorded, PlacementRecorded
from review_service.domain.care_refusals import PlacementNotOfYear, StatusNotOfYear
from review_service.domain.care_state import Period
from review_service.domain.codes import SHORT_BREAKS, LegalStatus, Placement, placement_of_year, status_of_year
from review_service.domain.regimes import changed_by_placement, changed_by_status


def change_status(command: ChangeLegalStatus, period: Period) -> Sequence[CareEvent]:
    """Another legal status, and whether the period is still one of short breaks throughout."""
    if (command.on, command.legal_status) in period.legal_statuses:
        return []
    told = legal_status_from(period, command.on, command.legal_status)
    short_break = _short_breaks_throughout(period, command)
    if short_break is not period.short_break:
        told.append(ShortBreakStatusChanged(care=period.care, short_break=short_break))
    return told


def change_placement(command: ChangePlacement, period: Period) -> Sequence[CareEvent]:
    """Another placement."""
    if (command.on, command.placement) in period.placements:
        return []
    return placement_from(period, command.on, command.placement, new_carers=command.new_carers)


def legal_status_from(period: Period, on: date, status: LegalStatus) -> list[CareEvent]:
    """The status recorded and the change of regime it brings. Raises StatusNotOfYear."""
    if not status_of_year(status, on):
        raise StatusNotOfYear(
            f"{status} could not begin on that day; correct the code or the day", field="legal_status"
        )
    recorded = LegalStatusRecorded(care=period.care, on=on, legal_status=status)
    return [recorded, *changed_by_status(period, on, status)]


def placement_from(period: Period, on: date, placement: Placement, *, new_carers: bool) -> list[CareEvent]:
    """The placement recorded and the change of regime it brings. Raises PlacementNotOfYear."""
    if not placement_of_year(placement, on):
        raise PlacementNotOfYear(f"{placement} was not in use on that day; give that year's code", field="placement")
    recorded = PlacementRecorded(care=period.care, on=on, placement=placement, new_carers=new_carers)
    return [recorded, *changed_by_placement(period, on, placement, new_carers=new_carers)]


def _short_breaks_throughout(period: Period, command: ChangeLegalStatus) -> bool:
    statuses = {**dict(period.legal_statuses), command.on: command.legal_status}
    # A period taken from a return has no status of its first day here: its standing as told stands for it.
    opened = period.started_on in statuses or period.short_break
    return opened and all(status in SHORT_BREAKS for status in statuses.values())
