"""What a service says of itself at /openapi.json: its errors are problems, and a command's answers are two."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI

from iro_chassis.answering import PROBLEM_JSON, ProblemDocument

PROBLEMS: Final[Mapping[int | str, dict[str, Any]]] = {
    "4XX": {"model": ProblemDocument, "description": "The request cannot be carried out; `code` says why"},
    "5XX": {"model": ProblemDocument, "description": "The service cannot answer now"},
}
PLAIN_JSON = "application/json"


class Service(FastAPI):
    """An application whose description gives every error the media type that it is really sent with."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        said = super().openapi()
        for content in _error_contents(said):
            if PLAIN_JSON in content:
                content[PROBLEM_JSON] = content.pop(PLAIN_JSON)
        return said


def _error_contents(said: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for operations in said["paths"].values():
        for operation in operations.values():
            for status in PROBLEMS:
                yield operation["responses"][status]["content"]
