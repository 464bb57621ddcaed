"""Runs the service as a process: `python -m metrics_service`."""

from fastapi import FastAPI

from iro_chassis.days import day_passer
from iro_chassis.serving import serve
from metrics_service.app import create_app
from metrics_service.deadlines.leads import leads_of
from metrics_service.following import MetricsSettings, followed_bus
from metrics_service.operating import OPERATES


def main() -> None:
    """Serves until told to stop, follows what the other services tell, and passes the days."""
    serve(_create, MetricsSettings, OPERATES)


def _create(settings: MetricsSettings) -> FastAPI:
    bus, leads = followed_bus(settings), leads_of(settings.deadline_leads)
    return create_app(settings, bus=bus, workers=[day_passer], leads=leads)


if __name__ == "__main__":
    main()
