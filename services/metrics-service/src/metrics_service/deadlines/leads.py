"""How many days before a clock runs out it is told of: for each clock, one lead time or several."""

from collections.abc import Mapping
from types import MappingProxyType

from iro_events.facts.deadline_codes import ClockId

Leads = Mapping[ClockId, tuple[int, ...]]

LONGEST_LEAD = 366

USUAL_LEADS: Leads = MappingProxyType(
    {
        ClockId.REVIEW: (28, 7),
        ClockId.RESUME_REVIEW: (7, 2),
        ClockId.FINISH_SERIES: (7, 2),
        ClockId.NOTICE_OF_START: (2,),
        ClockId.IRO_APPOINTMENT: (2,),
        ClockId.DECISIONS: (2,),
        ClockId.MANAGER_RESPONSE: (2,),
        ClockId.RECORD: (5,),
        ClockId.DISTRIBUTION: (5,),
        ClockId.DISPUTE_STAGE: (2,),
        ClockId.DISPUTE_CAP: (7, 2),
        ClockId.MIDWAY_CHECK: (7,),
        ClockId.CHILD_NOT_HEARD: (28, 7),
    }
)
"""In calendar days, the project's choice: time to book a meeting, to write a record, or to pick up a telephone."""


class LeadsMalformed(ValueError):
    """The text gives no lead times; the message says which word and how it is written."""


def leads_of(text: str) -> Leads:
    """The usual lead times but for those in the text, such as `review=28,7 decisions=1`; a clock with none: `record=`.

    Raises LeadsMalformed.
    """
    told = dict(USUAL_LEADS)
    for word in text.split():
        name, equals, days = word.partition("=")
        if name not in set(ClockId) or not equals:
            raise LeadsMalformed(f"{word!r}: write a clock and its days, such as review=28,7")
        told[ClockId(name)] = tuple(_days(word, each) for each in days.split(",") if each)
    return told


def _days(word: str, days: str) -> int:
    if not (days.isascii() and days.isdigit() and int(days) <= LONGEST_LEAD):
        raise LeadsMalformed(f"{word!r}: give whole days from 0 to {LONGEST_LEAD}")
    return int(days)
