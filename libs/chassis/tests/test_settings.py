"""Settings: what is missing or contradictory is refused with one sentence that names it and quotes no value."""

import os
import subprocess
import sys

import pytest

from iro_chassis.settings import Settings, SettingsRefused, read_settings

GOOD = {
    "DATABASE_URL": "postgresql://visits:secret@db/visits",
    "OIDC_ISSUER": "https://login.example",
    "OIDC_AUDIENCE": "footprint",
    "AUTHORITY": "E10000011",
}


def given(**changed: str) -> dict[str, str]:
    return {name.lower(): value for name, value in {**GOOD, **changed}.items()}


def test_the_environment_of_a_service_is_taken() -> None:
    settings = read_settings(Settings, **given())

    assert settings.authority == "E10000011"
    assert settings.log_level == "INFO"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"DATABASE_URL": "sqlite:///secret"}, "DATABASE_URL cannot be used: give the address of"),
        ({"AUTHORITY": "Kent"}, "AUTHORITY cannot be used: give the local authority's ONS code"),
        ({"AUTHORITY": "E10000011\n"}, "AUTHORITY cannot be used"),
        ({"OIDC_ISSUER": "login"}, "OIDC_ISSUER cannot be used"),
        ({"OIDC_ISSUER": "http://login.example"}, "OIDC_ISSUER is not private"),
        ({"OIDC_AUDIENCE": ""}, "OIDC_AUDIENCE cannot be used"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL cannot be used: give DEBUG, INFO, WARNING or ERROR"),
        ({"PORT": "0"}, "PORT cannot be used"),
        ({"KAFKA_BOOTSTRAP_SERVERS": "kafka"}, "KAFKA_BOOTSTRAP_SERVERS cannot be used: give the brokers' addresses"),
        ({"KAFKA_BOOTSTRAP_SERVERS": "http://kafka:9092"}, "KAFKA_BOOTSTRAP_SERVERS cannot be used"),
        ({"KAFKA_TOPIC_PREFIX": "of Kent"}, "KAFKA_TOPIC_PREFIX cannot be used"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_remedy(changed: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        read_settings(Settings, **given(**changed))

    sentence = str(refused.value)
    assert said in sentence
    assert sentence.endswith(".")
    assert "secret" not in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("issuer", ["http://localhost:9000", "http://127.0.0.1:9000/realm", "http://[::1]:9000"])
def test_an_issuer_on_this_machine_needs_no_https(issuer: str) -> None:
    assert read_settings(Settings, **given(OIDC_ISSUER=issuer)).oidc_issuer == issuer


SERVICE = """
from iro_chassis.serving import serve
from iro_chassis.settings import Settings
from iro_chassis.clock import system_clock
from iro_chassis.testing.visits import visits_service

def create(settings: Settings):
    return visits_service(settings, clock=system_clock)

serve(create, Settings)
"""


@pytest.mark.parametrize(("left_out", "names"), [(["AUTHORITY"], 1), (["DATABASE_URL", "OIDC_ISSUER"], 2)])
def test_a_process_does_not_start_without_a_setting_and_says_which(left_out: list[str], names: int) -> None:
    environment = {name: value for name, value in {**os.environ, **GOOD}.items() if name not in left_out}

    ended = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", SERVICE], env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.returncode == 2
    assert all(f"{name} is missing" in ended.stderr for name in left_out)
    assert ended.stderr.count("is missing") == names
    assert len(ended.stderr.splitlines()) == 1
    assert "Traceback" not in ended.stderr


def test_an_empty_setting_is_a_missing_one() -> None:
    environment = {**os.environ, **GOOD, "AUTHORITY": ""}

    ended = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", SERVICE], env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    assert (ended.returncode, ended.stderr.partition(":")[0]) == (2, "cannot start")
    assert "AUTHORITY is missing" in ended.stderr
