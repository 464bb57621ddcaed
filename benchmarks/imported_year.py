"""A council's SSDA903 return: how long its import takes, and how soon pages and figures answer over it."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import httpx
from running_system import IRO, running_system
from table import Row

from iro_chassis.clock import system_clock
from iro_chassis.development import DevelopmentIssuer
from iro_chassis.roles import Role

RETURN = Path(__file__).parents[2] / "shared" / "data" / "ssda903-fake"
AUTHORITY = "E10000011"
YEAR = "2016-17"
"""The fullest year of the return."""

IMPORT_BOUND = 60.0
ANSWER_BOUND = 0.150
REQUESTS = 30
"""Of each address, after two that are not counted."""

Timed = tuple[float, str]
"""The 95th percentile of an address's answers in seconds, and which address it is."""


def measure(folder: Path) -> list[Row]:
    """The return is imported into an empty folder by the command, and then asked about over HTTP."""
    if not RETURN.is_dir():
        absent = f"{RETURN.name} is not beside the checkout"
        return [Row("import of a return, and answers over it", absent, "", "", "measured", met=False)]
    seconds, rows = _import(folder / "data", folder / "rejections.csv")
    imported = Row(
        what=f"import of {rows:,} rows, in an empty folder",
        ours=f"{seconds:.1f} s",
        peer="",
        ratio="",
        bound=f"under {IMPORT_BOUND:g} s",
        met=seconds < IMPORT_BOUND,
    )
    _counted(folder / "data")
    with running_system(folder / "data") as system:
        return [imported, *_answers(system.address, folder / "data")]


def _import(data: Path, rejections: Path) -> tuple[float, int]:
    where = ("--authority", AUTHORITY, "--data", str(data), "--rejections", str(rejections))
    began = perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command
        (str(IRO), "import", "ssda903", str(RETURN), *where), check=True, capture_output=True, text=True
    )
    seconds = perf_counter() - began
    return seconds, int(done.stdout.partition(" row")[0].replace(",", ""))


def _counted(data: Path) -> None:
    """Returns once figures count the whole return: while they catch up, it is the catching up that would be timed."""
    asked = ("figures", "reviews-held", "--period", YEAR, "--data", str(data))
    subprocess.run((str(IRO), *asked), check=True, capture_output=True)  # noqa: S603 - our own command


def _answers(address: str, data: Path) -> Iterator[Row]:
    token = DevelopmentIssuer.open(data, host="127.0.0.1").issue(Role.ANALYST, now=system_clock())
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=30.0) as client:
        figures = client.get("/metrics-service/figures").raise_for_status().json()["items"]
        asked = [(figure["id"], by) for figure in figures for by in (None, *figure["by"])]
        yield _row("home page", [_timed(client, "/", year=YEAR)])
        yield _row("a figure's page", [_timed(client, f"/figures/{each['id']}", period=YEAR) for each in figures])
        yield _row("a figure, whole or divided", [_figure(client, name, by) for name, by in asked])


def _figure(client: httpx.Client, name: str, by: str | None) -> Timed:
    divided = {"by": by} if by else {}
    return _timed(client, f"/metrics-service/figures/{name}", period=YEAR, **divided)


def _timed(client: httpx.Client, path: str, **asked: str) -> Timed:
    took = []
    for _ in range(REQUESTS + 2):
        began = perf_counter()
        client.get(path, params=asked).raise_for_status()
        took.append(perf_counter() - began)
    named = path.rpartition("/")[2] + "".join(f" by {value}" for name, value in asked.items() if name == "by")
    return quantiles(took[2:], n=20)[-1], named


def _row(what: str, timed: Sequence[Timed]) -> Row:
    slowest, named = max(timed)
    which = f" ({named}, the slowest of {len(timed)})" if len(timed) > 1 else ""
    return Row(
        what=f"{what} over the imported {YEAR}, p95",
        ours=f"{slowest * 1000:.0f} ms{which}",
        peer="",
        ratio="",
        bound=f"under {ANSWER_BOUND * 1000:g} ms",
        met=slowest < ANSWER_BOUND,
    )
