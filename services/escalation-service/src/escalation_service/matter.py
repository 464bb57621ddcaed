"""One matter with its whole history: what happened on which day, learnt when, and what was written about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_state import Standing
from escalation_service.domain.ladder import LadderStage
from iro_events.decider import fold
from iro_events.envelope import Recorded
from iro_events.event import Event, PublishedEvent, RestrictedEvent
from iro_events.facts.escalation_codes import ConcernCategory, DisputeStage, RaisedWith
from iro_events.facts.escalations import (
    ChildsViewOfConcernRecorded,
    ConcernRaised,
    ConcernSettled,
    ConcernWithdrawn,
    DisputeResolved,
    LegalAdviceObtained,
)
from iro_events.notes import NoteRecorded, with_notes


class Happened(BaseModel):
    """One thing that happened: its event, its day, when it was recorded and by whom, and its codes and days.

    `words` is null where nothing was written, or where the reader may not read it; `worded` tells these apart.
    """

    event: UUID
    type: str
    on: date | None
    recorded_at: datetime
    actor: UUID
    told: dict[str, str | int | bool | None]
    worded: bool
    words: str | None


class MatterShown(BaseModel):
    """A matter as it stands, and its history in the order in which it was recorded.

    `ladder` is the one that the dispute goes up, with the stages' local names; empty before a formal dispute.
    """

    concern: UUID
    child: UUID
    iro: UUID | None
    category: ConcernCategory | None
    raised_with: RaisedWith | None
    standing: Standing
    raised_on: date
    formal_on: date | None
    conclude_by: date | None
    stage: DisputeStage | None
    closed_on: date | None
    ladder: Sequence[LadderStage]
    history: Sequence[Happened]


@dataclass(frozen=True, slots=True)
class Readable:
    """What the reader may read: the words of the matter, those of the legal advice, and the child's view."""

    words: bool
    advice: bool
    childs_view: bool

    def of(self, recorded: Recorded) -> bool:
        """Whether what was written about that may be read."""
        return self.advice if isinstance(recorded.event, LegalAdviceObtained) else self.words


def matter_shown(concern_id: UUID, recorded: Sequence[Recorded], readable: Readable) -> MatterShown:
    """The matter from its stream, which is not empty."""
    history: list[Any] = [one.event for one in recorded]
    concern = fold(CONCERN, history)
    raised = next((event for event in history if isinstance(event, ConcernRaised)), None)
    closed = (event.on for event in history if isinstance(event, ConcernSettled | DisputeResolved | ConcernWithdrawn))
    return MatterShown(
        concern=concern_id,
        child=recorded[0].subject,
        iro=raised.iro if raised else None,
        category=raised.category if raised else None,
        raised_with=raised.raised_with if raised else None,
        standing=concern.standing,
        raised_on=concern.raised_on,
        formal_on=concern.formal_on,
        conclude_by=concern.conclude_by,
        stage=concern.stage,
        closed_on=next(closed, None),
        ladder=concern.ladder.stages if concern.ladder else (),
        history=list(_history(recorded, history, readable)),
    )


def _history(recorded: Sequence[Recorded], events: Sequence[Event], readable: Readable) -> Iterator[Happened]:
    """What happened, each with its note; to those who may read it the child's view is a part of the raising."""
    views = [event.view for event in events if readable.childs_view and isinstance(event, ChildsViewOfConcernRecorded)]
    noted = (one for one in recorded if not isinstance(one.event, NoteRecorded))
    for one, (event, notes) in zip(noted, with_notes(events), strict=True):
        if not isinstance(event, PublishedEvent) or isinstance(event, RestrictedEvent):
            continue
        more = {"childs_view": views[0]} if views and isinstance(event, ConcernRaised) else {}
        yield _happened(one, more, notes.get("words"), readable)


def _happened(recorded: Recorded, more: Mapping[str, Enum], words: str | None, readable: Readable) -> Happened:
    left_out = {"concern", recorded.event.effective}
    told = {name: value for name, value in recorded.event if name not in left_out}
    return Happened(
        event=recorded.id,
        type=recorded.event.type,
        on=recorded.effective_on,
        recorded_at=recorded.recorded_at,
        actor=recorded.actor,
        told={name: _plain(value) for name, value in {**told, **more}.items()},
        worded=words is not None,
        words=words if readable.of(recorded) else None,
    )


def _plain(value: Any) -> str | int | bool | None:
    if isinstance(value, Enum):
        return str(value.value)
    return str(value) if isinstance(value, UUID | date) else value  # a fact holds numbers and claims besides
