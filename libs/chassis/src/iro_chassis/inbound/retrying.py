"""Tries again what waited for somebody who has appeared."""

from collections.abc import Sequence
from typing import Any

from iro_chassis.inbound import memory as remembering
from iro_chassis.inbound.border import Border, Notice, Taken, Translator, Waits
from iro_chassis.inbound.envelope import Envelope, Given, Refusal
from iro_chassis.inbound.judging import key_of
from iro_chassis.inbound.memory import Refused
from iro_chassis.inbound.telling import tell
from iro_events.store import Writing


async def appeared(writing: Writing, border: Border, translator: Translator, authority: str) -> None:
    """Takes what waited for those who have appeared otherwise than by an event of that system.

    Whoever calls holds the border's lock: between the look for what waits and the end nothing may begin to wait.
    """
    refused = await retry(writing, border, translator)
    new = await remembering.reject(writing.connection, refused, writing.context.recorded_at)
    await tell(writing, new, authority)


async def retry(writing: Writing, border: Border, translator: Translator) -> Sequence[Refused]:
    """Translates what waited for those who are here now; what a rule refuses is given back, to be listed."""
    connection = writing.connection
    marks = await translator.here(await remembering.marks_waited_for(connection))
    waited = [
        Notice(envelope, digest, _body(border, envelope), known_as)
        for envelope, digest, known_as in await remembering.waiting_for(connection, marks)
    ]
    if not waited:
        return []
    fates = list(zip(waited, await translator.take(waited), strict=True))
    still = [(notice, fate.mark) for notice, fate in fates if isinstance(fate, Waits)]
    await remembering.keep_waiting(connection, still, writing.context.recorded_at)
    await remembering.let_go(connection, [notice.matter for notice, fate in fates if not isinstance(fate, Waits)])
    for notice, fate in fates:
        if isinstance(fate, Taken):
            await remembering.found(connection, key_of(notice.envelope), fate.about)
    return [Refused(_given(notice), fate) for notice, fate in fates if isinstance(fate, Refusal)]


def _body(border: Border, envelope: Envelope) -> Any:
    return None if envelope.withdrawn else border.kinds[envelope.type].body.model_validate(envelope.data)


def _given(notice: Notice) -> Given:
    envelope = notice.envelope
    known_by = {name: getattr(envelope, name) for name in ("source", "id", "type")}
    return Given(notice.digest, envelope, None, known_by)
