"""What can be asked of an IRO's time in the team; each command is the body of its own request."""

from datetime import date
from typing import Annotated

from pydantic import Field

from iro_events.command import Command, Sets
from iro_events.dates import StrictDate
from iro_events.decider import ByState
from iro_events.facts.team_codes import Chaired, Contract, Specialism
from iro_events.hundredths import Between, Hundredths
from review_service.domain.iro_state import Dated, Stint

Fte = Annotated[Hundredths, Between(1, 100)]
"""The part of a full-time post: "0.80" in a request, 80 in an event."""


class JoinTeam(Command):
    """The IRO came to the team, or came back."""

    on: StrictDate
    fte: Fte
    contract: Contract


class CorrectJoining(Command):
    """The IRO last joined on another day than recorded."""

    on: Sets[StrictDate]


class LeaveTeam(Command):
    """That day was the IRO's last in the team."""

    on: StrictDate


class CorrectLeaving(Command):
    """The last day was another than recorded."""

    on: Sets[StrictDate]


class WithdrawLeaving(Command):
    """The IRO had not left."""


class WithdrawIroEntry(Command):
    """Nobody of that id was in the team: all of it was recorded in error."""


class SetHours(Command):
    """So much of a full-time post from that day; given again for the same day, this is what stands."""

    on: StrictDate
    fte: Sets[Fte]


class SetContract(Command):
    """On that footing from that day; given again for the same day, this is what stands."""

    on: StrictDate
    contract: Sets[Contract]


class SetSpecialisms(Command):
    """All specialisms from that day; given again for the same day, these are what stands."""

    on: StrictDate
    specialisms: Sets[Annotated[frozenset[Specialism], Field(max_length=len(Specialism))]]


class RecordAbsence(Command):
    """Away from that day until the other, both included; `until` is left out while nobody knows of a return.

    Given again for the same first day, this is what stands. No reason is taken.
    """

    on: StrictDate
    until: Sets[StrictDate | None] = None


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


class RestateTimeInTeam(ByState, Command):
    """What another system says of the time in the team: all of it, in order; no stint where nobody was in it.

    Of `absences` None says nothing, so that those recorded stay.
    """

    stints: tuple[Stint, ...] = ()
    hours: Dated[int] = ()
    contracts: Dated[Contract] = ()
    absences: Dated[date | None] | None = None


StintBody = JoinTeam | CorrectJoining | LeaveTeam | CorrectLeaving | WithdrawLeaving | WithdrawIroEntry
TermsBody = SetHours | SetContract | SetSpecialisms | RecordAbsence | WithdrawAbsence
PracticeBody = ObservePractice | WithdrawObservation | AuditPractice | WithdrawAudit
IroBody = StintBody | TermsBody | PracticeBody
IroCommand = IroBody | RestateTimeInTeam
"""Given to the IRO, by the id under which it is appointed to children."""
