"""Asks the service of this container whether it is ready: `python -m iro_chassis.checking`, for the engine's check."""

import os
import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

_SECONDS = 4.0


def main() -> None:
    """Exits with 0 where the service of PORT is ready; else with 1, and its own words on standard output."""
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=_SECONDS)
    try:
        connection.request("GET", "/health/ready")
        answer = connection.getresponse()
        sys.stdout.write(answer.read().decode())
    except (OSError, HTTPException) as failure:
        sys.stdout.write(f"no answer: {type(failure).__name__}\n")
        raise SystemExit(1) from None
    raise SystemExit(0 if answer.status == HTTPStatus.OK else 1)


if __name__ == "__main__":
    main()
