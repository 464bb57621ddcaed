"""Children who were missing and are found: nobody of the IROs has spoken to them since."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import exists, select

from iro_events import sql
from iro_events.database import Connection
from iro_events.facts.missing import Absence
from participation_service.questions import Part, Place
from participation_service.tables import contact, missing


class FoundChild(BaseModel):
    """A child who was missing or away from `since` and was found on `until`, and whom no IRO has spoken to since."""

    episode: UUID
    child: UUID
    since: date
    until: date
    absence: Absence

    def place(self) -> Place:
        """Where it stands in a list: by the day it was found."""
        return self.until, self.episode


async def found_children(connection: Connection, part: Part) -> list[FoundChild]:
    """Those whom no contact of an IRO has reached on the day they were found or later, the longest ago first."""
    spoken_to = exists().where(contact.c.child == missing.c.child, contact.c.happened_on >= missing.c.until)
    wanted = (
        select(missing)
        .where(missing.c.until.is_not(None), ~spoken_to, part.of(missing.c.until, missing.c.episode))
        .order_by(missing.c.until, missing.c.episode)
        .limit(part.limit + 1)
    )
    return [FoundChild(**row) for row in await sql.fetch(connection, wanted)]
