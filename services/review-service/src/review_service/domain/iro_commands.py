"""What can be asked of an IRO's time in the team; each command is the body of its own request."""

from typing import Annotated

from pydantic import Field

from iro_events.command import Addressed, Command
from iro_events.dates import StrictDate
from iro_events.facts.team_codes import Chaired, Contract, Specialism

Fte = Annotated[int, Field(ge=1, le=100)]
"""Hundredths of a full-time post: 80 is 0.8."""


class JoinTeam(Command):
    """The IRO came to the team, or came back."""

    on: StrictDate
    fte: Fte
    contract: Contract


class CorrectJoining(Command):
    """The IRO last joined on another day than recorded."""

    on: StrictDate


class LeaveTeam(Command):
    """That day was the IRO's last in the team."""

    on: StrictDate


class CorrectLeaving(Command):
    """The last day was another than recorded."""

    on: StrictDate


class WithdrawLeaving(Command):
    """The IRO had not left."""


class WithdrawIroEntry(Command):
    """Nobody of that id was in the team: all of it was recorded in error."""


class SetHours(Command):
    """So much of a full-time post from that day; given again for the same day, this is what stands."""

    on: StrictDate
    fte: Fte


class SetContract(Command):
    """On that footing from that day; given again for the same day, this is what stands."""

    on: StrictDate
    contract: Contract


class SetSpecialisms(Command):
    """All specialisms from that day; given again for the same day, these are what stands."""

    on: StrictDate
    specialisms: Annotated[frozenset[Specialism], Field(max_length=len(Specialism))]


class RecordAbsence(Command):
    """Away from that day until the other, both included; `until` is left out while nobody knows of a return.

    Given again for the same first day, this is what stands. No reason is taken.
    """

    on: StrictDate
    until: StrictDate | None = None


class WithdrawAbsence(Command):
    """The absence recorded from that day had not happened."""

    on: StrictDate


class ObservePractice(Command):
    """The IRO was observed while chairing."""

    on: StrictDate
    chaired: Chaired


class WithdrawObservation(Command):
    """No such observation took place that day."""

    on: StrictDate
    chaired: Chaired


class AuditPractice(Command):
    """Work that the IRO had chaired was audited."""

    on: StrictDate
    chaired: Chaired


class WithdrawAudit(Command):
    """No such audit took place that day."""

    on: StrictDate
    chaired: Chaired


StintBody = JoinTeam | CorrectJoining | LeaveTeam | CorrectLeaving | WithdrawLeaving | WithdrawIroEntry
TermsBody = SetHours | SetContract | SetSpecialisms | RecordAbsence | WithdrawAbsence
PracticeBody = ObservePractice | WithdrawObservation | AuditPractice | WithdrawAudit
IroBody = StintBody | TermsBody | PracticeBody
IroCommand = Addressed[IroBody]
"""Addressed to the IRO's own id, under which it is appointed to children."""
