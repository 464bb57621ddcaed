"""The code sets of the SSDA903 Header, Episodes and Reviews (rulebook 6 and 8.A), each column's of every year."""

from collections.abc import Mapping
from enum import StrEnum

from iro_events.facts.codes import ReasonCeased
from review_service.domain.codes import LegalStatus, Placement

CONTINUES = "X1"
"""The `REC` of an episode that another follows."""


class ReturnFile(StrEnum):
    """The files of the return that are read, in the order in which a child's rows are taken."""

    HEADER = "header"
    EPISODES = "episodes"
    REVIEWS = "reviews"


class Rne(StrEnum):
    """Why an episode began (SSDA903 `RNE`)."""

    STARTED = "S"
    LEGAL_STATUS = "L"
    PLACEMENT_AND_CARERS = "P"
    PLACEMENT = "T"
    LEGAL_STATUS_PLACEMENT_AND_CARERS = "B"
    LEGAL_STATUS_AND_PLACEMENT = "U"


REASONS_FOR_NEW_EPISODE = frozenset(Rne)
LEGAL_STATUSES = frozenset(LegalStatus)

CODES: Mapping[ReturnFile, Mapping[str, frozenset[str]]] = {
    ReturnFile.HEADER: {
        "SEX": frozenset("12MFU"),
        "ETHNIC": frozenset(
            {"WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND"}
            | {"APKN", "ABAN", "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT"}
        ),
        "MOTHER": frozenset("01"),
    },
    ReturnFile.EPISODES: {
        "CIN": frozenset(f"N{number}" for number in range(1, 9)),
        "PLACE": frozenset(Placement),
        "PLACE_PROVIDER": frozenset(f"PR{number}" for number in range(6)),
        "REC": frozenset({*ReasonCeased, CONTINUES}),
        "REASON_PLACE_CHANGE": frozenset(
            {"CARPL", "CLOSE", "ALLEG", "STAND", "APPRR", "CREQB", "CREQO"}
            | {"CHILD", "LAREQ", "PLACE", "CUSTOD", "OTHER"}
        ),
    },
    ReturnFile.REVIEWS: {
        "REVIEW_CODE": frozenset(f"PN{number}" for number in range(8)),
    },
}
"""The columns whose unknown codes are read as blank and told as a finding; a blank is no code."""


def unknown_codes(file: ReturnFile, columns: Mapping[str, str]) -> tuple[str, ...]:
    """The columns of the row whose code is in no year's set."""
    return tuple(column for column, codes in CODES[file].items() if columns.get(column, "") not in {"", *codes})
