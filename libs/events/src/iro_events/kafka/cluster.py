"""Connections to the broker: each is opened for a purpose, and whatever happens closed."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError

from iro_events.kafka.access import OPEN, Access
from iro_events.topics import LARGEST_BATCH

logger = logging.getLogger(__name__)

# The client's library has annotations in part and no promise of them.
Admin: TypeAlias = Any
Producer: TypeAlias = Any
Reader: TypeAlias = Any

CONNECT_SECONDS: Final = 20.0
REQUEST_MS: Final = 10_000
HEARTBEAT_MS: Final = 1000
SESSION_MS: Final = 10_000
RELEASE_MS: Final = 30_000
"""How soon a member of a group hears that partitions change hands, how long it may be silent, and how long it may
take to deal with what it has before it gives its partitions back."""

BATCH_BYTES: Final = LARGEST_BATCH // 2
"""What the relay puts into one request for a partition: well under what the broker takes."""


class BrokerUnavailable(ConnectionError):
    """No broker answers at the addresses of KAFKA_BOOTSTRAP_SERVERS; trying again later may help."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the brokers are (`host:port`, by commas), what our names begin with there, and how we sign in."""

    servers: str
    prefix: str = ""
    access: Access = OPEN

    def there(self, name: str) -> str:
        """A name of ours as the broker has it."""
        return self.prefix + name

    def here(self, name: str) -> str:
        """A name of the broker's as we have it."""
        return name.removeprefix(self.prefix)


@asynccontextmanager
async def administration(cluster: Cluster) -> AsyncIterator[Admin]:
    """A connection that makes and describes topics. Raises BrokerUnavailable."""
    admin = AIOKafkaAdminClient(
        bootstrap_servers=cluster.servers, request_timeout_ms=REQUEST_MS, **cluster.access.options()
    )
    try:
        await _started(admin)
        yield admin
    finally:
        await admin.close()


@asynccontextmanager
async def reading(cluster: Cluster, group: str | None = None) -> AsyncIterator[Reader]:
    """A reader without offsets of its own: it commits none to Kafka, and what it is not told to seek it refuses.

    Raises BrokerUnavailable.
    """
    reader = AIOKafkaConsumer(
        bootstrap_servers=cluster.servers,
        group_id=None if group is None else cluster.there(group),
        enable_auto_commit=False,
        auto_offset_reset="none",
        request_timeout_ms=REQUEST_MS + RELEASE_MS,
        heartbeat_interval_ms=HEARTBEAT_MS,
        session_timeout_ms=SESSION_MS,
        rebalance_timeout_ms=RELEASE_MS,
        **cluster.access.options(),
    )
    try:
        await _started(reader)
        yield reader
    finally:
        await reader.stop()


@asynccontextmanager
async def producing(cluster: Cluster) -> AsyncIterator[Producer]:
    """An idempotent producer that every replica in step must acknowledge. Raises BrokerUnavailable."""
    producer = AIOKafkaProducer(
        bootstrap_servers=cluster.servers,
        acks="all",
        enable_idempotence=True,
        max_batch_size=BATCH_BYTES,
        max_request_size=LARGEST_BATCH,
        request_timeout_ms=REQUEST_MS,
        **cluster.access.options(),
    )
    try:
        await _started(producer)
        yield producer
    finally:
        await _given_up(producer)


async def _given_up(producer: Producer) -> None:
    """Ends it with whatever it has not sent, which its own `stop` would wait for, and try, for ever.

    (aiokafka #1101, #1018.) Whoever leaves it has been told what was acknowledged; the rest is told anew from the log.
    What is on its way is waited for, since a request that was cut off could still arrive, and that not for long.
    """
    try:
        async with asyncio.timeout(2 * REQUEST_MS / 1000):
            await producer._sender.close()  # noqa: SLF001 - there is no public way
    except TimeoutError:
        logger.warning("producer given up while a request was on its way")
    finally:
        producer._closed = True  # noqa: SLF001 - as above
        await producer.client.close()


async def _started(client: Any) -> None:
    """Starts it. After a failure it can still be closed, and must be (aiokafka #759)."""
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            await client.start()
    except (KafkaConnectionError, TimeoutError) as failure:
        raise BrokerUnavailable("no broker answers at the addresses of KAFKA_BOOTSTRAP_SERVERS") from failure
