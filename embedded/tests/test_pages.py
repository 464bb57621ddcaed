"""The pages tell the figures and their reasons, to anybody with any browser, on any width, without a mouse."""

import html
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from iro_chassis.roles import Role
from iro_embedded.compose import composed
from iro_embedded.pages.years import is_year, months_of, year_of

pytestmark = [pytest.mark.anyio, pytest.mark.database]

IRO = "00000000-0000-4000-8000-0000000000a1"


@pytest.fixture
async def late_child(desk: Any) -> str:
    """First review in time, second 12 days late, third never held though due."""
    child = await desk.child(on="2014-04-01", notified_on="2014-04-02")
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-04-28")
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-08-09")
    return child


async def test_an_empty_system_says_what_to_do_next(folder: Path) -> None:
    async with composed(folder) as system, system.client() as visitor:
        page = await visitor.get("/")
    assert page.status_code == 200
    assert "Nothing is recorded yet" in page.text
    assert "iro import ssda903 FOLDER --authority E10000011" in page.text
    assert "--demo" in page.text


async def test_the_home_page_shows_the_years_timeliness_and_the_latest_late_review_with_its_calendar_days(
    desk: Any, late_child: str, outline_of: Any
) -> None:
    page = await desk.page("/?year=2014-15")
    outline = outline_of(page.text)
    words = " ".join(outline.text.split())
    assert (1, "Independent reviewing in 2014-15") in outline.headings
    assert re.search(r"August 2014 0\.0 % (\d+) late in August 2014 \1 ", words)
    assert re.search(r"April 2014 100\.0 % 0 \d+ ", words)
    assert "Second review, held 9 Aug 2014" in words
    assert "after the review of 28 Apr 2014, the first" in words
    assert "due by 28 Jul 2014, held on 9 Aug 2014: 12 days late" in words
    assert late_child[:8] in words
    assert late_child not in outline.text, "a page shows the first figures of an opaque number, and links by the rest"


async def test_without_a_year_the_latest_one_with_a_review_is_shown(desk: Any, late_child: str) -> None:
    assert "Independent reviewing in 2014-15" in (await desk.page("/")).text


async def test_what_is_overdue_unbooked_and_booked_is_told_apart(desk: Any, outline_of: Any) -> None:
    overdue = await desk.child(on="2014-07-01")
    unbooked = await desk.child(on="2014-08-06")
    booked = await desk.child(on="2014-08-07")
    await desk.told(f"/children/{booked}/reviews", planned_for="2014-09-04")

    words = " ".join(outline_of((await desk.page("/")).text).text.split())

    assert f"29 Jul 2014 first overdue {overdue[:8]}" in words
    assert f"4 Sep 2014 first unbooked {unbooked[:8]}" in words
    assert f"5 Sep 2014 first booked for 4 Sep 2014 {booked[:8]}" in words


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/areas/timescales?period=2014-15",
        "/deadlines",
        "/figures",
        "/figures/reviews-in-time?period=2014-15",
        "/nowhere",
    ],
)
async def test_a_page_is_whole_for_whoever_cannot_see_it(
    desk: Any, late_child: str, outline_of: Any, path: str
) -> None:
    outline = outline_of((await desk.page(path)).text)
    assert outline.language == "en-GB"
    assert outline.landmarks == ["header", "nav", "main", "footer"]
    assert sum(level == 1 for level, _ in outline.headings) == 1
    assert all(
        after - before <= 1 for (before, _), (after, _) in zip(outline.headings, outline.headings[1:], strict=False)
    )
    assert len(outline.captions) == outline.tables
    assert all(outline.captions)
    assert outline.unscoped == 0
    assert outline.fields <= outline.labelled
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.links[0] == "#main"


@pytest.mark.parametrize(
    "path", ["/", "/areas/timescales?period=2014-15", "/figures", "/figures/reviews-in-time?period=2014-15"]
)
async def test_a_page_fetches_nothing_from_elsewhere_and_runs_no_script(
    desk: Any, late_child: str, outline_of: Any, path: str
) -> None:
    page = await desk.page(path)
    outline = outline_of(page.text)
    assert outline.inline == []
    assert all(address.startswith("/static/") for address in outline.fetched)
    for address in outline.fetched:
        assert (await desk.client.get(address)).status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")


async def test_every_link_of_the_home_page_leads_somewhere(desk: Any, late_child: str, outline_of: Any) -> None:
    for address in {link for link in outline_of((await desk.page("/")).text).links if not link.startswith("#")}:
        assert (await desk.client.get(address)).status_code == 200, address


async def test_the_home_page_says_first_whether_deadlines_are_safe_and_leads_to_each(
    desk: Any, late_child: str, outline_of: Any
) -> None:
    outline = outline_of((await desk.page("/")).text)
    assert outline.headings[1] == (2, "Are deadlines safe today?")
    words = " ".join(outline.text.split())
    assert re.search(r"No\. \d+ (is|are) missed; \d+ runs? out by 8 Sep 2014", words)
    assert "An IRO to be appointed the IROs' manager" in words

    page = await desk.page("/deadlines?clock=iro-appointment")

    words = " ".join(outline_of(page.text).text.split())
    assert "An IRO to be appointed, due by 8 Apr 2014" in words
    assert "To settle it: appoint an IRO." in words
    assert "5 working days" in words


async def test_a_childs_page_tells_its_year_day_by_day_with_reasons_and_what_is_open(
    desk: Any, late_child: str, outline_of: Any
) -> None:
    late = await desk.page("/figures/reviews-in-time?period=2014-15&verdict=late")
    assert f"/children/{late_child}" in outline_of(late.text).links

    page = await desk.page(f"/children/{late_child}?period=2014-15")

    words = " ".join(outline_of(page.text).text.split())
    assert f"Footprint of child {late_child[:8]}" in words
    assert "1 Apr 2014 Becomes looked after; the IRO service is told on 2 Apr 2014 1 Sep 2014" in words
    assert "due by 28 Jul 2014, held on 9 Aug 2014: 12 days late" in words
    assert "An IRO to be appointed, due by 8 Apr 2014" in words


async def test_a_figures_page_lists_its_late_cases_with_reasons(desk: Any, late_child: str, outline_of: Any) -> None:
    page = await desk.page("/figures/reviews-in-time?period=2014-08-01..2014-08-31&verdict=late")
    words = " ".join(outline_of(page.text).text.split())
    assert "12 days late" in words
    assert "How it is counted" in words
    assert "held 28 Apr 2014" not in words


async def test_every_figure_has_its_page(desk: Any, late_child: str) -> None:
    figures = (await desk.client.get("/metrics-service/figures")).json()["items"]
    assert len(figures) >= 9
    for figure in figures:
        page = await desk.page(f"/figures/{figure['id']}?period=2014-15")
        assert page.status_code == 200, page.text
        assert figure["title"] in html.unescape(page.text)


async def told_to_participation(desk: Any, seq: int, path: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"If-Reviews-Seq-At-Least": str(seq)}
    answer = await desk.client.post(f"/participation-service{path}", json=body, headers=headers)
    assert answer.is_success, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


async def test_what_a_child_said_is_found_among_the_cases_of_its_figures_and_a_survey_is_of_nobody(
    desk: Any, outline_of: Any
) -> None:
    child = await desk.child(on="2014-04-01", notified_on="2014-04-02")
    held = await desk.told(f"/children/{child}/held-reviews", held_on="2014-04-28")
    iro = "00000000-0000-4000-8000-0000000000a1"
    contact = {"iro": iro, "on": "2014-06-02", "medium": "visit", "begun_by": "child", "seen_alone": True}
    question = {
        "number": 1,
        "question": "knows-iro",
        "base": "all",
        "asked": 3,
        "answers": [{"answer": "yes", "count": 2}],
    }
    survey = await told_to_participation(desk, 0, "/surveys", {"on": "2014-06-03", "invited": 9, "answered": 4})
    for path, body in (
        (f"/reviews/{held['id']}/participations", {"code": "PN6", "age_on_review": 10}),
        (f"/children/{child}/contacts", contact),
        (f"/surveys/{survey['id']}/answers", question),
    ):
        await told_to_participation(desk, held["seq"], path, body)

    for figure, words in (
        ("participation", f"Review, held 28 Apr 2014 Child {child[:8]}"),
        ("iro-contacts", f"Contact on 2 Jun 2014 Child {child[:8]}"),
        ("survey-answers", "Question of the survey of 3 Jun 2014 Of no single child"),
    ):
        page = await desk.page(f"/figures/{figure}?period=2014-Q1")
        assert words in " ".join(outline_of(page.text).text.split())


async def test_a_dispute_is_found_among_the_cases_of_its_figures_the_deadlines_and_on_its_childs_page(
    desk: Any, outline_of: Any
) -> None:
    child, care = await desk.in_care(on="2014-08-01", notified_on="2014-08-01")
    appointed = await desk.told(f"/care/{care}/iro-appointments", iro=IRO, on="2014-08-04")
    stages = [
        {"stage": "team-manager", "name": "Team manager", "working_days": 5},
        {"stage": "senior-managers", "name": "Senior managers"},
    ]
    raised = {"iro": IRO, "on": "2014-08-04", "category": "placement-delay", "childs_view": "agrees"}
    async with desk.system.client(Role.MANAGER) as manager:

        async def told(path: str, body: dict[str, Any]) -> dict[str, Any]:
            headers = {"If-Reviews-Seq-At-Least": str(appointed["seq"])}
            answer = await manager.post(f"/escalation-service{path}", json=body, headers=headers)
            assert answer.is_success, answer.text
            receipt: dict[str, Any] = answer.json()
            return receipt

        await told("/ladders", {"valid_from": "2014-04-01", "stages": stages})
        concern = await told(f"/children/{child}/concerns", {**raised, "raised_with": "team-manager"})
        await told(f"/concerns/{concern['id']}/disputes", {"on": "2014-08-22"})

    for path, said in (
        (
            "/figures/disputes-formal?period=2014-Q2",
            f"Concern raised on 4 Aug 2014 Child {child[:8]} · open · placement delay raised with the team manager",
        ),
        ("/figures/escalations-by-stage?period=2014-Q2", "Dispute with the team manager from 22 Aug 2014"),
        ("/deadlines?clock=dispute-stage", "A dispute to be answered at its stage, due by 1 Sep 2014"),
        ("/deadlines?clock=dispute-cap&within=30", "A formal dispute to be concluded, due by 22 Sep 2014"),
        (f"/children/{child}?period=2014-15", "The concern is a formal dispute, to be concluded by 22 Sep 2014"),
    ):
        assert said in " ".join(outline_of((await desk.page(path)).text).text.split()), path


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/?year=2014", 422, "written like 2016-17"),
        ("/figures?year=2014-16", 422, "written like 2016-17"),
        ("/figures/no-such-figure", 404, "figure"),
        ("/figures/reviews-in-time?period=soon", 422, "2014-15"),
        ("/figures/reviews-in-time?verdict=maybe", 422, "late or in-time"),
        ("/nowhere", 404, "home page"),
        ("/children/nobody", 404, "home page"),
        ("/children/00000000-0000-4000-8000-000000000000", 404, "nothing was ever told"),
        ("/deadlines?within=soon", 422, "0 to 366 days"),
        ("/deadlines?within=400", 422, "0 to 366 days"),
        ("/deadlines?clock=egg-timer", 422, "review"),
    ],
)
async def test_a_question_without_an_answer_gets_a_page_that_says_why(
    desk: Any, path: str, status: int, said: str
) -> None:
    page = await desk.page(path)
    assert page.status_code == status
    assert said in page.text
    assert "Back to the home page" in page.text


async def test_what_is_typed_into_an_address_is_never_taken_for_markup(desk: Any) -> None:
    page = await desk.page("/figures/reviews-in-time?period=<script>alert(1)</script>")
    assert page.status_code == 422
    assert "<script>" not in page.text


def test_a_year_runs_from_april_to_march() -> None:
    assert (year_of(date(2017, 3, 31)), year_of(date(2017, 4, 1))) == ("2016-17", "2017-18")
    assert months_of("2016-17") == [f"2016-{n:02}" for n in range(4, 13)] + ["2017-01", "2017-02", "2017-03"]
    assert year_of(date(1999, 5, 1)) == "1999-00"
    assert is_year("1999-00")
    assert not is_year("2016-18")
