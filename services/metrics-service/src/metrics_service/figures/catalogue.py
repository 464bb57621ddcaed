"""Every figure that can be asked for, in the order in which a report has them."""

from collections.abc import Mapping

from metrics_service.figures.advocacy import ADVOCACY_AWARENESS, INDEPENDENT_VISITORS
from metrics_service.figures.care import CEASED, CHILDREN_LOOKED_AFTER, IRO_APPOINTED_IN_TIME, STARTED
from metrics_service.figures.caseload import CASELOAD
from metrics_service.figures.challenges import CHALLENGE_OUTCOMES, CHALLENGES_INFORMAL
from metrics_service.figures.contacts import IRO_CONTACTS, SPOKEN_TO_BETWEEN_REVIEWS
from metrics_service.figures.disputes import DISPUTES_FORMAL, DISPUTES_WITHIN_20_WORKING_DAYS
from metrics_service.figures.figure import Figure
from metrics_service.figures.findings import (
    CHILDREN_AT_RISK,
    MIDWAY_CHECKS,
    PERMANENCE_AT_SECOND_REVIEW,
    PLAN_QUALITY,
)
from metrics_service.figures.hearing import CHILDREN_NEVER_HEARD, PARTICIPATION, PARTICIPATION_BY_CODE
from metrics_service.figures.overdue import REVIEWS_OVERDUE
from metrics_service.figures.protection import (
    CASELOAD_WITH_PROTECTION,
    CHILDREN_WITH_PROTECTION_PLAN,
    PROTECTION_CONFERENCES,
)
from metrics_service.figures.rates import LOOKED_AFTER_RATE
from metrics_service.figures.records import RECORD_DISTRIBUTION
from metrics_service.figures.reviews import REVIEW_MEETINGS, REVIEWS_HELD, REVIEWS_IN_TIME, REVIEWS_IN_TIME_INDICATOR
from metrics_service.figures.spans import MISSING_EPISODES, PROCEEDINGS_ISSUED
from metrics_service.figures.stages import ESCALATIONS_BY_STAGE
from metrics_service.figures.surveys import SURVEY_ANSWERS
from metrics_service.figures.team import OBSERVATIONS, REVIEWS_PER_IRO_MONTH
from metrics_service.figures.weighted import CASELOAD_WEIGHTED
from metrics_service.figures.wishes import WISHES_BY_THEME

FIGURES: Mapping[str, Figure] = {
    figure.id: figure
    for figure in (
        REVIEWS_IN_TIME,
        REVIEWS_IN_TIME_INDICATOR,
        REVIEWS_HELD,
        REVIEW_MEETINGS,
        REVIEWS_OVERDUE,
        CHILDREN_LOOKED_AFTER,
        LOOKED_AFTER_RATE,
        STARTED,
        CEASED,
        IRO_APPOINTED_IN_TIME,
        RECORD_DISTRIBUTION,
        PERMANENCE_AT_SECOND_REVIEW,
        CHILDREN_AT_RISK,
        PLAN_QUALITY,
        MIDWAY_CHECKS,
        CASELOAD,
        CASELOAD_WITH_PROTECTION,
        CASELOAD_WEIGHTED,
        CHILDREN_WITH_PROTECTION_PLAN,
        PROTECTION_CONFERENCES,
        PROCEEDINGS_ISSUED,
        MISSING_EPISODES,
        REVIEWS_PER_IRO_MONTH,
        OBSERVATIONS,
        CHALLENGES_INFORMAL,
        DISPUTES_FORMAL,
        ESCALATIONS_BY_STAGE,
        DISPUTES_WITHIN_20_WORKING_DAYS,
        CHALLENGE_OUTCOMES,
        PARTICIPATION,
        PARTICIPATION_BY_CODE,
        CHILDREN_NEVER_HEARD,
        WISHES_BY_THEME,
        ADVOCACY_AWARENESS,
        INDEPENDENT_VISITORS,
        IRO_CONTACTS,
        SPOKEN_TO_BETWEEN_REVIEWS,
        SURVEY_ANSWERS,
    )
}
"""The figures by id."""
