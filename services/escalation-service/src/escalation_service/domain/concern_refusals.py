"""The rules that refuse a command about a concern."""

from iro_events.decider import Refused


class AlreadyRaised(Refused):
    """A concern is raised once."""

    code = "concern.already_raised"
    yields_to_repeat = True


class NotRaised(Refused):
    """Nothing is recorded of that concern."""

    code = "concern.not_raised"


class BeforeRaised(Refused):
    """Nothing happens to a concern before it is raised."""

    code = "concern.before_raised"


class ConcernClosed(Refused):
    """A matter that is settled, resolved or withdrawn is over for good: all that was to be recorded is recorded."""

    code = "concern.closed"
    yields_to_repeat = True


class EntryWithdrawn(Refused):
    """The matter was recorded in error."""

    code = "concern.entry_withdrawn"


class EntryAlreadyWithdrawn(Refused):
    """An entry is withdrawn once."""

    code = "concern.entry_already_withdrawn"
    yields_to_repeat = True


class AlreadyFormal(Refused):
    """A formal dispute is answered at its stage and resolved, no longer settled informally."""

    code = "dispute.already_raised"


class DisputeAlreadyRaised(AlreadyFormal):
    """A concern becomes a formal dispute once."""

    yields_to_repeat = True


class NotFormal(Refused):
    """Only a formal dispute has stages."""

    code = "dispute.not_raised"


class NoLadderInForce(Refused):
    """A dispute goes up the authority's ladder."""

    code = "ladder.none_in_force"


class StageNotOnLadder(Refused):
    """The authority's ladder has no such stage."""

    code = "dispute.stage_not_on_ladder"


class MovedDown(Refused):
    """A dispute goes up only."""

    code = "dispute.moved_down"


class StageLeft(MovedDown):
    """The dispute came to that stage before, and has left it for a higher one."""

    yields_to_repeat = True


class AlreadyAtStage(Refused):
    """The dispute comes to a stage once."""

    code = "dispute.already_at_stage"
    yields_to_repeat = True


class BypassedWithoutReason(Refused):
    """Any stage may be bypassed, and it is said why (Handbook para 6.2)."""

    code = "dispute.bypassed_without_reason"


class NothingBypassed(Refused):
    """A reason for leaving out a stage is of a stage left out."""

    code = "dispute.nothing_bypassed"


class StageNotEntered(Refused):
    """A stage answers once the dispute has come to it."""

    code = "dispute.stage_not_entered"


class BeforeStageEntered(Refused):
    """Nothing happens at a stage before the dispute came to it."""

    code = "dispute.before_stage_entered"
