"""Reads a stream beside a write, in its transaction: the receipt stays that of the stream which the write is about."""

from typing import Any, TypeVar

from escalation_service.catalogue import CATALOGUE
from iro_events import statements
from iro_events.decider import Decider, fold
from iro_events.store import Writing
from iro_events.writing import decode_all

State = TypeVar("State")


async def state_beside(writing: Writing, decider: Decider[Any, State, Any], stream: str) -> State:
    """The stream's state before the write."""
    return fold(decider, decode_all(CATALOGUE, await writing.connection.fetch(statements.LOAD, stream)))
