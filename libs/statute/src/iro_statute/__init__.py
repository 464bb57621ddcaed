"""The law of independent reviewing in England as pure functions: working days, clocks, due dates with their reasons."""

from iro_statute.after_review import (
    decisions_by,
    distribution_by,
    formal_dispute_by,
    iro_appointed_by,
    manager_response_by,
    record_by,
    resume_adjourned_by,
    series_finish_by,
)
from iro_statute.bank_holidays import BANK_HOLIDAYS, CALENDAR_VERSION, PUBLISHED_UNTIL
from iro_statute.care_period import CarePeriod, Judged, Regime, RegimeChange, ReviewDay, Timetable
from iro_statute.clocks import (
    authority_to_place,
    first_review,
    placed_first,
    placed_second,
    placed_subsequent,
    returned_by_adopters,
    second_review,
    short_break_first,
    short_break_subsequent,
    subsequent_review,
    subsequent_with_authority,
)
from iro_statute.due import Basis, Due, falls_overdue
from iro_statute.early_review import BEFORE_CARE_ENDS, EarlyReviewTrigger, early_review, why_early
from iro_statute.explain import explain, explain_clock, verdict
from iro_statute.midway import midway_check_by
from iro_statute.months import add_months
from iro_statute.rule import Rule
from iro_statute.rules import CORONAVIRUS_2020, RULES, UnknownRule, rule_in_force
from iro_statute.timetable import walk
from iro_statute.wording import in_words, listed, ordinal
from iro_statute.working_days import (
    OutsideCalendar,
    add_working_days,
    count_working_days,
    holidays_between,
    is_forecast,
    is_working_day,
)

__all__ = [
    "BANK_HOLIDAYS",
    "BEFORE_CARE_ENDS",
    "CALENDAR_VERSION",
    "CORONAVIRUS_2020",
    "PUBLISHED_UNTIL",
    "RULES",
    "Basis",
    "CarePeriod",
    "Due",
    "EarlyReviewTrigger",
    "Judged",
    "OutsideCalendar",
    "Regime",
    "RegimeChange",
    "ReviewDay",
    "Rule",
    "Timetable",
    "UnknownRule",
    "add_months",
    "add_working_days",
    "authority_to_place",
    "count_working_days",
    "decisions_by",
    "distribution_by",
    "early_review",
    "explain",
    "explain_clock",
    "falls_overdue",
    "first_review",
    "formal_dispute_by",
    "holidays_between",
    "in_words",
    "iro_appointed_by",
    "is_forecast",
    "is_working_day",
    "listed",
    "manager_response_by",
    "midway_check_by",
    "ordinal",
    "placed_first",
    "placed_second",
    "placed_subsequent",
    "record_by",
    "resume_adjourned_by",
    "returned_by_adopters",
    "rule_in_force",
    "second_review",
    "series_finish_by",
    "short_break_first",
    "short_break_subsequent",
    "subsequent_review",
    "subsequent_with_authority",
    "verdict",
    "walk",
    "why_early",
]
