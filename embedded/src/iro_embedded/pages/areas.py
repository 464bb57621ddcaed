"""The areas of the work that figures are of, as a reader looks for them: each figure is on the page of one area."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the work; `telling` are the one or two of its `figures` by which the home page tells how it is."""

    slug: str
    title: str
    about: str
    figures: tuple[str, ...]
    telling: tuple[str, ...]


AREAS: Mapping[str, Area] = {
    area.slug: area
    for area in (
        Area(
            "timescales",
            "Reviews and timescales",
            "Whether each child's statutory reviews were held by the days that the law sets, and what followed them.",
            (
                "reviews-in-time",
                "reviews-in-time-indicator",
                "reviews-held",
                "review-meetings",
                "reviews-overdue",
                "record-distribution",
            ),
            ("reviews-in-time", "reviews-overdue"),
        ),
        Area(
            "findings",
            "Findings at reviews",
            "What reviews found of the child's plans, and whether each plan was checked again midway.",
            ("permanence-at-second-review", "plan-quality", "midway-checks"),
            ("permanence-at-second-review", "plan-quality"),
        ),
        Area(
            "participation",
            "Voice and participation",
            "How children took part in their own reviews, and who was never heard.",
            ("participation", "participation-by-code", "children-never-heard"),
            ("participation", "children-never-heard"),
        ),
        Area(
            "wishes",
            "Wishes",
            "What children asked for, and what came of it.",
            ("wishes-by-theme",),
            ("wishes-by-theme",),
        ),
        Area(
            "contacts",
            "Contacts between reviews",
            "Whether IROs speak with children between one review and the next.",
            ("iro-contacts", "spoken-to-between-reviews"),
            ("spoken-to-between-reviews", "iro-contacts"),
        ),
        Area(
            "advocacy",
            "Advocacy and independent visitors",
            "Whether children know of advocates, have one or want one, and who has an independent visitor.",
            ("advocacy-awareness", "independent-visitors"),
            ("advocacy-awareness", "independent-visitors"),
        ),
        Area(
            "surveys",
            "Surveys of children",
            "What children answer when they are asked; each question has a base of its own, and no answer is anyone's.",
            ("survey-answers",),
            ("survey-answers",),
        ),
        Area(
            "challenge",
            "Challenge and disputes",
            "What IROs challenged, informally and up the authority's ladder, how long it took and what came of it.",
            (
                "challenges-informal",
                "disputes-formal",
                "escalations-by-stage",
                "disputes-within-20-working-days",
                "challenge-outcomes",
            ),
            ("challenges-informal", "disputes-formal"),
        ),
        Area(
            "team",
            "The IRO team",
            "How many children and reviews there are for each IRO, and whether each child was given an IRO in time.",
            (
                "caseload",
                "caseload-weighted",
                "caseload-with-protection",
                "reviews-per-iro-month",
                "observations",
                "iro-appointed-in-time",
            ),
            ("caseload", "iro-appointed-in-time"),
        ),
        Area(
            "children",
            "Children in care",
            "How many children are looked after, and how many came into care and left it.",
            ("children-looked-after", "looked-after-rate", "started", "ceased"),
            ("children-looked-after", "started"),
        ),
        Area(
            "safety",
            "Protection, risk and court",
            "Child protection plans and conferences, risk, children missing, and proceedings in court.",
            (
                "children-with-protection-plan",
                "protection-conferences",
                "children-at-risk",
                "missing-episodes",
                "proceedings-issued",
            ),
            ("children-with-protection-plan", "children-at-risk"),
        ),
    )
}
"""The areas by their place in the address, in the order in which a reader finds them."""


def area_of(figure: str) -> Area | None:
    """The area on whose page the figure is; None where there is no such figure."""
    return next((area for area in AREAS.values() if figure in area.figures), None)
