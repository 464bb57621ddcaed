"""The whole system as deployed: four services in six processes, PostgreSQL, and Apache Kafka behind a wire."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from iro_chassis.testing.issuer import AUDIENCE
from iro_embedded.databases import DATABASES
from iro_embedded.postgres import RunningPostgres, embedded_postgres
from iro_events.kafka.cluster import Cluster
from iro_events.kafka.settling import make
from iro_events.migrate import migrate
from iro_events.testing.kafka.broker import HOST, Broker, free_ports
from iro_events.topics import TOPICS

from .followers import CAREFUL, HASTY, TABLE
from .issuer import issuing
from .processes import Process
from .proxy import Wire

AUTHORITY = "E10000011"

REPLICAS = {"review-service": 2, "escalation-service": 1, "participation-service": 1, "metrics-service": 2}
FOLLOWERS = "followers"
"""The database of those that follow beside the services."""


@dataclass
class System:
    """All of it, at work. `token` is of somebody who may tell and ask everything."""

    folder: Path
    token: str
    broker: Broker
    wire: Wire
    cluster: Cluster
    postgres: RunningPostgres
    services: dict[str, list[Process]]
    followers: dict[str, Process]
    _closing: ExitStack = field(repr=False)

    @property
    def processes(self) -> list[Process]:
        """Every one that may be killed."""
        return [*(one for own in self.services.values() for one in own), *self.followers.values()]

    @property
    def addresses(self) -> dict[str, list[str]]:
        """Of each service, those of its processes."""
        return {name: [str(one.address) for one in own] for name, own in self.services.items()}

    def named(self, name: str) -> Process:
        """The process of that name."""
        return next(process for process in self.processes if process.name == name)

    def kill_postgres(self) -> int:
        """Ends the server with all it has at work, as a lost machine would; gives how many processes that were."""
        first = int((self.folder / "postgres" / "postmaster.pid").read_text(encoding="ascii").split()[0])
        children = Path(f"/proc/{first}/task/{first}/children")
        pids = [first, *(int(pid) for pid in children.read_text(encoding="ascii").split())]
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return len(pids)

    def start_postgres(self) -> None:
        """Starts the server again, and waits until it has recovered."""
        self._closing.enter_context(embedded_postgres(self.folder, ()))

    async def connect(self, database: str) -> "asyncpg.Connection[asyncpg.Record]":
        """A connection of the harness's own."""
        return await asyncpg.connect(self.postgres.url(database))


@asynccontextmanager
async def at_work(
    folder: Path, *, replicas: Mapping[str, int] = REPLICAS, beside: Sequence[str] = (CAREFUL, HASTY)
) -> AsyncIterator[System]:
    """The system with all its files under `folder`, which is made; its logs stay there.

    Each service runs in so many `replicas`; `beside` them are those followers. Raises NoJava, or what fails to start.
    """
    with ExitStack() as closing:
        postgres = closing.enter_context(embedded_postgres(folder, (*DATABASES.values(), FOLLOWERS)))
        [wire_port] = free_ports(1)
        broker = Broker(folder / "kafka", advertised=wire_port)
        closing.callback(broker.stop)
        await asyncio.to_thread(broker.start)
        wire = Wire(wire_port, broker.port)
        await wire.mend()
        cluster = Cluster(f"{HOST}:{wire_port}")
        await make(cluster, TOPICS, copies=1)
        issuer_port, *ports = free_ports(1 + sum(replicas.values()))
        issuer, token = closing.enter_context(issuing(issuer_port))
        places = _Places(folder, issuer, cluster.servers, postgres, iter(ports))
        services = {service: places.services(service, many) for service, many in replicas.items()}
        followers = {name: places.follower(name) for name in beside}
        system = System(folder, token, broker, wire, cluster, postgres, services, followers, closing)
        try:
            await _ready(system)
            yield system
        finally:
            await asyncio.gather(*(process.stop() for process in system.processes))
            await wire.cut()


async def _ready(system: System) -> None:
    """Gives each process a role of its own, by which PostgreSQL tells whose a transaction is, and starts all."""
    connection = await system.connect("postgres")
    for process in system.processes:
        await connection.execute(f'CREATE ROLE "{process.name}" SUPERUSER LOGIN')
    await connection.close()
    await migrate(system.postgres.url(FOLLOWERS), "iro_events")
    connection = await system.connect(FOLLOWERS)
    for name in system.followers:
        await connection.execute(TABLE.format(name=name))
    await connection.close()
    for process in system.processes:
        process.start()
    await asyncio.gather(*(process.answers("/health/ready") for process in system.processes))


@dataclass
class _Places:
    """Where everything is, for the environment of a process."""

    folder: Path
    issuer: str
    servers: str
    postgres: RunningPostgres
    ports: Iterator[int]

    def services(self, service: str, many: int) -> list[Process]:
        module = service.replace("-", "_")
        made = []
        for number in range(1, many + 1):
            name, port = f"{service}-{number}", next(self.ports)
            environment = self._environment(name, DATABASES[service]) | {"PORT": str(port)}
            made.append(Process(name, ("-m", module), environment, self.folder, f"http://{HOST}:{port}"))
        return made

    def follower(self, name: str) -> Process:
        return Process(name, ("-m", "tests.faults.followers", name), self._environment(name, FOLLOWERS), self.folder)

    def _environment(self, name: str, database: str) -> dict[str, str]:
        """Of a machine of its own: nothing of this process's but where programs are."""
        feeds = {f"{service.upper().replace('-', '_')}_URL": "http://127.0.0.1:9" for service in REPLICAS}
        return {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": self.postgres.url(database).replace("postgres@", f"{name}@"),
            "OIDC_ISSUER": self.issuer,
            "OIDC_AUDIENCE": AUDIENCE,
            "AUTHORITY": AUTHORITY,
            "KAFKA_BOOTSTRAP_SERVERS": self.servers,
            "LOG_LEVEL": "WARNING",
            "FEED_TOKEN_FILE": str(self.folder / "no-feed-is-followed"),
            **feeds,
        }
