"""What children thought of their concerns' being raised, from the events that few may read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from iro_events.facts.escalations import ChildsViewOfConcernRecorded
from metrics_service.domain.escalation_cases import ChildsViewCase


@dataclass(frozen=True, slots=True)
class ChildsViewHistory:
    """A child's views of the concerns about them, in the order in which they became known."""

    child: UUID
    views: tuple[ChildsViewCase, ...] = ()


def evolve_views(history: ChildsViewHistory, fact: ChildsViewOfConcernRecorded, event: UUID) -> ChildsViewHistory:
    """The history with one more view. The concern itself is another area's, whichever of the two arrives first."""
    view = ChildsViewCase(history.child, fact.concern, fact.view, (event,))
    return replace(history, views=(*history.views, view))


def judge_views(history: ChildsViewHistory) -> Sequence[Sequence[ChildsViewCase]]:
    """A case for each concern."""
    return (history.views,)
