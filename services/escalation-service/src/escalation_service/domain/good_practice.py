"""Good practice that an IRO tells the authority of, beside what it challenges (rulebook R5.08)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from escalation_service.domain.words import Words
from iro_events.command import Addressed, Command, happened
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused
from iro_events.event import Event
from iro_events.facts.escalation_codes import GoodPractice
from iro_events.facts.escalations import GoodPracticeAlerted, GoodPracticeEntryWithdrawn


class GoodPracticeWorded(Event):
    """What was done well, in the IRO's words; it stays here."""

    words: str


AlertEvent = GoodPracticeAlerted | GoodPracticeWorded | GoodPracticeEntryWithdrawn
ALERT_EVENTS: tuple[type[Event], ...] = (GoodPracticeAlerted, GoodPracticeWorded, GoodPracticeEntryWithdrawn)


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert; `told` is None before it is given."""

    told: GoodPracticeAlerted | None = None
    words: str | None = None
    withdrawn: bool = False


def evolve(alert: Alert, event: AlertEvent) -> Alert:
    """The alert after the event."""
    match event:
        case GoodPracticeAlerted():
            return replace(alert, told=event)
        case GoodPracticeWorded():
            return replace(alert, words=event.words)
        case GoodPracticeEntryWithdrawn():
            return replace(alert, withdrawn=True)
        case _:
            assert_never(event)


class AlertGoodPractice(Command):
    """The IRO saw good practice in the child's case and says so."""

    on: StrictDate
    iro: UUID
    practice: GoodPractice
    words: Words | None = None


class WithdrawGoodPracticeEntry(Command):
    """The alert was recorded in error."""


AlertCommand = Addressed[AlertGoodPractice | WithdrawGoodPracticeEntry]
"""Addressed to the alert's id (for one that is new: the id it shall have)."""


class AlreadyAlerted(Refused):
    """An alert is given once."""

    code = "good_practice.already_alerted"


class NotAlerted(Refused):
    """Nothing is recorded of that alert."""

    code = "good_practice.not_alerted"


class AlertWithdrawn(Refused):
    """The alert was recorded in error."""

    code = "good_practice.withdrawn"


def decide(asked: AlertCommand, alert: Alert, context: Context) -> Sequence[AlertEvent]:
    """What the command brings about."""
    command = asked.command
    match command:
        case AlertGoodPractice():
            return _alert(asked.to, command, alert, context)
        case WithdrawGoodPracticeEntry():
            return _withdraw(asked.to, alert)
        case _:
            assert_never(command)


ALERT: Decider[AlertCommand, Alert, AlertEvent] = Decider(decide=decide, evolve=evolve, initial=Alert())


def _alert(alert_id: UUID, command: AlertGoodPractice, alert: Alert, context: Context) -> Sequence[AlertEvent]:
    happened(command.on, context)
    if alert.withdrawn:
        raise AlertWithdrawn("the alert was withdrawn as recorded in error; record another")
    told = GoodPracticeAlerted(alert=alert_id, on=command.on, iro=command.iro, practice=command.practice)
    if alert.told is not None:
        if (alert.told, alert.words) == (told, command.words):
            return []
        raise AlreadyAlerted("that alert is recorded already, otherwise; record another")
    return [told] if command.words is None else [told, GoodPracticeWorded(words=command.words)]


def _withdraw(alert_id: UUID, alert: Alert) -> Sequence[AlertEvent]:
    if alert.told is None:
        raise NotAlerted("nothing is recorded of that alert")
    return [] if alert.withdrawn else [GoodPracticeEntryWithdrawn(alert=alert_id)]
