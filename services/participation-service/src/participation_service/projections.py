"""Folds what was just appended into this service's own tables, in the transaction of the append."""

from collections.abc import Sequence
from uuid import UUID

from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.facts.advocacy import IndependentVisitorMatched
from iro_events.facts.missing import MissingEpisodeRecorded, MissingEpisodeWithdrawn
from iro_events.facts.participation import (
    ChildInvited,
    ContactEntryWithdrawn,
    ContactLogged,
    ConversationRecorded,
    ParticipationCorrected,
    ParticipationRecorded,
    ViewsGiven,
    WishAnswered,
    WishEntryWithdrawn,
    WishExpressed,
    WishThemeRecorded,
)
from iro_events.facts.surveys import SurveyHeld
from iro_events.folding import Folded, fold_into
from participation_service import tables
from participation_service.row_folds import contact_row, missing_row, participation_row, survey_row, wish_row

OWN = (
    Folded(
        tables.participation,
        "review",
        participation_row,
        (ChildInvited, ConversationRecorded, ViewsGiven, ParticipationRecorded, ParticipationCorrected),
    ),
    Folded(tables.wish, "wish", wish_row, (WishExpressed, WishThemeRecorded, WishAnswered, WishEntryWithdrawn)),
    Folded(tables.contact, "contact", contact_row, (ContactLogged, ContactEntryWithdrawn)),
    Folded(tables.survey, "survey", survey_row, (SurveyHeld,)),
    Folded(tables.missing, "episode", missing_row, (MissingEpisodeRecorded, MissingEpisodeWithdrawn)),
)
ADD_WITHDRAWN = """
INSERT INTO withdrawn (entry, child) SELECT * FROM unnest($1::uuid[], $2::uuid[]) ON CONFLICT DO NOTHING
"""
ADD_VISITING = "INSERT INTO visiting (child) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING"


async def project(connection: Connection, batch: Sequence[Recorded]) -> None:
    """Brings the tables up to the batch."""
    for folded in OWN:
        await fold_into(connection, folded, batch)
    visited = [told.subject for told in batch if isinstance(told.event, IndependentVisitorMatched)]
    if visited:
        await connection.execute(ADD_VISITING, visited)
    withdrawn = [pair for told in batch if (pair := _withdrawn(told))]
    if withdrawn:
        await connection.execute(ADD_WITHDRAWN, *map(list, zip(*withdrawn, strict=True)))


def _withdrawn(told: Recorded) -> tuple[UUID, UUID] | None:
    """The entry that the event withdrew, and whose it was."""
    match told.event:
        case WishEntryWithdrawn(wish=entry) | ContactEntryWithdrawn(contact=entry):
            return entry, told.subject
        case _:
            return None
