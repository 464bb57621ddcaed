"""The long run: `python -m tests.faults --minutes 10 --commands 50000 --seed 1`."""

import argparse
import asyncio
import logging
import sys
from pathlib import Path
from tempfile import mkdtemp

from .harness import run
from .table import table


def main() -> None:
    """Exits with 1 where anything was lost, doubled, turned or counted wrongly; the logs of all processes stay then."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--commands", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calm", type=float, default=5.0, help="seconds of peace before each fault")
    parser.add_argument("--folder", type=Path, help="where the run keeps its files; a new one by default")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    logging.getLogger("tests.faults").setLevel(logging.INFO)
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # it is the broker that is away
    folder = asked.folder or Path(mkdtemp(prefix="footprint-faults-"))
    outcome = asyncio.run(run(folder, asked.seed, seconds=asked.minutes * 60, commands=asked.commands, calm=asked.calm))
    print(f"seed {asked.seed}, {table(outcome)}\n\nfiles: {folder}")  # noqa: T201 - its purpose
    caught = outcome.hasty is not None and outcome.hasty.lost > 0
    sys.exit(not (outcome.is_clean and caught))


if __name__ == "__main__":
    main()
