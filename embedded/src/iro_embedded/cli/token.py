"""`iro token`: a token of the built-in development issuer, for curl and scripts."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from iro_chassis.clock import system_clock
from iro_chassis.development import USUAL_LIFE, DevelopmentIssuer, DevelopmentRefused
from iro_chassis.roles import Role
from iro_embedded.cli.answering import CannotAnswer, document, lines
from iro_embedded.cli.options import USUAL_DATA, Data, Json

app = typer.Typer()

_USUAL_HOURS = USUAL_LIFE // timedelta(hours=1)


@app.command()
def token(
    *,
    role: Annotated[list[Role] | None, typer.Option(help="A role it gives. Repeatable; by default iro.")] = None,
    hours: Annotated[int, typer.Option(min=1, max=24 * 30, help="How long it is good for.")] = _USUAL_HOURS,
    keys: Annotated[
        Path | None,
        typer.Option(help="Where to write the issuer's public keys, as OIDC_KEYS_FILE of a service has them."),
    ] = None,
    data: Data = USUAL_DATA,
    json: Json = False,
) -> None:
    """Prints a bearer token that the system over this data folder takes.

    curl -H "Authorization: Bearer $(iro token --role analyst)" http://127.0.0.1:8000/metrics-service/figures
    """
    roles = role or [Role.IRO]
    now = system_clock()
    life = timedelta(hours=hours)
    try:
        issuer = DevelopmentIssuer.open(data, host="127.0.0.1")
        if keys is not None:
            keys.write_text(issuer.public_keys(), encoding="ascii")
    except (DevelopmentRefused, PermissionError) as refusal:
        raise CannotAnswer(str(refusal)) from None
    issued = issuer.issue(*roles, now=now, life=life)
    if json:
        document({"token": issued, "roles": roles, "expires_at": (now + life).isoformat()})
    else:
        lines([issued])
