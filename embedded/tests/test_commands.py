"""The `iro` command as it is typed: what it prints where, how it ends, and that it leaves nothing running behind."""

import asyncio
import json
import signal
from datetime import date
from pathlib import Path

import asyncpg
import httpx
import pytest

from iro_embedded.databases import DATABASES
from iro_embedded.demo import Borough
from iro_embedded.demo.filling import _Mark
from iro_embedded.postgres import embedded_postgres
from iro_embedded.testing.command import answered, iro, running

pytestmark = pytest.mark.database

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"


def _left_running(data: Path) -> bool:
    return (data / "postgres" / "postmaster.pid").exists()


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A return of two children: one review in time, one late, one row that cannot be taken."""
    folder = tmp_path / "return-2017"
    folder.mkdir()
    (folder / "header.csv").write_text(HEADER + "C1,1,01/02/2005,WBRI,,,\nC2,2,03/04/2006,WBRI,,,\n", encoding="utf-8")
    (folder / "episodes.csv").write_text(
        EPISODES + "C1,04/04/2016,S,C2,N1,U6,PR1,,,,,,\nC2,05/04/2016,S,C2,N1,U6,PR1,,,,,,\n", encoding="utf-8"
    )
    (folder / "reviews.csv").write_text(
        REVIEWS + "C1,01/02/2005,03/05/2016,PN1\nC2,03/04/2006,10/05/2016,PN1\nC2,03/04/2006,31/02/2016,PN1\n",
        encoding="utf-8",
    )
    return folder


def test_a_return_comes_in_once_and_its_figures_go_out_with_cases_that_add_up(council: Path, tmp_path: Path) -> None:
    bring_in = ("import", "ssda903", str(council), "--authority", "E10000011")
    assert answered(*bring_in, cwd=tmp_path) == {
        "rows": 7,
        "taken": 6,
        "known": 0,
        "corrected": 0,
        "rejected": {"impossible-date": 1},
    }
    assert (tmp_path / "rejections.csv").read_text(encoding="utf-8").startswith("file,row,code,reason\nreviews.csv,4,")
    assert answered(*bring_in, cwd=tmp_path)["known"] == 6

    figure = answered("figures", "reviews-in-time", "--period", "2016-17", cwd=tmp_path)
    cases = answered("figures", "reviews-in-time", "--period", "2016-17", "--cases", cwd=tmp_path)["items"]
    assert (figure["numerator"], figure["denominator"], figure["value"]) == (1, 2, 50.0)
    assert sum(case["in_time_statute"] is True for case in cases) == figure["numerator"]
    assert sum(case["in_time_statute"] is not None for case in cases) == figure["denominator"]
    assert all("CPR 2010 reg 33(1)" in " ".join(case["because"]) for case in cases)
    assert len(answered("figures", "--period", "2016-17", cwd=tmp_path)["items"]) >= 9
    told = iro("figures", "reviews-in-time", "--period", "2016-17", cwd=tmp_path).stdout
    assert "50.0 % (1 of 2)" in told
    assert not _left_running(tmp_path / "footprint-data")


def test_a_flipped_byte_is_found_and_its_event_named(council: Path, tmp_path: Path) -> None:
    answered("import", "ssda903", str(council), "--authority", "E10000011", cwd=tmp_path)
    assert answered("log", "verify", cwd=tmp_path)["review-service"]["clean"] is True
    exported = iro("log", "export", "log.jsonl", cwd=tmp_path)
    assert exported.returncode == 0, exported.stderr
    event = _flip_a_byte(tmp_path / "footprint-data")

    found = iro("log", "verify", "--json", cwd=tmp_path)

    assert found.returncode == 1
    broken = json.loads(found.stdout)["review-service"]
    assert broken["clean"] is False
    assert broken["first_broken"]["event"] == event
    assert event in iro("log", "verify", cwd=tmp_path).stdout
    assert answered("log", "verify", "--log", "log.jsonl", cwd=tmp_path)["log.jsonl"]["clean"] is True


def _flip_a_byte(data: Path) -> str:
    async def flip(url: str) -> str:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute("SET session_replication_role = replica")
            return str(
                await connection.fetchval(
                    "UPDATE events SET data = set_byte(data, 5, get_byte(data, 5) # 1) "
                    "WHERE position = (SELECT position FROM log WHERE seq = 3) RETURNING id"
                )
            )
        finally:
            await connection.close()

    with embedded_postgres(data, ["review"]) as postgres:
        return asyncio.run(flip(postgres.url("review")))


def test_a_folder_that_an_earlier_version_made_is_refused_in_a_sentence(council: Path, tmp_path: Path) -> None:
    data = tmp_path / "earlier"
    with embedded_postgres(data, tuple(DATABASES.values())) as postgres:
        for database in DATABASES.values():
            asyncio.run(_made_earlier(postgres.url(database)))
    _Mark(Borough(date(2016, 3, 31)), whole=True).write(data)

    for words in (
        ("run", "--port", "0"),
        ("demo", "borough"),
        ("import", "ssda903", str(council), "--authority", "E10000011"),
        ("figures", "reviews-in-time", "--period", "2016-17"),
        ("log", "verify"),
        ("log", "export", "log.jsonl"),
        ("parked", "list"),
        ("rebuild",),
    ):
        refused = iro(*words, "--data", str(data), cwd=tmp_path)
        assert (refused.returncode, refused.stdout) == (1, ""), words
        sentences = [line for line in refused.stderr.splitlines() if line.startswith("iro: ")]
        assert sentences == [f"iro: --data {data} was made by an earlier version; make a new one"], words
        assert "Traceback" not in refused.stderr, words
    assert not _left_running(data)


async def _made_earlier(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("CREATE TABLE iro_events_version (version_num varchar(32) PRIMARY KEY)")
    await connection.execute("INSERT INTO iro_events_version VALUES ('0005')")
    await connection.close()


def test_commands_work_beside_a_running_system_and_with_its_address(council: Path, tmp_path: Path) -> None:
    data = tmp_path / "footprint-data"
    with running(data) as (process, address):
        assert httpx.get(f"{address}/health/ready", timeout=30).json()["status"] == "ready"
        bring_in = ("import", "ssda903", str(council), "--authority", "E10000011")
        assert answered(*bring_in, cwd=tmp_path)["taken"] == 6
        assert answered(*bring_in, "--url", address, cwd=tmp_path)["known"] == 6
        asked = ("figures", "reviews-in-time", "--period", "2016-17")
        assert answered(*asked, "--url", address, cwd=tmp_path) == answered(*asked, cwd=tmp_path)
        token = iro("token", "--role", "analyst", cwd=tmp_path).stdout.strip()
        route = f"{address}/metrics-service/figures/reviews-in-time?period=2016-17"
        answer = httpx.get(route, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        assert (answer.json()["numerator"], answer.json()["denominator"]) == (1, 2)
        assert httpx.get(route, timeout=30).status_code == 401
        process.terminate()
        assert process.wait(60) == 0
    assert not _left_running(data)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_running_system_told_to_stop_leaves_nothing_behind(tmp_path: Path, told: signal.Signals) -> None:
    data = tmp_path / "data"
    with running(data) as (process, _):
        assert _left_running(data)
        process.send_signal(told)
        assert process.wait(60) == 0
    assert not _left_running(data)


def test_a_running_system_that_was_killed_starts_again_with_all_it_had(council: Path, tmp_path: Path) -> None:
    data = tmp_path / "footprint-data"
    bring_in = ("import", "ssda903", str(council), "--authority", "E10000011")
    with running(data) as (process, _):
        assert answered(*bring_in, cwd=tmp_path)["taken"] == 6
        process.kill()
        process.wait(10)
    assert answered(*bring_in, cwd=tmp_path)["known"] == 6
    assert not _left_running(data)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("figures", "--period", "2016-17"), 1, "--data footprint-data holds no data yet"),
        (("log", "verify"), 1, "--data footprint-data holds no data yet"),
        (("log", "verify", "--log", "nowhere.jsonl"), 1, "--log nowhere.jsonl cannot be read"),
        (("import", "ssda903", "nowhere", "--authority", "E10000011"), 1, "nowhere is no folder"),
        (("import", "ssda903", ".", "--authority", "Sussex"), 1, "--authority 'Sussex' is no ONS code"),
        (("figures", "--period", "2016-17", "--url", "there"), 1, "--url 'there' is no web address"),
        (("figures", "--period", "2016-17", "--url", "http://127.0.0.1:9", "--token", "x"), 1, "cannot be reached"),
        (("figures", "--period", "2016-17", "--url", "http://127.0.0.1:9"), 1, "--url needs a token"),
        (("run", "--host", "0.0.0.0"), 2, "--host 0.0.0.0 can be reached by others"),  # noqa: S104 -- refused
        (("figures",), 2, "--period"),
        (("frobnicate",), 2, "frobnicate"),
        (("token", "--role", "boss"), 2, "boss"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_that_names_the_field(
    tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    done = iro(*words, cwd=tmp_path)
    assert done.returncode == code
    assert done.stdout == ""
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_belongs_to_one_authority(council: Path, tmp_path: Path) -> None:
    answered("import", "ssda903", str(council), "--authority", "E10000011", cwd=tmp_path)
    other = iro("import", "ssda903", str(council), "--authority", "E10000016", cwd=tmp_path)
    assert other.returncode == 1
    assert "holds the data of E10000011" in other.stderr


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with running(tmp_path / "one") as (_, address):
        port = address.rpartition(":")[2]
        second = iro("run", "--port", port, "--data", "two", cwd=tmp_path)
    assert second.returncode == 1
    assert f"--port {port} is taken" in second.stderr


def test_the_settings_of_a_broker_which_one_process_has_no_need_of_stop_the_start(tmp_path: Path) -> None:
    refused = iro("run", "--port", "0", cwd=tmp_path, KAFKA_BOOTSTRAP_SERVERS="broker:9092")
    assert refused.returncode == 1
    assert "KAFKA_BOOTSTRAP_SERVERS" in refused.stderr
    assert not _left_running(tmp_path / "footprint-data")


def test_the_figures_are_rebuilt_and_come_to_the_same(council: Path, tmp_path: Path) -> None:
    answered("import", "ssda903", str(council), "--authority", "E10000011", cwd=tmp_path)
    before = answered("figures", "--period", "2016-17", cwd=tmp_path)

    rebuilt = answered("rebuild", "reviews-in-time", cwd=tmp_path)["reviews"]

    assert rebuilt["cases"]["review_case"] == 2
    assert set(rebuilt["differences"].values()) == {0}
    assert answered("figures", "--period", "2016-17", cwd=tmp_path) == before
    assert iro("rebuild", "late-buses", cwd=tmp_path).returncode == 2
    assert answered("parked", "list", cwd=tmp_path) == []
