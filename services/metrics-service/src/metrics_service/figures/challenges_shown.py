"""A case of an IRO's challenges as it is shown: codes and days with the reasons in words, never what was written."""

from datetime import date
from uuid import UUID

import asyncpg

from iro_events.facts.escalation_codes import (
    ChildsView,
    ConcernCategory,
    ConcernOutcome,
    DisputeStage,
    MovedUpBy,
    RaisedWith,
)
from iro_statute import count_working_days, in_words
from metrics_service.domain.escalation_cases import Ending
from metrics_service.figures.asked import Asked
from metrics_service.figures.shown import CaseShown, common


class ConcernCaseShown(CaseShown):
    """One concern of an IRO; `standing` is what had become of it by the last day looked at.

    `childs_view` is null for a reader who may not see it, and where it has not arrived yet.
    """

    concern: UUID
    iro: UUID
    category: ConcernCategory
    childs_view: ChildsView | None
    standing: str
    raised_on: date
    raised_with: RaisedWith | None
    answer_by: date | None
    answered_on: date | None
    formal_on: date | None
    conclude_by: date | None
    cafcass_on: date | None
    closed_on: date | None
    ending: Ending | None
    outcome: ConcernOutcome | None
    plan_changed: bool | None

    def for_all(self) -> CaseShown:
        """The case without what the child thought of it."""
        return self.model_copy(update={"childs_view": None})


class StageCaseShown(CaseShown):
    """One stage that a formal dispute came to; `days` are the calendar days there up to the last day looked at."""

    concern: UUID
    category: ConcernCategory
    stage: DisputeStage
    step: int
    standing: str
    entered_on: date
    answer_by: date | None
    answered_on: date | None
    left_on: date | None
    moved_by: MovedUpBy | None
    days: int


ChallengeCaseShown = ConcernCaseShown | StageCaseShown

_ENDED = {
    Ending.SETTLED: "settled without a formal dispute",
    Ending.RESOLVED: "concluded",
    Ending.WITHDRAWN: "pursued no further",
}
_OUTCOMES = {
    ConcernOutcome.UPHELD: "upheld",
    ConcernOutcome.PARTLY_UPHELD: "upheld in part",
    ConcernOutcome.NOT_UPHELD: "not upheld",
}


def one_concern(row: asyncpg.Record, asked: Asked) -> CaseShown:
    """The concern with how it began and how it ended."""
    closed = row["closed_on"]
    open_still = f"still open on {in_words(asked.as_at)}"
    ended = open_still if closed is None or closed > asked.as_at else _ended(row)
    return ConcernCaseShown(**common(row), because=(*row["because"], ended))


def one_dispute(row: asyncpg.Record, asked: Asked) -> CaseShown:
    """The dispute with its last day and how many working days the formal process took."""
    by, closed = row["conclude_by"], row["closed_on"]
    days = count_working_days(row["formal_on"], asked.today if closed is None else closed)
    taken = f"{days} working {'day' if days == 1 else 'days'}"
    if closed is None:
        ended = f"not concluded by {in_words(asked.today)}, after {taken}"
    else:
        ended = f"{_ended(row)}, after {taken}: {'in time' if closed <= by else 'too late'}"
    return ConcernCaseShown(**common(row), because=(*row["because"], ended))


def one_stage(row: asyncpg.Record, asked: Asked) -> CaseShown:
    """The stage with its limit, its answer, how the dispute left it, and for how long it was there."""
    left, answered = row["left_on"], row["answered_on"]
    until = asked.as_at if left is None else min(left, asked.as_at)
    days = count_working_days(row["entered_on"], until)
    told = () if answered is None else (f"answered on {in_words(answered)}",)
    taken = f"{days} working {'day' if days == 1 else 'days'} there"
    return StageCaseShown(**common(row), because=(*row["because"], *told, f"{_left(row, asked)}, after {taken}"))


def _left(row: asyncpg.Record, asked: Asked) -> str:
    left = row["left_on"]
    if left is None or left > asked.as_at:
        return f"still there on {in_words(asked.as_at)}"
    if row["moved_by"] is None:
        return f"the dispute ended there on {in_words(left)}"
    why = "as no answer came in time" if row["moved_by"] == MovedUpBy.TIME else "by the IRO"
    return f"taken higher on {in_words(left)} {why}"


def _ended(row: asyncpg.Record) -> str:
    ended = f"{_ENDED[row['ending']]} on {in_words(row['closed_on'])}"
    if row["outcome"] is None:
        return ended
    return f"{ended}, {_OUTCOMES[row['outcome']]}, the care plan {'changed' if row['plan_changed'] else 'as it was'}"
