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
from metrics_service.domain.care_ends_told import (
    CareEndCase,
    CareEndsHistory,
    evolve_care_ends,
    judge_care_ends,
)
from metrics_service.domain.cases import AllocationCase, CareCase, OwedCase, RecordCase, ReviewCase
from metrics_service.domain.childs_views import ChildsViewHistory, evolve_views, judge_views
from metrics_service.domain.escalation_cases import ChildsViewCase, ConcernCase, StageCase
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
    ThemeCase,
    UnheardCase,
    VisitorCase,
    WishCase,
)
from metrics_service.domain.participation_hearing import HearingHistory, evolve_hearing, judge_hearing
from metrics_service.domain.participation_history import VoiceHistory, evolve_voice
from metrics_service.domain.participation_judging import judge_voice
from metrics_service.domain.protection_history import (
    ConferenceCase,
    PlanCase,
    ProtectionHistory,
    evolve_protection,
    judge_protection,
)
from metrics_service.domain.reference_told import (
    PopulationCase,
    ReferenceHistory,
    WeightsCase,
    evolve_reference,
    judge_reference,
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

REVIEWS = Area(
    name="reviews",
    teller="review-service",
    topics=("iro.reviews",),
    catalogue=Catalogue(
        fact for fact in (*CARE_FACTS, *REVIEW_FACTS, *FINDING_FACTS) if not issubclass(fact, RestrictedEvent)
    ),
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
    catalogue=Catalogue(fact for fact in ESCALATION_FACTS if not issubclass(fact, RestrictedEvent)),
    history=EscalationHistory,
    fold=evolve_escalation,
    judge=judge_escalation,
    kinds=(ConcernCase, StageCase),
)

ESCALATIONS_RESTRICTED = Area(
    name="escalations_restricted",
    teller="escalation-service",
    topics=("iro.escalations.restricted",),
    catalogue=Catalogue(fact for fact in ESCALATION_FACTS if issubclass(fact, RestrictedEvent)),
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
    catalogue=Catalogue(
        fact for fact in (*PARTICIPATION_FACTS, *ADVOCACY_FACTS, *SURVEY_FACTS) if not issubclass(fact, RestrictedEvent)
    ),
    history=VoiceHistory,
    fold=evolve_voice,
    judge=judge_voice,
    kinds=(WishCase, ContactCase, VisitorCase, SurveyCase),
)

PARTICIPATION_RESTRICTED = Area(
    name="participation_restricted",
    teller="participation-service",
    topics=("iro.participation.restricted",),
    catalogue=Catalogue(fact for fact in (*PARTICIPATION_FACTS, *ADVOCACY_FACTS) if issubclass(fact, RestrictedEvent)),
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

CARE_ENDS = Area(
    name="care_ends",
    teller="review-service",
    topics=("iro.reviews.restricted",),
    catalogue=Catalogue(fact for fact in CARE_FACTS if issubclass(fact, RestrictedEvent)),
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

REFERENCE = Area(
    name="reference",
    teller="review-service",
    topics=("iro.reviews",),
    catalogue=Catalogue((*REFERENCE_FACTS, *CASE_WEIGHT_FACTS)),
    history=ReferenceHistory,
    fold=evolve_reference,
    judge=judge_reference,
    kinds=(PopulationCase, WeightsCase),
)
"""Its one history is the authority's."""

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
    REFERENCE,
)
"""Every area, in the order in which a report has them."""
