"""Whose turn it is in an open matter on a day, by when, and why."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from escalation_service.domain.ladder import limit_in_words
from iro_events.facts.escalation_codes import DisputeStage, RaisedWith
from iro_statute import count_working_days, formal_dispute_by, in_words

Party = Literal["iro"] | RaisedWith | DisputeStage
"""Who may have the turn."""

IRO: Final = "iro"


@dataclass(frozen=True, slots=True)
class AtStage:
    """The stage of a formal dispute, since when, its own limit and its answer; and the cap of the whole."""

    stage: DisputeStage
    since: date
    answer_by: date | None
    answered_on: date | None
    formal_on: date
    conclude_by: date
    ladder_from: date


@dataclass(frozen=True, slots=True)
class Informal:
    """With whom a concern was raised, since when, the limit and the answer."""

    raised_with: RaisedWith
    since: date
    answer_by: date | None
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class Turn:
    """`limit` is the last day in time, None where no rule sets one."""

    party: Party
    limit: date | None
    because: tuple[str, ...]


def turn(at: Informal | AtStage) -> Turn:
    """Whose turn it is."""
    return _informal(at) if isinstance(at, Informal) else _formal(at)


def _informal(at: Informal) -> Turn:
    raised = f"raised with the {_words(at.raised_with)} on {in_words(at.since)} (day 0)"
    if at.answered_on is not None:
        theirs = "the IRO settles the concern or makes it a formal dispute, within the child's own time"
        return Turn(IRO, None, (raised, f"answered on {in_words(at.answered_on)}", theirs))
    limit = _limit(at.since, at.answer_by) or "the ladder sets no limit before a formal dispute"
    return Turn(at.raised_with, at.answer_by, (raised, limit))


def _formal(at: AtStage) -> Turn:
    reached = f"with the {_words(at.stage)} since {in_words(at.since)} (day 0), on the ladder of "
    told = reached + in_words(at.ladder_from)
    cap = formal_dispute_by(at.formal_on).because
    if at.answered_on is not None:
        theirs = "the IRO resolves the dispute or takes it higher"
        return Turn(IRO, at.conclude_by, (told, f"answered on {in_words(at.answered_on)}", theirs, *cap))
    limit = _limit(at.since, at.answer_by) or "the ladder sets no limit for this stage"
    by = at.conclude_by if at.answer_by is None else min(at.answer_by, at.conclude_by)
    return Turn(at.stage, by, (told, limit, *cap))


def _limit(since: date, by: date | None) -> str | None:
    return None if by is None else limit_in_words(since, by, count_working_days(since, by))


def _words(code: RaisedWith | DisputeStage) -> str:
    return code.value.replace("-", " ")
