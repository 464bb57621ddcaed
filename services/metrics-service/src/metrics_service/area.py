"""What an area of the figures is: it follows topics of its own, and folds facts into a history and its cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from iro_events.catalogue import Catalogue
from metrics_service.domain.care_end_history import CareEndCase
from metrics_service.domain.cases import AllocationCase, CareCase, OwedCase, RecordCase, ReviewCase
from metrics_service.domain.escalation_cases import ChildsViewCase, EscalationCase
from metrics_service.domain.finding_cases import GradeCase, MidwayCase, PermanenceCase, RiskCase
from metrics_service.domain.participation_cases import HearingCase, VoiceCase
from metrics_service.domain.population_history import PopulationCase
from metrics_service.domain.protection_history import ProtectionCase
from metrics_service.domain.spans_told import SpanCase
from metrics_service.domain.team_cases import TeamCase
from metrics_service.domain.weights_history import WeightsCase

Case = (
    ReviewCase
    | OwedCase
    | CareCase
    | RecordCase
    | AllocationCase
    | PermanenceCase
    | GradeCase
    | MidwayCase
    | RiskCase
    | CareEndCase
    | TeamCase
    | EscalationCase
    | ChildsViewCase
    | VoiceCase
    | HearingCase
    | ProtectionCase
    | SpanCase
    | PopulationCase
    | WeightsCase
)


@dataclass(frozen=True, slots=True)
class Area:
    """One service's facts, as far as figures rest on them.

    `name` is the consumer's and that of the schema which holds the tables, `teller` the service that publishes the
    topics, for reference values this one; a `restricted` area's are of special categories, which few may be told. A
    `history` is made of the child's id alone; `fold` takes it with a fact and the fact's event id; `judge` gives the
    cases of each of the `kinds`, in their order. Facts of one child on two topics may come in any order, so that `fold`
    must come to the same either way.
    """

    name: str
    teller: str
    topics: tuple[str, ...]
    catalogue: Catalogue
    history: type[Any]
    fold: Callable[[Any, Any, UUID], Any]
    judge: Callable[[Any], Sequence[Sequence[Case]]]
    kinds: tuple[type[Case], ...]
    restricted: bool = False
