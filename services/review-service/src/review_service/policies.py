"""What a command needs of other aggregates, what an event brings about in them, and what a passing day brings."""

from collections.abc import Mapping
from typing import Final

from iro_events.event import Event
from iro_events.policies import Need, Policy, Tick, no_tick


NEEDS: Final[Mapping[type, Need]] = {}

POLICIES: Final[Mapping[type[Event], Policy]] = {}

TICK: Final[Tick] = no_tick
