"""Good practice that an IRO tells the authority of, beside what it challenges (rulebook R5.08)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from iro_events.command import Command, happened
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused
from iro_events.facts.escalation_codes import GoodPractice
from iro_events.facts.escalations import GoodPracticeAlerted, GoodPracticeEntryWithdrawn
from iro_events.notes import Note

AlertEvent = GoodPracticeAlerted | GoodPracticeEntryWithdrawn


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert; `given` is None before it is recorded."""

    given: GoodPracticeAlerted | None = None
    withdrawn: bool = False


def evolve(alert: Alert, event: AlertEvent) -> Alert:
    """The alert after the event."""
    match event:
        case GoodPracticeAlerted():
            return replace(alert, given=event)
        case GoodPracticeEntryWithdrawn():
            return replace(alert, withdrawn=True)
        case _:
            assert_never(event)


class AlertGoodPractice(Command):
    """Record that the IRO saw good practice in the child's case and said so."""

    on: StrictDate
    iro: UUID
    practice: GoodPractice
    words: Note | None = None


class WithdrawGoodPracticeEntry(Command):
    """Withdraw an alert that was recorded in error."""


AlertCommand = AlertGoodPractice | WithdrawGoodPracticeEntry


class AlreadyAlerted(Refused):
    """An alert is given once."""

    code = "good_practice.already_alerted"
    yields_to_repeat = True


class NotAlerted(Refused):
    """Nothing is recorded of that alert."""

    code = "good_practice.not_alerted"


class AlertWithdrawn(Refused):
    """The alert was recorded in error."""

    code = "good_practice.withdrawn"


class AlreadyWithdrawn(Refused):
    """An alert is withdrawn once."""

    code = "good_practice.already_withdrawn"
    yields_to_repeat = True


def decide(command: AlertCommand, alert: Alert, context: Context) -> Sequence[AlertEvent]:
    """What the command records; `context.id` is the alert's id."""
    match command:
        case AlertGoodPractice():
            return _alert(command, alert, context)
        case WithdrawGoodPracticeEntry():
            return _withdraw(alert, context)
        case _:
            assert_never(command)


ALERT: Decider[AlertCommand, Alert, AlertEvent] = Decider(
    decide=decide, evolve=evolve, initial=Alert(), events=AlertEvent, stream="good-practice"
)


def _alert(command: AlertGoodPractice, alert: Alert, context: Context) -> Sequence[AlertEvent]:
    happened(command.on, context)
    if alert.withdrawn:
        raise AlertWithdrawn("This alert was withdrawn as recorded in error. Record another.")
    if alert.given is not None:
        raise AlreadyAlerted("This alert is already recorded with other details. Record another.")
    return [GoodPracticeAlerted(alert=context.id, **command.fields("on", "iro", "practice"))]


def _withdraw(alert: Alert, context: Context) -> Sequence[AlertEvent]:
    if alert.given is None:
        raise NotAlerted("Nothing is recorded of this alert.")
    if alert.withdrawn:
        raise AlreadyWithdrawn("This alert is already withdrawn.")
    return [GoodPracticeEntryWithdrawn(alert=context.id)]
