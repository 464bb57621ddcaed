"""All that is recorded of an IRO's time in the team, as it can be corrected."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from iro_events.facts.team_codes import Chaired, Contract, Specialism
from iro_events.hundredths import Stored
from review_service.domain.iro_state import Iro


class StintTold(BaseModel):
    """A time in the team, both days included."""

    joined_on: date
    left_on: date | None


class HoursTold(BaseModel):
    """The part of a full-time post from that day, such as 0.80."""

    on: date
    fte: Stored


class ContractTold(BaseModel):
    """The footing from that day."""

    on: date
    contract: Contract


class SpecialismsTold(BaseModel):
    """All specialisms from that day."""

    on: date
    specialisms: Sequence[Specialism]


class AbsenceTold(BaseModel):
    """Away from the one day until the other, both included; null while nobody knows of a return."""

    on: date
    until: date | None


class PracticeTold(BaseModel):
    """An observation or an audit."""

    on: date
    chaired: Chaired


class IroTold(BaseModel):
    """One IRO, everything in the order of its days."""

    iro: UUID
    stints: Sequence[StintTold]
    hours: Sequence[HoursTold]
    contracts: Sequence[ContractTold]
    specialisms: Sequence[SpecialismsTold]
    absences: Sequence[AbsenceTold]
    observed: Sequence[PracticeTold]
    audited: Sequence[PracticeTold]


def iro_told(iro: UUID, known: Iro) -> IroTold:
    """The IRO as it is known."""
    return IroTold(
        iro=iro,
        stints=[StintTold(joined_on=stint.joined_on, left_on=stint.left_on) for stint in known.stints],
        hours=[HoursTold(on=on, fte=fte) for on, fte in known.hours],
        contracts=[ContractTold(on=on, contract=contract) for on, contract in known.contracts],
        specialisms=[SpecialismsTold(on=on, specialisms=all_of_them) for on, all_of_them in known.specialisms],
        absences=[AbsenceTold(on=on, until=until) for on, until in known.absences],
        observed=_practice(known.observed),
        audited=_practice(known.audited),
    )


def _practice(seen: frozenset[tuple[date, Chaired]]) -> list[PracticeTold]:
    return [PracticeTold(on=on, chaired=chaired) for on, chaired in sorted(seen)]
