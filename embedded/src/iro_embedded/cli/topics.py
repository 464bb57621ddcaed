"""`iro topics`: makes a broker's topics as the code has them, and says which are set otherwise."""

from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from iro_chassis.broker_settings import BrokerSettings
from iro_chassis.carrying import cluster_of
from iro_chassis.settings import SettingsRefused, read_settings
from iro_embedded.cli.answering import CannotAnswer, document, lines
from iro_embedded.cli.options import Json
from iro_embedded.cli.working import work
from iro_events.topics import TOPICS

if TYPE_CHECKING:
    from iro_events.kafka.cluster import Cluster

T = TypeVar("T")

app = typer.Typer(no_args_is_help=True)

_Servers = Annotated[
    str,
    typer.Option(
        "--brokers", envvar="KAFKA_BOOTSTRAP_SERVERS", help="Their addresses, such as kafka-1:9092,kafka-2:9092."
    ),
]
_Prefix = Annotated[
    str, typer.Option("--prefix", envvar="KAFKA_TOPIC_PREFIX", help="What the names of topics begin with there.")
]
_Copies = Annotated[int, typer.Option("--copies", min=1, help="On how many brokers each record is kept.")]


@app.callback()
def _topics() -> None:
    """The topics of a broker: facts and their restricted twins, dead letters, what comes in and what was refused."""


@app.command("apply")
def apply_topics(*, brokers: _Servers, prefix: _Prefix = "", copies: _Copies = 3, json: Json = False) -> None:
    """Makes those that are missing and changes none; exits with 1 and names each that is set otherwise."""

    async def make_and_look(cluster: "Cluster") -> tuple[list[str], list[str]]:
        from iro_events.kafka.settling import faults, make  # noqa: PLC0415 - as in _asked

        return await make(cluster, TOPICS, copies=copies), await faults(cluster, TOPICS)

    made, wrong = _asked(brokers, prefix, make_and_look)
    _tell(made, wrong, json=json)


@app.command("check")
def check_topics(*, brokers: _Servers, prefix: _Prefix = "", json: Json = False) -> None:
    """Says what is missing or set otherwise; exits with 1 where anything is."""

    async def look(cluster: "Cluster") -> list[str]:
        from iro_events.kafka.settling import faults  # noqa: PLC0415 - as in _asked

        return await faults(cluster, TOPICS)

    _tell([], _asked(brokers, prefix, look), json=json)


def _asked(brokers: str, prefix: str, ask: Callable[["Cluster"], Awaitable[T]]) -> T:
    if find_spec("aiokafka") is None:
        raise CannotAnswer("what speaks to a broker is not installed: install iro-events[kafka]")
    # Opened only here, since nothing else of the command needs the broker's library.
    from iro_events.kafka.cluster import BrokerUnavailable  # noqa: PLC0415
    from iro_events.kafka.settling import TopicsRefused  # noqa: PLC0415

    try:
        # How to sign in there is the environment's to tell: a password is no word of a command.
        settings = read_settings(BrokerSettings, kafka_bootstrap_servers=brokers, kafka_topic_prefix=prefix)
    except SettingsRefused as refused:
        raise CannotAnswer(str(refused)) from None
    cluster = cluster_of(settings)
    if cluster is None:
        raise CannotAnswer("give the brokers' addresses in --brokers")
    try:
        return work(lambda: ask(cluster))
    except BrokerUnavailable:
        raise CannotAnswer(f"--brokers {brokers}: no broker answers there") from None
    except TopicsRefused as refused:
        raise CannotAnswer(
            f"the broker will not make a topic ({refused}): give other --copies, or ask who runs it"
        ) from None


def _tell(made: list[str], wrong: list[str], *, json: bool) -> None:
    if json:
        document({"topics": len(TOPICS), "made": made, "wrong": wrong})
    else:
        lines([*(f"made {name}" for name in made), *wrong, f"{len(TOPICS)} topics, {len(wrong)} faults"])
    if wrong:
        raise typer.Exit(1)
