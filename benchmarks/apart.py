"""Peers that no part of the product needs: each is installed in a folder of its own, and runs as a process."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent


def installed_apart(folder: Path, peer: str) -> Path:
    """The folder with the peer and all it needs, in the versions and with the hashes of `peers/PEER.txt`."""
    there = folder / peer
    command = (
        str(Path(sys.executable).with_name("uv")),
        *("pip", "install", "--quiet", "--python", sys.executable),
        *("--target", str(there), "--requirements", str(HERE / "peers" / f"{peer}.txt")),
    )
    subprocess.run(command, check=True)  # noqa: S603 - our own command and file
    return there


def told_by(program: str, words: str, peers: Path | None = None) -> str:
    """What a program beside this one tells on its standard output; `peers` is where it finds its libraries first."""
    environment: Mapping[str, str] = os.environ | ({} if peers is None else {"PYTHONPATH": str(peers)})
    command = (sys.executable, "-W", "ignore", str(HERE / program), words)
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout  # noqa: S603 - as above
