"""Pulls records from a broker, partition by partition, and says what keeps them from coming."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from aiokafka.errors import NoOffsetForPartitionError, OffsetOutOfRangeError

from iro_events.kafka.cluster import Reader
from iro_events.kafka.intake import Intake
from iro_events.kafka.silence import Silence

LOOK_MS = 500
"""How long the reader waits for records before it looks whether all is well."""

STUCK_SECONDS = 120.0
"""After which a group that hands out no partitions is left and joined anew."""


class FactsMissing(LookupError):
    """The topic does not hold what this reader is to go on from: records were deleted, or the topic made anew."""


class GroupStuck(ConnectionError):
    """The group's coordinator hands out no partitions; joining anew may help."""


async def pulled(reader: Reader, intake: Intake, size: int) -> AsyncGenerator[tuple[Any, Sequence[Any]], None]:
    """Slices of records, each of one partition and at most so large; dealt with when the next one is asked for.

    Raises BrokerUnavailable, FactsMissing, GroupStuck or BroughtNothing.
    """
    silence = Silence(reader)
    while True:
        fetched = await _fetched(reader, intake)
        await silence.mind(fetched.keys())
        for partition, records in _in_turn(fetched, size):
            fresh = intake.fresh(partition, records)
            if fresh:
                with intake.handing_on(partition, fresh[-1].offset + 1):
                    yield partition, fresh


async def _fetched(reader: Reader, intake: Intake) -> Mapping[Any, Sequence[Any]]:
    try:
        async with asyncio.timeout(STUCK_SECONDS):
            fetched: Mapping[Any, Sequence[Any]] = await reader.getmany(timeout_ms=LOOK_MS)
    except NoOffsetForPartitionError:
        # Newly assigned, and asked for before its offset was sought: Kafka itself knows none of ours.
        fetched = {}
        intake.seek()
    except OffsetOutOfRangeError as missing:
        raise FactsMissing(f"the broker does not hold what is to be read next: {missing}") from missing
    except TimeoutError:
        raise GroupStuck(f"no partitions for {STUCK_SECONDS:.0f} seconds") from None
    intake.check()
    return fetched


def _in_turn(fetched: Mapping[Any, Sequence[Any]], size: int) -> Iterator[tuple[Any, Sequence[Any]]]:
    """The records in slices, each partition's in order and all partitions by turns: none waits for a busy one's end."""
    slices = [
        [(partition, records[start : start + size]) for start in range(0, len(records), size)]
        for partition, records in fetched.items()
    ]
    for turn in zip_longest(*slices):
        yield from (taken for taken in turn if taken is not None)
