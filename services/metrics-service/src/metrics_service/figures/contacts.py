"""Figures of what passes between IRO and child from one review to the next."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, distinct, exists, func, null, or_, select, true

from iro_events.facts.participation_codes import ContactBegunBy
from metrics_service.areas import PARTICIPATION, REVIEWS
from metrics_service.domain.cases import CareCase, ReviewCase, Standing
from metrics_service.domain.participation_cases import ContactCase
from metrics_service.figures.asked import AS_AT, FIRST, LAST, known
from metrics_service.figures.figure import Columns, Definition, Figure, Part, Unit, by_month, by_quarter, counted
from metrics_service.figures.participation_shown import between_reviews, iro_contact
from metrics_service.figures.shown import MET_OR_NOT
from metrics_service.tables import live

_AREAS = (PARTICIPATION, REVIEWS)
_BY = {"month": by_month, "quarter": by_quarter}


def _looked_after(then: bool) -> ColumnElement[bool]:
    """Care on some day of the period that has come, short breaks aside."""
    care = live(CareCase)
    ended = or_(care.c.ended_on.is_(None), care.c.ended_on >= FIRST)
    return and_(care.c.started_on <= AS_AT, ended, FIRST <= AS_AT, ~care.c.short_break, known(care, then=then))


def _cohort(then: bool) -> Select[Any]:
    return select(func.count(distinct(live(CareCase).c.child))).where(_looked_after(then))


def _contacts(then: bool) -> Select[Any]:
    contact, care = live(ContactCase), live(CareCase)
    in_cohort = exists().where(care.c.child == contact.c.child, _looked_after(then))
    return select(
        contact,
        contact.c.made_on.label("day"),
        contact.c.contact.label("key"),
        true().label("counted"),
        null().label("met"),
        null().label("apart"),
        in_cohort.label("in_cohort"),
    ).where(contact.c.made_on.between(FIRST, LAST), known(contact, then=then))


def _intervals(then: bool) -> Select[Any]:
    """The reviews held in the period that followed another within the same period of care."""
    review, contact = live(ReviewCase), live(ContactCase)
    in_care = or_(review.c.standing == Standing.JUDGED, review.c.standing == Standing.NOT_ASSESSABLE)
    before = func.lag(review.c.held_on, type_=review.c.held_on.type)
    held = select(
        *(review.c[name] for name in ("child", "review", "care", "held_on", "known_from", "events")),
        before.over(partition_by=review.c.care, order_by=(review.c.held_on, review.c.review)).label("since"),
    ).where(in_care, review.c.held_on <= LAST, known(review, then=then))
    pairs = held.subquery("held")
    between = and_(contact.c.made_on > pairs.c.since, contact.c.made_on < pairs.c.held_on)
    spoken = (
        select(
            func.count().label("contacts"),
            func.array_agg(contact.c.events[1]).label("events"),
            func.max(contact.c.known_from).label("known_from"),
        )
        .where(contact.c.child == pairs.c.child, between, known(contact, then=then))
        .lateral("spoken")
    )
    return (
        select(
            *(pairs.c[name] for name in ("child", "review", "care", "held_on", "since")),
            spoken.c.contacts,
            func.array_cat(pairs.c.events, spoken.c.events).label("events"),
            func.greatest(pairs.c.known_from, spoken.c.known_from).label("known_from"),
            pairs.c.held_on.label("day"),
            pairs.c.review.label("key"),
            true().label("counted"),
            (spoken.c.contacts > 0).label("met"),
            null().label("apart"),
            func.bool_and(spoken.c.contacts > 0).over(partition_by=pairs.c.child).label("every_time"),
        )
        .select_from(pairs.join(spoken, true()))
        .where(pairs.c.since.is_not(None), pairs.c.held_on >= FIRST)
    )


def _in_cohort(cases: Columns) -> ColumnElement[bool]:
    flag: ColumnElement[bool] = cases.in_cohort
    return flag


IRO_CONTACTS = Figure(
    id="iro-contacts",
    title="Contacts of IROs with children",
    unit=Unit.CONTACTS,
    definition=Definition(
        "Contacts between an IRO and a child, apart from reviews, made in the period, whenever they were logged. Share "
        "of the cohort: children with a contact out of all children looked after on any day of the period, short "
        "breaks aside; not out of those looked after on one day.",
        "IRO Handbook: contact between reviews; local practice",
    ),
    cases=_contacts,
    shown=iro_contact,
    parts=(
        Part("children", "Children with a contact", Unit.CHILDREN, counted, things="child"),
        Part("cohort", "Of all looked after in the period", Unit.PERCENT, _in_cohort, things="child", base=_cohort),
        Part("seen-alone", "The child was seen alone", Unit.CONTACTS, lambda c: and_(c.counted, c.seen_alone)),
        Part("by-child", "Begun by the child", Unit.CONTACTS, lambda c: c.begun_by == ContactBegunBy.CHILD),
    ),
    by={**_BY, "medium": lambda cases: cases.medium, "begun-by": lambda cases: cases.begun_by},
    areas=_AREAS,
)

SPOKEN_TO_BETWEEN_REVIEWS = Figure(
    id="spoken-to-between-reviews",
    title="Children spoken to between reviews",
    unit=Unit.PERCENT,
    definition=Definition(
        "Children who had a contact with an IRO between two successive reviews, out of the children with a review in "
        "the period that followed another of the same period of care. A contact on the day of a review lies not "
        "between. The cases are the intervals, by the review that ends them; their own share is a part.",
        "IRO Handbook: contact between reviews; the project's definition",
    ),
    cases=_intervals,
    shown=between_reviews,
    things="child",
    parts=(
        Part(
            "every-interval",
            "Children spoken to between every two reviews",
            Unit.PERCENT,
            lambda cases: cases.every_time,
            out_of=counted,
        ),
        Part("intervals", "Intervals with a contact", Unit.PERCENT, lambda c: c.met, out_of=counted, things="review"),
    ),
    by=_BY,
    areas=_AREAS,
    verdicts=MET_OR_NOT,
)
