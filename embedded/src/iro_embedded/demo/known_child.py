"""One child as those know it who hear it and who challenge for it: its reviews, IROs, age and team, day by day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from iro_embedded.demo.diary import DatedCommand, Diary
from iro_embedded.demo.families import Child, Course, Family
from iro_embedded.demo.lots import Lots
from iro_embedded.demo.meetings import BOROUGH, Meeting
from iro_embedded.demo.starting import Span
from review_service.domain.returned_parts import age_on

_OFTEN_DISABLED = {Course.SHORT_BREAKS: 0.85}
_ELSE_DISABLED = 0.05
_LEAVING_CARE_FROM = 16
_LOCALITIES = 3

IRO_APPOINTMENTS = "iro-appointments"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review of the child that was told of, completed, on `told_on`; `name` is what its id is called."""

    meeting: Meeting
    told_on: date
    name: str

    @property
    def held_on(self) -> date:
        """The day that counts."""
        return self.meeting.held_on

    @property
    def path(self) -> str:
        """Under which more is told of it."""
        return f"/reviews/{{{self.name}}}"


@dataclass(frozen=True, slots=True)
class KnownChild:
    """A child some of whose care was in the service's time; `told` is all that review-service was told of it."""

    family: Family
    child: Child
    span: Span
    reviews: tuple[Reviewed, ...]
    told: Sequence[DatedCommand]

    @property
    def path(self) -> str:
        """Under which more is told of the child."""
        return f"/children/{{child-{self.child.number}}}"

    @property
    def first(self) -> date:
        """The day from which something could be told of it."""
        return max(self.family.start.known_on, self.span.first)

    @property
    def until(self) -> date:
        """The last day of care that may have come."""
        return min(self.child.ended_on or self.span.last, self.span.last)

    def age_on(self, day: date) -> int:
        """Completed years."""
        return age_on(day, self.child.born_on)

    def diary(self, to: str, before: Sequence[DatedCommand]) -> Diary:
        """What another service is to be told of it, after all that was told `before` on the same day."""
        return Diary(self.child.number, self.first, self.span, to=to, before=before)

    def lots(self, *of: object) -> Lots:
        """Chance for one thing about the child."""
        return Lots(*of, "of child", self.child.number)

    def iros(self) -> Iterator[tuple[date, UUID]]:
        """Who was appointed, in order, and from which day on."""
        for command in self.told:
            if command.path.endswith(IRO_APPOINTMENTS):
                on, iro = command.body["on"], command.body["iro"]
                if isinstance(on, date) and isinstance(iro, UUID):
                    yield on, iro

    def iro_on(self, day: date) -> UUID | None:
        """The IRO of that day; before the first, the first; None where there never was one."""
        appointed = list(self.iros())
        return next((iro for on, iro in reversed(appointed) if on <= day), appointed[0][1] if appointed else None)


def is_disabled(family: Family, child: Child) -> bool:
    """One child in twenty, and most of those who stay for short breaks."""
    return Lots("disability of child", child.number).falls(_OFTEN_DISABLED.get(family.course, _ELSE_DISABLED))


def team_on(family: Family, child: Child, day: date) -> UUID:
    """The team that works with the child: for disabled children, for those leaving care, or of a locality."""
    if is_disabled(family, child):
        name = "disabled children"
    elif age_on(day, child.born_on) >= _LEAVING_CARE_FROM:
        name = "leaving care"
    else:
        name = f"locality {family.number % _LOCALITIES}"
    return uuid5(BOROUGH, f"team {name}")
