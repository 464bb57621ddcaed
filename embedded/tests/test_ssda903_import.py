"""A return from its folder into a running review-service, over its own route and with a real database."""

import csv
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import AUTHORITY, Issuer, MovingClock, served, settings_of
from iro_embedded.ssda903 import ImportResult, ImportStopped, NoSuchFolder, import_return
from review_service.app import create_app

pytestmark = [pytest.mark.anyio, pytest.mark.database]

FAKE_RETURN = Path(__file__).parents[3] / "shared" / "data" / "ssda903-fake"
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
SMALL = {
    "header": HEADER + "a1,2,27/03/2008,WBRI,,,\nA2 ,1,28/03/2008,XXXX,,,\n",
    "episodes": EPISODES + "A1,15/02/2016,S,C2,N1,U4,,\nA1,16/02/2016,L,ZZ,N1,U4,,\n",
    "reviews": REVIEWS + "A1,27/03/2008,10/03/2016,PN1\n\nA1,27/03/2008,10/03/2016,PN1\nA3,,10/03/2016,PN1\n",
    "oc2": "CHILD,DOB,SDQ_SCORE\nA1,27/03/2008,3\n",
}


class CutOff(httpx.AsyncBaseTransport):
    """A network that breaks at the requests it is told to: before they are sent, or before their answer is back."""

    def __init__(self, network: httpx.AsyncBaseTransport) -> None:
        self.network = network
        self.requests = 0
        self.before: set[int] = set()
        self.after: set[int] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        if self.requests in self.before:
            raise httpx.ConnectError("cut off before it was sent", request=request)
        response = await self.network.handle_async_request(request)
        if self.requests in self.after:
            await response.aread()
            raise httpx.ReadError("cut off before the answer was back", request=request)
        return response


@pytest.fixture
def network() -> CutOff:
    return CutOff(httpx.AsyncBaseTransport())


@pytest.fixture
async def client(database_url: str, network: CutOff) -> AsyncIterator[httpx.AsyncClient]:
    clock = MovingClock(NOON)
    issuer = Issuer(clock)
    app = create_app(settings_of(database_url), clock=clock, verifier=issuer.verifier())
    headers = issuer.bearer(Role.OPERATOR)
    async with served(app, headers):
        network.network = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=network, base_url="http://service", headers=headers) as one:
            yield one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written = tmp_path / "return"
    written.mkdir()
    for name, content in SMALL.items():
        (written / f"{name}.csv").write_text(content)
    return written


async def imported(client: httpx.AsyncClient, folder: Path, authority: str = AUTHORITY) -> ImportResult:
    told: list[tuple[int, int]] = []
    result = await import_return(
        client,
        folder,
        authority,
        progress=lambda done, of: told.append((done, of)),
        address="/returns/ssda903",
        participations=None,
    )

    assert told == sorted(told)
    assert told[-1] == (result.rows, result.rows)
    return result


async def test_a_folder_is_imported_and_every_row_accounted_for(client: httpx.AsyncClient, folder: Path) -> None:
    result = await imported(client, folder)

    assert result.document() == {
        "rows": 7,
        "taken": 4,
        "known": 1,
        "corrected": 0,
        "rejected": {"unknown-child": 1, "unknown-ls": 1},
    }
    assert result.findings == {"unknown-ethnic": 1}
    assert result.not_read == ("oc2.csv",)


async def test_rejected_rows_are_written_with_file_line_code_and_remedy(
    client: httpx.AsyncClient, folder: Path, tmp_path: Path
) -> None:
    (folder / "reviews.csv").write_text(REVIEWS + 'A1,,"10/03/2016,PN1\n')
    result = await imported(client, folder)
    result.write_rejections(tmp_path / "rejections.csv")
    with (tmp_path / "rejections.csv").open(newline="") as written:
        rows = list(csv.reader(written))

    assert rows[0] == ["file", "row", "code", "reason"]
    assert [row[:3] for row in rows[1:]] == [
        ["episodes.csv", "3", "unknown-ls"],
        ["reviews.csv", "2", "unreadable-row"],
    ]
    assert all(row[3] for row in rows)


async def test_imported_again_all_is_known(client: httpx.AsyncClient, folder: Path) -> None:
    first = await imported(client, folder)
    again = await imported(client, folder)

    assert (again.taken, again.corrected, again.known) == (0, 0, first.taken + first.known)
    assert (again.rejections, again.findings) == (first.rejections, first.findings)


async def test_the_later_years_row_wins_in_whatever_order_the_files_stand(
    client: httpx.AsyncClient, tmp_path: Path
) -> None:
    for year, status in (("a 2017", "C1"), ("b 2016", "C2")):
        (tmp_path / year).mkdir()
        (tmp_path / year / "episodes.csv").write_text(EPISODES + f"A1,15/02/2016,S,{status},N1,U4,,\n")
    first = await imported(client, tmp_path)
    again = await imported(client, tmp_path)
    older = await imported(client, tmp_path / "b 2016")

    assert (first.taken, first.corrected) == (1, 1)
    assert (again.known, again.corrected) == (2, 0)
    assert (older.known, older.corrected) == (1, 0)


async def test_an_import_goes_on_where_it_was_cut_off(client: httpx.AsyncClient, folder: Path, network: CutOff) -> None:
    network.before, network.after = {1, 2}, {3}
    result = await imported(client, folder)

    assert network.requests == 4
    assert (result.taken + result.known, len(result.rejections)) == (5, 2)


async def test_an_import_that_is_stopped_half_way_is_finished_by_the_next(
    client: httpx.AsyncClient, tmp_path: Path, network: CutOff
) -> None:
    children = 1500
    (tmp_path / "header.csv").write_text(HEADER + "".join(f"C{n},2,27/03/2008,WBRI,,,\n" for n in range(children)))
    network.before = set(range(3, 100))
    with pytest.raises(ImportStopped, match="start the same import again"):
        await imported(client, tmp_path)

    network.before = set()
    finished = await imported(client, tmp_path)
    again = await imported(client, tmp_path)

    assert 0 < finished.known < children
    assert finished.taken + finished.known == children
    assert (again.taken, again.known) == (0, children)


async def test_a_return_of_another_authority_stops_with_a_sentence(client: httpx.AsyncClient, folder: Path) -> None:
    with pytest.raises(ImportStopped, match=r"return\.other_authority"):
        await imported(client, folder, "E10000012")


async def test_a_folder_that_is_none_stops_with_a_sentence(client: httpx.AsyncClient, tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolder):
        await imported(client, tmp_path / "nowhere")


async def test_a_folder_without_a_return_comes_to_nothing(client: httpx.AsyncClient, tmp_path: Path) -> None:
    result = await imported(client, tmp_path)

    assert (result.rows, result.rejections, result.not_read) == (0, (), ())


@pytest.mark.fake_return
async def test_a_whole_return_is_accounted_for_and_known_when_it_is_imported_again(client: httpx.AsyncClient) -> None:
    if not FAKE_RETURN.is_dir():
        pytest.skip("the made-up SSDA903 return is not beside the checkout")
    rows = sum(_rows(FAKE_RETURN / name) for name in ("header.csv", "episodes.csv", "reviews.csv"))
    first = await imported(client, FAKE_RETURN)
    again = await imported(client, FAKE_RETURN)

    assert first.rows == again.rows == rows
    assert (again.taken, again.corrected) == (0, 0)
    assert again.rejections == first.rejections
    assert set(first.rejected) == {"duplicate", "in-the-future"}
    assert len(first.not_read) == 9


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))
