from datetime import date

from review_service.domain.record import Record
from review_service.domain.review_state import Review, Stage
from review_service.owed import Step, owed

MAY_DAY = date(2014, 5, 1)


def steps(review: Review, record: Record | None = None) -> list[tuple[Step, date | None]]:
    return [(step.step, step.done_on) for step in owed(review, record or Record())]


def test_before_it_is_held_a_review_owes_nothing_but_itself() -> None:
    assert steps(Review(stage=Stage.BOOKED, planned_for=MAY_DAY)) == []


def test_a_review_held_in_part_owes_its_completion() -> None:
    assert steps(Review(stage=Stage.OPEN, parts=(MAY_DAY,))) == [(Step.COMPLETED, None)]


def test_an_adjourned_review_owes_its_resumption_until_a_later_part() -> None:
    adjourned = Review(stage=Stage.OPEN, parts=(MAY_DAY,), adjourned_on=MAY_DAY)
    resumed = Review(stage=Stage.OPEN, parts=(MAY_DAY, date(2014, 5, 12)), adjourned_on=MAY_DAY)

    assert (Step.RESUMED, None) in steps(adjourned)
    assert (Step.RESUMED, date(2014, 5, 12)) in steps(resumed)


def test_the_manager_owes_an_answer_once_there_are_decisions() -> None:
    review = Review(stage=Stage.COMPLETED, parts=(MAY_DAY,), completed_on=MAY_DAY)

    assert Step.MANAGER_RESPONDED not in dict(steps(review))
    assert Step.MANAGER_RESPONDED in dict(steps(review, Record(review_completed_on=MAY_DAY, issued_on=MAY_DAY)))


def test_of_a_review_that_a_return_told_nothing_counts_as_owed_until_its_record_is_begun() -> None:
    review = Review(stage=Stage.COMPLETED, parts=(MAY_DAY,), completed_on=MAY_DAY, from_return=True)

    assert steps(review) == []
    assert len(steps(review, Record(review_completed_on=MAY_DAY))) == 3
