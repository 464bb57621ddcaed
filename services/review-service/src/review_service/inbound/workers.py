"""Translates a worker's time in the team of IROs, and knows which IRO a worker of the information system is."""

from collections.abc import Collection, Mapping
from uuid import UUID

from iro_chassis.inbound.border import Fate, Notice, Taken
from iro_chassis.inbound.envelope import Refusal
from iro_events.decider import Refused
from iro_events.facts.inbound import InboundRejection
from iro_events.store import Writing
from review_service.domain.iro import IRO
from review_service.domain.iro_commands import RestateTimeInTeam
from review_service.domain.iro_state import Stint
from review_service.domain.workers import WORKER, IdentifyWorker
from review_service.inbound.bodies import TeamWorker

_KNOWN = "SELECT worker, iro FROM worker WHERE worker = ANY ($1::text[])"


class Workers:
    """The workers of one write, those included that the write makes known."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._known: dict[str, UUID] = {}

    async def find(self, marks: Collection[str]) -> Mapping[str, UUID]:
        """The IROs known of those workers."""
        asked = [mark for mark in marks if mark not in self._known]
        if asked:
            rows = await self._writing.connection.fetch(_KNOWN, asked)
            self._known.update({row["worker"]: row["iro"] for row in rows})
        return self._known

    async def take(self, notice: Notice) -> Fate:
        """Makes the recorded time in the team what the notice says, or nothing of it where a rule says no."""
        mark = notice.envelope.subject or ""
        body: TeamWorker | None = notice.body
        known = (await self.find([mark])).get(mark)
        iro = known or (body.iro if body else None) or notice.known_as
        try:
            await self._writing.execute(IRO, IRO.stream_of(iro), _time_in_team(body), subject=iro)
        except Refused as refused:
            field = f"data.{refused.field}" if refused.field else "data"
            return Refusal(InboundRejection.AGAINST_A_RULE, field, str(refused), refused.code)
        await self._writing.execute(WORKER, WORKER.stream_of(iro), IdentifyWorker(worker=mark), subject=iro)
        self._known[mark] = iro
        return Taken(iro)


def _time_in_team(body: TeamWorker | None) -> RestateTimeInTeam:
    if body is None:
        return RestateTimeInTeam()
    return RestateTimeInTeam(
        stints=tuple(sorted((Stint(one.on, one.until) for one in body.stints), key=lambda one: one.joined_on)),
        hours=tuple(sorted({one.on: one.fte for one in body.hours}.items())),
        contracts=tuple(sorted({one.on: one.contract for one in body.contracts}.items())),
        absences=None if body.absences is None else tuple(sorted({one.on: one.until for one in body.absences}.items())),
    )
