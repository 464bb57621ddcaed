from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from iro_events.dates import StrictDate


class Asked(BaseModel):
    on: StrictDate


@pytest.mark.parametrize("day", ["2014-04-01", "1900-01-01", "2100-12-31", "2012-02-29"])
def test_a_day_is_given_as_year_month_day(day: str) -> None:
    assert Asked.model_validate({"on": day}).on == date.fromisoformat(day)


@pytest.mark.parametrize(
    "given",
    [
        "2014-02-30",
        0,
        1.5,
        True,
        "0",
        "0001-01-01",
        "20140401",
        "2014-W14-2",
        "01/04/2014",
        " 2014-04-01",
        "2014-4-1",
        "2014-04-01T00:00:00",
        "\u0662\u0660\u0661\u0664-04-01",
        "",
        None,
        "1899-12-31",
        "2101-01-01",
        datetime(2014, 4, 1, tzinfo=UTC),
    ],
)
def test_anything_else_is_refused_with_a_remedy(given: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        Asked.model_validate({"on": given})

    (error,) = refused.value.errors()
    assert error["type"] in {"date_malformed", "date_out_of_range"}
    assert "give" in error["msg"]
