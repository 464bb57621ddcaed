"""Finds which child's fact a projection cannot take, so that all the others are projected."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

import asyncpg
from pydantic import ValidationError

from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.inbox import Key

Project: TypeAlias = Callable[[Connection, Sequence[Recorded]], Awaitable[None]]
"""Folds a batch of facts into rows, set-based, in the consumer's transaction.

It may rely on the order of one child's facts and on no other: after a failure it is called again with fewer children.
"""

LONGEST_REASON = 500

_PASSING = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.ObjectNotInPrerequisiteStateError,
    asyncpg.SyntaxOrAccessError,  # a table or a right that is missing: no fact is to blame, and every child would park
    OSError,
)


@dataclass(frozen=True, slots=True)
class Stuck:
    """The first fact of a child that cannot be projected, and why."""

    sequence: int
    reason: str


def is_passing(failure: BaseException) -> bool:
    """Whether the failure is the surroundings' (a lost connection, a deadlock), and not the fact's."""
    # The driver tells a value it cannot encode as an InterfaceError that is a ValueError: that is the fact's.
    return isinstance(failure, _PASSING) and not isinstance(failure, ValueError)


def reason_of(failure: Exception) -> str:
    """Why, for an operator to read: never the value that was refused."""
    if isinstance(failure, ValidationError):
        faults = (
            f"{'.'.join(map(str, fault['loc'])) or 'data'}: {fault['type']}"
            for fault in failure.errors(include_url=False, include_context=False, include_input=False)
        )
        return f"{failure.title}: {'; '.join(faults)}"[:LONGEST_REASON]
    return f"{type(failure).__name__}: {failure}"[:LONGEST_REASON]


async def sift(project: Project, connection: Connection, facts: Sequence[Recorded]) -> dict[Key, Stuck]:
    """Projects every fact that can be, and tells for each other child where it is stuck; in a savepoint each.

    A child's facts before the stuck one are projected. Raises what is passing, and nothing is projected then.
    """
    if not facts:
        return {}
    try:
        async with connection.transaction():
            await project(connection, facts)
    except Exception as failure:
        if is_passing(failure):
            raise
        return await _divided(project, connection, facts, failure)
    return {}


async def _divided(
    project: Project, connection: Connection, facts: Sequence[Recorded], failure: Exception
) -> dict[Key, Stuck]:
    children = _by_child(facts)
    if len(children) == 1:
        return await _one_child(project, connection, facts, failure)
    middle = len(children) // 2
    first = [fact for own in islice(children.values(), middle) for fact in own]
    second = [fact for own in islice(children.values(), middle, None) for fact in own]
    return await sift(project, connection, first) | await sift(project, connection, second)


async def _one_child(
    project: Project, connection: Connection, facts: Sequence[Recorded], failure: Exception
) -> dict[Key, Stuck]:
    if len(facts) == 1:
        [fact] = facts
        return {_key(fact): Stuck(_sequence(fact), reason_of(failure))}
    for fact in facts:
        stuck = await sift(project, connection, [fact])
        if stuck:
            return stuck
    return {}


def _by_child(facts: Sequence[Recorded]) -> Mapping[Key, list[Recorded]]:
    children: dict[Key, list[Recorded]] = {}
    for fact in facts:
        children.setdefault(_key(fact), []).append(fact)
    return children


def _key(fact: Recorded) -> Key:
    return fact.source, fact.subject


def _sequence(fact: Recorded) -> int:
    if fact.sequence is None:
        raise ValueError("a fact told by a bus has its sequence number")
    return fact.sequence
