from datetime import date

from iro_statute import Basis, CarePeriod, Regime, RegimeChange, ReviewDay, explain, verdict, walk


def test_a_period_is_told_review_by_review_and_then_what_is_due_next() -> None:
    care = CarePeriod(date(2014, 4, 1), reviews=(ReviewDay(date(2014, 5, 2)),))

    assert explain(care, Basis.STATUTE) == (
        "looked after from 1 Apr 2014; read by the statute: calendar months",
        "first review: due by 1 May 2014, held on 2 May 2014: 1 day late",
        "  first review (CPR 2010 reg 33(1), R1.01): looked after from 1 Apr 2014 (day 0)",
        "  20 working days; Good Friday 18 Apr 2014 and Easter Monday 21 Apr 2014 not counted",
        "  so due by 1 May 2014",
        "next review: due by 2 Aug 2014",
        "  second review (CPR 2010 reg 33(2), R1.02): after the review of 2 May 2014, the first",
        "  3 months",
        "  so due by 2 Aug 2014",
    )


def test_a_period_of_unknown_start_says_what_is_not_known() -> None:
    care = CarePeriod(date(2014, 4, 1), start_known=False, reviews=(ReviewDay(date(2014, 5, 2)),))

    assert explain(care, Basis.INDICATOR)[:2] == (
        "start unknown; known to be looked after from 1 Apr 2014; read by the indicator: 91 and 183 days",
        "review: held on 2 May 2014: not assessable, no due date is known",
    )
    assert explain(CarePeriod(date(2014, 4, 1), start_known=False), Basis.STATUTE)[-1] == (
        "next review: no due date is known"
    )


def test_a_review_held_on_its_due_date_is_in_time_and_the_day_after_is_late() -> None:
    def held(*days: date) -> list[str]:
        care = CarePeriod(date(2014, 4, 1), reviews=tuple(map(ReviewDay, days)))
        return [verdict(each) for each in walk(care, Basis.STATUTE).judged]

    assert held(date(2014, 5, 1)) == ["due by 1 May 2014, held on 1 May 2014: in time"]
    assert held(date(2014, 5, 3)) == ["due by 1 May 2014, held on 3 May 2014: 2 days late"]


def test_a_date_in_place_of_another_names_the_other() -> None:
    care = CarePeriod(date(2014, 4, 1), changes=(RegimeChange(date(2014, 4, 10), Regime.AUTHORITY),))

    assert explain(care, Basis.STATUTE)[-3:] == (
        (
            "  review with authority to place for adoption (Adoption Agencies Regulations 2005 reg 36(1), R1.21): "
            "authority from 10 Apr 2014"
        ),
        "  3 months",
        "  so due by 10 Jul 2014, in place of 1 May 2014",
    )
