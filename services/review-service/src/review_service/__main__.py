"""Runs the service as a process: `python -m review_service`."""

from iro_chassis.serving import serve
from review_service.app import create_app


def main() -> None:
    """Serves until told to stop."""
    serve(create_app)


if __name__ == "__main__":
    main()
