"""Parting a return into requests: children whole, sizes bearable, nothing lost."""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from iro_embedded.ssda903.batches import MOST_BYTES, Row, batches, body, row_of
from iro_embedded.ssda903.files import FoundFile, Line
from review_service.domain.return_codes import ReturnFile
from review_service.domain.return_reading import GivenRow

LARGEST_REQUEST = 900 * 1024


def reviews(*lines: tuple[str, ...], order: int = 0, kind: ReturnFile = ReturnFile.REVIEWS) -> list[Row]:
    columns = ("CHILD", "REVIEW") if kind is ReturnFile.REVIEWS else ("CHILD", "DECOM")
    numbered = tuple(Line(number, cells) for number, cells in enumerate(lines, start=2))
    file = FoundFile("some.csv", kind, 2016, columns, numbered, order)
    return [row_of(file, line) for line in numbered]


def test_a_row_is_sent_as_the_service_reads_it() -> None:
    (row,) = reviews((" a1 ", "1/2/2016"), order=3)
    sent = json.loads(body([row], "E10000011"))

    assert sent["authority"] == "E10000011"
    assert GivenRow.model_validate(sent["rows"][0]) == GivenRow(
        file=ReturnFile.REVIEWS, ref="3:2", order=3, year=2016, columns={"CHILD": " a1 ", "REVIEW": "1/2/2016"}
    )


def test_a_childs_rows_go_together_whatever_files_and_lines_they_stand_in() -> None:
    rows = [*reviews(("A1", "1/2/2016"), ("A2", "1/2/2016")), *reviews((" a1", "2/2/2016"), order=1)]
    (batch,) = batches(rows)

    assert [row.child for row in batch] == ["A1", "A1", "A2"]


def test_a_child_larger_than_a_request_is_parted_between_keys_with_episodes_before_reviews() -> None:
    count = MOST_BYTES // 60
    days = [f"{number % 28 + 1}/{number % 12 + 1}/{1950 + number % 60}" for number in range(count)]
    rows = [
        *reviews(*(("A1", day) for day in days)),
        *reviews(("A1", "1/1/2000"), order=1, kind=ReturnFile.EPISODES),
    ]
    sent = list(batches(rows))

    assert len(sent) > 1
    assert sent[0][0].text.startswith('{"file": "episodes"')
    assert max(len(body(batch, "E10000011")) for batch in sent) < LARGEST_REQUEST
    for before, after in pairwise(sent):
        assert before[-1].key < after[0].key


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(["A1", "A2", ""]), st.text(max_size=30)), max_size=40))
def test_every_row_is_sent_once(lines: list[tuple[str, str]]) -> None:
    rows = reviews(*lines)
    sent = [row.ref for batch in batches(rows) for row in batch]

    assert sorted(sent) == sorted(row.ref for row in rows)
