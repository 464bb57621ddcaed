from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from iro_events.hundredths import Between, Hundredths


class Post(BaseModel):
    fte: Annotated[Hundredths, Between(1, 100)]


@pytest.mark.parametrize(("written", "held"), [("0.80", 80), ("0.8", 80), ("1", 100), ("1.00", 100), ("0.01", 1)])
def test_a_decimal_number_is_held_as_hundredths_and_written_with_two_places(written: str, held: int) -> None:
    post = Post.model_validate({"fte": written})

    assert post.fte == held
    assert post.model_dump(mode="json") == {"fte": f"{held // 100}.{held % 100:02}"}


@pytest.mark.parametrize(
    "wrong", [80, 0.8, True, None, "", "0,8", "-0.8", "0.805", ".8", "1e0", " 0.8", "0.8\n", "\u0660.\u0668"]
)
def test_nothing_but_a_decimal_number_as_text_is_read(wrong: object) -> None:
    with pytest.raises(ValidationError, match="decimal_malformed"):
        Post.model_validate({"fte": wrong})


@pytest.mark.parametrize("wrong", ["0.00", "1.01"])
def test_a_number_out_of_range_is_refused_with_its_range(wrong: str) -> None:
    with pytest.raises(ValidationError, match=r"give a number from 0\.01 to 1\.00"):
        Post.model_validate({"fte": wrong})


@given(st.integers(0, 99_999_999))
def test_what_is_written_is_read_again(held: int) -> None:
    assert Hundredths.read(str(Hundredths(held))) == held


def test_its_schema_is_a_text() -> None:
    assert Post.model_json_schema()["properties"]["fte"]["type"] == "string"
