"""The rules that say no to a command about the IRO team, or to an appointment."""

from iro_events.decider import Refused


class AlreadyJoined(Refused):
    """An IRO is in the team once at a time."""

    code = "iro.already_joined"
    yields_to_repeat = True


class BeforeLastLeft(Refused):
    """An IRO comes back after the last day of the time before."""

    code = "iro.before_last_left"


class NotInTeam(Refused):
    """The IRO was not in the team on that day."""

    code = "iro.not_in_team"


class AlreadyLeft(Refused):
    """A last day is recorded already."""

    code = "iro.already_left"
    yields_to_repeat = True


class NotLeft(Refused):
    """The IRO is in the team."""

    code = "iro.not_left"


class NoLeavingToWithdraw(Refused):
    """No last day is recorded."""

    code = "iro.no_leaving_to_withdraw"
    yields_to_repeat = True


class NoEntryToWithdraw(Refused):
    """Nothing is recorded of that IRO in the team."""

    code = "iro.no_entry_to_withdraw"
    yields_to_repeat = True


class NoAbsenceToWithdraw(Refused):
    """No absence is recorded from that day."""

    code = "iro.no_absence_to_withdraw"
    yields_to_repeat = True


class AlreadyObserved(Refused):
    """One observation a day of each thing chaired."""

    code = "iro.already_observed"
    yields_to_repeat = True


class NoObservationToWithdraw(Refused):
    """No such observation is recorded of that day."""

    code = "iro.no_observation_to_withdraw"
    yields_to_repeat = True


class AlreadyAudited(Refused):
    """One audit a day of each thing chaired."""

    code = "iro.already_audited"
    yields_to_repeat = True


class NoAuditToWithdraw(Refused):
    """No such audit is recorded of that day."""

    code = "iro.no_audit_to_withdraw"
    yields_to_repeat = True


class LeftBeforeJoined(Refused):
    """Nobody leaves before joining."""

    code = "iro.left_before_joined"


class RecordedOutside(Refused):
    """Something is recorded of a day that would then lie outside the time in the team."""

    code = "iro.recorded_outside"


class AbsencesOverlap(Refused):
    """An IRO is away once at a time."""

    code = "iro.absences_overlap"


class AbsenceEndsBeforeStart(Refused):
    """An absence ends on or after its first day."""

    code = "iro.absence_ends_before_start"


class PastStintChanged(Refused):
    """Only the last time in the team can be corrected; an earlier one stays as it is."""

    code = "iro.past_stint_changed"


class SiblingHasAnother(Refused):
    """Siblings share an IRO unless there is a reason (rulebook R4.04)."""

    code = "iro.sibling_has_another"


class HasParentOrChild(Refused):
    """A looked-after parent and their looked-after child have different IROs unless there is a reason (R4.04)."""

    code = "iro.has_parent_or_child"
