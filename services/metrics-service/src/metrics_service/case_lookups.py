"""What tells the cases of each kind apart, and by which days they are looked for: the indexes of their tables."""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics_service.area import Case
from metrics_service.domain.care_end_history import CareEndCase
from metrics_service.domain.cases import AllocationCase, CareCase, OwedCase, RecordCase, ReviewCase
from metrics_service.domain.escalation_cases import ChildsViewCase, ConcernCase, StageCase
from metrics_service.domain.finding_cases import GradeCase, MidwayCase, PermanenceCase, RiskCase
from metrics_service.domain.participation_cases import (
    AwarenessCase,
    ContactCase,
    ParticipationCase,
    SurveyCase,
    ThemeCase,
    UnheardCase,
    VisitorCase,
    WishCase,
)
from metrics_service.domain.population_history import PopulationCase
from metrics_service.domain.protection_history import ConferenceCase, PlanCase
from metrics_service.domain.spans_told import MissingCase, ProceedingsCase
from metrics_service.domain.team_cases import PracticeCase, TermCase
from metrics_service.domain.weights_history import WeightsCase


@dataclass(frozen=True, slots=True)
class Lookups:
    """One kind's. `key` tells its cases apart at any moment; `days` are those that figures ask about.

    `open` are pairs of a day by which something is to be done and what is null until it is: few are open at any time.
    `now` are columns by which cases are looked for as known now alone.
    """

    key: str
    days: tuple[str, ...] = ()
    open: tuple[tuple[str, str], ...] = ()
    now: tuple[tuple[str, ...], ...] = ()


LOOKUPS: Mapping[type[Case], Lookups] = {
    ReviewCase: Lookups(
        "review", ("held_on", "due_statute"), (("resume_by", "resumed_on"), ("finish_by", "completed_on"))
    ),
    OwedCase: Lookups("care", ("due_statute",)),
    CareCase: Lookups("care", ("started_on", "ended_on"), (("appoint_by", "iro_on"),)),
    CareEndCase: Lookups("event", ("ended_on",)),
    RecordCase: Lookups(
        "review",
        ("completed_on",),
        (
            ("decisions_due", "decisions_on"),
            ("manager_due", "manager_on"),
            ("record_due", "record_on"),
            ("distribution_due", "distributed_on"),
        ),
    ),
    AllocationCase: Lookups("told_by", ("since",), now=(("iro", "since"),)),
    PermanenceCase: Lookups("review", ("held_on",)),
    GradeCase: Lookups("told_by", ("held_on",)),
    MidwayCase: Lookups("review", ("midway_on",), (("midway_on", "least(checked_on, until)"),)),
    TermCase: Lookups("term", ("from_on",)),
    PracticeCase: Lookups("told_by", ("seen_on",)),
    ConcernCase: Lookups(
        "concern", ("raised_on", "formal_on", "closed_on", "conclude_by"), (("conclude_by", "closed_on"),)
    ),
    StageCase: Lookups("told_by", ("entered_on", "left_on", "answer_by"), (("answer_by", "settled_on"),)),
    ChildsViewCase: Lookups("concern"),
    WishCase: Lookups("wish", ("expressed_on",)),
    ContactCase: Lookups("contact", ("made_on",)),
    AwarenessCase: Lookups("review"),
    ThemeCase: Lookups("wish"),
    VisitorCase: Lookups("told_by", ("step_on",)),
    SurveyCase: Lookups("told_by", ("surveyed_on",)),
    ParticipationCase: Lookups("review", ("held_on",)),
    UnheardCase: Lookups("child", ("since",)),
    PlanCase: Lookups("plan", ("started_on", "ended_on")),
    ConferenceCase: Lookups("conference", ("held_on",)),
    ProceedingsCase: Lookups("proceedings", ("issued_on", "ended_on")),
    MissingCase: Lookups("episode", ("since",)),
    PopulationCase: Lookups("population", ("counted_on",)),
    WeightsCase: Lookups("valid_from", ("valid_from",)),
    RiskCase: Lookups("review", ("held_on",)),
}
