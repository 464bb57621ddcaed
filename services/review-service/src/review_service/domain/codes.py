"""The sector's codes of legal status and placement (SSDA903), each with the days on which it may be given."""

from datetime import date
from enum import StrEnum


class LegalStatus(StrEnum):
    """SSDA903 `LS` (rulebook 8.A).

    D1 is taken on any day: no freeing order was made after 30 December 2005, but the sector only warns of one.
    """

    C1 = "C1"
    C2 = "C2"
    D1 = "D1"
    E1 = "E1"
    V2 = "V2"
    V3 = "V3"
    V4 = "V4"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    J1 = "J1"
    J2 = "J2"
    J3 = "J3"


class Placement(StrEnum):
    """SSDA903 `PLACE` (rulebook 8.A)."""

    A3 = "A3"
    A4 = "A4"
    A5 = "A5"
    A6 = "A6"
    H5 = "H5"
    K1 = "K1"
    K2 = "K2"
    K3 = "K3"
    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    Q1 = "Q1"
    Q2 = "Q2"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R5 = "R5"
    S1 = "S1"
    T0 = "T0"
    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    U1 = "U1"
    U2 = "U2"
    U3 = "U3"
    U4 = "U4"
    U5 = "U5"
    U6 = "U6"
    Z1 = "Z1"
    Z11 = "Z11"
    Z12 = "Z12"
    Z13 = "Z13"
    Z14 = "Z14"


SHORT_BREAKS = frozenset({LegalStatus.V3, LegalStatus.V4})
"""Short breaks under CPR 2010 reg 48."""

FOR_ADOPTION = frozenset({Placement.A3, Placement.A4, Placement.A5, Placement.A6})
"""Placements with prospective adopters."""

_P = Placement
_UNTIL = {
    **dict.fromkeys((_P.Q1, _P.Q2, _P.M1, _P.M2, _P.M3), date(2015, 3, 31)),
    **dict.fromkeys((_P.H5, _P.P2, _P.Z1), date(2025, 3, 31)),
}
_FROM = {
    **dict.fromkeys((_P.U1, _P.U2, _P.U3, _P.U4, _P.U5, _P.U6), date(2015, 4, 1)),
    # The list of 2022-23 has no K3 and that of 2024-25 has it; the year between is given the benefit of the doubt.
    _P.K3: date(2023, 4, 1),
    **dict.fromkeys((_P.Z11, _P.Z12, _P.Z13, _P.Z14), date(2025, 4, 1)),
}


def placement_of_year(placement: Placement, on: date) -> bool:
    """Whether a placement beginning on that day could be given that code (rulebook 8.A, `PLACE by year`)."""
    return _FROM.get(placement, date.min) <= on <= _UNTIL.get(placement, date.max)


def status_of_year(status: LegalStatus, on: date) -> bool:
    """Whether that legal status could begin that day: placement orders exist since 30 December 2005 (ACA 2002 s.21)."""
    return status is not LegalStatus.E1 or on >= date(2005, 12, 30)
