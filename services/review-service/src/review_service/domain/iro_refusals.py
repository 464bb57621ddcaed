"""The rules that say no to a command about the IRO team, or to an appointment."""

from iro_events.decider import Refused


class AlreadyJoined(Refused):
    """An IRO is in the team once at a time."""

    code = "iro.already_joined"


class BeforeLastLeft(Refused):
    """An IRO comes back after the last day of the time before."""

    code = "iro.before_last_left"


class NotInTeam(Refused):
    """The IRO was not in the team on that day."""

    code = "iro.not_in_team"


class AlreadyLeft(Refused):
    """The last day is recorded already, another: it wants correcting."""

    code = "iro.already_left"


class NotLeft(Refused):
    """The IRO is in the team."""

    code = "iro.not_left"


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


class SiblingHasAnother(Refused):
    """Siblings share an IRO unless there is a reason (rulebook R4.04)."""

    code = "iro.sibling_has_another"


class HasParentOrChild(Refused):
    """A looked-after parent and their looked-after child have different IROs unless there is a reason (R4.04)."""

    code = "iro.has_parent_or_child"
