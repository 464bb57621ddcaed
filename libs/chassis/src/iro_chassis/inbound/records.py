"""Records that are told as they stand: one stream each, under the id they are known by here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from iro_chassis.inbound.border import Notice
from iro_events.decider import Decider
from iro_events.event import Event
from iro_events.kept import Kept, Say, Withdraw, record_of
from iro_events.store import Writing


@dataclass(frozen=True, slots=True)
class RecordsOf:
    """How the records of a type are told: as `saying` while one stands, as `ending` where it is withdrawn.

    The facts hold the record's own id in the field `key`, and else what the body holds, `renamed` where it is.
    """

    saying: type[Event]
    ending: type[Event]
    key: str
    renamed: Mapping[str, str]
    decider: Decider[Any, Kept, Any]


def told_as(
    stream: str, saying: type[Event], ending: type[Event], key: str, *, renamed: Mapping[str, str] | None = None
) -> RecordsOf:
    """Records told as these events."""
    return RecordsOf(saying, ending, key, renamed or {}, record_of(saying, ending, stream))


async def keep(writing: Writing, records: RecordsOf, notice: Notice, subject: UUID, **learnt: Any) -> None:
    """Tells what the record says, or that it is withdrawn; what was `learnt` stands in place of the body's own."""
    command: Say[Event] | Withdraw[Event]
    key = {records.key: notice.known_as}
    if notice.body is None:
        command = Withdraw(records.ending.model_validate(key))
    else:
        given = {**notice.body.model_dump(), **learnt}
        said = {records.renamed.get(name, name): value for name, value in given.items()}
        command = Say(records.saying.model_validate({**key, **said}))
    stream = records.decider.stream_of(notice.known_as)
    await writing.execute(records.decider, stream, command, subject=subject, id_=notice.known_as)
