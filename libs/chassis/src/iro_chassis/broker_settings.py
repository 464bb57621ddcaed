"""What the environment tells of a broker: where it is, and how a service makes itself known there."""

import ssl
from collections.abc import Iterator
from enum import StrEnum
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, StringConstraints, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Brokers = Annotated[str, StringConstraints(pattern=r"^[^\s,:/]+:\d+(,[^\s,:/]+:\d+)*$")]
TopicPrefix = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]*$", max_length=100)]
NotEmpty = Annotated[str, StringConstraints(min_length=1)]


class SecurityProtocol(StrEnum):
    """By Kafka's names: whether the wire is encrypted (SSL is TLS), and whether whoever connects signs in (SASL)."""

    PLAINTEXT = "PLAINTEXT"
    SSL = "SSL"
    SASL_PLAINTEXT = "SASL_PLAINTEXT"
    SASL_SSL = "SASL_SSL"

    @property
    def is_encrypted(self) -> bool:
        """Whether TLS is spoken."""
        return self in {SecurityProtocol.SSL, SecurityProtocol.SASL_SSL}

    @property
    def signs_in(self) -> bool:
        """Whether a name and a password are asked for."""
        return self in {SecurityProtocol.SASL_PLAINTEXT, SecurityProtocol.SASL_SSL}


class SaslMechanism(StrEnum):
    """How a password is shown to the broker: as it is, or as the proof that one has it."""

    PLAIN = "PLAIN"
    SCRAM_SHA_256 = "SCRAM-SHA-256"
    SCRAM_SHA_512 = "SCRAM-SHA-512"


class BrokerSettings(BaseSettings):
    """The part of an environment that is about a broker; whatever is set of it without a broker is a mistake."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    kafka_bootstrap_servers: Brokers | None = Field(
        default=None, description="give the brokers' addresses, such as kafka-1:9092,kafka-2:9092, or leave it unset"
    )
    kafka_topic_prefix: TopicPrefix = Field(
        default="", description="give what the names of topics and groups begin with, such as kent., or leave it unset"
    )
    kafka_security_protocol: SecurityProtocol = Field(
        default=SecurityProtocol.PLAINTEXT, description="give PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"
    )
    kafka_ca_file: Path | None = Field(
        default=None,
        description="give the file with the certificates, in PEM, of those who vouch for the brokers, or leave it "
        "unset where the machine's own do",
    )
    kafka_sasl_mechanism: SaslMechanism | None = Field(
        default=None, description="give PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"
    )
    kafka_sasl_username: NotEmpty | None = Field(default=None, description="give the name to sign in with")
    kafka_sasl_password: SecretStr | None = Field(default=None, description="give the password to sign in with")

    @model_validator(mode="after")
    def _what_speaks_to_a_broker_is_installed(self) -> Self:
        if self.kafka_bootstrap_servers is not None and find_spec("aiokafka") is None:
            raise ValueError(
                "KAFKA_BOOTSTRAP_SERVERS is set, but what speaks to a broker is not installed: install "
                "iro-events[kafka], or leave it unset"
            )
        return self

    @model_validator(mode="after")
    def _access_fits_the_protocol(self) -> Self:
        trouble = next(self._troubles(), None)
        if trouble is not None:
            raise ValueError(trouble)
        return self

    def _troubles(self) -> Iterator[str]:
        protocol = self.kafka_security_protocol
        sasl = {name: getattr(self, name) for name in sorted(BrokerSettings.model_fields) if "_sasl_" in name}
        given = [name.upper() for name, value in sasl.items() if value is not None]
        missing = [name.upper() for name, value in sasl.items() if value is None]
        if given and not protocol.signs_in:
            yield f"{_and(given)} set, but with KAFKA_SECURITY_PROTOCOL {protocol} nobody signs in: give SASL_SSL there"
        if protocol.signs_in and missing:
            yield f"{_and(missing)} missing, and KAFKA_SECURITY_PROTOCOL {protocol} signs in with them"
        if self.kafka_ca_file is not None and not protocol.is_encrypted:
            yield f"KAFKA_CA_FILE is set, but KAFKA_SECURITY_PROTOCOL {protocol} speaks no TLS: give SSL or SASL_SSL"
        if self.kafka_ca_file is not None and not _are_certificates(self.kafka_ca_file):
            yield "KAFKA_CA_FILE cannot be read as certificates: give a file in PEM of those who vouch for the brokers"
        if self._password_is_seen():
            yield (
                "KAFKA_SASL_MECHANISM PLAIN shows the password to whoever listens on the way: give SASL_SSL in "
                "KAFKA_SECURITY_PROTOCOL, since without TLS it is for this machine only"
            )
        if self.kafka_bootstrap_servers is None and protocol is not SecurityProtocol.PLAINTEXT:
            yield f"KAFKA_SECURITY_PROTOCOL is {protocol}, but KAFKA_BOOTSTRAP_SERVERS is missing: give both or neither"

    def _password_is_seen(self) -> bool:
        if (self.kafka_security_protocol, self.kafka_sasl_mechanism) != (
            SecurityProtocol.SASL_PLAINTEXT,
            SaslMechanism.PLAIN,
        ):
            return False
        servers = (self.kafka_bootstrap_servers or "").split(",")
        return not all(is_loopback(server.rpartition(":")[0]) for server in servers)


def is_loopback(host: str) -> bool:
    """Whether that name or address is this machine only."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _and(names: list[str]) -> str:
    return f"{names[0]} is" if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} are"


def _are_certificates(file: Path) -> bool:
    try:
        ssl.create_default_context(cafile=file)
    except OSError:  # ssl.SSLError is one
        return False
    return True
