"""What commands need from other aggregates, and what events bring about in them, in the same transaction."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from iro_events.decider import Refused
from iro_events.policies import Need, Policies
from iro_events.store import Writing
from review_service.domain.care_commands import AppointIro
from review_service.domain.conflicts import objection
from review_service.domain.iro import IRO
from review_service.streams import iro_stream
from review_service.team import relatives_in_care


async def objection_to_appointment(writing: Writing, child: UUID, command: AppointIro) -> Refused | None:
    """What the team or the child's relatives have against the appointment."""
    iro = await writing.state(IRO, iro_stream(command.iro))
    return objection(command, iro.state, await relatives_in_care(writing.connection, child, command.on))


NEEDS: Mapping[type, Need] = MappingProxyType({AppointIro: objection_to_appointment})
POLICIES = Policies(NEEDS)
