"""Runs the service as a process: `python -m review_service`."""

from fastapi import FastAPI

from iro_chassis.days import day_passer
from iro_chassis.serving import serve
from iro_chassis.settings import Settings
from review_service.app import create_app


def main() -> None:
    """Serves until told to stop, and passes the days."""
    serve(_create)


def _create(settings: Settings) -> FastAPI:
    return create_app(settings, workers=[day_passer])


if __name__ == "__main__":
    main()
