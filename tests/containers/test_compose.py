"""The images, built; and the whole system as `docker compose up` starts it, told something, stopped and started."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from .running import BUILD_SECONDS, DOCKER, SERVICES, NoEngine, Project, image, must_answer

pytestmark = pytest.mark.containers

LARGEST = 200_000_000
PERIOD = "2026-04-01..2026-06-30"
LOOK = 0.1


@pytest.fixture(scope="module")
def built() -> Iterator[Project]:
    """Images built, nothing started; everything is removed in the end but the images."""
    try:
        must_answer()
    except NoEngine as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
    project = Project.of_this_run()
    try:
        project.compose("build", within=BUILD_SECONDS)
        yield project
    finally:
        project.compose("--profile", "demo", "--profile", "tools", "down", "--volumes", "--remove-orphans")


@pytest.fixture(scope="module")
def started(built: Project) -> Project:
    """All of it, ready."""
    built.compose("up", "--detach", "--wait")
    return built


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_is_small_has_no_account_with_rights_and_says_how_it_is_checked_and_stopped(
    service: str, built: Project
) -> None:
    told = image(service)

    assert told["Size"] < LARGEST
    assert told["Config"]["User"] == "10001:10001"
    assert told["Config"]["StopSignal"] == "SIGTERM"
    assert told["Config"]["Healthcheck"]["Test"] == ["CMD", "python", "-m", "iro_chassis.checking"]


def test_the_images_share_every_layer_but_the_last(built: Project) -> None:
    layers = [tuple(image(service)["RootFS"]["Layers"]) for service in SERVICES]

    assert len({each[:-1] for each in layers}) == 1
    assert len(set(layers)) == len(SERVICES)


@pytest.mark.parametrize(
    "program", ["/bin/sh", "/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/apt-get", "/usr/local/bin/pip"]
)
def test_an_image_holds_no_shell_no_compiler_and_nothing_that_installs(program: str, built: Project) -> None:
    asked = subprocess.run(  # noqa: S603 - the engine's own
        (DOCKER, "run", "--rm", "--network", "none", "--entrypoint", program, "footprint/review-service"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert asked.returncode == 127
    assert "no such file" in asked.stderr


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_runs_without_rights_over_a_root_it_cannot_write(service: str, started: Project) -> None:
    container = started.container(service)

    assert container["State"]["Health"]["Status"] == "healthy"
    assert container["Config"]["User"] == "10001:10001"
    assert container["HostConfig"]["ReadonlyRootfs"]
    assert container["HostConfig"]["CapDrop"] == ["ALL"]
    assert started.accounts(service) == {"10001"}


def test_what_was_told_is_counted_and_is_there_still_after_all_was_taken_down(started: Project) -> None:
    token = started.token("iro", "analyst")
    before = figure(started, token)
    _hold_a_review(started, token)
    after = _until_it_is(before + 1, started, token)

    for service in SERVICES:
        stop(started, service)
    started.compose("down")
    started.compose("up", "--detach", "--wait")

    assert (before, after) == (0, 1)
    assert figure(started, token) == 1


def test_a_begun_request_is_finished_before_a_stopped_service_ends(started: Project) -> None:
    token = started.token("iro")
    body = b'{"name": "Sam Made-Up"}'
    head = (
        "POST /children HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", started.ports["review-service"]), timeout=60) as begun:
        begun.sendall(head.encode() + body[:5])
        httpx.get(f"{started.address('review-service')}/health/live", timeout=60)
        words = (DOCKER, "stop", "-t", "30", f"{started.name}-review-service-1")
        stopping = subprocess.Popen(words, stdout=subprocess.DEVNULL)  # noqa: S603 - the engine's own
        _until_it_takes_nobody(started)
        begun.sendall(body[5:])
        answer = begun.recv(65536)
    stopping.wait(60)

    assert answer.startswith(b"HTTP/1.1 201 ")
    assert started.container("review-service")["State"]["ExitCode"] == 0


def stop(project: Project, service: str) -> None:
    """As `docker stop` does; a service that did not drain in 30 seconds is killed, which its exit code says."""
    project.compose("stop", "--timeout", "30", service)
    state = project.container(service)["State"]
    assert (state["ExitCode"], state["OOMKilled"]) == (0, False)


def figure(project: Project, token: str) -> Any:
    """How many reviews were held."""
    answer = httpx.get(
        f"{project.address('metrics-service')}/figures/reviews-held",
        params={"period": PERIOD},
        headers={"Authorization": f"Bearer {token}"},
        timeout=60,
    )
    return answer.raise_for_status().json()["value"]


def _hold_a_review(project: Project, token: str) -> None:
    with httpx.Client(
        base_url=project.address("review-service"), headers={"Authorization": f"Bearer {token}"}, timeout=60
    ) as client:
        child = client.post("children", json={"name": "Robin Made-Up"}).raise_for_status().json()["id"]
        care = {"on": "2026-04-01", "legal_status": "C2", "notified_on": "2026-04-02"}
        client.post(f"children/{child}/care", json=care).raise_for_status()
        client.post(f"children/{child}/held-reviews", json={"held_on": "2026-05-05"}).raise_for_status()


def _until_it_is(wanted: int, project: Project, token: str, within: float = 60.0) -> Any:
    until = time.monotonic() + within
    while (now := figure(project, token)) != wanted and time.monotonic() < until:
        time.sleep(LOOK)
    return now


def _until_it_takes_nobody(project: Project, within: float = 30.0) -> None:
    """Returns when the service has been told to stop: it finishes what was begun and begins nothing."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            httpx.get(f"{project.address('review-service')}/health/live", timeout=5)
        except httpx.TransportError:
            return
        time.sleep(LOOK)
    raise AssertionError("review-service was told to stop and still takes requests")
