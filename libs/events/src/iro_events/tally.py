"""What a consumer has done since its process started, for the metrics page; the database holds what must last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from iro_events.inbox import Place
from iro_events.parked import Waiting


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some facts: `skipped` by type, `held` those now parked."""

    projected: int = 0
    repeated: int = 0
    held: Sequence[Waiting] = ()
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Tally:
    """Counts of facts; `offsets` and `behind` (the bus's head less the offset) by topic and partition."""

    projected: int = 0
    repeated: int = 0
    parked: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    offsets: dict[Place, int] = field(default_factory=dict)
    behind: dict[Place, int] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Counts facts whose transaction is committed."""
        self.projected += outcome.projected
        self.repeated += outcome.repeated
        self.parked += len(outcome.held)
        self.skipped += outcome.skipped

    def moved(self, place: Place, next_offset: int, head: int) -> None:
        """Notes where the consumer stands now."""
        self.offsets[place] = next_offset
        self.behind[place] = max(0, head - next_offset)
