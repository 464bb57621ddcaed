"""The areas of the figures, one by one: whose facts each follows, and what becomes of them.

An area reads what its history folds: the union is the list.
"""

from typing import get_args

from iro_events.catalogue import Catalogue
from iro_events.facts.care import ReasonCeasedRecorded
from iro_events.facts.case_weights import CaseWeightsSet
from iro_events.facts.escalations import ChildsViewOfConcernRecorded
from metrics_service.area import Area
from metrics_service.domain.care_end_history import (
    CareEndCase,
    CareEndsHistory,
    evolve_care_ends,
    judge_care_ends,
)
from metrics_service.domain.cases import AllocationCase, CareCase, OwedCase, RecordCase, ReviewCase
from metrics_service.domain.childs_views import ChildsViewHistory, evolve_views, judge_views
from metrics_service.domain.escalation_cases import ChildsViewCase, ConcernCase, StageCase
from metrics_service.domain.escalation_history import EscalationFact, EscalationHistory, evolve_escalation
from metrics_service.domain.escalation_judging import judge_escalation
from metrics_service.domain.finding_cases import GradeCase, MidwayCase, PermanenceCase, RiskCase
from metrics_service.domain.history import ChildHistory, TopicFact, evolve
from metrics_service.domain.judging import judge
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
from metrics_service.domain.participation_hearing import HearingFact, HearingHistory, evolve_hearing, judge_hearing
from metrics_service.domain.participation_history import VoiceFact, VoiceHistory, evolve_voice
from metrics_service.domain.participation_judging import judge_voice
from metrics_service.domain.population_history import (
    PopulationCase,
    PopulationHistory,
    ReferenceEvent,
    evolve_populations,
    judge_populations,
)
from metrics_service.domain.protection_history import (
    ConferenceCase,
    PlanCase,
    ProtectionFact,
    ProtectionHistory,
    evolve_protection,
    judge_protection,
)
from metrics_service.domain.risk_told import RiskFact, RiskHistory, evolve_risk, judge_risk
from metrics_service.domain.spans_told import (
    MissingCase,
    MissingFact,
    MissingHistory,
    ProceedingsCase,
    ProceedingsFact,
    ProceedingsHistory,
    evolve_missing,
    evolve_proceedings,
    judge_missing,
    judge_proceedings,
)
from metrics_service.domain.team_cases import PracticeCase, TermCase
from metrics_service.domain.team_history import TeamFact, TeamHistory, evolve_team
from metrics_service.domain.team_judging import judge_team
from metrics_service.domain.weights_history import WeightsCase, WeightsHistory, evolve_weights, judge_weights

REVIEWS = Area(
    name="reviews",
    teller="review-service",
    topics=("iro.reviews",),
    catalogue=Catalogue(get_args(TopicFact)),
    history=ChildHistory,
    fold=evolve,
    judge=judge,
    kinds=(ReviewCase, OwedCase, CareCase, RecordCase, AllocationCase, PermanenceCase, GradeCase, MidwayCase),
)

TEAM = Area(
    name="team",
    teller="review-service",
    topics=("iro.reviews",),
    catalogue=Catalogue(get_args(TeamFact)),
    history=TeamHistory,
    fold=evolve_team,
    judge=judge_team,
    kinds=(TermCase, PracticeCase),
)
"""Its histories are IROs'; what is told of children on the same topic is another area's."""

ESCALATIONS = Area(
    name="escalations",
    teller="escalation-service",
    topics=("iro.escalations",),
    catalogue=Catalogue(get_args(EscalationFact)),
    history=EscalationHistory,
    fold=evolve_escalation,
    judge=judge_escalation,
    kinds=(ConcernCase, StageCase),
)

ESCALATIONS_RESTRICTED = Area(
    name="escalations_restricted",
    teller="escalation-service",
    topics=("iro.escalations.restricted",),
    catalogue=Catalogue((ChildsViewOfConcernRecorded,)),
    history=ChildsViewHistory,
    fold=evolve_views,
    judge=judge_views,
    kinds=(ChildsViewCase,),
    restricted=True,
)
"""An area of its own, as PARTICIPATION_RESTRICTED is and for the same reasons."""

PARTICIPATION = Area(
    name="participation",
    teller="participation-service",
    topics=("iro.participation",),
    catalogue=Catalogue(get_args(VoiceFact)),
    history=VoiceHistory,
    fold=evolve_voice,
    judge=judge_voice,
    kinds=(WishCase, ContactCase, VisitorCase, SurveyCase),
)

PARTICIPATION_RESTRICTED = Area(
    name="participation_restricted",
    teller="participation-service",
    topics=("iro.participation.restricted",),
    catalogue=Catalogue(get_args(HearingFact)),
    history=HearingHistory,
    fold=evolve_hearing,
    judge=judge_hearing,
    kinds=(ParticipationCase, UnheardCase, AwarenessCase, ThemeCase),
    restricted=True,
)
"""What few may be told is an area of its own: its schema can have rights of its own. And since two topics of one log
come in any order, only so is each case known from the very moment at which its own facts were told."""

PROTECTION = Area(
    name="protection",
    teller="review-service",
    topics=("iro.reviews.restricted",),
    catalogue=Catalogue(get_args(ProtectionFact)),
    history=ProtectionHistory,
    fold=evolve_protection,
    judge=judge_protection,
    kinds=(PlanCase, ConferenceCase),
    restricted=True,
)

RISK = Area(
    name="risk",
    teller="review-service",
    topics=("iro.reviews.restricted",),
    catalogue=Catalogue(get_args(RiskFact)),
    history=RiskHistory,
    fold=evolve_risk,
    judge=judge_risk,
    kinds=(RiskCase,),
    restricted=True,
)

CARE_ENDS = Area(
    name="care_ends",
    teller="review-service",
    topics=("iro.reviews.restricted",),
    catalogue=Catalogue((ReasonCeasedRecorded,)),
    history=CareEndsHistory,
    fold=evolve_care_ends,
    judge=judge_care_ends,
    kinds=(CareEndCase,),
    restricted=True,
)

PROCEEDINGS = Area(
    name="proceedings",
    teller="escalation-service",
    topics=("iro.escalations",),
    catalogue=Catalogue(get_args(ProceedingsFact)),
    history=ProceedingsHistory,
    fold=evolve_proceedings,
    judge=judge_proceedings,
    kinds=(ProceedingsCase,),
)

MISSING = Area(
    name="missing",
    teller="participation-service",
    topics=("iro.participation.restricted",),
    catalogue=Catalogue(get_args(MissingFact)),
    history=MissingHistory,
    fold=evolve_missing,
    judge=judge_missing,
    kinds=(MissingCase,),
    restricted=True,
)

CASE_WEIGHTS = Area(
    name="case_weights",
    teller="review-service",
    topics=("iro.reviews",),
    catalogue=Catalogue([CaseWeightsSet]),
    history=WeightsHistory,
    fold=evolve_weights,
    judge=judge_weights,
    kinds=(WeightsCase,),
)
"""Its one history is the authority's."""

REFERENCE = Area(
    name="reference",
    teller="metrics-service",
    topics=("iro.deadlines",),
    catalogue=Catalogue(get_args(ReferenceEvent)),
    history=PopulationHistory,
    fold=evolve_populations,
    judge=judge_populations,
    kinds=(PopulationCase,),
)
"""Its one history is the authority's. This service owns the values, and reads them from its own log."""

AREAS = (
    REVIEWS,
    TEAM,
    ESCALATIONS,
    ESCALATIONS_RESTRICTED,
    PARTICIPATION,
    PARTICIPATION_RESTRICTED,
    PROTECTION,
    RISK,
    CARE_ENDS,
    PROCEEDINGS,
    MISSING,
    CASE_WEIGHTS,
    REFERENCE,
)
"""Every area, in the order in which a report has them."""
