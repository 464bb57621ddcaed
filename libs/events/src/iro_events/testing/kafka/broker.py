"""One broker of Apache Kafka on this machine, controller and broker in one process, with a folder of its own."""

import os
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from iro_events.testing.kafka.jars import jars

HOST = "127.0.0.1"
LOWEST_PORT = 20_000
START_SECONDS = 60.0
STOP_SECONDS = 20.0
LOOK = 0.1

CLUSTER = "Rm9vdHByaW50VGVzdHMhIQ"
"""A cluster's id is any sixteen bytes in base 64."""

# Small and quick to start: one machine's memory is shared with everything else that the tests run.
_JVM = ("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")

_PROPERTIES = """
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller}
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller}
advertised.listeners=PLAINTEXT://{host}:{advertised}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={logs}
auto.create.topics.enable=false
broker.heartbeat.interval.ms=200
broker.session.timeout.ms=1000
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
"""


class BrokerFailed(Exception):
    """The broker ended or did not answer in time; `broker.log` in its folder says why."""


class NoJava(Exception):
    """There is no Java on this machine."""


def java(environment: Mapping[str, str] = os.environ) -> str:
    """The command that runs Java: JAVA_HOME's, or the first on the path. Raises NoJava."""
    home = environment.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if found is None:
        raise NoJava("Apache Kafka needs Java 17 or later: install a JRE such as default-jre-headless")
    return found


class Broker:
    """A broker that can be stopped and started again, on the same port with what it had.

    Clients are sent to the port `advertised`, where that is not its own: to a proxy before it, say. `settings` are
    more of the broker's own, in the form of its file; `users` sign in by SCRAM, each as Kafka's storage tool has it.
    """

    def __init__(
        self, folder: Path, *, advertised: int | None = None, settings: str = "", users: Sequence[str] = ()
    ) -> None:
        self._java = java()
        self._folder = folder
        self._classpath = os.pathsep.join(str(jar) for jar in jars())
        self._port, controller = free_ports(2, but=[advertised])
        self._process: subprocess.Popen[bytes] | None = None
        self._settings, self._users = settings, tuple(users)
        self._write(controller, advertised or self._port)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._port

    @property
    def address(self) -> str:
        """As KAFKA_BOOTSTRAP_SERVERS has it."""
        return f"{HOST}:{self._port}"

    def start(self) -> None:
        """Returns when the broker answers. Raises BrokerFailed."""
        with (self._folder / "broker.log").open("ab") as log:
            command = self._command("kafka.Kafka", str(self._folder / "server.properties"))
            self._process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own command
        until = time.monotonic() + START_SECONDS
        while not _answers(self._port):
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise BrokerFailed(f"the broker did not start; see {self._folder / 'broker.log'}")
            time.sleep(LOOK)

    def stop(self) -> None:
        """Ends the process, by force where it does not end by itself."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """Ends the process as a lost machine would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_SECONDS)
            self._process = None

    def _write(self, controller: int, advertised: int) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        properties = self._folder / "server.properties"
        logs = self._folder / "data"
        own = _PROPERTIES.format(host=HOST, port=self._port, advertised=advertised, controller=controller, logs=logs)
        # Of two lines for one setting the later counts.
        properties.write_text(f"{own}{self._settings.format(port=self._port, controller=controller)}", encoding="utf-8")
        users = [word for user in self._users for word in ("--add-scram", user)]
        command = self._command("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", str(properties), *users)
        done = subprocess.run(command, capture_output=True, check=False, timeout=START_SECONDS)  # noqa: S603 - as above
        if done.returncode:
            raise BrokerFailed(f"the broker's folder could not be laid out: {done.stderr.decode(errors='replace')}")

    def _command(self, *arguments: str) -> Sequence[str]:
        return (self._java, *_JVM, "-cp", self._classpath, *arguments)


@contextmanager
def running_broker(folder: Path) -> Iterator[Broker]:
    """A broker at work with its data in `folder`. Raises NoJava, JarsNotFetched or BrokerFailed."""
    broker = Broker(folder)
    broker.start()
    try:
        yield broker
    finally:
        broker.stop()


def free_ports(count: int, *, but: Sequence[int | None] = ()) -> list[int]:
    """Ports below those that the system gives to whoever connects. Raises BrokerFailed.

    While the broker is down, a client that tries its port again and again could else be given that very port as its
    own, reach itself, and keep the broker out.
    """
    free: list[int] = []
    for port in range(LOWEST_PORT + os.getpid() % 10_000, 32_768):
        if port in but:
            continue
        with suppress(OSError), socket.create_server((HOST, port)):
            free.append(port)
        if len(free) == count:
            return free
    raise BrokerFailed("no port is free for the broker")


def _answers(port: int) -> bool:
    """Whether the broker answers which versions of requests it knows: its first answer to any client."""
    # Request 18 in version 0, number 1, of no client's name; the answer repeats the number and an error, 0.
    request = struct.pack(">hhih", 18, 0, 1, -1)
    try:
        with socket.create_connection((HOST, port), timeout=1.0) as connection:
            connection.sendall(struct.pack(">i", len(request)) + request)
            return connection.recv(10)[4:] == struct.pack(">ih", 1, 0)
    except OSError:
        return False
