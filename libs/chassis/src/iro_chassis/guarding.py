"""Deny by default: a service with a route that says neither who may call it nor that all may does not start."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from iro_chassis.auth import Public, Requires

LARGEST_BODY = 900 * 1024
"""Bytes; no route may ask for more, so that a body of a megabyte is refused everywhere."""


class Unguarded(Exception):
    """A route lets anybody in without saying so, or lets in too much."""


def refuse_unguarded(app: FastAPI) -> None:
    """Raises Unguarded, naming every route concerned, where one has neither `requires(…)` nor `public(…)`."""
    routes = [route for route in iter_route_contexts(app.routes) if route.path != app.openapi_url]
    open_to_all = [str(route.path) for route in routes if not _guarded(route)]
    if open_to_all:
        raise Unguarded(f"say requires(…) or public(…) on {', '.join(open_to_all)}")
    too_large = [str(route.path) for route in routes if (route.max_body_size or 0) > LARGEST_BODY]
    if too_large:
        raise Unguarded(f"a body may have {LARGEST_BODY} bytes at most, also on {', '.join(too_large)}")


def _guarded(route: RouteContext) -> bool:
    if not isinstance(route.original_route, APIRoute):
        return False
    return any(isinstance(dependency.call, Requires | Public) for dependency in _dependencies(route.dependant))


def _dependencies(dependant: Dependant) -> Iterator[Dependant]:
    for dependency in dependant.dependencies:
        yield dependency
        yield from _dependencies(dependency)
