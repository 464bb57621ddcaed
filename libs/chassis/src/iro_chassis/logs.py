"""Logs as JSON lines on standard output, with the correlation id and without a word of personal data."""

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor

from iro_chassis.settings import LogLevel

LAST_FRAMES = 12


def without_values(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Puts the kinds of the exceptions and the places they passed through in place of `exc_info`.

    An exception's message is left out: a database's or a validator's may quote the row or the field it choked on.
    """
    given = event.pop("exc_info", None)
    failure = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(failure, BaseException):
        event["exception"] = [f"{type(one).__module__}.{type(one).__qualname__}" for one in _causes(failure)]
        event["frames"] = _frames(failure)
    return event


def _causes(failure: BaseException) -> Iterator[BaseException]:
    current: BaseException | None = failure
    while current is not None:
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _frames(failure: BaseException) -> list[str]:
    walked = [
        f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_name}:{line}"
        for frame, line in traceback.walk_tb(failure.__traceback__)
    ]
    return walked[-LAST_FRAMES:]


PROCESSORS: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_values,
)


def configure_logs(level: LogLevel = LogLevel.INFO, stream: TextIO | None = None) -> None:
    """Sends every log line of the process, other libraries' too, to `stream` (standard output) as one JSON object."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *PROCESSORS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    out = logging.StreamHandler(stream or sys.stdout)
    out.setFormatter(_json_lines())
    root = logging.getLogger()
    root.handlers = [out]
    root.setLevel(level.value)
    _silence_what_repeats_addresses()


def _json_lines() -> structlog.stdlib.ProcessorFormatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=PROCESSORS,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
    )


def _silence_what_repeats_addresses() -> None:
    """Access lines and HTTP clients log whole addresses, ids and queries included; our own line does not."""
    for name in ("uvicorn.access", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
