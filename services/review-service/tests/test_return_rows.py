"""What becomes of a return's rows: taken, known, corrected or rejected."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iro_events.decider import fold
from iro_events.facts.codes import ReasonCeased
from iro_events.spec import Spec
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.return_codes import ReturnFile, Rne
from review_service.domain.return_reading import GivenRow
from review_service.domain.return_rows import (
    RETURN_ROWS,
    ReturnRowAccepted,
    ReturnRowConfirmed,
    ReturnRowCorrected,
    ReturnRows,
    TakeReturnRows,
    sifted,
)

TODAY = date(2018, 6, 1)
HEADER = {"CHILD": "A1", "SEX": "2", "DOB": "27/03/2008", "ETHNIC": "WBRI"}
EPISODE = {"CHILD": "A1", "DECOM": "15/02/2016", "RNE": "S", "LS": "C2", "PLACE": "U4"}
REVIEW = {"CHILD": "A1", "DOB": "27/03/2008", "REVIEW": "10/03/2016", "REVIEW_CODE": "PN1"}


def row(file: str, cells: Mapping[str, str], *, order: int = 0, year: int | None = None, ref: str = "r") -> GivenRow:
    return GivenRow(file=ReturnFile(file), ref=ref, order=order, year=year, columns=dict(cells))


def header(*, order: int = 0, year: int | None = None, **cells: str) -> GivenRow:
    return row("header", {**HEADER, **cells}, order=order, year=year)


def episode(*, order: int = 1, year: int | None = None, **cells: str) -> GivenRow:
    return row("episodes", {**EPISODE, **cells}, order=order, year=year)


def review(*, order: int = 2, year: int | None = None, **cells: str) -> GivenRow:
    return row("reviews", {**REVIEW, **cells}, order=order, year=year)


def after(*imports: Sequence[GivenRow]) -> ReturnRows:
    """The rows kept after these imports, one after the other."""
    state = ReturnRows()
    for rows in imports:
        state = fold(RETURN_ROWS, sifted(rows, state, TODAY)[1], state)
    return state


def results(*rows: GivenRow, before: Sequence[GivenRow] = ()) -> list[str]:
    """What becomes of each row: the result, or the code of its rejection."""
    verdicts, _ = sifted(rows, after(before), TODAY)
    return [verdict.fault.code.value if verdict.fault else verdict.result.value for verdict in verdicts]


def test_a_row_seen_for_the_first_time_is_taken() -> None:
    assert results(header(), episode(), review()) == ["taken", "taken", "taken"]


def test_the_same_rows_again_are_known_and_nothing_is_kept_twice() -> None:
    rows = [header(), episode(), review()]
    verdicts, events = sifted(rows, after(rows), TODAY)

    assert [verdict.result.value for verdict in verdicts] == ["known", "known", "known"]
    assert events == []


def test_cells_are_trimmed_and_in_capitals() -> None:
    assert results(episode(LS=" c2 ", RNE="s\t", DECOM=" 15/2/2016"), before=[episode()]) == ["known"]


def test_column_names_are_trimmed_and_in_capitals() -> None:
    lower = row("episodes", {f" {column.lower()} ": cell for column, cell in EPISODE.items()}, order=9)

    assert results(lower, before=[episode()]) == ["known"]


def test_a_column_that_an_older_layout_has_not_says_no_more_than_a_blank_one() -> None:
    assert results(episode(REASON_PLACE_CHANGE=""), before=[episode()]) == ["known"]


@pytest.mark.parametrize(
    "day",
    [
        "30/02/2014",
        "31/4/2015",
        "0",
        "2014-02-28",
        "1/1/0001",
        "01/01/1899",
        "01/01/2101",
        "1/2/16",
        "x",
        "\uff11/2/2016",
    ],
)
def test_a_day_that_is_in_no_calendar_is_impossible(day: str) -> None:
    assert results(episode(DECOM=day)) == ["impossible-date"]
    assert results(episode(DEC=day)) == ["impossible-date"]
    assert results(header(DOB=day)) == ["impossible-date"]
    assert results(header(MC_DOB=day)) == ["impossible-date"]
    assert results(header(), review(REVIEW=day))[1] == "impossible-date"
    assert results(header(), review(DOB=day))[1] == "impossible-date"


def test_a_blank_key_date_is_impossible() -> None:
    assert results(header(), episode(DECOM=" "), review(REVIEW="")) == ["taken", "impossible-date", "impossible-date"]


def test_another_blank_date_is_fine() -> None:
    assert results(header(DOB="", MC_DOB=""), episode(DEC=""), review(DOB="")) == ["taken"] * 3


def test_the_first_and_the_last_day_of_the_range_are_days() -> None:
    assert results(header(DOB="1/1/1900")) == ["taken"]
    assert results(header(DOB="31/12/2100")) == ["in-the-future"]


def test_a_reason_for_a_new_episode_that_is_none_is_rejected_and_so_is_a_blank_one() -> None:
    assert results(episode(RNE="X1"), episode(RNE="", DECOM="16/02/2016")) == ["unknown-rne", "unknown-rne"]


def test_a_legal_status_that_is_none_is_rejected_and_so_is_a_blank_one() -> None:
    assert results(episode(LS="C9"), episode(LS="", DECOM="16/02/2016")) == ["unknown-ls", "unknown-ls"]


def test_an_episode_that_ends_before_it_began_is_rejected() -> None:
    assert results(episode(DEC="14/02/2016"), episode(DEC="15/02/2016", order=5)) == ["dec-before-decom", "taken"]


def test_a_review_of_a_child_in_no_other_row_is_rejected() -> None:
    assert results(review()) == ["unknown-child"]


def test_a_review_of_a_child_whose_other_rows_were_all_rejected_is_rejected() -> None:
    assert results(header(DOB="x"), episode(LS=""), review())[2] == "unknown-child"


def test_one_row_of_any_year_makes_the_child_known_to_its_reviews() -> None:
    assert results(review(year=2016), before=[header(year=2018)]) == ["taken"]
    assert results(review(year=2016), before=[episode(year=2018)]) == ["taken"]


def test_the_order_of_files_does_not_matter_to_whether_a_child_is_known() -> None:
    verdicts, _ = sifted([review(order=0), header(order=1)], ReturnRows(), TODAY)

    assert [verdict.result.value for verdict in verdicts] == ["taken", "taken"]


def test_a_row_without_a_child_is_rejected() -> None:
    assert results(header(CHILD=" "), episode(CHILD=""), review(CHILD="")) == ["unknown-child"] * 3


def test_a_day_after_that_of_the_import_is_in_the_future() -> None:
    assert results(header(), review(REVIEW="02/06/2018"), review(REVIEW="01/06/2018"))[1:] == ["in-the-future", "taken"]
    assert results(episode(DEC="02/06/2018")) == ["in-the-future"]


def test_the_first_reason_that_applies_is_the_one_told() -> None:
    faults = {"DECOM": "02/06/2019", "DEC": "1/6/2019", "RNE": "?", "LS": "?", "CHILD": ""}
    seen = []
    for mended in ({"DEC": "x"}, {}, {"RNE": "S"}, {"LS": "C2"}, {"DEC": ""}, {"CHILD": "A1"}, {"DECOM": "2/6/2016"}):
        seen += results(row("episodes", {**EPISODE, **faults, **mended}))
        faults |= mended if mended != {"DEC": "x"} else {}

    assert seen == [
        "impossible-date", "unknown-rne", "unknown-ls", "dec-before-decom", "unknown-child", "in-the-future", "taken"
    ]  # fmt: skip


def test_the_same_key_again_in_one_file_with_another_content_is_a_duplicate() -> None:
    assert results(episode(), episode(LS="C1"), episode()) == ["taken", "duplicate", "known"]
    assert results(header(), header(SEX="1")) == ["taken", "duplicate"]


def test_a_duplicate_stays_one_when_the_file_is_imported_again() -> None:
    rows = [episode(), episode(LS="C1")]

    assert results(*rows, before=rows) == ["known", "duplicate"]


def test_a_rejected_row_stands_in_the_way_of_no_other() -> None:
    assert results(episode(LS=""), episode()) == ["unknown-ls", "taken"]


def test_a_later_years_row_corrects_an_earlier_years() -> None:
    assert results(episode(year=2017, LS="C1"), before=[episode(year=2016)]) == ["corrected"]


def test_an_earlier_years_row_that_comes_after_is_known_and_changes_nothing() -> None:
    state = after([episode(year=2017, LS="C1")], [episode(year=2016)])

    assert results(episode(year=2016), before=[episode(year=2017, LS="C1")]) == ["known"]
    assert [kept.legal_status for kept in state.episodes()] == [LegalStatus.C1]


def test_of_two_files_without_a_year_the_one_given_later_wins() -> None:
    assert results(episode(order=4), episode(order=5, LS="C1")) == ["taken", "corrected"]


def test_files_that_disagree_are_all_known_when_they_are_imported_again() -> None:
    for years in ((None, None), (2016, 2016), (2016, 2017), (None, 2016), (2016, None)):
        rows = [episode(order=4, year=years[0]), episode(order=5, year=years[1], LS="C1")]

        assert results(*rows, before=rows) == ["known", "known"]
        assert [kept.legal_status for kept in after(rows, rows).episodes()] == [LegalStatus.C1]


def test_a_row_that_a_later_year_repeats_stands_against_the_earlier_year() -> None:
    imports = [[episode(year=2016)], [episode(year=2017)], [episode(year=2016, LS="C1")]]

    assert [kept.legal_status for kept in after(*imports).episodes()] == [LegalStatus.C2]
    assert results(*imports[2], before=[*imports[0], episode(year=2017, order=7)]) == ["known"]


def test_an_unknown_code_is_taken_and_found() -> None:
    (verdict,), events = sifted([episode(PLACE="ZZ", CIN="N9", REC="E99", DEC="1/3/2016")], ReturnRows(), TODAY)
    (read,) = fold(RETURN_ROWS, events).episodes()

    assert verdict.result.value == "taken"
    assert set(verdict.unknown) == {"CIN", "PLACE", "REC"}
    assert (read.placement, read.reason, read.care_ended_on) == (None, None, date(2016, 3, 1))


def test_a_participation_code_that_is_none_is_found_and_the_review_is_taken() -> None:
    verdicts, _ = sifted([header(), review(REVIEW_CODE="PN8")], ReturnRows(), TODAY)

    assert (verdicts[1].result.value, verdicts[1].unknown) == ("taken", ("REVIEW_CODE",))


def test_a_row_is_kept_whole_and_read_as_an_episode() -> None:
    cells = {"RNE": "P", "PLACE": "a5", "DEC": "01/3/2016", "REC": "E8", "HOME_POST": "ab1 2cd"}
    state = after([row("episodes", {**EPISODE, **cells})])
    (read,) = state.episodes()
    (kept,) = state.rows.values()

    assert (read.rne, read.placement, read.reason) == (Rne.PLACEMENT_AND_CARERS, Placement.A5, ReasonCeased.E8)
    assert (read.decom, read.care_ended_on) == (date(2016, 2, 15), date(2016, 3, 1))
    assert kept.columns["HOME_POST"] == "AB1 2CD"
    assert kept.columns["DEC"] == "01/03/2016"


def test_an_episode_that_continues_or_has_no_reason_does_not_end_care() -> None:
    state = after([episode(DEC="1/3/2016", REC="X1"), episode(DECOM="1/3/2016", RNE="P", DEC="1/4/2016")])

    assert [read.care_ended_on for read in state.episodes()] == [None, None]


def test_the_header_tells_the_date_of_birth() -> None:
    assert after([header()]).born_on() == date(2008, 3, 27)
    assert after([header(DOB="")]).born_on() is None
    assert after([episode()]).born_on() is None


def test_what_is_kept_is_told_once() -> None:
    columns = {**HEADER, "CHILD": "A1"}
    taken = ReturnRowAccepted(file=ReturnFile.HEADER, key_date=None, year=2016, columns=columns)
    spec = Spec(RETURN_ROWS).on(TODAY)

    spec.when(TakeReturnRows(rows=(header(year=2016),))).then(taken)
    spec.given(taken).when(TakeReturnRows(rows=(header(year=2016),))).then_nothing()
    spec.given(taken).when(TakeReturnRows(rows=(header(year=2017, SEX="1"),))).then(
        ReturnRowCorrected(file=ReturnFile.HEADER, key_date=None, year=2017, columns={**columns, "SEX": "1"})
    )
    spec.given(taken).when(TakeReturnRows(rows=(header(year=2017),))).then(
        ReturnRowConfirmed(file=ReturnFile.HEADER, key_date=None, year=2017, columns=columns)
    )


def test_an_earlier_year_does_not_come_back_through_a_return_without_a_year() -> None:
    rows = [header(year=2017, SEX="1", order=0), header(year=2016, order=1), header(year=None, order=2)]
    verdicts, events = sifted(rows, ReturnRows(), TODAY)
    assert [verdict.result.value for verdict in verdicts] == ["taken", "known", "corrected"]

    assert sifted(rows, fold(RETURN_ROWS, events), TODAY)[1] == []


ANY_ROW = st.builds(
    GivenRow,
    file=st.sampled_from(ReturnFile),
    ref=st.just("r"),
    order=st.integers(0, 3),
    year=st.sampled_from([None, 2016, 2017]),
    columns=st.fixed_dictionaries(
        {"CHILD": st.sampled_from(["A1", " "])},
        optional={
            "DECOM": st.sampled_from(["1/1/2016", "2/1/2016", "x", ""]),
            "REVIEW": st.sampled_from(["1/1/2016", "2/1/2016", "x", ""]),
            "DEC": st.sampled_from(["1/2/2016", "1/1/2015", ""]),
            "RNE": st.sampled_from("SLPTBUX"),
            "LS": st.sampled_from(["C2", "E1", ""]),
            "DOB": st.sampled_from(["1/1/2010", "1/1/2020"]),
            "REC": st.text(max_size=3),
        },
    ),
)


@settings(deadline=None, derandomize=True)
@given(st.lists(ANY_ROW, max_size=20))
def test_whatever_rows_come_each_has_one_verdict_and_a_second_import_takes_and_corrects_nothing(
    rows: list[GivenRow],
) -> None:
    verdicts, events = sifted(rows, ReturnRows(), TODAY)
    state = fold(RETURN_ROWS, events)
    again, more = sifted(rows, state, TODAY)
    state.episodes()

    assert len(verdicts) == len(rows)
    assert more == []
    assert {verdict.result.value for verdict in again} <= {"known", "rejected"}
    assert [bool(verdict.fault) for verdict in verdicts] == [bool(verdict.fault) for verdict in again]
