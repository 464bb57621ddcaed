"""What the workspace is made of, as its own configuration tells it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Member:
    """One part that can be installed by itself: its package, and its folder such as services/review-service."""

    package: str
    folder: str

    @property
    def name(self) -> str:
        """What people call it: the folder's own name."""
        return self.folder.rpartition("/")[2]

    @property
    def is_service(self) -> bool:
        """Whether it runs as a process of its own."""
        return self.folder.startswith("services/")


def members() -> list[Member]:
    """All of them, as import-linter knows them."""
    return [Member(package, _folder(package)) for package in _rules()["root_packages"]]


def services() -> list[Member]:
    """Those that run as a process."""
    return [member for member in members() if member.is_service]


def rooms_of_services() -> list[str]:
    """The rooms that the rules give a service an order for, the outermost first."""
    [layers] = (
        contract["layers"]
        for contract in _rules()["contracts"]
        if services()[0].package in contract.get("containers", ())
    )
    return [room.strip(" ()") for layer in layers for room in layer.split("|")]


@cache
def _rules() -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rules: dict[str, Any] = settings["tool"]["importlinter"]
    return rules


def _folder(package: str) -> str:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"{package} is named in pyproject.toml but not installed: run `make setup`")
    return Path(spec.origin).resolve().parents[2].relative_to(ROOT).as_posix()
