"""Renders the templates, and says to the browser that nothing but our own style may be loaded."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from iro_embedded.pages.dimensions import dimension, valued
from iro_embedded.pages.wording import (
    base,
    case_title,
    clock,
    counted,
    day,
    defined,
    moment,
    month,
    number,
    recorded,
    short,
    span_of_month,
    turn,
    verdict,
    words,
)
from iro_embedded.pages.years import in_full
from iro_statute import ordinal

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

_templates = Environment(
    loader=PackageLoader("iro_embedded.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters.update(
    {
        "base": base,
        "case_title": case_title,
        "clock": clock,
        "counted": counted,
        "day": day,
        "defined": defined,
        "dimension": dimension,
        "in_full": in_full,
        "moment": moment,
        "month": month,
        "number": number,
        "ordinal": ordinal,
        "recorded": recorded,
        "short": short,
        "span_of_month": span_of_month,
        "turn": turn,
        "valued": valued,
        "verdict": verdict,
        "words": words,
    }
)


def page(template: str, shown: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """The page as the browser gets it."""
    return HTMLResponse(_templates.get_template(template).render(shown), status, HEADERS)
