"""Runs the service as a process: `python -m escalation_service`."""

from fastapi import FastAPI

from escalation_service.app import create_app
from escalation_service.following import followed_bus
from iro_chassis.days import day_passer
from iro_chassis.following import FollowerSettings
from iro_chassis.serving import serve


def main() -> None:
    """Serves until told to stop, following review-service's feed, and passes the days."""
    serve(_create, FollowerSettings)


def _create(settings: FollowerSettings) -> FastAPI:
    return create_app(settings, bus=followed_bus(settings), workers=[day_passer])


if __name__ == "__main__":
    main()
