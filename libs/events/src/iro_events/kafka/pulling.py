"""Pulls records from a broker, partition by partition, and says what keeps them from coming."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

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


class Pulled(NamedTuple):
    """Some records of one partition; `more` where another partition's, pulled with these, come next."""

    partition: Any
    records: Sequence[Any]
    more: bool


async def pulled(reader: Reader, intake: Intake, size: int) -> AsyncGenerator[Pulled, None]:
    """Slices of records, each of one partition and at most so large.

    They are dealt with when the next one is asked for after one without `more`: until then no partition is released.
    Raises BrokerUnavailable, FactsMissing, GroupStuck or BroughtNothing.
    """
    silence = Silence(reader)
    while True:
        fetched = await _fetched(reader, intake)
        await silence.mind(fetched.keys())
        for turn in _turns(fetched, size):
            fresh = [(partition, new) for partition, records in turn if (new := intake.fresh(partition, records))]
            with intake.handing_on({partition: records[-1].offset + 1 for partition, records in fresh}):
                for number, (partition, records) in enumerate(fresh, start=1):
                    yield Pulled(partition, records, more=number < len(fresh))


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


def _turns(fetched: Mapping[Any, Sequence[Any]], size: int) -> Iterator[Sequence[tuple[Any, Sequence[Any]]]]:
    """The records in slices, at each turn one of each partition, in its order: none waits for a busy one's end."""
    slices = [
        [(partition, records[start : start + size]) for start in range(0, len(records), size)]
        for partition, records in fetched.items()
    ]
    for turn in zip_longest(*slices):
        yield [taken for taken in turn if taken is not None]
