"""This service's border: the types it takes, and what becomes of each."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final
from uuid import UUID, uuid4

from iro_chassis.inbound.border import Border, Fate, Notice, Taken, Waits
from iro_chassis.inbound.memory import lock
from iro_chassis.inbound.owners import REVIEWS
from iro_chassis.inbound.retrying import appeared
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.policies import Policy
from iro_events.store import Writing
from review_service.domain.identity import IDENTITY, IdentifierAdded
from review_service.inbound.bodies import CONFERENCE, KINDS, PLAN, STARTED, WORKER
from review_service.inbound.care import OF, take_care
from review_service.inbound.children import SYSTEM, Children
from review_service.inbound.protection import take_conference, take_plan
from review_service.inbound.workers import Workers

CHILD, WORKING = "child:", "worker:"
"""What a mark that something waits for begins with: a child's, or a worker's."""

_CARE = frozenset(OF)
_OF_CHILDREN = frozenset({*_CARE, PLAN.name, CONFERENCE.name})
_INTRODUCING = frozenset({STARTED.name, PLAN.name, CONFERENCE.name})
"""What makes a child known here, also where it is withdrawn: there is such a child."""


class Translation:
    """The notices of one write as this service's commands."""

    def __init__(self, writing: Writing, fresh_id: Callable[[], UUID]) -> None:
        self._writing = writing
        self.children = Children(writing, fresh_id)
        self._workers = Workers(writing)

    async def here(self, marks: Collection[str]) -> Collection[str]:
        """Those who are known by now."""
        children = await self.children.find([mark.removeprefix(CHILD) for mark in marks if mark.startswith(CHILD)])
        workers = await self._workers.find([mark.removeprefix(WORKING) for mark in marks if mark.startswith(WORKING)])
        known = {*(CHILD + mark for mark in children), *(WORKING + mark for mark in workers)}
        return [mark for mark in marks if mark in known]

    async def take(self, notices: Sequence[Notice]) -> Sequence[Fate]:
        """A child's events wait until it is known here, and a conference until its chair is."""
        of_children = [notice for notice in notices if notice.envelope.type in _OF_CHILDREN]
        marks = {notice.envelope.subject or "" for notice in of_children}
        await self.children.find(marks)
        await self.children.register(_introduced(of_children))
        fates = [await self._fate(notice) for notice in notices]
        await self._take_care(notices, fates)
        return fates

    async def _fate(self, notice: Notice) -> Fate:
        mark, kind = notice.envelope.subject or "", notice.envelope.type
        if kind == WORKER.name:
            return await self._workers.take(notice)
        child = self.children.known.get(mark)
        if child is None:
            return Waits(CHILD + mark)
        if kind == PLAN.name:
            await take_plan(self._writing, notice, child)
        elif kind == CONFERENCE.name:
            return await self._conference(notice, child)
        return Taken(child)

    async def _conference(self, notice: Notice, child: UUID) -> Fate:
        chair = None if notice.body is None else notice.body.chair
        known = None if chair is None else (await self._workers.find([chair])).get(chair)
        if chair is not None and known is None:
            return Waits(WORKING + chair)
        await take_conference(self._writing, notice, child, known)
        return Taken(child)

    async def _take_care(self, notices: Sequence[Notice], fates: Sequence[Fate]) -> None:
        """Of each child all at once, since its care is restated from all."""
        told: dict[UUID, list[Notice]] = defaultdict(list)
        for notice, fate in zip(notices, fates, strict=True):
            if notice.envelope.type in _CARE and isinstance(fate, Taken) and fate.about is not None:
                told[fate.about].append(notice)
        await take_care(self._writing, told)


def _introduced(notices: Sequence[Notice]) -> set[str]:
    return {notice.envelope.subject or "" for notice in notices if notice.envelope.type in _INTRODUCING}


BORDER = Border(service=REVIEWS, kinds=KINDS, translator=Translation)


async def _child_appeared(writing: Writing, recorded: Recorded) -> None:
    """Accepts what waited for the child, where the information system's id of the child was recorded.

    All ids that were recorded together count at the first of them, so that the child's care is restated once.
    """
    event, child = recorded.event, recorded.subject
    if not isinstance(event, IdentifierAdded) or event.system != SYSTEM:
        return
    await lock(writing.connection)
    translation = Translation(writing, uuid4)
    identity = (await writing.state(IDENTITY, IDENTITY.stream_of(child))).state
    for identifier in identity.identifiers:
        if identifier.system == SYSTEM:
            translation.children.knows(identifier.value, child)
    await appeared(writing, BORDER, translation, writing.authority)


POLICIES: Final[Mapping[type[Event], Policy]] = {IdentifierAdded: _child_appeared}
"""What an event brings about at the border, where it was recorded otherwise than by an event of that system."""
