"""The project's own docker-compose.yml at work, under a name and on ports of this run's own."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iro_events.testing.kafka.broker import free_ports

ROOT = Path(__file__).parents[2]
DOCKER = shutil.which("docker") or "docker"
SERVICES = ("review-service", "escalation-service", "participation-service", "metrics-service")
BUILD_SECONDS = 300.0
START_SECONDS = 150.0


class NoEngine(Exception):
    """There is no engine that runs containers, or no compose that speaks to it."""


def must_answer() -> None:
    """Raises NoEngine with what is missing."""
    if shutil.which("docker") is None:
        raise NoEngine("images and compose need Docker: install an engine and its compose plugin")
    for words in (("info",), ("compose", "version"), ("buildx", "version")):
        if subprocess.run((DOCKER, *words), capture_output=True, check=False).returncode:  # noqa: S603 - as below
            raise NoEngine(f"images and compose need Docker, but `docker {' '.join(words)}` fails")


@dataclass(frozen=True)
class Project:
    """One start of the compose file: its name, and at which port of the loopback each service answers."""

    name: str
    ports: Mapping[str, int]

    @classmethod
    def of_this_run(cls) -> "Project":
        """None else has its name or its ports."""
        return cls(f"footprint-test-{os.getpid()}", dict(zip(SERVICES, free_ports(len(SERVICES)), strict=True)))

    def compose(self, *words: str, within: float = START_SECONDS) -> str:
        """What the command prints. Raises AssertionError with all that it said where it fails."""
        ports = {f"{service.partition('-')[0].upper()}_PORT": str(port) for service, port in self.ports.items()}
        return run((DOCKER, "compose", "-p", self.name, *words), within, os.environ | ports)

    def address(self, service: str) -> str:
        """Where the service answers."""
        return f"http://127.0.0.1:{self.ports[service]}"

    def container(self, service: str) -> Any:
        """What the engine knows of the service's container."""
        [told] = json.loads(run((DOCKER, "inspect", f"{self.name}-{service}-1"), START_SECONDS, os.environ))
        return told

    def accounts(self, service: str) -> set[str]:
        """Under which accounts the service's processes run, by number, as the machine has them."""
        told = run((DOCKER, "top", f"{self.name}-{service}-1", "-eo", "uid,pid"), START_SECONDS, os.environ)
        return {line.split()[0] for line in told.splitlines()[1:]}

    def token(self, *roles: str) -> str:
        """A token of the development issuer."""
        words = [word for role in roles for word in ("--role", role)]
        return self.compose("run", "--rm", "--no-deps", "-T", "iro", "token", *words).strip()


def image(service: str) -> Any:
    """What the engine knows of the service's image."""
    [told] = json.loads(run((DOCKER, "image", "inspect", f"footprint/{service}"), START_SECONDS, os.environ))
    return told


def run(words: Sequence[str], within: float, environment: Mapping[str, str]) -> str:
    """What the command prints. Raises AssertionError with all that it said where it fails."""
    done = subprocess.run(  # noqa: S603 - the engine's own
        words, cwd=ROOT, env=dict(environment), capture_output=True, text=True, check=False, timeout=within
    )
    assert done.returncode == 0, f"{' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout
