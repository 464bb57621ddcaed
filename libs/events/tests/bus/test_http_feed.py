"""The feed over HTTP: what is asked, what is read, and which answers are worth asking again for."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import httpx
import pytest

from iro_events.feed_bus import FeedUnavailable, Page
from iro_events.http_feed import FeedRefused, HttpFeed

Message = MutableMapping[str, Any]


class FeedApp:
    """A smallest web application that gives one answer and remembers what it was asked."""

    def __init__(self, status: int, body: Any, content_type: bytes = b"application/json") -> None:
        self.status = status
        self.body = json.dumps(body).encode()
        self.content_type = content_type
        self.asked: list[tuple[str, str]] = []

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        self.asked.append((scope["path"], scope["query_string"].decode()))
        headers = [(b"content-type", self.content_type)]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


def client(app: FeedApp) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://review-service")


PAGE = {"facts": [{"type": "ReviewHeld"}], "next_after": 7, "head": 9}


async def test_a_page_is_read_as_answered() -> None:
    async with client(FeedApp(200, PAGE)) as over:
        assert await HttpFeed(over)(4, 100) == Page(({"type": "ReviewHeld"},), next_after=7, head=9)


async def test_the_reader_asks_for_what_it_wants() -> None:
    app = FeedApp(200, PAGE)
    async with client(app) as over:
        await HttpFeed(over)(4, 100)
        await HttpFeed(over, "/review-service/facts", restricted=True)(4, 100, wait=20.0)

    assert app.asked == [
        ("/facts", "after=4&limit=100"),
        ("/review-service/facts", "after=4&limit=100&wait=20.0&restricted=true"),
    ]


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_service_in_trouble_is_unavailable(status: int) -> None:
    async with client(FeedApp(status, {})) as over:
        with pytest.raises(FeedUnavailable, match=str(status)):
            await HttpFeed(over)(0, 1)


async def test_a_service_that_cannot_be_reached_is_unavailable() -> None:
    async with httpx.AsyncClient(base_url="http://127.0.0.1:9", trust_env=False) as over:
        with pytest.raises(FeedUnavailable) as unavailable:
            await HttpFeed(over)(0, 1)

    assert isinstance(unavailable.value.__cause__, httpx.ConnectError)


@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_a_service_that_will_not_serve_this_reader_says_so_with_its_code(status: int) -> None:
    app = FeedApp(status, {"code": "token.expired"}, b"application/problem+json")
    async with client(app) as over:
        with pytest.raises(FeedRefused, match=rf"{status} \(token\.expired\)"):
            await HttpFeed(over)(0, 1)


async def test_a_refusal_that_is_no_problem_document_is_told_by_its_number() -> None:
    async with client(FeedApp(404, "no", b"text/plain")) as over:
        with pytest.raises(FeedRefused, match=r"404$"):
            await HttpFeed(over)(0, 1)
