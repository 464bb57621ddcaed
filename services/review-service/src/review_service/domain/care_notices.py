"""What the authority's own system says of a child's care: each record as it stands, whatever was learnt first.

Private: the records' ids are that system's. What the records say together is stated by `stated_care`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from iro_events.command import Command
from iro_events.dates import StrictDate
from iro_events.decider import ByState, Context, Decider
from iro_events.event import Event
from iro_events.facts.codes import ReasonCeased
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.return_codes import Rne

Text = Annotated[str, Field(min_length=1, max_length=200)]


class NoticeOf(StrEnum):
    """What a record is of."""

    START = "start"
    EPISODE = "episode"
    END = "end"


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says: of a start or an episode its codes, of an end its reason."""

    on: date
    rne: Rne | None = None
    legal_status: LegalStatus | None = None
    placement: Placement | None = None
    reason: ReasonCeased | None = None
    notified_on: date | None = None


Record = tuple[NoticeOf, str, str]
"""What it is of, the system that keeps it, and its id there."""


@dataclass(frozen=True, slots=True)
class CareNotices:
    """The records that stand, and for each start the day on which the IRO service was first told of it."""

    standing: Mapping[Record, Said] = field(default_factory=lambda: MappingProxyType({}))
    first_told: Mapping[Record, date] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, kind: NoticeOf) -> list[tuple[Record, Said]]:
        """The records of that kind, by their days, of one day by their ids."""
        own = [(record, said) for record, said in self.standing.items() if record[0] is kind]
        return sorted(own, key=lambda one: (one[1].on, one[0]))


class CareReportRecorded(Event):
    """The authority's own system says this of that record; what it said before stands no longer."""

    effective: ClassVar = "on"
    of: NoticeOf
    source: str
    record: str
    on: date
    rne: Rne | None = None
    legal_status: LegalStatus | None = None
    placement: Placement | None = None
    reason: ReasonCeased | None = None
    notified_on: date | None = None


class CareReportWithdrawn(Event):
    """The authority's own system made that record in error."""

    of: NoticeOf
    source: str
    record: str


NoticeEvent = CareReportRecorded | CareReportWithdrawn


def evolve(notices: CareNotices, event: NoticeEvent) -> CareNotices:
    """The records after the event."""
    record = (event.of, event.source, event.record)
    match event:
        case CareReportRecorded():
            told = notices.first_told
            if event.notified_on is not None:
                told = {**told, record: event.notified_on}
            return CareNotices({**notices.standing, record: _said(event)}, told)
        case CareReportWithdrawn():
            kept = {other: said for other, said in notices.standing.items() if other != record}
            return replace(notices, standing=kept)
        case _:
            assert_never(event)


class TakeCareNotice(ByState, Command):
    """The record says this. `notified_on`: when the IRO service was told of a start, else the day it was told here."""

    of: NoticeOf
    source: Text
    record: Text
    on: StrictDate
    rne: Rne | None = None
    legal_status: LegalStatus | None = None
    placement: Placement | None = None
    reason: ReasonCeased | None = None
    notified_on: StrictDate | None = None


class WithdrawCareNotice(ByState, Command):
    """The record was made in error."""

    of: NoticeOf
    source: Text
    record: Text


NoticeCommand = TakeCareNotice | WithdrawCareNotice


def decide(command: NoticeCommand, notices: CareNotices, context: Context) -> Sequence[NoticeEvent]:
    """What is to be kept; what a record says already is not kept again."""
    record = (command.of, command.source, command.record)
    match command:
        case TakeCareNotice():
            taken = CareReportRecorded(**{**command.model_dump(), "notified_on": _told_on(command, notices, context)})
            return [] if notices.standing.get(record) == _said(taken) else [taken]
        case WithdrawCareNotice():
            if record not in notices.standing:
                return []
            return [CareReportWithdrawn(of=command.of, source=command.source, record=command.record)]
        case _:
            assert_never(command)


def _told_on(command: TakeCareNotice, notices: CareNotices, context: Context) -> date | None:
    if command.of is not NoticeOf.START:
        return None
    record = (command.of, command.source, command.record)
    return command.notified_on or notices.first_told.get(record) or context.today


def _said(event: CareReportRecorded) -> Said:
    return Said(event.on, event.rne, event.legal_status, event.placement, event.reason, event.notified_on)


CARE_NOTICES: Decider[NoticeCommand, CareNotices, NoticeEvent] = Decider(
    decide=decide, evolve=evolve, initial=CareNotices(), events=NoticeEvent, stream="notices"
)
