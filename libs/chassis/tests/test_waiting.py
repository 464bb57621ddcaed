"""Waiting: a command that rests on what was told elsewhere goes on when that is known, and says so where it is not."""

import httpx
import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]

AFTER = "If-Others-Seq-At-Least"


async def test_a_command_goes_on_when_what_it_rests_on_is_known(visits: httpx.AsyncClient) -> None:
    assert (await visits.post("/followed", headers={AFTER: "2"})).status_code == 200


async def test_a_command_that_waits_for_nothing_goes_on_at_once(visits: httpx.AsyncClient) -> None:
    assert (await visits.post("/followed")).status_code == 200


async def test_a_sender_is_told_where_what_they_wait_for_does_not_come(visits: httpx.AsyncClient) -> None:
    behind = await visits.post("/followed", headers={AFTER: "3"})

    assert (behind.status_code, behind.json()["code"], behind.json()["field"]) == (503, "read.behind", AFTER)
    assert behind.headers["retry-after"] == "1"


async def test_nobody_learns_what_is_known_here_without_a_token(visits: httpx.AsyncClient) -> None:
    del visits.headers["Authorization"]

    answers = [await visits.post("/followed", headers={AFTER: seq}) for seq in ("2", "3")]

    assert [answer.json()["code"] for answer in answers] == ["token.missing", "token.missing"]


@pytest.mark.parametrize("seq", ["-1", "soon", "9223372036854775808"])
async def test_a_number_that_no_log_can_have_is_named(visits: httpx.AsyncClient, seq: str) -> None:
    answer = await visits.post("/followed", headers={AFTER: seq})

    assert (answer.status_code, answer.json()["field"]) == (422, AFTER)
