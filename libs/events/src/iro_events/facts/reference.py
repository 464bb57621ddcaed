"""Reference figures as the authority's own system tells them: the population that rates rest on, and targets.

The subject of each is the authority. Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from iro_events.event import PublishedEvent


class PopulationSource(StrEnum):
    """Who says how many children live in the authority's area."""

    ONS_MID_YEAR_ESTIMATE = "ons-mid-year-estimate"
    ONS_PROJECTION = "ons-projection"
    CENSUS = "census"
    AUTHORITY = "authority"


class TargetSource(StrEnum):
    """Who set a target, or whose average is taken as one."""

    AUTHORITY = "authority"
    REGION = "region"
    NATIONAL = "national"
    STATISTICAL_NEIGHBOURS = "statistical-neighbours"


class TargetOf(StrEnum):
    """The figure that a target is of, by its id."""

    CASELOAD = "caseload"
    CASELOAD_WITH_PROTECTION = "caseload-with-protection"
    CHILDREN_LOOKED_AFTER = "children-looked-after"
    CHILDREN_WITH_PROTECTION_PLAN = "children-with-protection-plan"
    IRO_APPOINTED_IN_TIME = "iro-appointed-in-time"
    PARTICIPATION = "participation"
    RECORD_DISTRIBUTION = "record-distribution"
    REVIEWS_IN_TIME = "reviews-in-time"
    REVIEWS_IN_TIME_INDICATOR = "reviews-in-time-indicator"


class PopulationRecorded(PublishedEvent):
    """So many children under 18 lived in the authority's area on that day; of one record the last told stands.

    `published_on` is when the source said so, None where that is not known.
    """

    effective: ClassVar = "on"
    population: UUID
    on: date
    children: int
    source: PopulationSource
    published_on: date | None


class PopulationWithdrawn(PublishedEvent):
    """That population was recorded in error."""

    population: UUID


class TargetRecorded(PublishedEvent):
    """What a figure is to come to from that day until the other, in tenths of its unit; the last told stands.

    `at_least`: it is met by as much or more, else by as much or less.
    """

    effective: ClassVar = "on"
    target: UUID
    of: TargetOf
    on: date
    until: date | None
    tenths: int
    at_least: bool
    source: TargetSource


class TargetWithdrawn(PublishedEvent):
    """That target was recorded in error."""

    target: UUID
