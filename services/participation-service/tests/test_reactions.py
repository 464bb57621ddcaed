from datetime import date
from uuid import UUID

from iro_events.facts.care import CareEndCorrected, ChildCeasedLookedAfter
from participation_service.domain.visitors import EndWithCare, ResumeWithCare
from participation_service.reactions import commands_after

CARE = UUID(int=1)
JUNE, JULY = date(2014, 6, 30), date(2014, 7, 1)


def test_a_visitors_appointment_ends_with_the_care_and_moves_with_its_end() -> None:
    assert commands_after(ChildCeasedLookedAfter(care=CARE, on=JUNE)) == [EndWithCare(on=JUNE)]
    assert commands_after(CareEndCorrected(care=CARE, on=JULY, was=JUNE)) == [
        ResumeWithCare(was=JUNE),
        EndWithCare(on=JULY),
    ]


def test_an_end_that_was_inferred_and_is_recorded_for_the_same_day_changes_nothing() -> None:
    assert commands_after(CareEndCorrected(care=CARE, on=JUNE, was=JUNE)) == []
