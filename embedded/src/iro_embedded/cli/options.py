"""The options that several commands take, so that each is named and explained in one way."""

from pathlib import Path
from typing import Annotated

import typer

USUAL_DATA = Path("footprint-data")

Data = Annotated[Path, typer.Option("--data", help="The data folder.", file_okay=False)]
Url = Annotated[
    str | None,
    typer.Option("--url", help="A system already running, such as http://127.0.0.1:8000, in place of a data folder."),
]
Token = Annotated[
    str | None,
    typer.Option(
        "--token",
        envvar="IRO_TOKEN",
        help="The bearer token for --url; by default one of the data folder's own issuer.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Period = Annotated[
    str, typer.Option("--period", help="A year (2014-15), a quarter (2014-Q1), a month (2014-07) or DATE..DATE.")
]
