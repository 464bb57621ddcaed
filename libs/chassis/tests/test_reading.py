"""Reads: what was just written is seen, and lists come in pages that miss nothing."""

import base64

import httpx
import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]

VISITS = "/children/c41d0000-0000-4000-8000-000000000001/visits"


async def test_a_reader_sees_what_was_written_before(visits: httpx.AsyncClient) -> None:
    written = await visits.post(VISITS, json={"on": "2026-01-05"})

    read = await visits.get(VISITS, headers={"If-Seq-At-Least": written.headers["seq"]})

    assert read.json() == ["2026-01-05"]


async def test_a_reader_is_told_where_what_they_wait_for_does_not_come(visits: httpx.AsyncClient) -> None:
    behind = await visits.get("/followed", headers={"If-Seq-At-Least": "3"})
    there = await visits.get("/followed", headers={"If-Seq-At-Least": "2"})

    assert (behind.status_code, behind.json()["code"]) == (503, "read.behind")
    assert behind.headers["retry-after"] == "1"
    assert there.status_code == 200


@pytest.mark.parametrize("seq", ["-1", "soon", "9223372036854775808"])
async def test_a_number_that_the_log_cannot_have_is_named(visits: httpx.AsyncClient, seq: str) -> None:
    answer = await visits.get(VISITS, headers={"If-Seq-At-Least": seq})

    assert (answer.status_code, answer.json()["field"]) == (422, "If-Seq-At-Least")


async def test_pages_give_every_item_once(visits: httpx.AsyncClient) -> None:
    given: list[int] = []
    cursor: str | None = None
    pages = 0
    while pages == 0 or cursor is not None:
        query = {"limit": "3"} | ({"cursor": cursor} if cursor else {})
        page = (await visits.get("/numbers", params=query)).json()
        given += page["items"]
        cursor = page["next"]
        pages += 1

    assert (given, pages) == ([1, 2, 3, 4, 5, 6, 7], 3)


@pytest.mark.parametrize(
    "cursor", ["x", "é", "bnVsbA", "a" * 401, base64.urlsafe_b64encode(b'["x"]').decode(), "WzEsMl0"]
)
async def test_a_cursor_that_is_none_of_ours_is_named(visits: httpx.AsyncClient, cursor: str) -> None:
    answer = await visits.get("/numbers", params={"cursor": cursor})

    assert (answer.status_code, answer.json()["field"]) == (422, "cursor")


@pytest.mark.parametrize("limit", ["0", "201", "some"])
async def test_a_page_has_a_size(visits: httpx.AsyncClient, limit: str) -> None:
    answer = await visits.get("/numbers", params={"limit": limit})

    assert (answer.status_code, answer.json()["field"]) == (422, "limit")
