"""The root's own `POST /inbound`: sends each of the information system's events on to its type's owner."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

import httpx
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from iro_chassis.answering import problem_with, respond
from iro_chassis.guarding import LARGEST_BODY
from iro_chassis.inbound.owners import REVIEWS, owner_of
from iro_chassis.inbound.routes import BATCH, MOST_EVENTS, SINGLE
from iro_embedded.inside import client_of

PASSED_ON: Final = ("authorization", "x-correlation-id", "content-type")
_TOO_LARGE: Final = 413


def sends_on(services: Mapping[str, FastAPI]) -> Callable[[Request], Awaitable[Response]]:
    """The route; what belongs to nobody goes to review-service, which refuses and lists it."""

    async def send_on(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return respond(problem_with(_TOO_LARGE), None)
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        sent = _parsed(body) if media_type in {SINGLE, BATCH} else None
        if media_type == BATCH and isinstance(sent, list) and 0 < len(sent) <= MOST_EVENTS:
            return await _each_to_its_owner(services, sent, headers)
        owner = owner_of(sent) if media_type == SINGLE else REVIEWS
        return _passed_back(await _post(services[owner], body, headers))

    return send_on


async def _each_to_its_owner(
    services: Mapping[str, FastAPI], sent: Sequence[Any], headers: Mapping[str, str]
) -> Response:
    """The answers put together in the order sent; where an owner took nothing, its own answer: send all again."""
    places: dict[str, list[int]] = {}
    for place, event in enumerate(sent):
        places.setdefault(owner_of(event), []).append(place)
    answers = await asyncio.gather(
        *(
            _post(services[owner], json.dumps([sent[place] for place in own]).encode(), headers)
            for owner, own in places.items()
        )
    )
    for answer in answers:
        if not answer.is_success:
            return _passed_back(answer)
    told = [answer.json() for answer in answers]
    fates = {
        place: fate
        for own, answer in zip(places.values(), told, strict=True)
        for place, fate in zip(own, answer["events"], strict=True)
    }
    seq = {owner: answer["seq"] for owner, answer in zip(places, told, strict=True)}
    return JSONResponse({"events": [fates[place] for place in range(len(sent))], "seq": seq})


async def _body(request: Request) -> bytes | None:
    """All of it, or None where it is larger than any service takes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


async def _post(service: FastAPI, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
    async with client_of(service, httpx.Auth()) as client:
        return await client.post("inbound", content=body, headers=dict(headers))


def _passed_back(answer: httpx.Response) -> Response:
    kept = {name: answer.headers[name] for name in ("www-authenticate", "retry-after", "seq") if name in answer.headers}
    return Response(answer.content, answer.status_code, kept, answer.headers.get("content-type"))
