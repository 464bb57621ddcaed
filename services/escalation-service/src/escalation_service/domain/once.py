"""Tells a fact of a matter once: asked for again, nothing new is told but what was not written about it before."""

from collections.abc import Sequence

from escalation_service.domain.concern_events import ConcernEvent, ConcernFact
from escalation_service.domain.concern_refusals import ConcernClosed
from escalation_service.domain.concern_state import OPEN, Concern


def told_once(concern: Concern, fact: ConcernFact, words: str | None) -> Sequence[ConcernEvent]:
    """The fact of an open matter. Raises ConcernClosed where it is new and nothing of the matter is open."""
    again = concern.repeats(fact, words)
    if again is not None:
        return again
    refuse_closed(concern)
    return concern.tells(fact, words=words)


def told_at_any_time(concern: Concern, fact: ConcernFact, words: str | None) -> Sequence[ConcernEvent]:
    """The fact of a matter that is open or closed."""
    again = concern.repeats(fact, words)
    return concern.tells(fact, words=words) if again is None else again


def refuse_closed(concern: Concern) -> None:
    """Raises ConcernClosed where nothing of the matter is open."""
    if concern.standing not in OPEN:
        raise ConcernClosed("the matter is closed; withdraw the entry if that is wrong, or raise another")
