"""The broker that tests run on: its jars are those pinned, and it starts again with what it had."""

import hashlib
from pathlib import Path

import pytest

from iro_events.testing.kafka.broker import Broker, NoJava, java
from iro_events.testing.kafka.jars import JarsNotFetched, jars, kept_in, pinned


def test_no_two_jars_share_a_name_and_each_has_a_digest() -> None:
    assert len({jar.name for jar in pinned()}) == len(pinned())
    assert all(len(bytes.fromhex(jar.digest)) == 32 for jar in pinned())


def test_the_jars_a_broker_runs_on_are_those_pinned(kafka: Broker) -> None:
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in jars()}

    assert digests == {jar.name: jar.digest for jar in pinned()}


def test_jars_are_kept_outside_the_tree() -> None:
    assert Path(__file__).parents[4] not in kept_in({}).parents


def test_a_repository_that_does_not_answer_is_told_by_the_jar_it_did_not_give(tmp_path: Path) -> None:
    with pytest.raises(JarsNotFetched, match=r"\.jar could not be fetched: ConnectError"):
        jars({"MAVEN_REPOSITORY": "http://127.0.0.1:9", "XDG_CACHE_HOME": str(tmp_path)})


def test_a_machine_without_java_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(NoJava, match="install a JRE"):
        java({"JAVA_HOME": str(tmp_path)})
