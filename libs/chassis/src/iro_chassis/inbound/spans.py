"""The last day of what a body tells of: not before its first."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from iro_events.dates import StrictDate


def _until_after_on(until: date | None, info: ValidationInfo) -> date | None:
    on: date | None = info.data.get("on")
    if until is not None and on is not None and until < on:
        raise PydanticCustomError("until_before_on", "lies before the first day; correct either")
    return until


Until = Annotated[StrictDate | None, AfterValidator(_until_after_on)]
"""The day on which it ended, None while it runs; its first day is the body's `on`, which stands before it."""
