"""Asks the services over HTTP: for all that their logs tell, and for figures with the cases behind them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from .stories import PERIOD

PAGE = 1000
CASES = 200


@dataclass(frozen=True, slots=True)
class Desk:
    """A client with a token that may ask everything."""

    client: httpx.AsyncClient

    async def log(self, address: str, *, restricted: bool) -> list[dict[str, Any]]:
        """Every fact that a service tells, in order."""
        facts: list[dict[str, Any]] = []
        after, head = 0, 1
        while after < head:
            asked = {"after": after, "limit": PAGE, "restricted": str(restricted).lower()}
            page = await self._answer(f"{address}/facts", **asked)
            facts += page["facts"]
            after, head = page["next_after"], page["head"]
        return facts

    async def figures(self, address: str, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """Each as its value, or as numerator and denominator where it is a share."""
        shown = {}
        for name in names:
            told = await self._answer(f"{address}/figures/{name}", period=PERIOD)
            share = told.get("denominator") is not None
            shown[name] = (told["numerator"], told["denominator"]) if share else (told["value"],)
        return shown

    async def cases(self, address: str, names: Sequence[str]) -> dict[str, Counter[str]]:
        """How many cases of each child are counted in each figure."""
        return {name: await self._cases(f"{address}/figures/{name}/cases") for name in names}

    async def _cases(self, path: str) -> Counter[str]:
        found: Counter[str] = Counter()
        cursor: dict[str, str] = {}
        while True:
            page = await self._answer(path, period=PERIOD, limit=CASES, **cursor)
            found.update(case["child"] for case in page["items"] if case["counted"])
            if page["next"] is None:
                return found
            cursor = {"cursor": page["next"]}

    async def _answer(self, address: str, **asked: Any) -> Any:
        answer = await self.client.get(address, params=asked)
        if not answer.is_success:
            raise AssertionError(f"{address}: {answer.status_code} {answer.text}")
        return answer.json()
