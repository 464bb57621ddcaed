"""A case of a child's voice as it is shown: codes and days with the reasons in words, never what the child said."""

from datetime import date
from uuid import UUID

import asyncpg

from iro_events.facts.participation_codes import (
    AdvocacyAnswer,
    ContactBegunBy,
    ContactMedium,
    ParticipationCode,
    SurveyAnswer,
    SurveyBase,
    SurveyQuestion,
    VisitorEnd,
    VisitorNeed,
    WishTheme,
)
from iro_statute import in_words
from metrics_service.domain.participation_cases import VisitorStep
from metrics_service.figures.asked import Asked
from metrics_service.figures.shown import MET_OR_NOT, CaseShown, common

_TOOK_PART = {
    ParticipationCode.PN0: "PN0: under four",
    ParticipationCode.PN1: "PN1: attended and spoke; views conveyed",
    ParticipationCode.PN2: "PN2: attended, an advocate spoke; views conveyed",
    ParticipationCode.PN3: "PN3: attended, conveyed its view symbolically; views conveyed",
    ParticipationCode.PN4: "PN4: attended and conveyed nothing; views not conveyed",
    ParticipationCode.PN5: "PN5: did not attend, briefed an advocate; views conveyed",
    ParticipationCode.PN6: "PN6: did not attend, conveyed its view by another medium; views conveyed",
    ParticipationCode.PN7: "PN7: did not attend and conveyed nothing; views not conveyed",
}


class PartCaseShown(CaseShown):
    """One review, and how the child took part. `code` is null where blank or not recorded; `apart` says which."""

    review: UUID
    care: UUID | None
    held_on: date
    code: ParticipationCode | None
    age_on_review: int | None
    fourth_birthday: bool | None
    disabled: bool | None
    team: UUID | None


class ContactCaseShown(CaseShown):
    """One contact between a child and its IRO."""

    contact: UUID
    iro: UUID
    made_on: date
    medium: ContactMedium
    begun_by: ContactBegunBy
    seen_alone: bool | None


class IntervalCaseShown(CaseShown):
    """One review after another, and how many contacts lay between the two."""

    review: UUID
    care: UUID
    since: date
    held_on: date
    contacts: int


class AwarenessCaseShown(CaseShown):
    """What a child said of advocates at one review; null where nothing is recorded."""

    review: UUID
    held_on: date
    knows: AdvocacyAnswer | None
    has: AdvocacyAnswer | None
    wants: AdvocacyAnswer | None


class VisitorCaseShown(CaseShown):
    """One step towards an independent visitor or away."""

    step: VisitorStep
    step_on: date
    need: VisitorNeed | None
    end_reason: VisitorEnd | None


class WishCaseShown(CaseShown):
    """One wish; `standing` as on the last day looked at: an outcome in full, `partly-granted` or `open`.

    `theme` is null until it is known here.
    """

    wish: UUID
    expressed_on: date
    theme: WishTheme | None
    review: UUID | None
    standing: str


class SurveyCaseShown(CaseShown):
    """One question of a survey with its own base; `answers` and `counts` belong together. It is of no child."""

    survey: UUID
    surveyed_on: date
    number: int
    question: SurveyQuestion
    base: SurveyBase
    asked: int
    several: bool
    answers: list[SurveyAnswer]
    counts: list[int]


VoiceCaseShown = (
    PartCaseShown
    | IntervalCaseShown
    | AwarenessCaseShown
    | ContactCaseShown
    | VisitorCaseShown
    | WishCaseShown
    | SurveyCaseShown
)


def part_in_review(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The review with how the child took part, in words."""
    if row["code"] is not None:
        part = _TOOK_PART[row["code"]]
    else:
        part = "nothing is recorded of the child's part" if row["apart"] == "not-recorded" else "the code is left blank"
    age = () if row["age_on_review"] is None else (f"{row['age_on_review']} years old on that day",)
    because = (f"review held on {in_words(row['held_on'])}", part, *age)
    return PartCaseShown(**common(row, MET_OR_NOT), because=because)


def iro_contact(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The contact with its day and medium."""
    made = f"contact by {_plain(row['medium'])} on {in_words(row['made_on'])}, begun by {_BEGUN[row['begun_by']]}"
    cohort = () if row["in_cohort"] else ("the child was not looked after on any day of the period",)
    return ContactCaseShown(**common(row), because=(made, *cohort))


def between_reviews(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The two reviews and what lay between."""
    reviews = f"reviewed on {in_words(row['since'])} and next on {in_words(row['held_on'])}"
    number = row["contacts"]
    spoken = "no contact" if number == 0 else "one contact" if number == 1 else f"{number} contacts"
    return IntervalCaseShown(**common(row, MET_OR_NOT), because=(reviews, f"{spoken} with an IRO between the two"))


def said_of_advocates(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The answers at one review."""
    held = f"review held on {in_words(row['held_on'])}"
    if row["knows"] is None:
        return AwarenessCaseShown(**common(row, MET_OR_NOT), because=(held, "nothing is recorded of advocates"))
    answers = (f"{what}: {_plain(row[name])}" for name, what in _ADVOCATES.items())
    return AwarenessCaseShown(**common(row, MET_OR_NOT), because=(held, *answers))


def visitor_step(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The step with its day, and what came of it."""
    result = row["need"] or row["end_reason"]
    more = f": {_plain(result)}" if result else ""
    because = (f"an independent visitor {row['step']} on {in_words(row['step_on'])}{more}",)
    return VisitorCaseShown(**common(row), because=because)


def one_wish(row: asyncpg.Record, asked: Asked) -> CaseShown:
    """The wish and how far it had been answered by the last day looked at."""
    about = "" if row["theme"] is None else f", about {_plain(row['theme'])}"
    expressed = f"wished for on {in_words(row['expressed_on'])}{about}"
    if row["standing"] == "open":
        answer = f"not answered by {in_words(asked.as_at)}"
    elif row["standing"] == "partly-granted":
        answer = f"granted in part on {in_words(row['partly_on'])}, still open on {in_words(asked.as_at)}"
    else:
        answer = f"{_plain(row['standing'])} on {in_words(row['closed_on'])}"
    return WishCaseShown(**common(row), because=(expressed, answer))


def survey_question(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The question with its base and its counts."""
    base = f"put to {row['asked']} children ({_plain(row['base'])}) in the survey of {in_words(row['surveyed_on'])}"
    answers = (f"{_plain(answer)}: {count}" for answer, count in zip(row["answers"], row["counts"], strict=True))
    several = ("a child could give more than one answer",) if row["several"] else ()
    shown = {**common(row), "survey": row["child"], "child": None}
    return SurveyCaseShown(**shown, because=(base, *answers, *several))


_BEGUN = {ContactBegunBy.IRO: "the IRO", ContactBegunBy.CHILD: "the child", ContactBegunBy.OTHER: "somebody else"}
_ADVOCATES = {"knows": "knows of advocates", "has": "has an advocate", "wants": "wants an advocate"}


def _plain(code: str) -> str:
    return code.replace("-", " ")
