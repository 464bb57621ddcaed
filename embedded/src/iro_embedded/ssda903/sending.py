"""Sends a return to review-service, request by request, and adds up the answers; sent again, it comes to the same."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import httpx

from iro_embedded.ssda903.batches import Row, batches, body, row_of
from iro_embedded.ssda903.files import FoundReturn, find_return
from iro_embedded.ssda903.result import ImportResult, RejectedRow

ADDRESS = "/review-service/returns/ssda903"
PARTICIPATIONS = "/participation-service/returns/participations"
PARTS_A_REQUEST = 2_000
UNREADABLE = "unreadable-row"
ATTEMPTS = 6
FIRST_PAUSE_SECONDS = 0.2
REQUEST_SECONDS = 120.0
PASSING = frozenset({502, 503, 504})

Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""

log = logging.getLogger("iro.import")


class ImportStopped(Exception):
    """The service does not take the return; the message is one sentence. What was sent before is kept."""


@dataclass(slots=True)
class _Tally:
    """What has come of the rows so far, each under the name of its place."""

    names: Mapping[int, str]
    results: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    rejections: dict[tuple[int, int], RejectedRow] = field(default_factory=dict)
    parts: list[Mapping[str, Any]] = field(default_factory=list)
    seq: int = 0

    def reject(self, order: int, line: int, code: str, reason: str) -> None:
        self.rejections[order, line] = RejectedRow(self.names[order], line, code, reason)

    def add(self, answer: Mapping[str, Any]) -> None:
        for row in answer["rows"]:
            if row["result"] == "rejected":
                order, _, line = row["ref"].partition(":")
                self.reject(int(order), int(line), row["code"], row["reason"])
            else:
                self.results[row["result"]] += 1
        self.findings.update(answer["findings"])
        self.parts += ({"code": None, **part} for part in answer["participations"])
        self.seq = max(self.seq, answer.get("seq") or 0)

    def result(self, not_read: tuple[str, ...]) -> ImportResult:
        return ImportResult(
            taken=self.results["taken"],
            known=self.results["known"],
            corrected=self.results["corrected"],
            rejections=tuple(rejected for _, rejected in sorted(self.rejections.items())),
            findings=dict(sorted(self.findings.items())),
            not_read=not_read,
        )


async def import_return(  # noqa: PLR0913 -- where to and what, all by keyword but the three that every import has
    client: httpx.AsyncClient,
    directory: Path,
    authority: str,
    *,
    progress: Progress,
    address: str = ADDRESS,
    participations: str | None = PARTICIPATIONS,
) -> ImportResult:
    """Imports every SSDA903 return below the folder into the services that `client` reaches at the two addresses.

    review-service takes the rows, and participation-service, unless None, each child's part in its reviews. Each
    request is taken as a whole or not at all: cut off at any moment and begun again, it comes to the same.
    Raises NoSuchFolder, and ImportStopped where the service refuses or cannot be reached.
    """
    found = await anyio.to_thread.run_sync(find_return, directory)
    tally = _Tally({file.order: file.name for file in found.files})
    rows = _readable(found, tally)
    total = len(rows) + len(tally.rejections)
    progress(len(tally.rejections), total)
    for batch in batches(rows):
        tally.add(await _sent(client, address, body(batch, authority)))
        if participations and len(tally.parts) >= PARTS_A_REQUEST:
            await _send_parts(client, participations, tally)
        progress(tally.results.total() + len(tally.rejections), total)
    if participations:
        await _send_parts(client, participations, tally)
    return tally.result(found.not_read)


async def _send_parts(client: httpx.AsyncClient, address: str, tally: _Tally) -> None:
    """Sends the parts on, once the reviews they belong to are known there; what is refused is a finding."""
    while tally.parts:
        sent, tally.parts = tally.parts[:PARTS_A_REQUEST], tally.parts[PARTS_A_REQUEST:]
        content = json.dumps({"participations": sent}).encode()
        answer = await _sent(client, address, content, {"if-reviews-seq-at-least": str(tally.seq)})
        refused = (each["code"] for each in answer["reviews"] if each["result"] == "rejected")
        tally.findings.update(code.replace("_", "-").replace(".", "-") for code in refused)


def _readable(found: FoundReturn, tally: _Tally) -> Sequence[Row]:
    rows = []
    for file in found.files:
        for line in file.lines:
            if line.fault:
                tally.reject(file.order, line.number, UNREADABLE, line.fault)
            else:
                rows.append(row_of(file, line))
    return rows


async def _sent(
    client: httpx.AsyncClient, address: str, content: bytes, extra: Mapping[str, str] | None = None
) -> Mapping[str, Any]:
    for attempt in range(ATTEMPTS):
        try:
            response = await client.post(
                address,
                content=content,
                headers={"content-type": "application/json", **(extra or {})},
                timeout=REQUEST_SECONDS,
            )
        except httpx.TransportError:
            log.warning("the service was not reached; trying again")
        else:
            if response.status_code not in PASSING:
                return _answer(response)
        if attempt + 1 < ATTEMPTS:
            await anyio.sleep(FIRST_PAUSE_SECONDS * 2**attempt)
    raise ImportStopped("the service cannot be reached; start the same import again later, it goes on where it stopped")


def _answer(response: httpx.Response) -> Mapping[str, Any]:
    if response.status_code == httpx.codes.OK:
        answer: Mapping[str, Any] = response.json()
        return answer
    try:
        problem = response.json()
        raise ImportStopped(f"the return is not taken ({problem['code']}): {problem['detail']}")
    except (ValueError, KeyError, TypeError):
        raise ImportStopped(f"the service answered {response.status_code}; look at its address") from None
