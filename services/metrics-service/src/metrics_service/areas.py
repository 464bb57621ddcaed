"""The areas of the figures, one by one: whose facts each follows, and what becomes of them."""

from iro_events.catalogue import Catalogue
from iro_events.event import RestrictedEvent
from iro_events.facts.advocacy import ADVOCACY_FACTS
from iro_events.facts.care import CARE_FACTS
from iro_events.facts.case_weights import CASE_WEIGHT_FACTS
from iro_events.facts.escalations import ESCALATION_FACTS
from iro_events.facts.findings import FINDING_FACTS, RISK_FACTS
from iro_events.facts.missing import MISSING_FACTS
from iro_events.facts.participation import PARTICIPATION_FACTS
from iro_events.facts.proceedings import PROCEEDINGS_FACTS
from iro_events.facts.protection import PROTECTION_FACTS
from iro_events.facts.reference import REFERENCE_FACTS
from iro_events.facts.reviews import REVIEW_FACTS
from iro_events.facts.surveys import SURVEY_FACTS
from iro_events.facts.team import TEAM_FACTS
from metrics_service.area import Area
from metrics_service.domain.cases import AllocationCase, CareCase, OwedCase, RecordCase, ReviewCase
from metrics_service.domain.escalation_cases import ConcernCase, StageCase
from metrics_service.domain.escalation_history import EscalationHistory, evolve_escalation
from metrics_service.domain.escalation_judging import judge_escalation
from metrics_service.domain.finding_cases import GradeCase, MidwayCase, PermanenceCase, RiskCase
from metrics_service.domain.history import ChildHistory, evolve
from metrics_service.domain.judging import judge
from metrics_service.domain.participation_cases import (
    AwarenessCase,
    ContactCase,
    ParticipationCase,
    SurveyCase,
    UnheardCase,
    VisitorCase,
    WishCase,
)
from metrics_service.domain.participation_hearing import HearingHistory, evolve_hearing, judge_hearing
from metrics_service.domain.participation_history import VoiceHistory, evolve_voice
from metrics_service.domain.participation_judging import judge_voice
from metrics_service.domain.population_history import (
    PopulationCase,
    PopulationHistory,
    evolve_populations,
    judge_populations,
)
from metrics_service.domain.protection_history import (
    ConferenceCase,
    PlanCase,
    ProtectionHistory,
    evolve_protection,
    judge_protection,
)
from metrics_service.domain.risk_told import RiskHistory, evolve_risk, judge_risk
from metrics_service.domain.spans_told import (
    MissingCase,
    MissingHistory,
    ProceedingsCase,
    ProceedingsHistory,
    evolve_missing,
    evolve_proceedings,
    judge_missing,
    judge_proceedings,
)
from metrics_service.domain.team_cases import PracticeCase, TermCase
from metrics_service.domain.team_history import TeamHistory, evolve_team
from metrics_service.domain.team_judging import judge_team
from metrics_service.domain.weights_history import WeightsCase, WeightsHistory, evolve_weights, judge_weights

REVIEWS = Area(
    name="reviews",
    teller="review-service",
    topics=("iro.reviews",),
    catalogue=Catalogue((*CARE_FACTS, *REVIEW_FACTS, *FINDING_FACTS)),
    history=ChildHistory,
    fold=evolve,
    judge=judge,
    kinds=(ReviewCase, OwedCase, CareCase, RecordCase, AllocationCase, PermanenceCase, GradeCase, MidwayCase),
)

TEAM = Area(
    name="team",
    teller="review-service",
    topics=("iro.reviews",),
    catalogue=Catalogue(TEAM_FACTS),
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
    catalogue=Catalogue(ESCALATION_FACTS),
    history=EscalationHistory,
    fold=evolve_escalation,
    judge=judge_escalation,
    kinds=(ConcernCase, StageCase),
)

PARTICIPATION = Area(
    name="participation",
    teller="participation-service",
    topics=("iro.participation",),
    catalogue=Catalogue(
        fact for fact in (*PARTICIPATION_FACTS, *ADVOCACY_FACTS, *SURVEY_FACTS) if not issubclass(fact, RestrictedEvent)
    ),
    history=VoiceHistory,
    fold=evolve_voice,
    judge=judge_voice,
    kinds=(WishCase, ContactCase, AwarenessCase, VisitorCase, SurveyCase),
)

PARTICIPATION_RESTRICTED = Area(
    name="participation_restricted",
    teller="participation-service",
    topics=("iro.participation.restricted",),
    catalogue=Catalogue(fact for fact in PARTICIPATION_FACTS if issubclass(fact, RestrictedEvent)),
    history=HearingHistory,
    fold=evolve_hearing,
    judge=judge_hearing,
    kinds=(ParticipationCase, UnheardCase),
    restricted=True,
)
"""What few may be told is an area of its own: its schema can have rights of its own. And since two topics of one log
come in any order, only so is each case known from the very moment at which its own facts were told."""

PROTECTION = Area(
    name="protection",
    teller="review-service",
    topics=("iro.reviews.restricted",),
    catalogue=Catalogue(PROTECTION_FACTS),
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
    catalogue=Catalogue(RISK_FACTS),
    history=RiskHistory,
    fold=evolve_risk,
    judge=judge_risk,
    kinds=(RiskCase,),
    restricted=True,
)

PROCEEDINGS = Area(
    name="proceedings",
    teller="escalation-service",
    topics=("iro.escalations",),
    catalogue=Catalogue(PROCEEDINGS_FACTS),
    history=ProceedingsHistory,
    fold=evolve_proceedings,
    judge=judge_proceedings,
    kinds=(ProceedingsCase,),
)

MISSING = Area(
    name="missing",
    teller="participation-service",
    topics=("iro.participation.restricted",),
    catalogue=Catalogue(MISSING_FACTS),
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
    catalogue=Catalogue(CASE_WEIGHT_FACTS),
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
    catalogue=Catalogue(REFERENCE_FACTS),
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
    PARTICIPATION,
    PARTICIPATION_RESTRICTED,
    PROTECTION,
    RISK,
    PROCEEDINGS,
    MISSING,
    CASE_WEIGHTS,
    REFERENCE,
)
"""Every area, in the order in which a report has them."""
