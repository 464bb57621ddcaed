"""Each due date that was set for a period of care: what stood before, what changed it, and the law's reasons."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from iro_events.envelope import Recorded
from iro_events.facts.care import ReviewDueSet
from iro_statute import Basis
from review_service.domain.care import CARE
from review_service.domain.care_events import CareReturnSuperseded
from review_service.domain.care_state import Care, NextDue, Period
from review_service.domain.timetable import reviews_in, timetable
from review_service.timetable_told import DueTold, due_told

Place = tuple[int]


class Cause(BaseModel):
    """What was recorded together with the new date; `on` is the day that matters to the law, where it has one."""

    event: UUID
    type: str
    on: date | None


class Was(BaseModel):
    """The dates that stood until then; null where there was none."""

    statute: date | None
    indicator: date | None


class DueSet(BaseModel):
    """The next review's due dates, set anew. A date without reasons was reckoned by rules that are ours no longer."""

    version: int
    seq: int | None
    recorded_at: datetime
    ordinal: int | None
    statute: DueTold | None
    indicator: DueTold | None
    was: Was
    caused_by: Sequence[Cause]

    def place(self) -> Place:
        """Where it stands among the others: by its version in the child's stream of care."""
        return (self.version,)


def dues_set(care_id: UUID, history: Iterable[Recorded]) -> Iterator[DueSet]:
    """Every due date set for the period, from all that was recorded of the child's care, in order."""
    care = CARE.initial
    together: list[Recorded] = []
    for told in history:
        if together and _write(together[-1]) != _write(told):
            together = []
        event = told.event
        if isinstance(event, ReviewDueSet) and event.care == care_id:
            yield _set(told, event, care, together)
        together.append(told)
        care = CARE.evolve(care, event)  # type: ignore[arg-type]  # a stream of care holds events of care


def _write(told: Recorded) -> tuple[datetime, UUID]:
    return told.recorded_at, told.correlation_id


def _set(told: Recorded, event: ReviewDueSet, care: Care, together: Sequence[Recorded]) -> DueSet:
    period = care.periods[event.care]
    return DueSet(
        version=told.version,
        seq=told.sequence,
        recorded_at=told.recorded_at,
        ordinal=event.ordinal,
        statute=_due(care, period, Basis.STATUTE, event.due_statute),
        indicator=_due(care, period, Basis.INDICATOR, event.due_indicator),
        was=_was(period.due),
        caused_by=[
            Cause(event=one.id, type=one.event.type, on=one.effective_on)
            for one in together
            if not isinstance(one.event, ReviewDueSet | CareReturnSuperseded)
        ],
    )


def _was(due: NextDue) -> Was:
    return Was(statute=due.statute, indicator=due.indicator)


def _due(care: Care, period: Period, basis: Basis, on: date | None) -> DueTold | None:
    if on is None:
        return None
    reckoned = timetable(period, reviews_in(care, period), basis).next_due
    if reckoned is None or reckoned.on != on:
        return DueTold(on=on, because=(), forecast=False)
    return due_told(reckoned)
