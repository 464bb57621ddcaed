"""The clocks beside those of the reviews: the appointment, what follows a review, what makes one due early."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import typer

from iro_embedded.cli.days import parse_day
from iro_statute import (
    CarePeriod,
    Due,
    EarlyReviewTrigger,
    ReviewDay,
    decisions_by,
    distribution_by,
    early_review,
    explain_clock,
    in_words,
    iro_appointed_by,
    manager_response_by,
    record_by,
    resume_adjourned_by,
    series_finish_by,
    why_early,
)

_NO_DAY = "the law sets no day"


@dataclass(frozen=True, slots=True)
class Early:
    """What makes a review due before its normal date, and when that happens."""

    trigger: EarlyReviewTrigger
    on: date


@dataclass(frozen=True, slots=True)
class OtherClocks:
    """What is asked for besides the reviews. `every`: all that the period's own days start."""

    every: bool
    adjourned: Sequence[date]
    decisions: Sequence[date]
    early: Sequence[Early]

    def told(self, care: CarePeriod) -> Iterator[str]:
        """Each clock with its reasons, for a person."""
        for name, due in self._dated(care):
            yield from explain_clock(name, due)
        for cause in self.early:
            due_early = early_review(cause.trigger, cause.on)
            if due_early is None:
                yield f"early review: {_NO_DAY}"
                yield f"  {why_early(cause.trigger, cause.on)}"
            else:
                yield from explain_clock("early review", due_early)

    def as_json(self, care: CarePeriod) -> list[dict[str, Any]]:
        """Each clock with its rule and reasons; `due` is null where the law sets no day."""
        return [_clock(name, due) for name, due in self._dated(care)] + [_early(cause) for cause in self.early]

    def _dated(self, care: CarePeriod) -> Iterator[tuple[str, Due]]:
        if self.every:
            if care.start_known:
                yield "IRO appointed", iro_appointed_by(care.started_on)
            for review in sorted(care.reviews, key=lambda review: review.held_on):
                yield from _following(review)
        for day in self.adjourned:
            yield f"review adjourned on {in_words(day)}, resumed", resume_adjourned_by(day)
        for day in self.decisions:
            yield f"manager's response to the decisions of {in_words(day)}", manager_response_by(day)


def parse_early(text: str | Early) -> Early:
    """`nobody-will-accommodate=2014-06-02`. Raises typer.BadParameter with the remedy."""
    if isinstance(text, Early):
        return text
    cause, _, day = text.partition("=")
    if not day or cause not in set(EarlyReviewTrigger):
        causes = ", ".join(EarlyReviewTrigger)
        raise typer.BadParameter(f"{text!r} is no cause with its day; write CAUSE=YYYY-MM-DD, CAUSE one of {causes}.")
    return Early(EarlyReviewTrigger(cause), parse_day(day))


def _day(told: str) -> Any:
    return typer.Option(parser=parse_day, metavar="DATE", help=told)


EveryClock = Annotated[
    bool, typer.Option("--clocks", help="Also the IRO's appointment and what must follow each review.")
]
Adjourned = Annotated[list[date] | None, _day("A review adjourned: by when it resumes. Repeatable.")]
DecisionsReceived = Annotated[list[date] | None, _day("Decisions received: by when the manager answers. Repeatable.")]
CausesOfEarly = Annotated[
    list[Early] | None,
    typer.Option(parser=parse_early, metavar="CAUSE=DATE", help="What makes a review due early. Repeatable."),
]


def _following(review: ReviewDay) -> Iterator[tuple[str, Due]]:
    name = f"the review of {in_words(review.held_on)}"
    completed_on = review.completed_on or review.held_on
    if completed_on != review.held_on:
        yield f"last part of {name}", series_finish_by(review.held_on)
    yield f"decisions of {name}", decisions_by(completed_on)
    yield f"record of {name}", record_by(completed_on)
    yield f"distribution after {name}", distribution_by(completed_on)


def _clock(name: str, due: Due) -> dict[str, Any]:
    return {"clock": name, "due": due.on, "rule": due.rule, "forecast": due.forecast, "because": list(due.because)}


def _early(cause: Early) -> dict[str, Any]:
    due = early_review(cause.trigger, cause.on)
    if due is not None:
        return _clock("early review", due)
    because = [why_early(cause.trigger, cause.on), _NO_DAY]
    return {"clock": "early review", "due": None, "rule": cause.trigger.rule.id, "forecast": False, "because": because}
