"""The long test of the store under writers, kills and late commits: nothing lost, doubled, inverted or left out.

It can fail: a follower that reads on from the last position it saw is in the same runs, and loses events.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import astuple, fields
from pathlib import Path

import pytest

from iro_events.testing.postgres import embedded_postgres, fresh_database
from iro_events.testing.torture.harness import Count, Outcome, torture

SEED = 20150331
SECONDS = 12.0

pytestmark = [pytest.mark.torture, pytest.mark.database]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Outcome]]:
    """A run with 16 writers and one with 32, on a server as durable as by default."""
    directory: Path = tmp_path_factory.mktemp("torture") / "data"
    with embedded_postgres(directory, settings=["deadlock_timeout = '100ms'"]) as server:
        yield [
            asyncio.run(torture(fresh_database(server), SEED + writers, writers=writers, seconds=SECONDS))
            for writers in (16, 32)
        ]


@pytest.fixture(scope="module")
def counts(outcomes: list[Outcome]) -> list[Count]:
    return [count for outcome in outcomes for count in (outcome.ours, outcome.naive)]


def test_the_table(counts: list[Count], capfd: pytest.CaptureFixture[str]) -> None:
    """Prints what was counted, whether or not it is as it should be."""
    with capfd.disabled():
        print(f"\n\n{''.join(f'{field.name:>10}' for field in fields(Count))}")  # noqa: T201 - its purpose
        for count in counts:
            print("".join(f"{value:>10}" for value in astuple(count)))  # noqa: T201 - its purpose
    assert [count.writers for count in counts] == [16, 16, 32, 32]


def test_the_writers_wrote_and_the_killer_killed(outcomes: list[Outcome]) -> None:
    assert all(outcome.ours.events > 1000 for outcome in outcomes)
    assert all(outcome.ours.kills >= 5 for outcome in outcomes)


def test_our_follower_loses_doubles_and_inverts_nothing(outcomes: list[Outcome]) -> None:
    assert [(o.ours.lost, o.ours.doubled, o.ours.inverted) for o in outcomes] == [(0, 0, 0), (0, 0, 0)]


def test_the_log_has_no_gap_and_its_chain_is_whole(outcomes: list[Outcome]) -> None:
    assert [(outcome.ours.gaps, outcome.chain_is_clean) for outcome in outcomes] == [(0, True), (0, True)]


def test_what_was_acknowledged_is_there_and_streams_are_dense(outcomes: list[Outcome]) -> None:
    assert [(outcome.forgotten, outcome.sparse) for outcome in outcomes] == [(0, 0), (0, 0)]


def test_no_two_writes_wait_for_each_other(outcomes: list[Outcome]) -> None:
    assert [outcome.deadlocks for outcome in outcomes] == [0, 0]


def test_the_naive_follower_is_caught(outcomes: list[Outcome]) -> None:
    """Else this test could not tell a follower that loses events from one that does not."""
    assert all(outcome.naive.lost > 0 for outcome in outcomes)
