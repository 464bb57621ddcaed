"""What a command waits for: that what was told to review-service is known here (`If-Reviews-Seq-At-Least`)."""

from typing import Annotated

from fastapi import Depends, Header, Request

from escalation_service.following import followed
from iro_chassis.problems import NotCaughtUp
from iro_chassis.reading import WAIT_SECONDS
from iro_chassis.running import running_of


async def _told(
    request: Request, if_reviews_seq_at_least: Annotated[int | None, Header(ge=0, le=2**63 - 1)] = None
) -> None:
    seq = if_reviews_seq_at_least
    if seq is not None and not await followed(running_of(request), seq, WAIT_SECONDS):
        raise NotCaughtUp("what you wait for has not arrived here yet; ask again", field="If-Reviews-Seq-At-Least")


AFTER_REVIEWS = Depends(_told)
"""Lets a client that has just told review-service of a child or review go on here; `seq` is of that receipt.

Answers 503 `read.behind` after five seconds.
"""
