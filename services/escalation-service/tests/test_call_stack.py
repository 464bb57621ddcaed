"""Between a command's route and `decide` are four functions in three files at most, and never the route's own file."""

import sys
from types import FrameType
from typing import Any

import pytest

from escalation_service.api import concerns
from escalation_service.domain import concern

pytestmark = [pytest.mark.anyio, pytest.mark.database]

MOST_FUNCTIONS, MOST_FILES = 4, 3


def callers(frame: FrameType | None) -> list[tuple[str, str]]:
    """File and name of each function that is running, the innermost first."""
    stack = []
    while frame is not None:
        stack.append((frame.f_code.co_filename, frame.f_code.co_qualname))
        frame = frame.f_back
    return stack


async def test_few_functions_lie_between_the_route_and_the_decision(desk: Any) -> None:
    concern_id = await desk.concern("2014-07-21")
    stacks: list[list[tuple[str, str]]] = []

    def on_call(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is concern.decide.__code__:
            stacks.append(callers(frame.f_back))

    sys.setprofile(on_call)
    try:
        await desk.told(f"/concerns/{concern_id}/answers", on="2014-07-22", by="team-manager", answer="accepted")
    finally:
        sys.setprofile(None)

    (stack,) = stacks
    route = stack.index((concerns.__file__, concerns.answer_concern.__qualname__))
    between = stack[:route]
    files = {file for file, _ in between}
    assert 1 <= len(between) <= MOST_FUNCTIONS, between
    assert len(files) <= MOST_FILES, between
    assert concerns.__file__ not in files
