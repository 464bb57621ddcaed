"""All that escalation-service is told of one child, and the days whose coming moves its disputes up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.challenges.causes import Cause, causes_of, praises_of
from iro_embedded.demo.challenges.concerns_told import raise_at_once, tell_concern
from iro_embedded.demo.challenges.matter import Matter
from iro_embedded.demo.diary import ESCALATIONS, DatedCommand, Diary
from iro_embedded.demo.known_child import KnownChild
from iro_embedded.demo.lots import Lots, later, office_day
from iro_events.facts.escalation_codes import ConcernCategory, GoodPractice

_OF_LATE, _MORE_OF_LATE = 75, 1.5
"""Causes of so many days before the last are raised more often, for some of what is open to be seen."""

_CANNOT_WAIT = {ConcernCategory.PLAN_CHANGED_WITHOUT_REVIEW, ConcernCategory.PLACEMENT_UNSUITABLE}
_OFTEN_AT_ONCE = 0.25

_WELL_DONE = {
    GoodPractice.HEARING_THE_CHILD: "Symbols and photographs were made ready for the child to say what it wanted",
    GoodPractice.PLANNING: "A plan that the child could read, with a name and a day to each step",
    GoodPractice.PERMANENCE: "Permanence was agreed by the second review, with relatives brought in early",
    GoodPractice.EDUCATION: "The education plan had moved on by the time of the review, and the child with it",
    GoodPractice.HEALTH: "Every appointment was kept, and the carers knew why each was made",
    GoodPractice.FAMILY_WORK: "Time with brothers and sisters was made to work across three households",
}


@dataclass(frozen=True, slots=True)
class Challenged:
    """What is told, and on which days the coming of the day must be told too."""

    commands: Sequence[DatedCommand]
    passed: frozenset[date]


def challenges_told(known: KnownChild, voice: Sequence[DatedCommand]) -> Challenged:
    """Concerns that follow from what was told of the child, one at a time of each kind; and what was done well."""
    diary = known.diary(ESCALATIONS, [*known.told, *voice])
    passed: set[date] = set()
    busy_until: dict[ConcernCategory, date] = {}
    for number, cause in enumerate(sorted(causes_of(known, voice), key=lambda cause: (cause.known_on, cause.category))):
        lots = known.lots("cause", cause.known_on, cause.category)
        on = office_day(later(cause.known_on, lots.about(0, 1, 8)))
        free = busy_until.get(cause.category, date.min) < on <= known.until
        more = _MORE_OF_LATE if cause.known_on >= later(known.span.last, -_OF_LATE) else 1.0
        if free and known.iro_on(on) and lots.falls(cause.often * more):
            matter = Matter(diary, known, lots, f"concern-{known.child.number}-{number}", cause.category, passed)
            busy_until[cause.category] = _tell(matter, cause, on)
    _praise(diary, known, voice)
    return Challenged(diary.commands(), frozenset(passed))


def _tell(matter: Matter, cause: Cause, on: date) -> date:
    if cause.category in _CANNOT_WAIT and matter.lots.falls(_OFTEN_AT_ONCE):
        return raise_at_once(matter, on)
    return tell_concern(matter, on)


def _praise(diary: Diary, known: KnownChild, voice: Sequence[DatedCommand]) -> None:
    for praise in praises_of(known, voice):
        lots = Lots("praise of child", known.child.number, praise.known_on, praise.practice)
        on = office_day(later(praise.known_on, lots.number(0, 5)))
        iro = known.iro_on(on)
        if iro and on <= known.until and lots.falls(praise.often):
            body = {"on": on, "iro": iro, "practice": praise.practice}
            if praise.practice in _WELL_DONE:
                body["words"] = _WELL_DONE[praise.practice]
            diary.tell(on, Role.IRO, f"{known.path}/good-practice", body)
