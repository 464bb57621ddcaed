"""What commands about a review that was held need of review-service's record of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HeldReview:
    """The day on which the review was held; a review that is only planned is none."""

    held_on: date
