"""Writes the pages that follow from the code, or checks that they still do: `make docs`, `make docs-check`."""

# ruff: noqa: INP001 - a script, run by its path; docs is no package

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generating.asyncapi import asyncapi_document
from generating.events_page import events_page
from generating.http import openapi_documents
from generating.inbound import inbound_pages
from generating.rooms_page import rooms_page
from generating.rules_page import rules_page

DOCS = Path(__file__).resolve().parent
OPENAPI = "openapi"
WHOLLY_GENERATED = (OPENAPI, "inbound")
"""In these folders a file that is not generated any more is one too many."""


def pages() -> dict[str, str]:
    """Every generated page by its place under docs."""
    return {
        "events.md": events_page(),
        "asyncapi.json": asyncapi_document(),
        "rooms.md": rooms_page(),
        "rules.md": rules_page(),
        **inbound_pages(),
        **{f"{OPENAPI}/{service}.json": document for service, document in openapi_documents().items()},
    }


def write(docs: Path, written: Mapping[str, str]) -> None:
    """Writes the pages that differ and removes those that are gone."""
    for page in differing(docs, written):
        file = docs / page
        if page not in written:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written[page], encoding="utf-8")


def differing(docs: Path, written: Mapping[str, str]) -> Iterator[str]:
    """The pages that are missing, other than the code says, or one too many."""
    for page, text in written.items():
        file = docs / page
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            yield page
    for folder in WHOLLY_GENERATED:
        for file in sorted((docs / folder).glob("*")):
            page = f"{folder}/{file.name}"
            if page not in written:
                yield page


def main(words: Sequence[str] | None = None) -> int:
    """Exits 0 when the pages are as the code says, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where a page differs")
    parser.add_argument("--docs", type=Path, default=DOCS, metavar="DIR", help="the folder of the pages")
    asked = parser.parse_args(words)
    if not asked.check:
        write(asked.docs, pages())
        return 0
    found = list(differing(asked.docs, pages()))
    for page in found:
        sys.stderr.write(f"docs/{page} differs from the code: run `make docs` and commit what it writes\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
