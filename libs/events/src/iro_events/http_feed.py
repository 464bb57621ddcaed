"""Pulls a service's feed over HTTP: GET /facts, by a socket or within the process."""

from collections.abc import Mapping
from typing import Any

import httpx

from iro_events.feed_bus import FeedUnavailable, Page

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0
TOO_MANY_REQUESTS = 429


class FeedRefused(Exception):
    """The feed will not serve this reader (its token, its role, its address): asking again does not help."""


class HttpFeed:
    """A FeedSource over `client`, which carries the address of the service and the reader's token.

    Over `httpx.ASGITransport` give it `raise_app_exceptions=False`, so that a failure there is an answer here.
    """

    def __init__(self, client: httpx.AsyncClient, path: str = "/facts", *, restricted: bool = False) -> None:
        self._client = client
        self._path = path
        self._restricted = restricted

    async def __call__(self, after: int, limit: int, *, wait: float = 0.0) -> Page:
        """One page. Raises FeedUnavailable (no connection, 429, 5xx) or FeedRefused (any other answer but 200)."""
        query: dict[str, str | int | float] = {"after": after, "limit": limit}
        if wait:
            query["wait"] = wait
        if self._restricted:
            query["restricted"] = "true"
        timeout = httpx.Timeout(CONNECT_SECONDS, read=ANSWER_SECONDS + wait)
        try:
            answer = await self._client.get(self._path, params=query, timeout=timeout)
        except httpx.TransportError as failure:
            raise FeedUnavailable("no connection to the feed") from failure
        if answer.is_server_error or answer.status_code == TOO_MANY_REQUESTS:
            raise FeedUnavailable(f"the feed answers {answer.status_code}")
        if answer.status_code != httpx.codes.OK:
            raise FeedRefused(f"the feed answers {answer.status_code}{_code(answer)}")
        return _page(answer.json())


def _page(shape: Mapping[str, Any]) -> Page:
    return Page(facts=tuple(shape["facts"]), next_after=shape["next_after"], head=shape["head"])


def _code(answer: httpx.Response) -> str:
    """The stable code of a problem+json answer, in parentheses, where it has one."""
    if "json" not in answer.headers.get("content-type", ""):
        return ""
    code = answer.json().get("code")
    return f" ({code})" if code else ""
