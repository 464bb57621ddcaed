"""Runs the service as a process: `python -m participation_service`."""

from fastapi import FastAPI

from iro_chassis.following import FollowerSettings
from iro_chassis.serving import serve
from participation_service.app import create_app
from participation_service.following import followed_bus


def main() -> None:
    """Serves until told to stop, following review-service's feed."""
    serve(_create, FollowerSettings)


def _create(settings: FollowerSettings) -> FastAPI:
    return create_app(settings, bus=followed_bus(settings))


if __name__ == "__main__":
    main()
