"""The pages in a real browser: nothing to complain of, whole on a narrow screen, in the dark, on paper, by keyboard."""

import base64
import os
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from anyio import to_thread

from iro_chassis.testing.wire import at_an_address
from iro_embedded.pages.areas import AREAS
from iro_embedded.testing.browser import NoBrowser, Tab, running_browser

pytestmark = [pytest.mark.anyio, pytest.mark.browser, pytest.mark.database]

LOOKING = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")
TAB, ENTER = ("Tab", 9), ("Enter", 13)
WIDE, NARROW, A4 = 1200, 400, 680
"""Pixels; the last is what the margins leave of 210 mm."""

VIEWS = (
    {"width": NARROW},
    {"width": NARROW, "scheme": "dark"},
    {"width": A4, "medium": "print"},
)
FAULTS = """
const main = document.querySelector("main");
main.insertAdjacentHTML("beforeend", `<h5>Deep</h5><h2 id="main">Pale</h2><a href="/"></a><a href="#gone">Gone</a>
<img src="/static/footprint.svg"><table><tr><th>Of nothing</th></tr></table>
<div role="region" aria-labelledby="none">Wide</div>`);
main.lastElementChild.style.width = "9999px";
main.querySelector("h2:last-of-type").style.color = "#eee";
"""
COMPLAINTS = (
    "scrolls sideways",
    "heading leaves a level out",
    "two of one id: main",
    "named by nothing",
    "leads nowhere",
    "has no name",
    "says nothing",
    "table without caption",
    "header of nothing",
    "contrast of only",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """Without Chromium its tests are left out at home; under CI that is a failure."""
    try:
        with running_browser(tmp_path_factory.mktemp("browser")) as tab:
            yield tab
    except NoBrowser as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
async def site(standing_desk: Any) -> AsyncIterator[str]:
    """The address of the system, served on this machine."""
    async with at_an_address(standing_desk.system.app) as address:
        yield address


async def test_a_reader_comes_from_the_home_page_to_an_area_a_figure_and_a_child_and_the_browser_complains_of_nothing(
    browser: Tab, site: str, child: str
) -> None:
    def read() -> None:
        browser.be(WIDE)
        browser.open(f"{site}/?year=2014-15")
        assert browser.ask("document.querySelector('h2').textContent") == "Are deadlines safe today?"
        browser.follow('a[href^="/areas/timescales"]')
        assert browser.ask("document.querySelector('h1').textContent") == "Reviews and timescales, 2014-15"
        assert browser.ask("document.querySelectorAll('svg.columns rect.fill').length") > 0
        browser.follow('.links a[href*="verdict=late"]')
        assert "Reviews in time" in browser.ask("document.title")
        browser.follow(f'a[href^="/children/{child}"]')
        assert f"Footprint of child {child[:8]}" in browser.ask("document.querySelector('h1').textContent")

    browser.complaints.clear()
    await to_thread.run_sync(read)
    assert browser.complaints == []


async def test_every_page_is_whole_on_a_narrow_screen_in_the_dark_and_on_paper(
    browser: Tab, site: str, child: str
) -> None:
    pages = [
        "/?year=2014-15",
        *(f"/areas/{slug}?period=2014-15" for slug in AREAS),
        "/areas/team?period=2014-Q1&as_known_at=2014-09-01",
        "/deadlines",
        "/figures?year=2014-15",
        "/figures/reviews-in-time?period=2014-15",
        f"/children/{child}?period=2014-15",
        "/nowhere",
    ]

    def look() -> dict[str, list[str]]:
        found = {}
        for page in pages:
            browser.open(f"{site}{page}")
            for view in VIEWS:
                browser.be(**view)  # type: ignore[arg-type]
                found[f"{page} {view}"] = browser.ask(LOOKING)
        return found

    def look_at_faults() -> list[str]:
        browser.be(WIDE)
        browser.ask(f"{{{FAULTS}}}")
        wrong: list[str] = browser.ask(LOOKING)
        return wrong

    found = await to_thread.run_sync(look)
    assert {view: wrong for view, wrong in found.items() if wrong} == {}
    seen = await to_thread.run_sync(look_at_faults)
    assert [said for said in COMPLAINTS if not any(wrong.startswith(said) for wrong in seen)] == [], "faults not seen"


async def test_a_page_is_read_by_keyboard_and_printed_on_a4_with_its_numbers_though_they_are_folded_on_the_screen(
    browser: Tab, site: str, child: str
) -> None:
    def read() -> str:
        browser.be(WIDE)
        browser.open(f"{site}/areas/timescales?period=2014-15")
        browser.press(*TAB)
        assert browser.ask("document.activeElement.textContent") == "Skip to the content"
        browser.press(*ENTER)
        assert browser.ask("document.activeElement.id") == "main"
        browser.ask("document.querySelector('summary').focus()")
        assert browser.ask("document.querySelector('details .scroll').checkVisibility()") is False
        browser.press(*ENTER)
        assert browser.ask("document.querySelector('details .scroll').checkVisibility()") is True
        browser.press(*ENTER)
        browser.be(A4, medium="print")
        assert browser.ask("document.querySelector('details .scroll').getBoundingClientRect().height") > 100
        assert browser.ask("document.querySelector('form').checkVisibility()") is False
        printed: str = browser.tell("Page.printToPDF", preferCSSPageSize=True)["data"]
        return printed

    paper = base64.b64decode(await to_thread.run_sync(read))
    sides = {(round(float(x)), round(float(y))) for x, y in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)}
    assert sides == {(595, 842)}
