"""Translates what the information system says of a child's care: its records kept, and the care restated from all."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from iro_chassis.inbound.border import Notice
from iro_events.store import Writing
from review_service.domain.care import CARE
from review_service.domain.care_commands import RestateCare
from review_service.domain.care_notices import (
    CARE_NOTICES,
    NoticeCommand,
    NoticeOf,
    TakeCareNotice,
    WithdrawCareNotice,
)
from review_service.domain.return_codes import Rne
from review_service.domain.return_rows import RETURN_ROWS
from review_service.domain.stated_care import stated_care
from review_service.inbound.bodies import (
    ENDED,
    EPISODE,
    STARTED,
    LookedAfterEnded,
    LookedAfterEpisode,
    LookedAfterStarted,
)

OF = {STARTED.name: NoticeOf.START, EPISODE.name: NoticeOf.EPISODE, ENDED.name: NoticeOf.END}
"""What each type's records are of."""


async def take_care(writing: Writing, told: Mapping[UUID, Sequence[Notice]]) -> None:
    """Keeps what was said of each child, and restates its care."""
    await writing.prefetch([(CARE_NOTICES, CARE_NOTICES.stream_of(child)) for child in told])
    await writing.prefetch([(RETURN_ROWS, RETURN_ROWS.stream_of(child)) for child in told])
    await writing.prefetch([(CARE, CARE.stream_of(child)) for child in told])
    for child, notices in told.items():
        for notice in notices:
            await writing.execute(CARE_NOTICES, CARE_NOTICES.stream_of(child), command_of(notice), subject=child)
        await _restate(writing, child)


async def _restate(writing: Writing, child: UUID) -> None:
    notices = (await writing.state(CARE_NOTICES, CARE_NOTICES.stream_of(child))).state
    rows = (await writing.state(RETURN_ROWS, RETURN_ROWS.stream_of(child))).state
    command = RestateCare(periods=stated_care(child, rows.episodes(), notices))
    await writing.execute(CARE, CARE.stream_of(child), command, subject=child)


def command_of(notice: Notice) -> NoticeCommand:
    """What is to be kept of the notice."""
    envelope = notice.envelope
    of, source, record = OF[envelope.type], envelope.source, envelope.record
    match notice.body:
        case LookedAfterStarted() as start:
            return TakeCareNotice(of=of, source=source, record=record, rne=Rne.STARTED, **start.model_dump())
        case LookedAfterEpisode() as episode:
            said = {**episode.model_dump(exclude={"reason"}), "rne": episode.reason}
            return TakeCareNotice(of=of, source=source, record=record, **said)
        case LookedAfterEnded() as end:
            return TakeCareNotice(of=of, source=source, record=record, on=end.on, reason=end.reason)
        case _:
            return WithdrawCareNotice(of=of, source=source, record=record)
