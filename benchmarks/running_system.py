"""The system as its users run it: the `iro` command in a process of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

IRO = Path(sys.executable).with_name("iro")
_ADDRESS = re.compile(r"runs at (http://\S+)")


@dataclass(frozen=True, slots=True)
class RunningSystem:
    """`iro run` at work; `process` is its number."""

    address: str
    process: int


@contextmanager
def running_system(data: Path, *options: str) -> Iterator[RunningSystem]:
    """`iro run` over a data folder, from the moment that it tells its address until it has stopped.

    Raises RuntimeError where it ends before.
    """
    command = (str(IRO), "run", "--data", str(data), "--port", "0", *options)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        try:
            yield RunningSystem(_address(process), process.pid)
        finally:
            process.terminate()


def _address(process: "subprocess.Popen[str]") -> str:
    if process.stdout is not None:
        for line in process.stdout:
            if told := _ADDRESS.search(line):
                return told[1]
    raise RuntimeError("iro run ended before it told its address")
