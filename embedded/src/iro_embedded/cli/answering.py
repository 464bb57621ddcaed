"""How a command answers: a document or lines on stdout, one sentence on stderr when it cannot, and an exit code."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperGroup


class CannotAnswer(Exception):
    """A command cannot do what was asked; the message is one sentence that names the field and the remedy."""


class _SentencesNotTracebacks(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CannotAnswer as refusal:
            sys.stderr.write(f"iro: {refusal}\n")
            raise typer.Exit(1) from None


class Commands(typer.Typer):
    """A group of commands that answers a refusal with a sentence and exit code 1."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=_SentencesNotTracebacks, pretty_exceptions_enable=False, add_completion=False, **settings)


def document(answer: Mapping[str, Any] | Sequence[Any]) -> None:
    """One JSON document on stdout; dates and ids as their text."""
    sys.stdout.write(json.dumps(answer, indent=2, ensure_ascii=False, default=str) + "\n")


def lines(answer: Iterable[str]) -> None:
    """Lines on stdout, for a person."""
    sys.stdout.writelines(f"{line}\n" for line in answer)
