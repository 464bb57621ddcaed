from datetime import date
from uuid import UUID

import pytest

from iro_events.facts.care import (
    AuthorityToPlaceEnded,
    AuthorityToPlaceGiven,
    CareChangeWithdrawn,
    ChildBecameLookedAfter,
    ChildPlacedForAdoption,
    ChildReturnedByAdopters,
    ReviewDueSet,
    ShortBreakStatusChanged,
)
from iro_events.facts.codes import CareChange
from iro_events.spec import Spec
from review_service.domain.care import CARE
from review_service.domain.care_commands import (
    BecomeLookedAfter,
    ChangeLegalStatus,
    ChangePlacement,
    EndAuthorityToPlace,
    GiveAuthorityToPlace,
    PlaceForAdoption,
    ReturnFromAdopters,
    WithdrawCareChange,
)
from review_service.domain.care_events import Change, Counted, LegalStatusRecorded, PlacementRecorded, ReviewsCounted
from review_service.domain.care_refusals import (
    AlreadyAuthorised,
    BeforeStart,
    NotAuthorised,
    NothingToWithdraw,
    NotPlaced,
    PlacementNotOfYear,
    StatusNotOfYear,
)
from review_service.domain.codes import LegalStatus, Placement

C = UUID("00000000-0000-4000-8000-0000000000c1")
START = date(2014, 4, 1)
JUNE = date(2014, 6, 2)
JULY = date(2014, 7, 1)
MAY_13 = date(2014, 5, 13)
R = UUID("00000000-0000-4000-8000-0000000000d1")


def due(statute: date, indicator: date | None = None) -> ReviewDueSet:
    return ReviewDueSet(care=C, ordinal=1, due_statute=statute, due_indicator=indicator or statute)


def status(on: date, code: LegalStatus, brought: Change | None = None) -> LegalStatusRecorded:
    return LegalStatusRecorded(care=C, on=on, legal_status=code, brought=(brought,) if brought else ())


def placement(on: date, code: Placement, brought: Change | None = None) -> PlacementRecorded:
    brings = (brought,) if brought else ()
    return PlacementRecorded(care=C, on=on, placement=code, new_carers=True, brought=brings)


def given(on: date) -> Change:
    return Change(on, CareChange.AUTHORITY_GIVEN)


def ended(on: date) -> Change:
    return Change(on, CareChange.AUTHORITY_ENDED)


def to_adopters(on: date) -> Change:
    return Change(on, CareChange.PLACED)


def returned(on: date, *, authority_stands: bool) -> Change:
    return Change(on, CareChange.RETURNED, authority_stands)


spec = Spec(CARE).to(C)
running = spec.given(ChildBecameLookedAfter(care=C, on=START), status(START, LegalStatus.C2), due(date(2014, 5, 1)))
ordered = running.given(status(JUNE, LegalStatus.E1, given(JUNE)), AuthorityToPlaceGiven(care=C, on=JUNE))
placed = running.given(placement(JUNE, Placement.A5, to_adopters(JUNE)), ChildPlacedForAdoption(care=C, on=JUNE))


def test_authority_before_the_first_review_is_due_gives_three_months() -> None:
    on = date(2014, 4, 15)

    running.when(GiveAuthorityToPlace(on=on)).then(AuthorityToPlaceGiven(care=C, on=on), due(date(2014, 7, 15)))


def test_authority_on_the_very_day_a_review_is_due_replaces_that_day() -> None:
    on = date(2014, 5, 1)

    running.when(GiveAuthorityToPlace(on=on)).then(
        AuthorityToPlaceGiven(care=C, on=on), due(date(2014, 8, 1), date(2014, 7, 31))
    )


def test_authority_after_a_review_fell_overdue_leaves_it_overdue() -> None:
    running.when(GiveAuthorityToPlace(on=date(2014, 5, 2))).then(AuthorityToPlaceGiven(care=C, on=date(2014, 5, 2)))


def test_a_placement_order_is_authority() -> None:
    running.when(ChangeLegalStatus(on=JUNE, legal_status=LegalStatus.E1)).then(
        status(JUNE, LegalStatus.E1, given(JUNE)), AuthorityToPlaceGiven(care=C, on=JUNE)
    )


def test_authority_told_first_and_its_order_later_is_told_once() -> None:
    running.given(AuthorityToPlaceGiven(care=C, on=JUNE)).when(
        ChangeLegalStatus(on=JUNE, legal_status=LegalStatus.E1)
    ).then(status(JUNE, LegalStatus.E1))


def test_another_status_after_a_placement_order_ends_authority() -> None:
    ordered.when(ChangeLegalStatus(on=JULY, legal_status=LegalStatus.C2)).then(
        status(JULY, LegalStatus.C2, ended(JULY)), AuthorityToPlaceEnded(care=C, on=JULY)
    )


def test_another_status_does_not_end_authority_by_consent() -> None:
    consented = running.given(AuthorityToPlaceGiven(care=C, on=JUNE))

    consented.when(ChangeLegalStatus(on=JULY, legal_status=LegalStatus.V2)).then(status(JULY, LegalStatus.V2))


def test_a_corrected_status_of_the_same_day_withdraws_the_authority_it_gave() -> None:
    ordered.when(ChangeLegalStatus(on=JUNE, legal_status=LegalStatus.C1)).then(
        status(JUNE, LegalStatus.C1), CareChangeWithdrawn(care=C, on=JUNE, change=CareChange.AUTHORITY_GIVEN)
    )


def test_authority_is_not_given_twice() -> None:
    ordered.when(GiveAuthorityToPlace(on=JULY)).then_refused(AlreadyAuthorised, field="on")


def test_authority_not_given_cannot_end() -> None:
    running.when(EndAuthorityToPlace(on=JULY)).then_refused(NotAuthorised, field="on")


def test_authority_does_not_end_as_such_while_the_child_is_placed() -> None:
    placed.when(EndAuthorityToPlace(on=JULY)).then_refused(NotAuthorised)


def test_authority_ends() -> None:
    ordered.when(EndAuthorityToPlace(on=JULY)).then(AuthorityToPlaceEnded(care=C, on=JULY))


def test_placing_for_adoption_gives_28_days() -> None:
    on = date(2014, 4, 15)

    running.when(PlaceForAdoption(on=on)).then(ChildPlacedForAdoption(care=C, on=on), due(date(2014, 5, 13)))


def test_an_adoption_placement_code_is_a_placement_for_adoption() -> None:
    running.when(ChangePlacement(on=JUNE, placement=Placement.A5)).then(
        placement(JUNE, Placement.A5, to_adopters(JUNE)), ChildPlacedForAdoption(care=C, on=JUNE)
    )


def test_a_move_to_other_adopters_is_told_again() -> None:
    placed.when(ChangePlacement(on=JULY, placement=Placement.A5)).then(
        placement(JULY, Placement.A5, to_adopters(JULY)), ChildPlacedForAdoption(care=C, on=JULY)
    )


def test_another_adoption_code_with_the_same_carers_is_no_move() -> None:
    command = ChangePlacement(on=JULY, placement=Placement.A3, new_carers=False)

    placed.when(command).then(PlacementRecorded(care=C, on=JULY, placement=Placement.A3, new_carers=False))


def test_a_move_corrected_to_one_with_the_same_carers_leaves_no_clock_of_the_adoption_running() -> None:
    april = date(2014, 4, 15)
    moved = PlacementRecorded(care=C, on=JUNE, placement=Placement.A3, new_carers=True, brought=(to_adopters(JUNE),))
    held = running.given(
        placement(april, Placement.A5, to_adopters(april)), ChildPlacedForAdoption(care=C, on=april), due(MAY_13)
    )
    first = ReviewsCounted(reviews=(Counted(review=R, held_on=MAY_13, completed_on=MAY_13),))
    second = ReviewDueSet(care=C, ordinal=2, due_statute=date(2014, 8, 13), due_indicator=date(2014, 8, 12))
    again = ReviewDueSet(care=C, ordinal=2, due_statute=date(2014, 6, 30), due_indicator=date(2014, 6, 30))
    reviewed = held.given(first, second)

    reviewed.when(ChangePlacement(on=JUNE, placement=Placement.A3)).then(
        moved, ChildPlacedForAdoption(care=C, on=JUNE), again
    )
    reviewed.given(moved, ChildPlacedForAdoption(care=C, on=JUNE), again).when(
        ChangePlacement(on=JUNE, placement=Placement.A3, new_carers=False)
    ).then(
        PlacementRecorded(care=C, on=JUNE, placement=Placement.A3, new_carers=False),
        CareChangeWithdrawn(care=C, on=JUNE, change=CareChange.PLACED),
        second,
    )


def test_a_corrected_placement_gives_back_what_it_left_without_sense() -> None:
    given_in_june = running.given(AuthorityToPlaceGiven(care=C, on=JUNE))
    in_may = PlacementRecorded(
        care=C,
        on=MAY_13,
        placement=Placement.A5,
        new_carers=True,
        brought=(to_adopters(MAY_13),),
        displaced=(given(JUNE),),
    )
    withdrawn = CareChangeWithdrawn(care=C, on=JUNE, change=CareChange.AUTHORITY_GIVEN)
    placing = ChildPlacedForAdoption(care=C, on=MAY_13)

    given_in_june.when(ChangePlacement(on=MAY_13, placement=Placement.A5)).then(in_may, withdrawn, placing)
    given_in_june.given(in_may, withdrawn, placing).when(ChangePlacement(on=MAY_13, placement=Placement.K2)).then(
        placement(MAY_13, Placement.K2),
        CareChangeWithdrawn(care=C, on=MAY_13, change=CareChange.PLACED),
        AuthorityToPlaceGiven(care=C, on=JUNE),
    )


def test_a_corrected_status_leaves_authority_that_it_did_not_bring() -> None:
    consented = running.given(AuthorityToPlaceGiven(care=C, on=JUNE), status(JUNE, LegalStatus.E1))

    consented.when(ChangeLegalStatus(on=JUNE, legal_status=LegalStatus.C1)).then(status(JUNE, LegalStatus.C1))


def test_leaving_an_adoption_placement_is_a_return_and_the_order_stands() -> None:
    both = ordered.given(placement(JUNE, Placement.A5, to_adopters(JUNE)), ChildPlacedForAdoption(care=C, on=JUNE))

    both.when(ChangePlacement(on=JULY, placement=Placement.K2)).then(
        placement(JULY, Placement.K2, returned(JULY, authority_stands=True)),
        ChildReturnedByAdopters(care=C, on=JULY, authority_stands=True),
    )


def test_leaving_an_adoption_placement_without_an_order_or_consent_leaves_no_authority() -> None:
    placed.when(ChangePlacement(on=JULY, placement=Placement.K2)).then(
        placement(JULY, Placement.K2, returned(JULY, authority_stands=False)),
        ChildReturnedByAdopters(care=C, on=JULY, authority_stands=False),
    )


def test_a_corrected_placement_of_the_same_day_withdraws_the_placing() -> None:
    placed.when(ChangePlacement(on=JUNE, placement=Placement.K2)).then(
        placement(JUNE, Placement.K2), CareChangeWithdrawn(care=C, on=JUNE, change=CareChange.PLACED)
    )


def test_a_return_gives_42_days_where_nothing_overdue_stays() -> None:
    on = date(2014, 4, 10)
    early = running.given(ChildPlacedForAdoption(care=C, on=date(2014, 4, 5)), due(date(2014, 5, 3)))

    early.when(ReturnFromAdopters(on=on, authority_stands=True)).then(
        ChildReturnedByAdopters(care=C, on=on, authority_stands=True), due(date(2014, 5, 22))
    )


def test_a_return_told_otherwise_corrects_whether_authority_stands() -> None:
    back = placed.given(ChildReturnedByAdopters(care=C, on=JULY, authority_stands=True))

    back.when(ReturnFromAdopters(on=JULY, authority_stands=False)).then(
        CareChangeWithdrawn(care=C, on=JULY, change=CareChange.RETURNED),
        ChildReturnedByAdopters(care=C, on=JULY, authority_stands=False),
    )


def test_a_child_not_placed_is_not_returned() -> None:
    ordered.when(ReturnFromAdopters(on=JULY, authority_stands=True)).then_refused(NotPlaced)


def test_a_placing_told_late_withdraws_an_authority_that_would_look_like_a_return() -> None:
    ordered.when(PlaceForAdoption(on=date(2014, 5, 12))).then(
        CareChangeWithdrawn(care=C, on=JUNE, change=CareChange.AUTHORITY_GIVEN),
        ChildPlacedForAdoption(care=C, on=date(2014, 5, 12)),
    )


def test_a_withdrawn_placing_takes_its_return_with_it() -> None:
    back = placed.given(ChildReturnedByAdopters(care=C, on=JULY, authority_stands=False))

    back.when(WithdrawCareChange(on=JUNE, change=CareChange.PLACED)).then(
        CareChangeWithdrawn(care=C, on=JUNE, change=CareChange.PLACED),
        CareChangeWithdrawn(care=C, on=JULY, change=CareChange.RETURNED),
    )


def test_a_change_never_recorded_is_not_withdrawn() -> None:
    placed.when(WithdrawCareChange(on=JULY, change=CareChange.PLACED)).then_refused(NothingToWithdraw)


def test_a_change_before_the_start_is_refused() -> None:
    running.when(PlaceForAdoption(on=date(2014, 3, 31))).then_refused(BeforeStart, field="on")


def test_short_breaks_that_become_ordinary_care_are_so_from_the_start() -> None:
    breaks = spec.given(
        ChildBecameLookedAfter(care=C, on=START, short_break=True), status(START, LegalStatus.V4), due(JULY)
    )

    breaks.when(ChangeLegalStatus(on=JUNE, legal_status=LegalStatus.V2)).then(
        status(JUNE, LegalStatus.V2), ShortBreakStatusChanged(care=C, short_break=False), due(date(2014, 5, 1))
    )


@pytest.mark.parametrize(
    ("code", "on"),
    [("Q1", "2015-04-01"), ("U1", "2015-03-31"), ("H5", "2025-04-01"), ("K3", "2023-03-31"), ("Z11", "2025-03-31")],
)
def test_a_placement_code_is_given_in_its_years(code: str, on: str) -> None:
    command = BecomeLookedAfter(on=date.fromisoformat(on), legal_status=LegalStatus.C2, placement=Placement(code))

    spec.when(command).then_refused(PlacementNotOfYear, field="placement")


def test_no_placement_order_is_older_than_the_act() -> None:
    command = BecomeLookedAfter(on=date(2005, 12, 29), legal_status=LegalStatus.E1)

    spec.when(command).then_refused(StatusNotOfYear, field="legal_status")
