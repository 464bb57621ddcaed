"""Runs the service as a process: `python -m metrics_service`."""

from fastapi import FastAPI

from iro_chassis.serving import serve
from metrics_service.app import create_app
from metrics_service.following import MetricsSettings, followed_bus


def main() -> None:
    """Serves until told to stop, following the services' feeds."""
    serve(_create, MetricsSettings)


def _create(settings: MetricsSettings) -> FastAPI:
    return create_app(settings, bus=followed_bus(settings))


if __name__ == "__main__":
    main()
