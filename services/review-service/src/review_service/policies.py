"""What a command needs from other aggregates, what an event brings about in them, and what a passing day brings."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import Final, get_args
from uuid import UUID

from iro_events.decider import Refused
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.facts.reviews import ReviewCompleted, ReviewEntryWithdrawn, ReviewHeld
from iro_events.policies import Need, Policy, Tick
from iro_events.store import Writing
from review_service.answers_owed import silent_before
from review_service.domain.care import CARE
from review_service.domain.care_commands import AppointIro, CountReview, UncountReview
from review_service.domain.care_refusals import OutsideCare
from review_service.domain.care_state import Care
from review_service.domain.conflicts import objection
from review_service.domain.counting import plan_outside_care
from review_service.domain.finding_commands import FindingCommand
from review_service.domain.findings import FirstPart
from review_service.domain.iro import IRO
from review_service.domain.record import RECORD, Completion
from review_service.domain.record_commands import DeemAgreed, RecordCommand
from review_service.domain.record_refusals import ManagerAnswered, ReviewNotCompleted
from review_service.domain.relations import RELATIONS, MirrorRelation, RelationRecorded, RelationWithdrawn
from review_service.domain.review import REVIEW
from review_service.domain.review_commands import BookReview, RebookReview
from review_service.domain.review_state import Review, Stage
from review_service.team import relatives_in_care


async def _care_on_the_day(writing: Writing, child: UUID, command: BookReview | RebookReview) -> OutsideCare | None:
    return plan_outside_care(command.planned_for, await _care(writing, child))


async def _objection_to_appointment(writing: Writing, child: UUID, command: AppointIro) -> Refused | None:
    """What the team or the child's relatives have against the appointment."""
    iro = await writing.state(IRO, IRO.stream_of(command.iro))
    return objection(command, iro.state, await relatives_in_care(writing.connection, child, command.on))


async def _completion(writing: Writing, child: UUID, command: RecordCommand) -> Completion:
    review = await _review(writing, writing.context.id)
    return Completion(review.completed_on if review.stage is Stage.COMPLETED else None)


async def _first_part(writing: Writing, child: UUID, command: FindingCommand) -> FirstPart:
    review = await _review(writing, writing.context.id)
    return FirstPart(None if review.stage is Stage.WITHDRAWN else review.held_on)


NEEDS: Final[Mapping[type, Need]] = MappingProxyType(
    {
        BookReview: _care_on_the_day,
        RebookReview: _care_on_the_day,
        AppointIro: _objection_to_appointment,
        **dict.fromkeys(get_args(RecordCommand), _completion),
        **dict.fromkeys(get_args(FindingCommand), _first_part),
    }
)
"""By the class of the command."""


async def _count(writing: Writing, recorded: Recorded) -> None:
    """A review that was held counts in the child's timetable, with the day of its completion."""
    review_id, child = REVIEW.id_of(recorded.stream), recorded.subject
    review = await _review(writing, review_id)
    if review.held_on is not None:
        count = CountReview(review=review_id, held_on=review.held_on, completed_on=review.completed_on)
        await writing.execute(CARE, CARE.stream_of(child), count, subject=child)


async def _uncount(writing: Writing, recorded: Recorded) -> None:
    """A review that was recorded in error counts no longer."""
    review_id, child = REVIEW.id_of(recorded.stream), recorded.subject
    if review_id in (await _care(writing, child)).reviews:
        await writing.execute(CARE, CARE.stream_of(child), UncountReview(review=review_id), subject=child)


async def _mirror_relation(writing: Writing, recorded: Recorded) -> None:
    """The other child's stream says the same of the two, seen from there."""
    event = recorded.event
    if not isinstance(event, RelationRecorded | RelationWithdrawn):
        return
    relation = event.relation.seen_from_the_other if isinstance(event, RelationRecorded) else None
    command = MirrorRelation(other=recorded.subject, relation=relation)
    await writing.execute(RELATIONS, RELATIONS.stream_of(event.other), command, subject=event.other)


POLICIES: Final[Mapping[type[Event], Policy]] = MappingProxyType(
    {
        ReviewHeld: _count,
        ReviewCompleted: _count,
        ReviewEntryWithdrawn: _uncount,
        RelationRecorded: _mirror_relation,
        RelationWithdrawn: _mirror_relation,
    }
)
"""By the class of the event."""


async def _silence_agrees(writing: Writing, on: date) -> None:
    """Managers who were silent for five working days agree (R3.02)."""
    silent = await silent_before(writing.connection, on)
    await writing.prefetch([(RECORD, RECORD.stream_of(review)) for review, _ in silent])
    await writing.prefetch([(REVIEW, REVIEW.stream_of(review)) for review, _ in silent])
    for review, child in silent:
        # Answered or withdrawn since the list was read: one record must not keep the day from passing for the others.
        with suppress(ManagerAnswered, ReviewNotCompleted):
            await writing.execute(RECORD, RECORD.stream_of(review), DeemAgreed(), subject=child, id_=review)


TICK: Final[Tick] = _silence_agrees


async def _review(writing: Writing, review: UUID) -> Review:
    return (await writing.state(REVIEW, REVIEW.stream_of(review))).state


async def _care(writing: Writing, child: UUID) -> Care:
    return (await writing.state(CARE, CARE.stream_of(child))).state
