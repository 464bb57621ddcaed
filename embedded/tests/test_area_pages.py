"""Each area of the work has its page, and on it each of its figures as the metrics service answers it."""

import html
import re
from decimal import Decimal
from typing import Any

import pytest
from starlette.applications import Starlette

from iro_chassis.roles import Role
from iro_embedded.inside import DevelopmentToken, client_of
from iro_embedded.pages.areas import AREAS
from iro_embedded.pages.asking import Services
from iro_embedded.pages.charts import chart
from iro_embedded.pages.dimensions import dimension, in_order, valued
from iro_embedded.pages.routes import Pages
from iro_embedded.pages.wording import base, defined
from iro_embedded.pages.years import in_full, quarters_of
from metrics_service.figures.catalogue import FIGURES

IRO = "00000000-0000-4000-8000-0000000000a1"
_HEADLINE = r'<h2 id="{}">.*?<p class="headline"><strong>(.*?)</strong>(.*?)</p>'


def test_every_figure_is_on_exactly_one_page_and_every_card_tells_figures_of_its_own_page() -> None:
    told = [figure for area in AREAS.values() for figure in area.figures]
    assert sorted(told) == sorted(FIGURES)
    assert all(area.telling and set(area.telling) <= set(area.figures) for area in AREAS.values())
    assert all(len(area.telling) <= 2 for area in AREAS.values())


def test_every_dimension_of_a_figure_has_words_of_its_own() -> None:
    dimensions = {by for figure in FIGURES.values() for by in figure.by} - {"month", "quarter"}
    assert {by for by in dimensions if dimension(by) == by} <= {"category", "contract", "disability", "medium"} | {
        "grade",
        "outcome",
        "plan",
        "process",
        "question",
        "reason",
        "regime",
        "stage",
        "team",
        "theme",
    }
    assert valued("E7", "reason") == "E7: to adult social care"
    assert valued(IRO, "iro") == "00000000"
    assert valued("no-iro", "iro") == "no IRO"
    assert valued("knows-iro", "question") == "knows IRO"
    assert valued("3 and later", "ordinal") == "third and later"


def test_groups_stand_in_the_order_of_their_numbers_and_what_is_unknown_comes_last() -> None:
    def ordered(*keys: str) -> list[str]:
        return [group["key"] for group in in_order([{"key": key} for key in keys])]

    bands = ["under 4", "4 to 7", "8 to 11", "12 to 15", "16 and over", "unknown"]
    assert ordered(*sorted(bands)) == bands
    assert ordered("E11", "E3", "E4A", "blank") == ["E3", "E4A", "E11", "blank"]
    assert ordered("drift", "contact", "unknown", "visits") == ["contact", "drift", "visits", "unknown"]


def test_columns_stand_on_one_line_as_high_as_their_values_and_a_month_without_a_base_has_none() -> None:
    groups = [
        {"key": "2014-04", "value": Decimal("100.0")},
        {"key": "2014-05", "value": Decimal("50.5")},
        {"key": "2014-06", "value": None},
        {"key": "2014-07", "value": Decimal("0.0")},
    ]
    drawn = chart(groups, "percent")
    assert drawn is not None
    heights = [column.height for column in drawn.columns]
    assert heights[1] == int(heights[0] * Decimal("0.505"))
    assert heights[2:] == [0, 0]
    assert all(column.top + column.height == drawn.baseline for column in drawn.columns)
    assert [column.said for column in drawn.columns] == ["100", "50.5", "\N{EN DASH}", "0"]
    assert [column.label for column in drawn.columns] == ["Apr", "May", "Jun", "Jul"]
    assert drawn.said == "Lowest: 0.0 % in July 2014. Highest: 100.0 % in April 2014."
    assert chart(groups[:1], "percent") is None
    assert chart([{"key": "2014-04", "value": 0}, {"key": "2014-05", "value": 0}], "reviews") is None


def test_a_base_tells_posts_and_weights_whole_though_they_come_in_hundredths() -> None:
    posts = {"numerator": 161, "denominator": 270, "unit": "children per full-time post"}
    weighed = {"numerator": 17_550, "denominator": 270, "unit": "weighted children per full-time post"}
    assert base(posts) == "161 to 2.7 posts"
    assert base(weighed) == "175.5 to 2.7 posts"
    assert base({"numerator": 270, "denominator": None, "unit": "hundredths of a full-time post"}) == "in hundredths"
    assert base({"numerator": 161, "denominator": None, "unit": "children"}) == "a count"


def test_a_definition_names_its_parts_by_their_titles() -> None:
    parts = [{"id": "together", "title": "Agencies work together"}]
    text = "Children at risk. `together`: those whose agencies do; as in `caseload`."
    told = "Children at risk. \N{LEFT DOUBLE QUOTATION MARK}Agencies work together\N{RIGHT DOUBLE QUOTATION MARK}: "
    assert defined({"definition": {"text": text}, "parts": parts}) == f"{told}those whose agencies do; as in caseload."
    assert defined({"definition": {"text": "Reviews held."}, "parts": parts}) == "Reviews held."


def test_a_quarter_is_told_by_its_months() -> None:
    assert quarters_of("2014-15") == ["2014-Q1", "2014-Q2", "2014-Q3", "2014-Q4"]
    assert in_full("2014-Q1") == "April to June 2014"
    assert in_full("2014-Q4") == "January to March 2015"


@pytest.fixture
def desk(standing_desk: Any) -> Any:
    return standing_desk


@pytest.mark.anyio
@pytest.mark.database
async def test_every_area_has_a_page_whose_values_are_those_of_the_service(desk: Any, child: str) -> None:
    shown = 0
    for period in ("2014-15", "2014-Q2"):
        for area in AREAS.values():
            page = await desk.client.get(f"/areas/{area.slug}?period={period}")
            assert page.status_code == 200, page.text
            for figure in area.figures:
                answer = await answer_of(desk, figure, period)
                value, base = _headline(page.text, figure)
                assert value == _printed(answer), figure
                if answer["unit"] == "percent":
                    assert base.split() == [f"{answer['numerator']:,}", "of", f"{answer['denominator']:,}"]
                assert defined(answer) in html.unescape(page.text)
                assert f"Definition version {answer['definition']['version']}. As known on " in page.text
                shown += 1
    assert shown == 2 * len(FIGURES)


async def answer_of(desk: Any, figure: str, period: str) -> dict[str, Any]:
    answer = await desk.client.get(f"metrics-service/figures/{figure}", params={"period": period})
    assert answer.is_success, answer.text
    told: dict[str, Any] = answer.json()
    return told


def _headline(page: str, figure: str) -> tuple[str, str]:
    found = re.search(_HEADLINE.format(figure), page, re.DOTALL)
    assert found, figure
    return found[1], found[2]


def _printed(answer: dict[str, Any]) -> str:
    if answer["value"] is None:
        return "none to count"
    return f"{answer['value']} %" if answer["unit"] == "percent" else f"{answer['value']:,}"


@pytest.mark.anyio
@pytest.mark.database
async def test_an_areas_page_divides_its_figures_draws_their_months_and_leads_to_their_cases_and_to_other_areas(
    desk: Any, child: str, outline_of: Any
) -> None:
    page = await desk.client.get("/areas/challenge?period=2014-15")
    outline = outline_of(page.text)
    words = " ".join(outline.text.split())
    assert outline.headings[0] == (1, "Challenge and disputes, 2014-15")
    assert re.search(r"By what is challenged What is challengedValue placement delay[1-9]", words)
    assert re.search(r"By whom it was raised with Whom it was raised withValue team manager[1-9]", words)
    assert re.search(r"July 20140a count August 2014[1-9]\d*a count", words)
    assert 'role="img" aria-label="Concerns raised informally by month, drawn as columns. Lowest: 0 in' in page.text
    assert re.search(r"Its parts by month; .*? Open and still informal0", words)
    assert "/areas/wishes?period=2014-15" in outline.links
    for address in {link for link in outline.links if not link.startswith("#") and "..2014-0" not in link}:
        assert (await desk.client.get(address)).status_code == 200, address

    cases = await desk.client.get("/figures/challenges-informal?period=2014-08-01..2014-08-31")
    assert "/areas/challenge" in outline_of(cases.text).links
    assert "/areas/challenge" in outline_of((await desk.client.get("/deadlines")).text).links


@pytest.mark.anyio
@pytest.mark.database
async def test_an_areas_page_and_a_figures_page_tell_what_was_known_on_a_day(
    desk: Any, child: str, outline_of: Any
) -> None:
    then = await desk.client.get("/areas/timescales?period=2014-15&as_known_at=2014-08-31")
    assert _headline(then.text, "reviews-held")[0] == "0"
    assert int(_headline((await desk.client.get("/areas/timescales?period=2014-15")).text, "reviews-held")[0]) >= 2
    link = "/figures/reviews-held?period=2014-15&as_known_at=2014-08-31#cases"
    assert link in outline_of(then.text).links
    figure = await desk.client.get(link)
    assert "There are none in this period." in figure.text
    assert "/areas/timescales?period=2014-15&as_known_at=2014-08-31" in outline_of(figure.text).links
    assert "As known on 31 Aug 2014 at 23:59" in figure.text


@pytest.mark.anyio
@pytest.mark.database
async def test_the_home_page_has_a_card_for_each_area_with_its_telling_figures(
    desk: Any, child: str, outline_of: Any
) -> None:
    page = await desk.client.get("/?year=2014-15")
    outline = outline_of(page.text)
    headings = [title for level, title in outline.headings if level == 3]
    assert headings[: len(AREAS)] == [area.title for area in AREAS.values()]
    for area in AREAS.values():
        assert f"/areas/{area.slug}?period=2014-15" in outline.links
        for figure in area.telling:
            answer = await answer_of(desk, figure, "2014-15")
            assert f"<dt>{answer['title']}</dt>" in html.unescape(page.text)
            assert f">{_printed(answer)}</" in page.text


@pytest.mark.anyio
@pytest.mark.database
async def test_who_may_not_see_a_restricted_figures_cases_sees_the_figure_and_why_they_are_not_shown(
    desk: Any, child: str, outline_of: Any
) -> None:
    system, role = desk.system, Role.BUSINESS_SUPPORT
    assert f"/children/{child}" in (await desk.client.get("/figures/participation?period=2014-15")).text
    token = DevelopmentToken(system.issuer, system.clock, role)
    async with (
        client_of(system.services["review-service"], token) as review,
        client_of(system.services["metrics-service"], token) as metrics,
    ):
        pages = Pages(Services(review, metrics), system.clock, system.authority, system.data)
        async with client_of(Starlette(routes=pages.routes()), token) as reader:
            page = await reader.get("/figures/participation?period=2014-15")
            area = await reader.get("/areas/participation?period=2014-15")
    assert page.status_code == area.status_code == 200
    words = " ".join(outline_of(page.text).text.split())
    assert "They are not shown here. Each case has special-category codes" in words
    assert "100.0 %" in words
    assert f"/children/{child}" not in page.text
    assert "Its cases, one by one, are told to few" in area.text


@pytest.mark.anyio
@pytest.mark.database
async def test_a_question_about_an_area_without_an_answer_gets_a_page_that_says_why(desk: Any) -> None:
    for path, status, said in (
        ("/areas/weather", 404, "home page"),
        ("/areas/team?period=2014-07", 422, "2016-Q1"),
        ("/areas/team?period=2014-Q5", 422, "2016-Q1"),
        ("/areas/team?as_known_at=soon", 422, "2014-07-01"),
        ("/areas/team?as_known_at=2014-01-01%26by=iro", 422, "2014-07-01"),
        ("/figures/participation?verdict=late", 422, "met or not-met"),
    ):
        page = await desk.client.get(path)
        assert (page.status_code, said in page.text) == (status, True), page.text
