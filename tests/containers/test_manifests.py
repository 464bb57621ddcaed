"""The manifests for Kubernetes: taken by its schemas, equal to the code where they repeat it, and tight."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from iro_chassis.following import FollowerSettings
from iro_chassis.inbound.owners import OWNERS
from iro_chassis.settings import Settings
from iro_events.topics import INBOUND, REJECTIONS, RESTRICTED, TOLD_BY, TOPICS
from metrics_service.following import MetricsSettings

from .rendering import MANIFESTS, OVERLAYS, parsed, rendered, validated

SERVICES = ("review-service", "escalation-service", "participation-service", "metrics-service")
ENVIRONMENTS = dict(zip(SERVICES, (Settings, FollowerSettings, FollowerSettings, MetricsSettings), strict=True))

overlay = pytest.mark.parametrize("overlay", OVERLAYS)


@pytest.mark.kubernetes
def test_every_overlay_is_taken_by_the_schemas_and_holds_what_it_refers_to(capsys: pytest.CaptureFixture[str]) -> None:
    said = validated(MANIFESTS / "overlays")

    with capsys.disabled():
        print(f"\n{said.stdout.strip()}")  # noqa: T201 - how many objects were looked at is the point
    assert said.returncode == 0, said.stdout + said.stderr
    assert len(re.findall(r"objects of \d+ kinds, 0 problems$", said.stdout, re.MULTILINE)) == len(OVERLAYS)


@pytest.mark.kubernetes
@pytest.mark.parametrize(
    ("place", "right", "wrong"),
    [
        ("base/review-service.yaml", "readOnlyRootFilesystem:", "readOnlyRootFileSystem:"),
        ("components/kafka/topics.yaml", "partitions:", "partition:"),
        ("components/postgres/cluster.yaml", "instances:", "instance:"),
    ],
)
def test_a_misspelt_field_is_caught(place: str, right: str, wrong: str, tmp_path: Path) -> None:
    copy = shutil.copytree(MANIFESTS, tmp_path / "k8s")
    file = copy / place
    file.write_text(file.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")

    said = validated(copy / "overlays" / "production")

    assert said.returncode == 1
    assert wrong.rstrip(":") in said.stdout


@pytest.mark.kubernetes
def test_with_a_rebuild_the_job_lacks_nothing_but_the_token_and_has_metrics_services_own_environment(
    tmp_path: Path,
) -> None:
    copy = shutil.copytree(MANIFESTS, tmp_path / "k8s")
    overlay = copy / "overlays" / "production" / "kustomization.yaml"
    text = overlay.read_text(encoding="utf-8")
    with_it = text.replace("components:\n", "components:\n  - ../../components/rebuild\n")
    overlay.write_text(with_it, encoding="utf-8")

    said = validated(copy / "overlays" / "production")

    assert with_it != text
    assert re.findall(r"feed-token|, \d+ problems", said.stdout) == ["feed-token", ", 1 problems"], said.stdout
    environments = [
        {variable["name"] for variable in one["spec"]["template"]["spec"]["containers"][0]["env"]}
        for file in ("components/rebuild/rebuild.yaml", "base/metrics-service.yaml")
        for one in parsed((MANIFESTS / file).read_text(encoding="utf-8"))
        if one["kind"] == "Job"
    ]
    assert environments[0] - environments[1] == {"FEED_TOKEN_FILE"}


@pytest.mark.parametrize("service", SERVICES[1:])
def test_the_services_manifests_differ_in_names_alone(service: str) -> None:
    first = (MANIFESTS / "base" / f"{SERVICES[0]}.yaml").read_text(encoding="utf-8")
    database = service.removesuffix("-service")

    named = first.replace(SERVICES[0], service)
    for thing in ("database", "migrations"):
        named = named.replace(f"review-{thing}", f"{database}-{thing}")

    assert (MANIFESTS / "base" / f"{service}.yaml").read_text(encoding="utf-8") == named


@pytest.mark.kubernetes
def test_each_topic_is_as_the_code_has_it() -> None:
    told = [
        (one["metadata"]["name"], one["spec"]["partitions"], one["spec"]["config"])
        for one in of("KafkaTopic", "production")
    ]

    assert told == [(topic.name, str(topic.partitions), dict(topic.settings)) for topic in TOPICS]


@pytest.mark.kubernetes
def test_special_categories_are_read_by_metrics_service_and_written_by_their_teller_alone() -> None:
    for user in of("KafkaUser", "production"):
        name = user["metadata"]["name"]
        told = {topic.name for topic in TOLD_BY.get(name, ())}
        may = {operation: set(topics_of(user, operation)) for operation in ("Read", "Write")}

        facts = {topic for topic in may["Write"] if not topic.startswith(("iro.dead-letters", "information-system."))}
        assert facts == told
        assert {topic for topic in may["Read"] if topic.endswith(RESTRICTED)} <= (
            told if name != "metrics-service" else {topic.name for pair in TOLD_BY.values() for topic in pair}
        )


@pytest.mark.kubernetes
def test_who_takes_the_information_systems_events_reads_these_tells_of_refusals_and_no_other_does() -> None:
    may: dict[tuple[str, str], set[str]] = {}
    for user in of("KafkaUser", "production"):
        for operation in ("Read", "Write"):
            for topic in topics_of(user, operation):
                may.setdefault((operation, topic), set()).add(user["metadata"]["name"])
    owners, system = set(OWNERS.values()), {"information-system"}

    assert (may["Read", INBOUND.name], may["Write", INBOUND.name]) == (owners, system)
    assert (may["Write", REJECTIONS.name], may["Read", REJECTIONS.name]) == (owners, system)


@pytest.mark.kubernetes
@overlay
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_told_all_that_it_must_know_to_start(service: str, overlay: str) -> None:
    [pod] = [one["spec"]["template"]["spec"] for one in of("Deployment", overlay) if one["metadata"]["name"] == service]
    [container] = pod["containers"]
    maps = {one["metadata"]["name"]: one["data"] for one in of("ConfigMap", overlay)}
    told = {variable["name"] for variable in container["env"]}
    told |= {name for source in container["envFrom"] for name in maps[source["configMapRef"]["name"]]}

    kind = ENVIRONMENTS[service]
    assert {name.upper() for name, field in kind.model_fields.items() if field.is_required()} <= told
    assert told <= {name.upper() for name in MetricsSettings.model_fields}
    assert "KAFKA_BOOTSTRAP_SERVERS" in told
    assert int(pod["terminationGracePeriodSeconds"]) > 25 + int(container["lifecycle"]["preStop"]["sleep"]["seconds"])


@pytest.mark.kubernetes
def test_every_service_has_two_replicas_and_may_lose_one_when_a_node_is_drained() -> None:
    replicas = {one["metadata"]["name"]: one["spec"]["replicas"] for one in of("Deployment", "production")}
    budgets = {
        one["metadata"]["name"]: one["spec"]["maxUnavailable"] for one in of("PodDisruptionBudget", "production")
    }

    assert replicas == dict.fromkeys(SERVICES, "2")
    assert budgets == dict.fromkeys(SERVICES, "1")


@pytest.mark.kubernetes
def test_no_password_is_written_out() -> None:
    texts = [file.read_text(encoding="utf-8") for file in MANIFESTS.rglob("*.yaml")]

    assert not [one for text in texts for one in parsed(text) if one["kind"] == "Secret"]


def of(kind: str, overlay: str) -> list[Any]:
    found = [one for one in rendered(overlay) if one["kind"] == kind]
    assert found
    return found if kind != "KafkaTopic" else sorted(found, key=lambda one: NAMES.index(one["metadata"]["name"]))


def topics_of(user: Any, operation: str) -> Iterator[str]:
    for acl in user["spec"]["authorization"]["acls"]:
        if acl["resource"]["type"] == "topic" and operation in acl["operations"]:
            yield acl["resource"]["name"]


NAMES = [topic.name for topic in TOPICS]
