"""A figure as it is answered: its value with its base, parts and groups, its definition, and how far knowledge went."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, PlainSerializer

from metrics_service.figures.asked import Asked
from metrics_service.figures.counting import Count, Counted, Group
from metrics_service.figures.figure import Figure, Unit
from metrics_service.figures.shown import Verdict

Number = int | Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
"""A JSON number; a percentage has one decimal, which is rounded before it is written."""


class DefinitionTold(BaseModel):
    """What is counted out of what, by whose rule, in which version of the words."""

    text: str
    source: str
    version: int


class PartTold(BaseModel):
    """Something counted among or beside the figure's cases; `denominator` is null for a count."""

    id: str
    title: str
    value: Number | None
    unit: Unit
    numerator: int | None
    denominator: int | None


class GroupTold(BaseModel):
    """The figure for one value of the dimension asked for, with its parts, but for those of a base of their own."""

    key: str
    value: Number | None
    numerator: int | None
    denominator: int | None
    # A list, which pydantic writes itself; a Sequence it writes in Python, in twice the time.
    parts: list[PartTold]


class FigureListed(BaseModel):
    """A figure that can be asked for; `by` are the dimensions it can be divided by.

    `verdicts` are the words for a case that is met and for one that is not, none where the figure is a count.
    `restricted`: its cases, one by one, are told to few.
    """

    id: str
    title: str
    unit: Unit
    by: Sequence[str]
    verdicts: Sequence[Verdict]
    restricted: bool
    definition: DefinitionTold


class FigureTold(BaseModel):
    """A figure for a period. `value` is null where there is nothing to count on.

    `as_at` is the last day looked at: the period's last, or the day of the question where that has not come. `seq` is
    the number, in its service's log, of the last fact counted; null as known at another moment than now.
    """

    id: str
    title: str
    period: str
    as_known_at: datetime | None
    as_at: date
    seq: int | None
    value: Number | None
    unit: Unit
    numerator: int | None
    denominator: int | None
    parts: list[PartTold]
    groups: list[GroupTold] | None
    definition: DefinitionTold


def listed(figure: Figure) -> FigureListed:
    """The figure as the list has it."""
    return FigureListed(
        id=figure.id,
        title=figure.title,
        unit=figure.unit,
        by=sorted(figure.by),
        verdicts=figure.verdicts if figure.has_verdict else (),
        restricted=figure.restricted,
        definition=_definition(figure),
    )


def told(figure: Figure, asked: Asked, counted: Counted) -> FigureTold:
    """The figure's answer from its counts."""
    groups, known = counted.groups, counted.known
    return FigureTold(
        id=figure.id,
        title=figure.title,
        period=asked.period.asked,
        as_known_at=asked.as_known_at or known.at,
        as_at=asked.as_at,
        seq=None if asked.as_known_at else known.seq,
        value=counted.whole.value,
        unit=figure.unit,
        numerator=counted.whole.numerator,
        denominator=counted.whole.denominator,
        parts=_parts(figure, counted.parts),
        groups=None if groups is None else [_group(figure, each) for each in groups],
        definition=_definition(figure),
    )


def _parts(figure: Figure, counts: Mapping[str, Count]) -> list[PartTold]:
    return [_part(part.id, part.title, part.unit, counts[part.id]) for part in figure.parts if part.id in counts]


def _part(id_: str, title: str, unit: Unit, each: Count) -> PartTold:
    return PartTold(
        id=id_, title=title, value=each.value, unit=unit, numerator=each.numerator, denominator=each.denominator
    )


def _group(figure: Figure, group: Group) -> GroupTold:
    whole, parts = group.whole, _parts(figure, group.parts)
    return GroupTold(
        key=group.key, value=whole.value, numerator=whole.numerator, denominator=whole.denominator, parts=parts
    )


def _definition(figure: Figure) -> DefinitionTold:
    definition = figure.definition
    return DefinitionTold(text=definition.text, source=definition.source, version=definition.version)
