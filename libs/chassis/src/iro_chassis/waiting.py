"""Lets a command wait for what was just told elsewhere and rests on it (`If-Reviews-Seq-At-Least`)."""

from typing import Annotated, Any

from fastapi import Depends, Header, Request, Security
from fastapi.security import HTTPAuthorizationCredentials

from iro_chassis.auth import BEARER, Requires
from iro_chassis.problems import NotCaughtUp
from iro_chassis.reading import WAIT_SECONDS, CaughtUp
from iro_chassis.roles import Role
from iro_chassis.running import running_of


def waits_for(header: str, caught_up: CaughtUp) -> Any:
    """What a route depends on whose command rests on others' facts: `dependencies=[waits_for(…)]`.

    A client that has just told the other service gives the `seq` of that receipt in the header, written such as
    `If-Reviews-Seq-At-Least`. Answers 503 `read.behind` after five seconds.
    """
    somebody = Requires(frozenset(Role))

    async def wait(
        request: Request,
        credentials: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)],
        seq: Annotated[int | None, Header(alias=header.lower(), ge=0, le=2**63 - 1)] = None,
    ) -> None:
        if seq is None:
            return
        # This comes before the route's own guard: a stranger must neither wait here nor learn how far the log is known.
        await somebody(request, credentials)
        if not await caught_up(running_of(request), seq, WAIT_SECONDS):
            raise NotCaughtUp("what you wait for has not arrived here yet; ask again", field=header)

    return Depends(wait)
