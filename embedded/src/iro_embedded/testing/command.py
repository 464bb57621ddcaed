"""The `iro` command as it is typed, in a process of its own."""

# ruff: noqa: S101 - a command that fails, fails the test that gave it

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PATIENCE_SECONDS = 120
_STOPS_WITHIN_SECONDS = 60


def iro(*words: str, cwd: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """What the command comes to."""
    return subprocess.run(  # noqa: S603 -- our own interpreter, no shell
        (sys.executable, "-m", "iro_embedded", *words),
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=_PATIENCE_SECONDS,
        check=False,
    )


def answered(*words: str, cwd: Path) -> Any:
    """The document that the command prints, which must be one."""
    done = iro(*words, "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def at_work(*words: str, cwd: Path) -> Iterator["subprocess.Popen[str]"]:
    """The command at work; it is told to stop at the end if it has not ended by then."""
    with subprocess.Popen(  # noqa: S603 -- our own interpreter, no shell
        (sys.executable, "-m", "iro_embedded", *words),
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(_STOPS_WITHIN_SECONDS)


@contextmanager
def running(data: Path, *words: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """`iro run` over the folder, on any free port, and its address."""
    with at_work("run", "--data", str(data), "--port", "0", *words, cwd=data.parent) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Footprint runs at http://127.0.0.1:"), process.communicate(timeout=60)[1]
        yield process, line.split()[-1]
