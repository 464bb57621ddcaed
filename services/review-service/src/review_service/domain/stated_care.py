"""What a child's returns and the authority's own system state of its care together; where they differ, the latter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from iro_events.facts.codes import ReasonCeased
from review_service.domain.care_commands import StatedPeriod
from review_service.domain.care_notices import CareNotices, NoticeOf, Said
from review_service.domain.periods import Episode, stated_periods
from review_service.domain.return_codes import Rne

Ends = Mapping[date, ReasonCeased | None]


def stated_care(child: UUID, returned: Iterable[Episode], notices: CareNotices) -> tuple[StatedPeriod, ...]:
    """The child's periods of care, whatever was learnt first."""
    by_day = {episode.decom: episode for episode in returned} | noticed_episodes(notices)
    episodes = sorted(by_day.values(), key=lambda episode: episode.decom)
    return stated_periods(child, _ended(episodes, noticed_ends(notices)))


def noticed_episodes(notices: CareNotices) -> dict[date, Episode]:
    """The episodes that the authority's own system tells of, one a day: of one day a start comes before a change."""
    told = [*notices.of(NoticeOf.EPISODE), *notices.of(NoticeOf.START)]
    return {said.on: episode for _, said in told if (episode := _episode(said))}


def noticed_ends(notices: CareNotices) -> Ends:
    """The days on which that system says that care ended, and why."""
    return {said.on: said.reason for _, said in notices.of(NoticeOf.END)}


def _episode(said: Said) -> Episode | None:
    if said.legal_status is None:
        return None
    return Episode(
        decom=said.on,
        rne=said.rne or Rne.STARTED,
        legal_status=said.legal_status,
        placement=said.placement,
        noticed=True,
        notified_on=said.notified_on,
    )


def _ended(episodes: Sequence[Episode], ends: Ends) -> list[Episode]:
    """Each end is of the last episode begun before that day; where another end is, of one that begins on the day.

    An end with no episode before it is of none, until one is told of.
    """
    ended = list(episodes)
    taken: set[int] = set()
    for on in sorted(ends):
        before = [place for place, episode in enumerate(episodes) if episode.decom < on]
        begins = [place for place, episode in enumerate(episodes) if episode.decom == on]
        free = [place for place in (*before[-1:], *begins) if place not in taken]
        for place in (*free, *before[-1:])[:1]:
            taken.add(place)
            ended[place] = replace(ended[place], care_ended_on=on, reason=ends[on], noticed=True)
    return ended
