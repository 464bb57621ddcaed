"""Prints the part of a lock that some of its packages need: they themselves, and whatever they had locked.

`python needed.py requirements.lock iro-events iro-chassis`: the lock says after each package on whose account it is
there (`# via`), so that an image gets the versions and digests of the lock, and nothing that only tests or checks use.
Names after `--without` are left out, with what is there on their account alone.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_PACKAGE = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?:.*\n)(?:[ \t].*\n)*", re.MULTILINE)
_VIA = re.compile(r"^ +#(?: via)? +(?P<name>[a-z0-9.-]+)", re.MULTILINE)


def needed(lock: str, roots: Sequence[str], without: Sequence[str] = ()) -> str:
    """The entries, as they stand in the lock. Raises LookupError for a root that the lock does not know."""
    entries = {found["name"]: found[0] for found in _PACKAGE.finditer(lock)}
    via = {name: {found["name"] for found in _VIA.finditer(entry)} for name, entry in entries.items()}
    for root in roots:
        if root not in entries and not any(root in asked for asked in via.values()):
            raise LookupError(f"the lock has no {root}, and nothing on its account")
    kept = {name: asked for name, asked in via.items() if name not in without}
    return "".join(entries[name] for name in sorted(_reached(kept, roots) & entries.keys()))


def _reached(via: Mapping[str, set[str]], roots: Sequence[str]) -> set[str]:
    reached = set(roots)
    while more := {name for name, asked in via.items() if asked & reached} - reached:
        reached |= more
    return reached


if __name__ == "__main__":
    file, *words = sys.argv[1:]
    asked = words.index("--without") if "--without" in words else len(words)
    sys.stdout.write(needed(Path(file).read_text(encoding="utf-8"), words[:asked], words[asked + 1 :]))
