"""The clocks that run for a child, by name; the values are stored for 75 years."""

from enum import StrEnum


class ClockId(StrEnum):
    """What is to be done."""

    REVIEW = "review"
    RESUME_REVIEW = "resume-review"
    FINISH_SERIES = "finish-series"
    NOTICE_OF_START = "notice-of-start"
    IRO_APPOINTMENT = "iro-appointment"
    DECISIONS = "decisions"
    MANAGER_RESPONSE = "manager-response"
    RECORD = "record"
    DISTRIBUTION = "distribution"
    DISPUTE_STAGE = "dispute-stage"
    DISPUTE_CAP = "dispute-cap"
    MIDWAY_CHECK = "midway-check"
    CHILD_NOT_HEARD = "child-not-heard"
