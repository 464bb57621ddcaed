"""A broker that speaks TLS and asks who one is: the settings that reach it, and those that must not."""

from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from iro_chassis.broker_settings import BrokerSettings
from iro_chassis.carrying import cluster_of
from iro_chassis.clock import system_clock
from iro_chassis.settings import read_settings
from iro_events.kafka.cluster import BrokerUnavailable, administration
from iro_events.testing.kafka.broker import HOST, Broker, free_ports

pytestmark = [pytest.mark.anyio, pytest.mark.broker]

USER, PASSWORD = "footprint", "made-up-secret"
SETTINGS = """
listeners=PLAINTEXT://127.0.0.1:{{port}},CONTROLLER://127.0.0.1:{{controller}},GUARDED://127.0.0.1:{guarded}
advertised.listeners=PLAINTEXT://127.0.0.1:{{port}},GUARDED://127.0.0.1:{guarded}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:SASL_SSL
listener.name.guarded.ssl.keystore.type=PEM
listener.name.guarded.ssl.keystore.location={keys}
listener.name.guarded.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.guarded.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
"""


def certified(folder: Path, name: str) -> tuple[Path, Path]:
    """A key with a certificate for this machine's loopback, and the certificate alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    whose = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = system_clock()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(whose)
        .issuer_name(whose)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    keys, alone = folder / f"{name}-keys.pem", folder / f"{name}.pem"
    keys.write_bytes(private + public)
    alone.write_bytes(public)
    return keys, alone


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, kafka: Broker) -> Iterator[dict[str, Any]]:
    """The settings of a service that the broker lets in. (Where there is no Java, `kafka` leaves this out.)"""
    folder = tmp_path_factory.mktemp("guarded")
    keys, alone = certified(folder, "broker")
    [port] = free_ports(1)
    users = [f"SCRAM-SHA-512=[name={USER},password={PASSWORD}]"]
    broker = Broker(folder / "kafka", advertised=port, settings=SETTINGS.format(guarded=port, keys=keys), users=users)
    broker.start()
    yield {
        "kafka_bootstrap_servers": f"{HOST}:{port}",
        "kafka_security_protocol": "SASL_SSL",
        "kafka_ca_file": alone,
        "kafka_sasl_mechanism": "SCRAM-SHA-512",
        "kafka_sasl_username": USER,
        "kafka_sasl_password": PASSWORD,
    }
    broker.stop()


async def reached(**given: Any) -> list[Any]:
    cluster = cluster_of(read_settings(BrokerSettings, **given))
    assert cluster is not None
    async with administration(cluster) as admin:
        topics: list[Any] = await admin.list_topics()
    return topics


async def test_who_speaks_tls_and_signs_in_is_let_in(guarded: dict[str, Any]) -> None:
    assert await reached(**guarded) == []


async def test_a_wrong_password_is_not_let_in(guarded: dict[str, Any]) -> None:
    with pytest.raises(BrokerUnavailable):
        await reached(**{**guarded, "kafka_sasl_password": "another"})


async def test_a_broker_for_which_nobody_trusted_vouches_is_not_spoken_to(
    guarded: dict[str, Any], tmp_path: Path
) -> None:
    _, stranger = certified(tmp_path, "stranger")
    with pytest.raises(BrokerUnavailable):
        await reached(**{**guarded, "kafka_ca_file": stranger})
