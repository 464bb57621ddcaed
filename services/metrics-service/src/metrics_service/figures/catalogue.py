"""Every figure that can be asked for, in the order in which a report has them."""

from collections.abc import Mapping

from metrics_service.figures.care import CEASED, CHILDREN_LOOKED_AFTER, IRO_APPOINTED_IN_TIME, STARTED
from metrics_service.figures.figure import Figure
from metrics_service.figures.overdue import REVIEWS_OVERDUE
from metrics_service.figures.records import RECORD_DISTRIBUTION
from metrics_service.figures.reviews import REVIEW_MEETINGS, REVIEWS_HELD, REVIEWS_IN_TIME, REVIEWS_IN_TIME_INDICATOR

FIGURES: Mapping[str, Figure] = {
    figure.id: figure
    for figure in (
        REVIEWS_IN_TIME,
        REVIEWS_IN_TIME_INDICATOR,
        REVIEWS_HELD,
        REVIEW_MEETINGS,
        REVIEWS_OVERDUE,
        CHILDREN_LOOKED_AFTER,
        STARTED,
        CEASED,
        IRO_APPOINTED_IN_TIME,
        RECORD_DISTRIBUTION,
    )
}
"""The figures by id."""
