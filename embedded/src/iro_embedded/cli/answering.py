"""How a command answers: a document or lines on stdout, one sentence on stderr when it cannot, and an exit code."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import typer


class CannotAnswer(Exception):
    """A command cannot do what was asked; the message is one sentence that names the field and the remedy."""


@contextmanager
def sentences_not_tracebacks() -> Iterator[None]:
    """Answers a refusal with its sentence and exit code 1."""
    try:
        yield
    except CannotAnswer as refusal:
        sys.stderr.write(f"iro: {refusal}\n")
        raise typer.Exit(1) from None


def document(answer: Mapping[str, Any] | Sequence[Any]) -> None:
    """One JSON document on stdout; dates and ids as their text."""
    sys.stdout.write(json.dumps(answer, indent=2, ensure_ascii=False, default=str) + "\n")


def lines(answer: Iterable[str]) -> None:
    """Lines on stdout, for a person."""
    sys.stdout.writelines(f"{line}\n" for line in answer)


def remark(sentence: str) -> None:
    """A line on stderr: what a person may like to know beside the answer."""
    sys.stderr.write(f"{sentence}\n")
