"""The table that is printed: one row for each thing measured, beside its bound."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured. `peer` names what ours was measured beside, with its version; blank where nothing is."""

    what: str
    ours: str
    peer: str
    ratio: str
    bound: str
    met: bool


def print_table(rows: Sequence[Row]) -> None:
    """Prints the rows; a terminal's width is not minded, so that a file of it reads the same."""
    table = Table(title="Footprint, measured beside its peers in one run")
    for heading in ("what", "ours", "peer", "ratio", "bound", "met"):
        table.add_column(heading)
    for row in rows:
        table.add_row(row.what, row.ours, row.peer, row.ratio, row.bound, "met" if row.met else "NOT MET")
    Console(width=180).print(table)
