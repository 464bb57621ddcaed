"""Whose data a folder holds: one local authority's, by its ONS code, settled at the first use."""

import re
from pathlib import Path

USUAL = "E10000011"
"""The code used where nobody names one: a made-up borough has to be somewhere."""

_FILE = "authority"
_CODE = re.compile(r"E\d{8}", re.ASCII)


class AuthorityRefused(Exception):
    """The code is none, or the folder belongs to another authority."""


def authority_of(data: Path) -> str:
    """The code settled for the folder, or the usual one where none is settled yet."""
    file = data / _FILE
    return file.read_text(encoding="ascii").strip() if file.exists() else USUAL


def settle_authority(data: Path, code: str) -> None:
    """Notes whose data the folder holds. Raises AuthorityRefused for no code, or another than the one settled."""
    checked_authority(code)
    data.mkdir(parents=True, exist_ok=True)
    try:
        with (data / _FILE).open("x", encoding="ascii") as file:
            file.write(f"{code}\n")
    except FileExistsError:
        settled = authority_of(data)
        if settled != code:
            raise AuthorityRefused(
                f"--authority {code} was given, but {data} holds the data of {settled}: give that code, "
                "or another folder with --data"
            ) from None


def checked_authority(code: str) -> str:
    """The code itself. Raises AuthorityRefused where it is none."""
    if not _CODE.fullmatch(code):
        raise AuthorityRefused(f"--authority {code!r} is no ONS code: give an E and eight digits, such as {USUAL}")
    return code
