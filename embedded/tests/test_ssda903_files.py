"""Finding a return's files below a folder, and reading their rows whatever the year's layout."""

from pathlib import Path

import pytest

from iro_embedded.ssda903.files import LONGEST_LINE, FoundFile, NoSuchFolder, find_return, year_of
from review_service.domain.return_codes import ReturnFile

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
EPISODES_2009 = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
OTHERS = (
    "CHILD,SEX,DOB,DUC\n",
    "CHILD,DOB,MISSING,MIS_START,MIS_END\n",
    "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n",
    "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n",
    "",
    "\n\n",
)


def write(directory: Path, **files: str | bytes) -> Path:
    """Files by name; a double underscore stands for a folder, and .csv is added."""
    for name, content in files.items():
        path = directory.joinpath(*name.split("__")).with_suffix(".csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return directory


def only(directory: Path) -> FoundFile:
    (found,) = find_return(directory).files
    return found


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        (HEADER, ReturnFile.HEADER),
        (EPISODES, ReturnFile.EPISODES),
        (EPISODES_2009, ReturnFile.EPISODES),
        (REVIEWS, ReturnFile.REVIEWS),
        ("review,child\n", ReturnFile.REVIEWS),
        ('"LS" , rne,DeCom,\tChild \n', ReturnFile.EPISODES),
    ],
)
def test_files_are_told_apart_by_their_columns_in_any_order_and_case(
    tmp_path: Path, heading: str, kind: ReturnFile
) -> None:
    assert only(write(tmp_path, any_name=heading)).kind is kind


def test_other_files_are_named_as_not_read(tmp_path: Path) -> None:
    write(tmp_path, **{f"other{number}": heading for number, heading in enumerate(OTHERS)})
    found = find_return(write(tmp_path, sub__header=HEADER))

    assert [file.name for file in found.files] == ["sub/header.csv"]
    assert found.not_read == tuple(f"other{number}.csv" for number in range(len(OTHERS)))


def test_only_csv_files_are_looked_at_whatever_the_case_of_their_ending(tmp_path: Path) -> None:
    (tmp_path / "HEADER.CSV").write_text(HEADER)
    (tmp_path / "header.txt").write_text(HEADER)
    (tmp_path / "folder.csv").mkdir()

    assert [file.name for file in find_return(tmp_path).files] == ["HEADER.CSV"]


def test_a_folder_that_is_none_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolder, match="name the folder that holds"):
        find_return(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "written",
    [
        b"CHILD,REVIEW\r\nA1,01/02/2016\r\n",
        b"\xef\xbb\xbfCHILD,REVIEW\nA1,01/02/2016",
        b"CHILD,REVIEW\rA1,01/02/2016\r",
        b'"CHILD","REVIEW"\n"A1","01/02/2016"\n',
        b"\nCHILD,REVIEW\nA1,01/02/2016\n\n\n",
    ],
)
def test_marks_line_ends_and_quotes_of_any_program_are_read(tmp_path: Path, written: bytes) -> None:
    found = only(write(tmp_path, reviews=written))

    assert [(line.cells, line.fault) for line in found.lines] == [(("A1", "01/02/2016"), None)]


def test_a_file_in_a_windows_code_page_is_read(tmp_path: Path) -> None:
    found = only(write(tmp_path, header="CHILD,SEX,DOB,ETHNIC,NOTE\nA1,2,01/01/2010,WBRI,Zoë\n".encode("cp1252")))

    assert found.lines[0].cells[-1] == "Zoë"


def test_rows_are_counted_as_lines_of_the_file_with_the_names_on_line_one(tmp_path: Path) -> None:
    found = only(write(tmp_path, reviews="CHILD,REVIEW\nA1,01/02/2016\n\n,,\nA2,01/02/2016\n"))

    assert [(line.number, line.cells[0]) for line in found.lines] == [(2, "A1"), (4, ""), (5, "A2")]


def test_an_unclosed_quote_harms_its_own_line_only(tmp_path: Path) -> None:
    found = only(write(tmp_path, reviews='CHILD,REVIEW\nA1,"01/02/2016\nA2,01/02/2016\n'))

    assert [(line.number, line.fault is None) for line in found.lines] == [(2, False), (3, True)]


def test_a_line_with_more_cells_than_columns_is_no_row_unless_they_are_blank(tmp_path: Path) -> None:
    found = only(write(tmp_path, reviews="CHILD,REVIEW\nA1,01/02/2016,,  \nA1,AB1,2CD\n"))

    assert [line.fault is None for line in found.lines] == [True, False]


def test_a_line_as_long_as_a_book_is_no_row(tmp_path: Path) -> None:
    found = only(write(tmp_path, reviews=f"CHILD,REVIEW\n{'9' * LONGEST_LINE},1\nA1,01/02/2016\n"))

    assert [line.fault is None for line in found.lines] == [False, True]


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("2017/episodes_2016.csv", 2016),
        ("2017/episodes.csv", 2017),
        ("2017/late/episodes.csv", 2017),
        ("2015-16/episodes.csv", 2015),
        ("episodes903.csv", 1999),
        ("episodes_20160331.csv", 1999),
        ("1850/episodes.csv", 1999),
    ],
)
def test_the_year_is_the_files_else_the_nearest_folders(tmp_path: Path, path: str, year: int) -> None:
    root = tmp_path / "returns 1999"

    assert year_of(root / path, root) == year


def test_a_folder_above_that_of_the_return_tells_no_year(tmp_path: Path) -> None:
    assert year_of(tmp_path / "2016" / "return" / "header.csv", tmp_path / "2016" / "return") is None


def test_files_take_their_turn_by_year_and_without_one_by_name(tmp_path: Path) -> None:
    write(tmp_path, a__header=HEADER, b__2018__header=HEADER, c__header=HEADER, d__2016__header=HEADER)
    found = find_return(tmp_path)

    assert [file.name for file in found.files] == [
        "a/header.csv", "d/2016/header.csv", "c/header.csv", "b/2018/header.csv"
    ]  # fmt: skip
    assert [file.order for file in found.files] == [0, 1, 2, 3]
