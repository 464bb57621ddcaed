"""Asks the services on behalf of a page, through the same HTTP as everybody else."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import httpx

from iro_embedded.pages.wording import refusal

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Services:
    """The two services a page asks; each client carries a token and the service's address."""

    review: httpx.AsyncClient
    metrics: httpx.AsyncClient


class NotAnswered(Exception):
    """A service answered with a problem; `status`, `title` and `detail` are fit to be shown."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail


async def ask(client: httpx.AsyncClient, path: str, **parameters: str | int | None) -> Answer:
    """The answer of `GET path`; numbers with a decimal point as Decimal. Raises NotAnswered."""
    asked = {name: value for name, value in parameters.items() if value is not None}
    response = await client.get(path, params=asked)
    answer: Answer = response.json(parse_float=Decimal)
    if response.is_success:
        return answer
    title = str(answer.get("title", "The question could not be answered"))
    raise NotAnswered(response.status_code, title, refusal(answer))


async def figure(services: Services, figure: str, **parameters: str | int | None) -> Answer:
    """A figure with its base, parts and definition. Raises NotAnswered."""
    return await ask(services.metrics, f"figures/{figure}", **parameters)


async def listed_figures(services: Services) -> Mapping[str, Mapping[str, Any]]:
    """Every figure as the catalogue has it, by id and in its order. Raises NotAnswered."""
    return {each["id"]: each for each in (await ask(services.metrics, "figures"))["items"]}


async def cases(services: Services, figure: str, **parameters: str | int | None) -> Answer:
    """A page of the cases behind a figure. Raises NotAnswered."""
    return await ask(services.metrics, f"figures/{figure}/cases", **parameters)


async def together(*questions: Any) -> list[Answer]:
    """The answers, asked at the same time. Raises NotAnswered for the first that has none."""
    return list(await asyncio.gather(*questions))
