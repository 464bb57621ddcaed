"""`iro figures`: a figure with its base and its definition, or all of a period's figures."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

import httpx
import typer

from iro_chassis.roles import Role
from iro_embedded.cli.answering import CannotAnswer, document, lines
from iro_embedded.cli.options import USUAL_DATA, Data, Json, Period, Token, Url
from iro_embedded.cli.reaching import Where, answer_of, reached
from iro_embedded.cli.working import work
from iro_embedded.pages.wording import base, number

app = typer.Typer()

_PATH = "metrics-service/figures"
_Figure = Annotated[str | None, typer.Argument(metavar="[ID]", help="Such as reviews-in-time; all without one.")]


@app.command()
def figures(  # noqa: PLR0913 -- every option is one thing a question may say
    figure: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Such as reviews-in-time; all without one.")
    ] = None,
    *,
    period: Period,
    as_known_at: Annotated[str | None, typer.Option(help="A moment or day: what was known then.")] = None,
    by: Annotated[str | None, typer.Option(help="Such as month, quarter, ordinal, regime.")] = None,
    cases: Annotated[bool, typer.Option("--cases", help="The cases behind the figure, with their reasons.")] = False,
    json: Json = False,
    data: Data = USUAL_DATA,
    url: Url = None,
    token: Token = None,
) -> None:
    """Prints a figure, its base and its definition."""
    if cases and figure is None:
        raise typer.BadParameter("--cases needs the ID of a figure.")
    asked = {"period": period, "as_known_at": _moment(as_known_at), "by": by}
    question = {name: value for name, value in asked.items() if value is not None}
    answer = work(lambda: _ask(Where(data, url, token), figure, question, cases=cases))
    if json:
        document(answer)
    elif cases:
        lines(line for case in answer["items"] for line in _case(case))
    else:
        lines(line for each in (answer["items"] if figure is None else [answer]) for line in _told(each))


async def _ask(where: Where, figure: str | None, question: Mapping[str, str], *, cases: bool) -> Any:
    async with reached(where, Role.ANALYST) as client:
        if figure is None:
            return await _all(client, question)
        if cases:
            return await _every_case(client, figure, question)
        return await answer_of(client, "GET", f"{_PATH}/{figure}", params=question)


def _moment(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise CannotAnswer(
            f"--as-known-at {text!r} is no moment: write a day (2014-07-01) or a moment (2014-07-01T09:00:00Z)"
        ) from None
    return text


async def _all(client: httpx.AsyncClient, question: Mapping[str, str]) -> dict[str, Any]:
    known = await answer_of(client, "GET", _PATH)
    if "by" in question:  # a dimension that only some figures have
        known["items"] = [each for each in known["items"] if question["by"] in each["by"]]
    asked = (answer_of(client, "GET", f"{_PATH}/{each['id']}", params=question) for each in known["items"])
    return {"items": await asyncio.gather(*asked)}


async def _every_case(client: httpx.AsyncClient, figure: str, question: Mapping[str, str]) -> dict[str, Any]:
    items: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = await answer_of(client, "GET", f"{_PATH}/{figure}/cases", params={**question, **cursor})
        items += page["items"]
        if page["next"] is None:
            return {"items": items}
        cursor = {"cursor": page["next"]}


def _told(answer: Mapping[str, Any]) -> Iterator[str]:
    yield f"{answer['title']}, {answer['period']}: {_value(answer)}"
    for part in answer["parts"]:
        yield f"  {part['title']}: {_value(part)}"
    for group in answer.get("groups") or ():
        yield f"  {group['key']}: {_value({'unit': answer['unit'], **group})}"
    definition = answer["definition"]
    yield f"  {definition['text']} ({definition['source']}; version {definition['version']})"
    yield ""


def _value(counted: Mapping[str, Any]) -> str:
    value = number(counted["value"], counted["unit"])
    if counted.get("denominator") is None:
        return value
    return f"{value} ({base(counted)})"


def _case(case: Mapping[str, Any]) -> Iterator[str]:
    dates = (f"{name.replace('_', ' ')} {case[name]}" for name in ("held_on", "due_statute") if case.get(name))
    who = f"child {case['child']}" if case["child"] else f"IRO {case['iro']}" if case.get("iro") else "no single child"
    yield f"{who}: {', '.join(dates)}"
    yield from (f"  {reason}" for reason in case["because"])
