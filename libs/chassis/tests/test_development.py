"""The development issuer: on this machine only, its key readable by its owner only."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from iro_chassis.development import KEY_FILE, DevelopmentIssuer, DevelopmentRefused
from iro_chassis.problems import TokenExpired, TokenInvalid
from iro_chassis.roles import Role
from iro_chassis.testing.issuer import Issuer, MovingClock

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
async def test_its_tokens_are_taken_by_every_process_of_the_directory(
    tmp_path: Path, clock: MovingClock, host: str
) -> None:
    token = DevelopmentIssuer.open(tmp_path / "data", host=host).issue(Role.IRO, Role.MANAGER, now=clock())

    actor = await DevelopmentIssuer.open(tmp_path / "data", host=host).verifier(clock).verify(token)

    assert actor.roles == {Role.IRO, Role.MANAGER}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "service.example", "", "localhost.example"])  # noqa: S104 - refused
def test_it_refuses_to_run_where_others_can_reach_it(tmp_path: Path, host: str) -> None:
    with pytest.raises(DevelopmentRefused, match=r"127\.0\.0\.1 only"):
        DevelopmentIssuer.open(tmp_path, host=host)

    assert list(tmp_path.iterdir()) == []


def test_its_key_is_for_its_owner_only(tmp_path: Path) -> None:
    DevelopmentIssuer.open(tmp_path, host="127.0.0.1")
    key = tmp_path / KEY_FILE

    assert key.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [KEY_FILE]
    key.chmod(0o644)
    with pytest.raises(DevelopmentRefused, match="chmod 600"):
        DevelopmentIssuer.open(tmp_path, host="127.0.0.1")


async def test_a_role_stands_for_one_person_unless_one_is_named(tmp_path: Path, clock: MovingClock) -> None:
    issuer = DevelopmentIssuer.open(tmp_path, host="127.0.0.1")
    named = UUID("5e1f0000-0000-4000-8000-000000000009")
    tokens = [issuer.issue(Role.IRO, now=clock()), issuer.issue(Role.IRO, now=clock())]
    tokens += [issuer.issue(Role.MANAGER, now=clock()), issuer.issue(Role.IRO, now=clock(), person=named)]

    people = [(await issuer.verifier(clock).verify(token)).id for token in tokens]

    assert people[0] == people[1]
    assert len(set(people)) == 3
    assert people[3] == named


async def test_its_tokens_expire(tmp_path: Path, clock: MovingClock) -> None:
    issuer = DevelopmentIssuer.open(tmp_path, host="127.0.0.1")
    token = issuer.issue(Role.IRO, now=clock(), life=timedelta(minutes=1))
    clock.now += timedelta(minutes=2)

    with pytest.raises(TokenExpired):
        await issuer.verifier(clock).verify(token)


async def test_another_directorys_tokens_and_a_real_issuers_are_not_taken(
    tmp_path: Path, clock: MovingClock, issuer: Issuer
) -> None:
    here = DevelopmentIssuer.open(tmp_path / "here", host="127.0.0.1")
    there = DevelopmentIssuer.open(tmp_path / "there", host="127.0.0.1")

    for token in (there.issue(Role.IRO, now=clock()), issuer.token("iro")):
        with pytest.raises(TokenInvalid):
            await here.verifier(clock).verify(token)
