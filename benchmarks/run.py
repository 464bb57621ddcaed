"""Measures speed and memory beside their bounds, prints one table, and ends with 1 where a bound is not met.

python benchmarks/run.py [NAME ...]
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import append
import catching_up
import consuming
import deadlines
import handling
import imported_year
import memory
import reaching
import telling
from table import Row, print_table

Measure = Callable[[Path], Sequence[Row]]

BENCHMARKS: Mapping[str, Measure] = {
    "append": append.measure,
    "catching-up": catching_up.measure,
    "consuming": consuming.measure,
    "deadlines": deadlines.measure,
    "handling": handling.measure,
    "imported-year": imported_year.measure,
    "memory": memory.measure,
    "reaching": reaching.measure,
    "telling": telling.measure,
}
"""By name; each is given an empty folder of its own."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these of {', '.join(BENCHMARKS)}")
    asked = parser.parse_args()
    for name in asked.names:
        if name not in BENCHMARKS:
            parser.error(f"{name} is none of {', '.join(BENCHMARKS)}")
    _keep_to_two_cores()
    rows: list[Row] = []
    for name in asked.names or BENCHMARKS:
        print(f"measuring {name} …", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="footprint-bench-") as folder:
            rows += BENCHMARKS[name](Path(folder))
    print_table(rows)
    return 0 if all(row.met for row in rows) else 1


def _keep_to_two_cores() -> None:
    """The bounds are for two; PostgreSQL and `iro` inherit them."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])


if __name__ == "__main__":
    sys.exit(main())
