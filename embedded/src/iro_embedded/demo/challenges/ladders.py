"""The borough's ladders of formal disputes: one since long, and a tighter one, agreed before it was in force."""

from collections.abc import Sequence
from datetime import date

from escalation_service.domain.ladder import Ladder, LadderStage
from iro_chassis.roles import Role
from iro_embedded.demo.diary import ESCALATIONS, DatedCommand, Diary
from iro_embedded.demo.lots import later, office_day
from iro_embedded.demo.starting import Span
from iro_events.facts.escalation_codes import DisputeStage

_TIGHTER_AFTER = 0.42
"""Of the time with the service."""

_AGREED_BEFORE = 35
"""Days for which it was known before it was in force."""

_FIRST = (
    LadderStage(stage=DisputeStage.TEAM_MANAGER, name="Team manager", working_days=5),
    LadderStage(stage=DisputeStage.HEAD_OF_SERVICE, name="Head of looked-after children", working_days=5),
    LadderStage(stage=DisputeStage.DIRECTOR, name="Director of children's services", working_days=5),
    LadderStage(stage=DisputeStage.CHIEF_EXECUTIVE, name="Chief executive"),
)
_TIGHTER = (
    LadderStage(stage=DisputeStage.TEAM_MANAGER, name="Team manager", working_days=4),
    LadderStage(stage=DisputeStage.HEAD_OF_SERVICE, name="Head of service", working_days=5),
    LadderStage(stage=DisputeStage.ASSISTANT_DIRECTOR, name="Assistant director", working_days=4),
    LadderStage(stage=DisputeStage.DIRECTOR, name="Director of children's services", working_days=3),
    LadderStage(stage=DisputeStage.CHIEF_EXECUTIVE, name="Chief executive", working_days=4),
)


def ladders_of(span: Span) -> Sequence[Ladder]:
    """In the order of their first days."""
    tighter_from = later(span.first, int((span.last - span.first).days * _TIGHTER_AFTER))
    return (
        Ladder(span.since, _FIRST, informal_working_days=10, moves_up_by_time=False),
        Ladder(tighter_from, _TIGHTER, informal_working_days=10, moves_up_by_time=True),
    )


def ladder_on(span: Span, day: date) -> Ladder:
    """The one in force that day."""
    return next(ladder for ladder in reversed(ladders_of(span)) if ladder.valid_from <= day)


def ladders_told(span: Span, child: int) -> Sequence[DatedCommand]:
    """Each is set some weeks before its first day, the first one at the beginning."""
    diary = Diary(child, span.first, span, to=ESCALATIONS)
    for ladder in ladders_of(span):
        body = {
            "valid_from": ladder.valid_from,
            "informal_working_days": ladder.informal_working_days,
            "moves_up_by_time": ladder.moves_up_by_time,
            "stages": [stage.model_dump() for stage in ladder.stages],
        }
        diary.tell(office_day(later(ladder.valid_from, -_AGREED_BEFORE)), Role.MANAGER, "/ladders", body)
    return diary.commands()
