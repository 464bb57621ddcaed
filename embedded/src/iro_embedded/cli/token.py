"""`iro token`: a token of the built-in development issuer, for curl and scripts."""

from datetime import timedelta
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
        issued = DevelopmentIssuer.open(data, host="127.0.0.1").issue(*roles, now=now, life=life)
    except (DevelopmentRefused, PermissionError) as refusal:
        raise CannotAnswer(str(refusal)) from None
    if json:
        document({"token": issued, "roles": roles, "expires_at": (now + life).isoformat()})
    else:
        lines([issued])
