"""The route that takes returns in, over HTTP with a real database."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import AUTHORITY, Issuer, MovingClock, served, settings_of
from review_service.app import create_app

pytestmark = [pytest.mark.anyio, pytest.mark.database]

HEADER = {"CHILD": "A1", "SEX": "2", "DOB": "27/03/2008", "ETHNIC": "WBRI", "UPN": "D051910639385"}
EPISODE = {"CHILD": "A1", "DECOM": "15/02/2016", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U4"}
REVIEW = {"CHILD": "A1", "DOB": "27/03/2008", "REVIEW": "10/03/2016", "REVIEW_CODE": "PN1"}
ROWS = [("header", HEADER), ("episodes", EPISODE), ("reviews", REVIEW)]


def body(*rows: tuple[str, Mapping[str, str]], year: int | None = None, authority: str = AUTHORITY) -> dict[str, Any]:
    files = ["header", "episodes", "reviews"]
    return {
        "authority": authority,
        "rows": [
            {"file": file, "ref": str(number), "order": files.index(file), "year": year, "columns": dict(cells)}
            for number, (file, cells) in enumerate(rows)
        ],
    }


@pytest.fixture
def issuer() -> Issuer:
    return Issuer(MovingClock())


@pytest.fixture
async def client(database_url: str, issuer: Issuer) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(settings_of(database_url), clock=MovingClock(), verifier=issuer.verifier())
    async with served(app, issuer.bearer(Role.INFORMATION_SYSTEM)) as one:
        yield one


class Log:
    """What the service's database holds."""

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._connection = connection

    async def types(self, *prefixes: str) -> list[str]:
        """The types of the events in streams of those prefixes, as they were written."""
        rows = await self._connection.fetch("SELECT stream, type FROM events ORDER BY position")
        return [row["type"] for row in rows if row["stream"].startswith(prefixes or ("",))]

    async def children(self) -> int:
        """How many children are known."""
        return int(await self._connection.fetchval("SELECT count(*) FROM child"))

    async def child(self) -> str:
        """The id of the only child."""
        return str(await self._connection.fetchval("SELECT child FROM child"))

    async def last(self, kind: str) -> str:
        """The data of the last event of that type."""
        query = "SELECT convert_from(data, 'UTF8') FROM events WHERE type = $1 ORDER BY position DESC LIMIT 1"
        return str(await self._connection.fetchval(query, kind))


@pytest.fixture
async def log(client: httpx.AsyncClient, database_url: str) -> AsyncIterator[Log]:
    connection = await asyncpg.connect(database_url)
    try:
        yield Log(connection)
    finally:
        await connection.close()


async def sent(client: httpx.AsyncClient, *rows: tuple[str, Mapping[str, str]], year: int | None = None) -> list[str]:
    """What became of the rows, in the order in which they were answered."""
    response = await client.post("/returns/ssda903", json=body(*rows, year=year))
    assert response.status_code == 200, response.text
    return [row.get("code", row["result"]) for row in response.json()["rows"]]


async def test_rows_become_a_child_its_care_and_its_reviews(client: httpx.AsyncClient, log: Log) -> None:
    assert await sent(client, *ROWS) == ["taken", "taken", "taken"]
    assert await log.types("child-") == ["ChildRegistered", "IdentifierAdded"]
    assert await log.types("return-") == ["ReturnRowAccepted"] * 3
    assert await log.types("care-") == ["ChildBecameLookedAfter", "ReviewsCounted", "ReviewDueSet"]
    assert await log.types("review-") == ["ReviewHeld", "ReviewCompleted"]
    assert '"date_of_birth":"2008-03-27"' in await log.last("ChildRegistered")


async def test_the_oldest_day_that_a_row_may_name_is_taken_like_any_other(client: httpx.AsyncClient) -> None:
    old = [("episodes", {**EPISODE, "DECOM": "1/1/1900"}), ("reviews", {**REVIEW, "REVIEW": "1/2/1900"})]

    assert await sent(client, *old) == ["taken", "taken"]


async def test_every_row_is_answered_by_its_name_with_reason_and_remedy(client: httpx.AsyncClient) -> None:
    rows = [("header", HEADER), ("episodes", {**EPISODE, "LS": "C9", "PLACE": "ZZ"}), ("reviews", REVIEW)]
    response = await client.post("/returns/ssda903", json=body(*rows))

    assert response.json()["rows"][0] == {"ref": "0", "result": "taken"}
    assert response.json()["rows"][1] == {
        "ref": "1",
        "result": "rejected",
        "code": "unknown-ls",
        "reason": "LS is blank or no legal status of the SSDA903; give its code",
    }
    assert response.json()["seq"] > 0


async def test_findings_are_counted(client: httpx.AsyncClient) -> None:
    rows = [
        ("episodes", {**EPISODE, "RNE": "L", "PLACE": "ZZ", "PLACE_PROVIDER": "PR9"}),
        ("episodes", {**EPISODE, "DECOM": "1/6/2016"}),
        ("reviews", {**REVIEW, "REVIEW_CODE": "PN8"}),
    ]
    response = await client.post("/returns/ssda903", json=body(*rows))

    assert response.json()["findings"] == {
        "unknown-place": 1,
        "unknown-place-provider": 1,
        "unknown-review-code": 1,
        "start-unknown": 1,
        "end-inferred": 1,
    }


async def test_the_same_rows_again_are_known_and_write_nothing(client: httpx.AsyncClient, log: Log) -> None:
    await sent(client, *ROWS)
    before = await log.types()
    response = await client.post("/returns/ssda903", json=body(*ROWS))

    assert [row["result"] for row in response.json()["rows"]] == ["known", "known", "known"]
    assert "seq" not in response.json()
    assert await log.types() == before


async def test_what_a_later_year_says_otherwise_restates_the_care(client: httpx.AsyncClient, log: Log) -> None:
    await sent(client, *ROWS, year=2016)
    closed = {**EPISODE, "DEC": "01/06/2016", "REC": "E4A"}
    placed = {**EPISODE, "RNE": "P", "DECOM": "01/05/2016", "PLACE": "A5"}

    assert await sent(client, ("episodes", closed), ("episodes", placed), year=2017) == ["corrected", "taken"]
    assert (await log.types("care-"))[3:] == [
        "ChildPlacedForAdoption",
        "ChildCeasedLookedAfter",
        "ReasonCeasedRecorded",
    ]

    reopened = {**closed, "DEC": "02/06/2016"}
    assert await sent(client, ("episodes", reopened), year=2018) == ["corrected"]
    assert (await log.types("care-"))[6:] == ["CareEndCorrected", "ReasonCeasedRecorded"]

    assert await sent(client, ("episodes", EPISODE), year=2015) == ["known"]
    assert len(await log.types("care-")) == 8


async def test_reviews_may_come_in_a_later_request_than_their_child(client: httpx.AsyncClient, log: Log) -> None:
    assert await sent(client, ("reviews", REVIEW)) == ["unknown-child"]
    assert await log.children() == 0
    assert await sent(client, ("header", HEADER)) == ["taken"]
    assert await sent(client, ("reviews", REVIEW)) == ["taken"]
    assert await log.types("review-") == ["ReviewHeld", "ReviewCompleted"]


async def test_a_child_of_whom_nothing_is_taken_is_not_registered(client: httpx.AsyncClient, log: Log) -> None:
    rows = [("header", {**HEADER, "DOB": "30/02/2014"}), ("episodes", {**EPISODE, "RNE": ""}), ("reviews", REVIEW)]

    assert await sent(client, *rows) == ["impossible-date", "unknown-rne", "unknown-child"]
    assert await log.types() == []


async def test_rows_without_a_child_make_none(client: httpx.AsyncClient, log: Log) -> None:
    nobody = [(file, {**cells, "CHILD": child}) for file, cells in ROWS for child in ("", " ", "9" * 65)]

    assert await sent(client, *nobody) == ["unknown-child"] * 9
    assert await log.types() == []


async def test_a_bad_row_keeps_no_good_one_out(client: httpx.AsyncClient) -> None:
    bad = ("episodes", {**EPISODE, "DECOM": "0"})
    other = ("header", {**HEADER, "CHILD": "B2"})

    assert await sent(client, bad, *ROWS, other) == ["taken", "impossible-date", "taken", "taken", "taken"]


async def test_a_row_of_after_today_is_rejected(client: httpx.AsyncClient) -> None:
    tomorrow = {**REVIEW, "REVIEW": "06/01/2026"}
    today = {**REVIEW, "REVIEW": "05/01/2026"}

    assert await sent(client, ("header", HEADER), ("reviews", tomorrow), ("reviews", today)) == [
        "taken", "in-the-future", "taken"
    ]  # fmt: skip


async def test_two_imports_at_once_make_one_child_of_each(client: httpx.AsyncClient, log: Log) -> None:
    rows = [("header", {**HEADER, "CHILD": f"C{number}"}) for number in range(20)]
    answers = await asyncio.gather(*(sent(client, *order) for order in (rows, rows[::-1], rows, rows[::-1])))

    assert await log.children() == 20
    assert sum(answer.count("taken") for answer in answers) == 20
    assert sum(answer.count("known") for answer in answers) == 60


async def test_a_child_that_was_registered_with_its_code_is_the_same_child(
    client: httpx.AsyncClient, issuer: Issuer, log: Log
) -> None:
    known = {"name": "Robin Example", "identifiers": [{"system": "ssda903", "value": "A1"}]}
    headers = issuer.bearer(Role.BUSINESS_SUPPORT)
    assert (await client.post("/children", json=known, headers=headers)).status_code == 201
    await sent(client, *ROWS)

    assert await log.children() == 1
    assert '"name":"Robin Example","date_of_birth":"2008-03-27"' in await log.last("ChildIdentityCorrected")


async def test_a_date_of_birth_follows_the_return_unless_the_service_corrected_it(
    client: httpx.AsyncClient, issuer: Issuer, log: Log
) -> None:
    await sent(client, ("header", HEADER), year=2016)
    await sent(client, ("header", {**HEADER, "DOB": "28/03/2008"}), year=2017)

    assert (await log.types("child-"))[2:] == ["ChildIdentityCorrected"]
    assert '"date_of_birth":"2008-03-28"' in await log.last("ChildIdentityCorrected")

    own = {"name": None, "date_of_birth": "2008-03-29"}
    address = f"/children/{await log.child()}/identity-corrections"
    corrected = await client.post(address, json=own, headers=issuer.bearer(Role.BUSINESS_SUPPORT))
    assert corrected.status_code == 201
    await sent(client, ("header", {**HEADER, "DOB": "30/03/2008"}), year=2018)
    assert '"date_of_birth":"2008-03-29"' in await log.last("ChildIdentityCorrected")


async def test_an_idempotency_key_is_good_for_one_request(client: httpx.AsyncClient, log: Log) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    first = await client.post("/returns/ssda903", json=body(*ROWS), headers=key)
    written = await log.types()
    again = await client.post("/returns/ssda903", json=body(*ROWS), headers=key)
    other = await client.post("/returns/ssda903", json=body(ROWS[0]), headers=key)

    assert (first.status_code, again.status_code, other.status_code) == (200, 200, 422)
    assert again.headers["idempotency-replayed"] == "true"
    assert [row["result"] for row in again.json()["rows"]] == ["known", "known", "known"]
    assert other.json()["code"] == "idempotency.key_reused"
    assert await log.types() == written


async def test_another_authoritys_return_is_refused(client: httpx.AsyncClient, log: Log) -> None:
    response = await client.post("/returns/ssda903", json=body(*ROWS, authority="E10000012"))

    assert (response.status_code, response.json()["code"]) == (409, "return.other_authority")
    assert response.json()["field"] == "authority"
    assert await log.types() == []


async def test_what_is_no_row_of_a_return_is_refused_by_field(client: httpx.AsyncClient, log: Log) -> None:
    bad = body(*ROWS)
    bad["rows"][1] |= {"file": "oc2", "year": 16}
    response = await client.post("/returns/ssda903", json=bad)

    assert (response.status_code, response.json()["code"]) == (422, "request.invalid")
    assert {error["field"] for error in response.json()["errors"]} == {"rows.1.file", "rows.1.year"}
    assert await log.types() == []


async def test_only_those_who_send_returns_may(client: httpx.AsyncClient, issuer: Issuer, log: Log) -> None:
    for role in (Role.IRO, Role.ANALYST, Role.SOCIAL_WORK_MANAGER):
        response = await client.post("/returns/ssda903", json=body(*ROWS), headers=issuer.bearer(role))
        assert (response.status_code, response.json()["code"]) == (403, "role.missing")
    for role in (Role.OPERATOR, Role.BUSINESS_SUPPORT, Role.MANAGER, Role.INFORMATION_SYSTEM):
        response = await client.post("/returns/ssda903", json=body(), headers=issuer.bearer(role))
        assert response.status_code == 200
    assert await log.types() == []


async def test_a_body_of_a_megabyte_is_refused(client: httpx.AsyncClient, log: Log) -> None:
    rows = [("header", {**HEADER, "CHILD": f"C{number}", "NOTE": "x" * 400}) for number in range(2000)]
    response = await client.post("/returns/ssda903", json=body(*rows))

    assert (response.status_code, response.json()["code"]) == (413, "request.too_large")
    assert await log.types() == []
