"""What Prometheus is told: requests by route template, the log's length, consumers and what they parked, workers."""

from typing import Final

import asyncpg
import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from iro_chassis.running import Running
from iro_chassis.workers import Supervisor
from iro_events.database import Connection

log = structlog.get_logger("iro.telemetry")

METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})


class Telemetry:
    """One application's measurements. No label ever carries an id: routes are told by their template."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "footprint_http_requests", "Requests answered", ["method", "route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "footprint_http_request_seconds", "Time to answer", ["method", "route"], registry=self.registry
        )
        self._database_up = self._gauge("footprint_database_up", "1 while the database answers")
        self._log_seq = self._gauge("footprint_log_seq", "Events in the sequenced log: the last gapless number given")
        self._unsequenced = self._gauge("footprint_log_unsequenced", "Events appended and not yet sequenced")
        self._relayed = self._gauge("footprint_relay_seq", "Up to where a broker's topic is told of the log", "topic")
        self._offset = self._gauge(
            "footprint_consumer_next_offset", "Where a consumer reads on", "consumer", "topic", "partition"
        )
        self._behind = self._gauge(
            "footprint_consumer_behind", "How far the bus's head was ahead", "consumer", "topic", "partition"
        )
        self._skipped = self._gauge("footprint_consumer_skipped", "Facts of types not known here", "consumer", "type")
        self._parked = self._gauge("footprint_consumer_parked", "Facts that wait behind one not understood", "consumer")
        self._worker_up = self._gauge("footprint_worker_up", "1 while the worker is well", "worker")
        self._worker_deaths = self._gauge("footprint_worker_deaths", "Deaths since the process started", "worker")

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(name, text, labels, registry=self.registry)

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts one answered request. `route` is the template."""
        method = method if method in METHODS else "OTHER"
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(method, route).observe(seconds)

    async def exposition(self, running: Running) -> bytes:
        """All measurements in Prometheus' text format; those of the database as it stands now."""
        self._read_workers(running.workers)
        try:
            async with running.database.connection() as connection:
                await self._read_consumers(connection)
                if running.store is not None:
                    await self._read_log(connection)
            self._database_up.set(1)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as failure:
            log.warning("metrics.database_unread", exc_info=failure)
            self._database_up.set(0)
        return generate_latest(self.registry)

    def _read_workers(self, supervisor: Supervisor) -> None:
        for worker in supervisor.workers:
            self._worker_up.labels(worker.name).set(worker.name not in supervisor.down)
            self._worker_deaths.labels(worker.name).set(supervisor.deaths[worker.name])
            if worker.tally is None:
                continue
            for (topic, partition), facts in worker.tally.behind.items():
                self._behind.labels(worker.name, topic, partition).set(facts)
            for kind, facts in worker.tally.skipped.items():
                self._skipped.labels(worker.name, kind).set(facts)

    async def _read_log(self, connection: Connection) -> None:
        self._log_seq.set(await connection.fetchval("SELECT coalesce(max(seq), 0) FROM log"))
        self._unsequenced.set(await connection.fetchval("SELECT count(*) FROM unsequenced"))
        for row in await connection.fetch("SELECT topic, seq FROM relayed"):
            self._relayed.labels(row["topic"]).set(row["seq"])

    async def _read_consumers(self, connection: Connection) -> None:
        self._parked.clear()
        for row in await connection.fetch("SELECT consumer, topic, partition, next_offset FROM consumer_offset"):
            self._offset.labels(row["consumer"], row["topic"], row["partition"]).set(row["next_offset"])
            self._parked.labels(row["consumer"]).set(0)
        for row in await connection.fetch("SELECT consumer, count(*) AS facts FROM parked GROUP BY consumer"):
            self._parked.labels(row["consumer"]).set(row["facts"])
