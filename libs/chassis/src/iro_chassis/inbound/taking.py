"""Takes events in, in one write: each judged, the new ones translated, the refused ones listed and told back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from iro_chassis.inbound import memory as remembering
from iro_chassis.inbound.border import Border, Fate, Matter, Notice, Taken, Translator, Waits, matter_of
from iro_chassis.inbound.envelope import Given, Refusal
from iro_chassis.inbound.judging import Judge, Key, Known, KnownEvent, Memory, key_of, standing_of
from iro_chassis.inbound.memory import Kept, Refused
from iro_chassis.inbound.retrying import retry
from iro_chassis.inbound.telling import tell
from iro_events.store import Writing


class Result(StrEnum):
    """What became of an event."""

    TAKEN = "taken"
    KNOWN = "known"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one event; `about` is the child or IRO by its id here, where it is known by now."""

    given: Given
    result: Result
    about: UUID | None = None
    refusal: Refusal | None = None


async def take(
    writing: Writing, border: Border, authority: str, events: Sequence[Given], fresh_id: Callable[[], UUID]
) -> list[Outcome]:
    """The outcome of each event, in order; what follows from them is told in this write, and what was refused too."""
    connection, at = writing.connection, writing.context.recorded_at
    await remembering.lock(connection)
    memory = await remembering.recall(connection, [one.envelope for one in events if one.envelope])
    judge = Judge(border, authority, writing.context.today, fresh_id)
    taking = _Taking(border.translator(writing, fresh_id), judge, memory)
    outcomes = await taking.go_through(events)
    await remembering.remember(connection, taking.kept, memory, at)
    # An older version may have been waiting, and must not come after this one.
    await remembering.let_go(connection, [one.notice.matter for one in taking.kept])
    await remembering.keep_waiting(connection, list(taking.waiting.values()), at)
    refused = [*taking.refused, *await retry(writing, border, taking.translator)]
    await tell(writing, await remembering.reject(connection, refused, at), authority)
    return outcomes


@dataclass(slots=True)
class _Taking:
    """The events of one write while they are gone through."""

    translator: Translator
    judge: Judge
    memory: Memory
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    pending: dict[Matter, tuple[int, Given, Notice]] = field(default_factory=dict)
    pending_keys: set[Key] = field(default_factory=set)
    kept: list[Kept] = field(default_factory=list)
    waiting: dict[Matter, tuple[Notice, str]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    async def go_through(self, given: Sequence[Given]) -> list[Outcome]:
        first: dict[bytes, int] = {}
        for place, one in enumerate(given):
            if first.setdefault(one.digest, place) == place:
                await self._judge(place, one)
        await self._translate()
        return [self._outcome(place, first[one.digest]) for place, one in enumerate(given)]

    def _outcome(self, place: int, first: int) -> Outcome:
        """What was sent twice in one request is known the second time, and refused as often as it comes."""
        outcome = self.outcomes[first]
        if place == first or outcome.result is Result.REFUSED:
            return outcome
        return Outcome(outcome.given, Result.KNOWN, outcome.about)

    async def _judge(self, place: int, given: Given) -> None:
        if self._meets_pending(given):
            # What this one is a version of is still to be translated, and may be refused.
            await self._translate()
        judged = self.judge(given, self.memory)
        match judged:
            case Notice():
                self.pending[judged.matter] = place, given, judged
                self.pending_keys.add(key_of(judged.envelope))
            case Known():
                self.outcomes[place] = Outcome(given, Result.KNOWN, judged.about)
            case Refusal():
                self._refuse(place, given, judged)

    def _meets_pending(self, given: Given) -> bool:
        if given.envelope is None:
            return False
        return matter_of(given.envelope) in self.pending or key_of(given.envelope) in self.pending_keys

    async def _translate(self) -> None:
        pending, self.pending, self.pending_keys = list(self.pending.values()), {}, set()
        if pending:
            fates = await self.translator.take([notice for _, _, notice in pending])
            for (place, given, notice), fate in zip(pending, fates, strict=True):
                self._meets(place, given, notice, fate)

    def _meets(self, place: int, given: Given, notice: Notice, fate: Fate) -> None:
        if isinstance(fate, Refusal):
            self._refuse(place, given, fate)
            return
        about = fate.about if isinstance(fate, Taken) else None
        self.memory.taken[key_of(notice.envelope)] = KnownEvent(notice.digest, about)
        self.memory.matters[notice.matter] = standing_of(notice)
        self.kept.append(Kept(notice, about))
        self.waiting.pop(notice.matter, None)
        if isinstance(fate, Waits):
            self.waiting[notice.matter] = notice, fate.mark
        self.outcomes[place] = Outcome(given, Result.WAITING if isinstance(fate, Waits) else Result.TAKEN, about)

    def _refuse(self, place: int, given: Given, refusal: Refusal) -> None:
        self.outcomes[place] = Outcome(given, Result.REFUSED, None, refusal)
        self.refused.append(Refused(given, refusal))
