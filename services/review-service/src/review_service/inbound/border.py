"""This service's border: the types it takes, and what becomes of each."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from iro_chassis.inbound.border import Border, Fate, Notice, Taken, Waits
from iro_chassis.inbound.owners import REVIEWS
from iro_chassis.inbound.retrying import appeared
from iro_chassis.writing import Writer
from iro_events.store import Writing
from review_service.domain.identity import Identifier
from review_service.inbound.bodies import KINDS
from review_service.inbound.care import introducing, take_care
from review_service.inbound.children import SYSTEM, Children

CHILD = "child:"
"""What a mark that something waits for begins with, where it is a child's."""


class Translation:
    """The notices of one write as this service's commands."""

    def __init__(self, writing: Writing, fresh_id: Callable[[], UUID]) -> None:
        self._writing = writing
        self.children = Children(writing, fresh_id)

    async def here(self, marks: Collection[str]) -> Collection[str]:
        """Those who are known by now."""
        known = await self.children.find([mark.removeprefix(CHILD) for mark in marks])
        return [mark for mark in marks if mark.removeprefix(CHILD) in known]

    async def take(self, notices: Sequence[Notice]) -> Sequence[Fate]:
        """A child's events wait until it is known here; a start of care makes it so."""
        known = await self.children.find({notice.envelope.subject or "" for notice in notices})
        await self.children.register(introducing(notices))
        told: dict[UUID, list[Notice]] = defaultdict(list)
        fates: list[Fate] = []
        for notice in notices:
            mark = notice.envelope.subject or ""
            child = known.get(mark)
            fates.append(Waits(CHILD + mark) if child is None else Taken(child))
            if child is not None:
                told[child].append(notice)
        await take_care(self._writing, told)
        return fates


BORDER = Border(service=REVIEWS, kinds=KINDS, translator=Translation)


async def child_appeared(write: Writer, writing: Writing, child: UUID, identifiers: Sequence[Identifier]) -> None:
    """Takes what waited for the child, where the information system's id of it is among these."""
    marks = [identifier.value for identifier in identifiers if identifier.system == SYSTEM]
    if marks:
        translation = Translation(writing, write.fresh_id)
        for mark in marks:
            translation.children.knows(mark, child)
        await appeared(writing, BORDER, translation, write.running.settings.authority)
