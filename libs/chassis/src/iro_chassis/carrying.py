"""How facts are carried: by a broker where KAFKA_BOOTSTRAP_SERVERS names one, else by each service's own feed.

The broker's library is imported only where there is a broker.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from iro_chassis.broker_settings import BrokerSettings
from iro_chassis.inbound.owners import OWNERS
from iro_chassis.running import Running
from iro_chassis.settings import Settings
from iro_chassis.workers import Worker
from iro_events.bus import Bus
from iro_events.topics import REJECTIONS, TOLD_BY

if TYPE_CHECKING:
    from iro_events.kafka.cluster import Cluster


def carrier_of(settings: Settings, reader: str, feeds: Callable[[], Bus]) -> Bus:
    """What `reader`, a service by its name, follows: the broker, or the bus over the feeds."""
    cluster = cluster_of(settings)
    if cluster is None:
        return feeds()
    from iro_events.kafka.bus import KafkaBus  # noqa: PLC0415 - only where there is a broker

    return KafkaBus(cluster, reader)


def relay_of(running: Running, service: str) -> Worker | None:
    """What tells the broker of this service's facts, where there is a broker and the service has facts to tell.

    Whoever takes the information system's events tells it of those refused as well.
    """
    cluster = cluster_of(running.settings)
    if cluster is None or running.store is None or service not in TOLD_BY:
        return None
    from iro_events.kafka.relay import Relay  # noqa: PLC0415 - only where there is a broker

    source = f"/{running.settings.authority}/{service}"
    topics = (*TOLD_BY[service], REJECTIONS) if service in OWNERS.values() else TOLD_BY[service]
    relay = Relay(running.database, running.store.sequencer.awaited, cluster, topics, source=source)
    return Worker("relay", relay.run)


def cluster_of(settings: BrokerSettings) -> "Cluster | None":
    """The broker that the environment names, if it names one."""
    if settings.kafka_bootstrap_servers is None:
        return None
    from iro_events.kafka.access import Access  # noqa: PLC0415 - only where there is a broker
    from iro_events.kafka.cluster import Cluster  # noqa: PLC0415 - as above

    password = settings.kafka_sasl_password
    access = Access(
        protocol=settings.kafka_security_protocol,
        ca_file=settings.kafka_ca_file,
        mechanism=settings.kafka_sasl_mechanism,
        username=settings.kafka_sasl_username,
        password=None if password is None else password.get_secret_value(),
    )
    return Cluster(settings.kafka_bootstrap_servers, settings.kafka_topic_prefix, access)
