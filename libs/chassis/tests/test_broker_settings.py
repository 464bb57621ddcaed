"""How a service signs in at a broker: what contradicts itself is refused with one sentence, and no password is told."""

from pathlib import Path

import pytest

from iro_chassis.broker_settings import BrokerSettings
from iro_chassis.settings import SettingsRefused, read_settings

SECRET = "made-up-secret"
SASL = {"kafka_sasl_mechanism": "SCRAM-SHA-512", "kafka_sasl_username": "footprint", "kafka_sasl_password": SECRET}
NAMES = "KAFKA_SASL_MECHANISM, KAFKA_SASL_PASSWORD and KAFKA_SASL_USERNAME are"


def read(**given: str) -> BrokerSettings:
    """As from an environment, in which what is empty is not set."""
    told = {"kafka_bootstrap_servers": "kafka-1:9093", **given}
    return read_settings(BrokerSettings, **{name: value for name, value in told.items() if value})


def test_without_anything_set_no_broker_is_known() -> None:
    assert read_settings(BrokerSettings).kafka_bootstrap_servers is None


def test_a_broker_with_tls_and_a_password_is_taken() -> None:
    settings = read(kafka_security_protocol="SASL_SSL", **SASL)

    assert settings.kafka_sasl_mechanism == "SCRAM-SHA-512"
    assert SECRET not in repr(settings)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kafka_security_protocol": "TLS"}, "KAFKA_SECURITY_PROTOCOL cannot be used: give PLAINTEXT, SSL"),
        ({"kafka_security_protocol": "SASL_SSL"}, f"{NAMES} missing, and KAFKA_SECURITY_PROTOCOL SASL_SSL"),
        (
            {**SASL, "kafka_security_protocol": "SASL_SSL", "kafka_sasl_password": ""},
            "KAFKA_SASL_PASSWORD is missing, and",
        ),
        ({**SASL, "kafka_sasl_mechanism": "GSSAPI"}, "KAFKA_SASL_MECHANISM cannot be used: give PLAIN"),
        (SASL, f"{NAMES} set, but with KAFKA_SECURITY_PROTOCOL PLAINTEXT nobody signs in"),
        ({**SASL, "kafka_security_protocol": "SSL"}, f"{NAMES} set, but with KAFKA_SECURITY_PROTOCOL SSL nobody"),
        ({"kafka_ca_file": __file__}, "KAFKA_CA_FILE is set, but KAFKA_SECURITY_PROTOCOL PLAINTEXT speaks no TLS"),
        ({"kafka_ca_file": __file__, "kafka_security_protocol": "SSL"}, "KAFKA_CA_FILE cannot be read as certificates"),
        ({"kafka_ca_file": "/nowhere", "kafka_security_protocol": "SSL"}, "KAFKA_CA_FILE cannot be read"),
        (
            {**SASL, "kafka_security_protocol": "SASL_PLAINTEXT", "kafka_sasl_mechanism": "PLAIN"},
            "KAFKA_SASL_MECHANISM PLAIN shows the password to whoever listens",
        ),
        (
            {"kafka_security_protocol": "SSL", "kafka_bootstrap_servers": ""},
            "KAFKA_SECURITY_PROTOCOL is SSL, but KAFKA_BOOTSTRAP_SERVERS is missing",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_remedy(given: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        read(**given)

    sentence = str(refused.value)
    assert said in sentence
    assert SECRET not in sentence
    assert "\n" not in sentence


def test_on_this_machine_alone_a_plain_password_may_go_unencrypted(tmp_path: Path) -> None:
    given = {**SASL, "kafka_security_protocol": "SASL_PLAINTEXT", "kafka_sasl_mechanism": "PLAIN"}

    assert read(**given, kafka_bootstrap_servers="127.0.0.1:9092,localhost:9094").kafka_sasl_username == "footprint"
