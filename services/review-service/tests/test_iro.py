from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from iro_chassis.service import catalogue_of
from iro_events.catalogue import encode
from iro_events.command import InTheFuture
from iro_events.decider import Refused, fold
from iro_events.facts.team import (
    IroAbsenceRecorded,
    IroAbsenceWithdrawn,
    IroContractSet,
    IroEntryWithdrawn,
    IroHoursSet,
    IroJoined,
    IroJoiningCorrected,
    IroLeavingCorrected,
    IroLeavingWithdrawn,
    IroLeft,
    IroSpecialismsSet,
    PracticeAudited,
    PracticeObservationWithdrawn,
    PracticeObserved,
)
from iro_events.facts.team_codes import Chaired, Contract, Specialism
from iro_events.handle import Past, handle
from iro_events.hundredths import Hundredths
from iro_events.notes import NoteRecorded
from iro_events.spec import Spec, context_on
from review_service.app import DECIDERS
from review_service.domain import iro_commands as asked
from review_service.domain.iro import IRO, IroEvent
from review_service.domain.iro_refusals import (
    AbsenceEndsBeforeStart,
    AbsencesOverlap,
    AlreadyJoined,
    AlreadyLeft,
    BeforeLastLeft,
    LeftBeforeJoined,
    NoAbsenceToWithdraw,
    NoEntryToWithdraw,
    NoLeavingToWithdraw,
    NotInTeam,
    NotLeft,
    PastStintChanged,
    RecordedOutside,
)
from review_service.domain.iro_state import Iro, Stint, on_day

CATALOGUE = catalogue_of(DECIDERS, days=True, inbound=True)
AVA = UUID("00000000-0000-4000-8000-0000000000a1")
APRIL, MAY, JUNE, JULY = (date(2014, month, 1) for month in (4, 5, 6, 7))

spec = Spec(IRO).to(AVA)
joined = spec.given(IroJoined(iro=AVA, on=APRIL, fte=80, contract=Contract.STAFF))
left = joined.given(IroLeft(iro=AVA, on=JUNE))
JOIN = asked.JoinTeam(on=APRIL, fte=Hundredths(80), contract=Contract.STAFF)


def events_of(scenario: Spec[asked.IroCommand, Iro, IroEvent]) -> list[IroEvent]:
    return [event for event, _ in scenario.history if not isinstance(event, NoteRecorded)]


def test_an_iro_joins_for_a_part_of_a_full_time_post() -> None:
    spec.when(JOIN).then(IroJoined(iro=AVA, on=APRIL, fte=80, contract=Contract.STAFF))


def test_an_iro_joins_once_at_a_time() -> None:
    joined.when(JOIN).then_nothing()
    joined.when(asked.JoinTeam(on=MAY, fte=Hundredths(80), contract=Contract.STAFF)).then_refused(AlreadyJoined)
    joined.when(asked.JoinTeam(on=APRIL, fte=Hundredths(100), contract=Contract.STAFF)).then_refused(AlreadyJoined)


def test_an_iro_who_left_may_come_back_on_other_terms_and_not_before_the_last_day() -> None:
    back = asked.JoinTeam(on=JULY, fte=Hundredths(100), contract=Contract.AGENCY)

    left.when(back).then(IroJoined(iro=AVA, on=JULY, fte=100, contract=Contract.AGENCY))
    left.when(back.model_copy(update={"on": JUNE})).then_refused(BeforeLastLeft, field="on")


@pytest.mark.parametrize("fte", [80, 0.8, "0", "1.01", "0.805", "-0.8"])
def test_hours_are_a_decimal_part_of_one_full_time_post(fte: object) -> None:
    with pytest.raises(ValidationError):
        asked.SetHours.model_validate({"on": "2014-05-01", "fte": fte})


def test_nothing_is_recorded_in_the_future_or_before_joining() -> None:
    for command in (
        asked.SetHours(on=JULY, fte=Hundredths(60)),
        asked.SetContract(on=JULY, contract=Contract.AGENCY),
        asked.SetSpecialisms(on=JULY, specialisms=frozenset({Specialism.DISABILITY})),
        asked.RecordAbsence(on=JULY),
        asked.ObservePractice(on=JULY, chaired=Chaired.REVIEW),
        asked.AuditPractice(on=JULY, chaired=Chaired.REVIEW),
    ):
        joined.on(JUNE).when(command).then_refused(InTheFuture, field="on")
        early = command.model_copy(update={"on": date(2014, 3, 31)})
        joined.when(early).then_refused(NotInTeam, field="on")
    for later in (asked.JoinTeam(on=JULY, fte=Hundredths(80), contract=Contract.STAFF), asked.LeaveTeam(on=JULY)):
        spec.on(JUNE).when(later).then_refused(InTheFuture, field="on")


def test_hours_contract_and_specialisms_are_set_from_a_day_and_corrected_by_setting_them_again() -> None:
    known = joined.given(IroHoursSet(iro=AVA, on=MAY, fte=100), IroContractSet(iro=AVA, on=MAY, contract="agency"))

    known.when(asked.SetHours(on=MAY, fte=Hundredths(60))).then(IroHoursSet(iro=AVA, on=MAY, fte=60))
    known.when(asked.SetContract(on=MAY, contract=Contract.AGENCY)).then_nothing()
    both = frozenset({Specialism.TRAINING, Specialism.DISABILITY})
    known.when(asked.SetSpecialisms(on=JUNE, specialisms=both)).then(
        IroSpecialismsSet(iro=AVA, on=JUNE, specialisms=(Specialism.DISABILITY, Specialism.TRAINING))
    )
    known.when(asked.SetSpecialisms(on=JUNE, specialisms=frozenset())).then(
        IroSpecialismsSet(iro=AVA, on=JUNE, specialisms=())
    )


def test_an_absence_has_days_and_no_reason_and_is_ended_once_a_return_is_known() -> None:
    away = joined.given(IroAbsenceRecorded(iro=AVA, on=MAY, until=None))

    joined.when(asked.RecordAbsence(on=MAY)).then(IroAbsenceRecorded(iro=AVA, on=MAY, until=None))
    away.when(asked.RecordAbsence(on=MAY, until=JUNE)).then(IroAbsenceRecorded(iro=AVA, on=MAY, until=JUNE))
    assert set(IroAbsenceRecorded.model_fields) == {"iro", "on", "until"}


def test_an_absence_ends_after_it_began_and_overlaps_no_other() -> None:
    away = joined.given(IroAbsenceRecorded(iro=AVA, on=MAY, until=JUNE))

    joined.when(asked.RecordAbsence(on=MAY, until=APRIL)).then_refused(AbsenceEndsBeforeStart, field="until")
    away.when(asked.RecordAbsence(on=JUNE)).then_refused(AbsencesOverlap, field="on")
    away.when(asked.RecordAbsence(on=APRIL)).then_refused(AbsencesOverlap, field="on")
    joined.on(MAY).when(asked.RecordAbsence(on=MAY, until=JUNE)).then_refused(InTheFuture, field="until")
    left.when(asked.RecordAbsence(on=MAY, until=JULY)).then_refused(NotInTeam, field="until")


def test_an_absence_that_had_not_happened_is_withdrawn() -> None:
    away = joined.given(IroAbsenceRecorded(iro=AVA, on=MAY, until=None))

    away.when(asked.WithdrawAbsence(on=MAY)).then(IroAbsenceWithdrawn(iro=AVA, on=MAY))
    joined.when(asked.WithdrawAbsence(on=MAY)).then_refused(NoAbsenceToWithdraw, field="on")
    away.given(IroAbsenceWithdrawn(iro=AVA, on=MAY)).when(asked.WithdrawAbsence(on=MAY)).then_nothing()


def test_practice_is_observed_and_audited_once_a_day_of_each_thing_chaired() -> None:
    seen = joined.given(PracticeObserved(iro=AVA, on=MAY, chaired=Chaired.REVIEW))

    seen.when(asked.ObservePractice(on=MAY, chaired=Chaired.REVIEW)).then_nothing()
    seen.when(asked.ObservePractice(on=MAY, chaired=Chaired.CONFERENCE)).then(
        PracticeObserved(iro=AVA, on=MAY, chaired=Chaired.CONFERENCE)
    )
    seen.when(asked.AuditPractice(on=MAY, chaired=Chaired.REVIEW)).then(
        PracticeAudited(iro=AVA, on=MAY, chaired=Chaired.REVIEW)
    )
    seen.when(asked.WithdrawObservation(on=MAY, chaired=Chaired.REVIEW)).then(
        PracticeObservationWithdrawn(iro=AVA, on=MAY, chaired=Chaired.REVIEW)
    )


def test_an_iro_leaves_on_a_last_day_that_can_be_corrected_or_withdrawn() -> None:
    joined.when(asked.LeaveTeam(on=JUNE)).then(IroLeft(iro=AVA, on=JUNE))
    left.when(asked.LeaveTeam(on=JUNE)).then_nothing()
    left.when(asked.LeaveTeam(on=JULY)).then_refused(AlreadyLeft, field="on")
    left.when(asked.CorrectLeaving(on=JULY)).then(IroLeavingCorrected(iro=AVA, on=JULY, was=JUNE))
    left.when(asked.WithdrawLeaving()).then(IroLeavingWithdrawn(iro=AVA, was=JUNE))
    joined.when(asked.WithdrawLeaving()).then_refused(NoLeavingToWithdraw)
    left.given(IroLeavingWithdrawn(iro=AVA, was=JUNE)).when(asked.WithdrawLeaving()).then_nothing()
    joined.when(asked.CorrectLeaving(on=JULY)).then_refused(NotLeft)
    joined.when(asked.LeaveTeam(on=date(2014, 3, 31))).then_refused(LeftBeforeJoined, field="on")
    spec.when(asked.LeaveTeam(on=JUNE)).then_refused(NotInTeam)


def test_nothing_recorded_is_stranded_outside_the_time_in_the_team() -> None:
    seen = joined.given(PracticeObserved(iro=AVA, on=JUNE, chaired=Chaired.REVIEW))

    seen.when(asked.LeaveTeam(on=MAY)).then_refused(RecordedOutside)
    seen.when(asked.CorrectJoining(on=JULY)).then_refused(RecordedOutside)


def test_the_day_of_joining_is_corrected_with_its_terms() -> None:
    joined.when(asked.CorrectJoining(on=MAY)).then(IroJoiningCorrected(iro=AVA, on=MAY, was=APRIL))
    left.when(asked.CorrectJoining(on=JULY)).then_refused(LeftBeforeJoined, field="on")
    back = left.given(IroJoined(iro=AVA, on=JULY, fte=100, contract=Contract.STAFF))
    back.when(asked.CorrectJoining(on=MAY)).then_refused(BeforeLastLeft, field="on")

    moved = fold(IRO, [*events_of(back), IroJoiningCorrected(iro=AVA, on=date(2014, 6, 15), was=JULY)])
    assert [on_day(moved.hours, day) for day in (JUNE, date(2014, 6, 14), date(2014, 6, 15), JULY)] == [
        80,
        80,
        100,
        100,
    ]


def test_terms_set_before_the_corrected_day_of_joining_are_those_it_begins_with() -> None:
    history = [*events_of(joined), IroHoursSet(iro=AVA, on=MAY, fte=100)]

    moved = fold(IRO, [*history, IroJoiningCorrected(iro=AVA, on=JUNE, was=APRIL)])

    assert on_day(moved.hours, JUNE) == 100


def test_a_joining_corrected_past_other_terms_and_back_begins_as_it_did() -> None:
    changed = joined.given(IroHoursSet(iro=AVA, on=MAY, fte=100))

    changed.when(asked.CorrectJoining(on=JUNE)).then(IroJoiningCorrected(iro=AVA, on=JUNE, was=APRIL))
    there = IroJoiningCorrected(iro=AVA, on=JUNE, was=APRIL)
    back = IroJoiningCorrected(iro=AVA, on=APRIL, was=JUNE)
    assert fold(IRO, [*events_of(changed), there]).hours == ((MAY, 100),)
    assert fold(IRO, [*events_of(changed), there, back]) == fold(IRO, events_of(changed))


def test_hours_set_for_the_day_of_joining_are_those_joined_with() -> None:
    history = [*events_of(joined), IroHoursSet(iro=AVA, on=APRIL, fte=50)]

    assert fold(IRO, [*history, IroJoiningCorrected(iro=AVA, on=MAY, was=APRIL)]).hours == ((MAY, 50),)


def test_terms_of_a_time_that_ended_are_not_those_of_the_next() -> None:
    history = [
        *events_of(joined),
        IroHoursSet(iro=AVA, on=date(2014, 8, 1), fte=100),
        IroLeft(iro=AVA, on=JUNE),
        IroJoined(iro=AVA, on=JULY, fte=50, contract=Contract.STAFF),
    ]

    assert on_day(fold(IRO, history).hours, date(2014, 9, 1)) == 50


def test_what_another_system_says_is_recorded_as_the_difference_or_refused_as_a_whole() -> None:
    said = asked.RestateTimeInTeam(
        stints=(Stint(MAY, JULY),),
        hours=((MAY, 80), (JUNE, 100)),
        contracts=((MAY, Contract.STAFF),),
        absences=((JUNE, JUNE),),
    )

    joined.when(said).then(
        IroJoiningCorrected(iro=AVA, on=MAY, was=APRIL),
        IroLeft(iro=AVA, on=JULY),
        IroHoursSet(iro=AVA, on=JUNE, fte=100),
        IroAbsenceRecorded(iro=AVA, on=JUNE, until=JUNE),
    )
    joined.when(asked.RestateTimeInTeam()).then(IroEntryWithdrawn(iro=AVA))
    spec.when(asked.RestateTimeInTeam()).then_nothing()
    spec.when(said.model_copy(update={"stints": (Stint(APRIL), Stint(MAY)), "absences": None})).then_refused(
        AlreadyJoined
    )
    left.given(IroJoined(iro=AVA, on=JULY, fte=80, contract=Contract.STAFF)).when(
        said.model_copy(update={"stints": (Stint(APRIL, MAY), Stint(JULY))})
    ).then_refused(PastStintChanged)


def test_an_iro_recorded_in_error_was_never_in_the_team() -> None:
    joined.when(asked.WithdrawIroEntry()).then(IroEntryWithdrawn(iro=AVA))
    joined.given(IroEntryWithdrawn(iro=AVA)).when(asked.WithdrawIroEntry()).then_nothing()
    spec.when(asked.WithdrawIroEntry()).then_refused(NoEntryToWithdraw)


def test_an_iro_is_away_from_the_first_day_to_the_last_and_for_as_long_as_no_return_is_known() -> None:
    known = fold(
        IRO,
        [
            *events_of(joined),
            IroAbsenceRecorded(iro=AVA, on=MAY, until=JUNE),
            IroAbsenceRecorded(iro=AVA, on=JULY, until=None),
        ],
    )

    asked_of = (date(2014, 4, 30), MAY, JUNE, date(2014, 6, 2), JULY, date(2020, 1, 1))
    assert [known.absent_since(day) for day in asked_of] == [None, MAY, MAY, None, JULY, JULY]


days = st.integers(0, 12).map(lambda step: APRIL + timedelta(days=7 * step))
chaired = st.sampled_from(Chaired)
bodies: st.SearchStrategy[asked.IroBody] = st.one_of(
    st.builds(
        asked.JoinTeam,
        on=days,
        fte=st.sampled_from([Hundredths(60), Hundredths(100)]),
        contract=st.sampled_from(Contract),
    ),
    st.builds(asked.CorrectJoining, on=days),
    st.builds(asked.LeaveTeam, on=days),
    st.builds(asked.CorrectLeaving, on=days),
    st.builds(asked.WithdrawLeaving),
    st.builds(asked.WithdrawIroEntry),
    st.builds(asked.SetHours, on=days, fte=st.sampled_from([Hundredths(60), Hundredths(100)])),
    st.builds(asked.SetContract, on=days, contract=st.sampled_from(Contract)),
    st.builds(asked.SetSpecialisms, on=days, specialisms=st.frozensets(st.sampled_from(Specialism), max_size=2)),
    st.builds(asked.RecordAbsence, on=days, until=st.none() | days),
    st.builds(asked.WithdrawAbsence, on=days),
    st.builds(asked.ObservePractice, on=days, chaired=chaired),
    st.builds(asked.WithdrawObservation, on=days, chaired=chaired),
    st.builds(asked.AuditPractice, on=days, chaired=chaired),
    st.builds(asked.WithdrawAudit, on=days, chaired=chaired),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(bodies, max_size=14))
def test_an_iro_takes_any_commands_and_nothing_lies_outside_the_time_in_the_team(
    commands: Sequence[asked.IroBody],
) -> None:
    today, iro, history = context_on(date(2014, 8, 1), id_=AVA), IRO.initial, list[Past]()
    for command in commands:
        try:
            events = handle(IRO, command, iro, history, today)
        except Refused:
            continue
        iro = fold(IRO, events, iro)
        history += [Past(event, today.recorded_at) for event in events]
        assert list(handle(IRO, command, iro, history, today)) == []
        assert all(CATALOGUE.decode(event.type, event.version(), encode(event)) == event for event in events)
        assert all(iro.in_team(day) for day in iro.days())
        assert all(on_day(iro.hours, stint.joined_on) is not None for stint in iro.stints)


def test_the_team_tells_all_that_it_records() -> None:
    assert all(event in set(CATALOGUE) for event in IRO.event_types)
