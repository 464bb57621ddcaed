"""Runs a command's work to its end, in order also when it is told to stop."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

from iro_chassis.development import DevelopmentRefused
from iro_chassis.logs import configure_logs
from iro_chassis.settings import LogLevel, SettingsRefused
from iro_embedded.account import NoAccount
from iro_embedded.authority import AuthorityRefused
from iro_embedded.catching_up import NotCaughtUp
from iro_embedded.cli.answering import CannotAnswer
from iro_embedded.compose import DataRefused
from iro_embedded.postgres import PostgresFailed

T = TypeVar("T")

_SENTENCES = (
    AuthorityRefused,
    DataRefused,
    DevelopmentRefused,
    NoAccount,
    NotCaughtUp,
    PostgresFailed,
    SettingsRefused,
)
_STOPPED = "stopped before the end; what was taken is kept: run the command again to go on"


def work(doing: Callable[[], Awaitable[T]]) -> T:
    """What the work comes to. Raises CannotAnswer where it is refused, or told to stop (Ctrl-C, SIGTERM, SIGHUP).

    Log lines go to standard error, since standard output is for the answer; LOG_LEVEL says how many.
    """
    configure_logs(_level(), sys.stderr)
    try:
        return asyncio.run(_until_told_to_stop(doing))
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise CannotAnswer(_STOPPED) from None
    except _SENTENCES as refusal:
        raise CannotAnswer(str(refusal)) from None
    except PermissionError as refusal:
        raise CannotAnswer(f"{refusal.filename} may not be used by this account: give another --data") from None


async def _until_told_to_stop(doing: Callable[[], Awaitable[T]]) -> T:
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    if task is not None:
        for told in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(told, lambda *_: loop.call_soon_threadsafe(task.cancel))
    return await doing()


def _level() -> LogLevel:
    told = os.environ.get("LOG_LEVEL", LogLevel.WARNING)
    if told not in list(LogLevel):
        raise CannotAnswer(f"LOG_LEVEL {told!r} cannot be used: give {', '.join(LogLevel)}")
    return LogLevel(told)
