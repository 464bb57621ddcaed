"""What a child's episodes say of its periods of care, as returns and the authority's own system tell them (SSDA903)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID, uuid5

from iro_events.facts.codes import CareChange, ReasonCeased, Regime
from review_service.domain.care_commands import StatedChange, StatedPeriod, StatedReview
from review_service.domain.codes import FOR_ADOPTION, SHORT_BREAKS, LegalStatus, Placement
from review_service.domain.return_codes import Rne


@dataclass(frozen=True, slots=True)
class Episode:
    """One Episodes row as read. `care_ended_on`: its `DEC`, where its `REC` says that care ended that day.

    `noticed` where the authority's own system tells of it, and then `notified_on` the day it first told of a start.
    """

    decom: date
    rne: Rne
    legal_status: LegalStatus
    placement: Placement | None = None
    care_ended_on: date | None = None
    reason: ReasonCeased | None = None
    noticed: bool = False
    notified_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Span:
    """A period of care while its episodes are gathered; `cut_on` is the inferred end that a later start brings."""

    episodes: tuple[Episode, ...]
    cut_on: date | None = None

    @property
    def last_words(self) -> Episode | None:
        """The episode that says when the period ended: the latest day, and of one day the later row."""
        ending = [episode for episode in self.episodes if episode.care_ended_on]
        return max(ending, key=lambda episode: (episode.care_ended_on or date.min, episode.decom), default=None)

    @property
    def ended_on(self) -> date | None:
        """The last day of care, or None while it runs."""
        return self.cut_on or (self.last_words.care_ended_on if self.last_words else None)

    def takes(self, episode: Episode) -> bool:
        """Whether an episode belongs here: any but a start, up to and including the end."""
        on_time = self.ended_on is None or episode.decom <= self.ended_on
        return episode.rne is not Rne.STARTED and on_time

    def before(self, start: date) -> "_Span":
        """The span as a later start leaves it: one still running ends the day before, one ended on the day stays."""
        running = self.ended_on is None or self.ended_on > start
        return replace(self, cut_on=start - timedelta(days=1)) if running else self


_NEW_CARERS = {Rne.PLACEMENT_AND_CARERS, Rne.LEGAL_STATUS_PLACEMENT_AND_CARERS}
_CAN_HAVE_BROUGHT = {
    Regime.PLACED: {*_NEW_CARERS, Rne.PLACEMENT, Rne.LEGAL_STATUS_AND_PLACEMENT},
    Regime.AUTHORITY: {Rne.LEGAL_STATUS, Rne.LEGAL_STATUS_PLACEMENT_AND_CARERS, Rne.LEGAL_STATUS_AND_PLACEMENT},
}


def stated_periods(child: UUID, episodes: Iterable[Episode]) -> tuple[StatedPeriod, ...]:
    """The child's periods of care in the order of their days; `child` gives each its lasting id."""
    return tuple(_stated(child, span) for span in _spans(sorted(episodes, key=lambda episode: episode.decom)))


def stated_reviews(child: UUID, held_on: Iterable[date]) -> tuple[StatedReview, ...]:
    """The child's reviews, one a day; `child` and the day give each its lasting id."""
    return tuple(StatedReview(review=uuid5(child, f"review:{day}"), held_on=day) for day in sorted(set(held_on)))


def regime_of(episode: Episode) -> Regime:
    """Which review intervals an episode stands under: its placement tells first, then its legal status."""
    if episode.placement in FOR_ADOPTION:
        return Regime.PLACED
    return Regime.AUTHORITY if episode.legal_status is LegalStatus.E1 else Regime.ORDINARY


def _spans(episodes: Sequence[Episode]) -> list[_Span]:
    spans: list[_Span] = []
    for episode in episodes:
        if spans and spans[-1].takes(episode):
            spans[-1] = replace(spans[-1], episodes=(*spans[-1].episodes, episode))
        else:
            spans[-1:] = [span.before(episode.decom) for span in spans[-1:]]
            spans.append(_Span((episode,)))
    return spans


def _stated(child: UUID, span: _Span) -> StatedPeriod:
    opening = span.episodes[0]
    start_known = opening.rne is Rne.STARTED
    opened_in = Regime.ORDINARY if start_known else _regime_before(opening)
    last_words = None if span.cut_on else span.last_words
    return StatedPeriod(
        care=uuid5(child, f"care:{opening.decom}"),
        started_on=opening.decom,
        start_known=start_known,
        opened_in=opened_in,
        changes=_changes(opened_in, span.episodes),
        ended_on=span.ended_on,
        reason=last_words.reason if last_words else None,
        end_inferred=span.cut_on is not None,
        short_break=all(episode.legal_status in SHORT_BREAKS for episode in span.episodes),
        noticed=any(episode.noticed for episode in span.episodes),
        notified_on=opening.notified_on,
    )


def _regime_before(opening: Episode) -> Regime:
    """The regime that was there already when a period of unknown start is first seen."""
    regime = regime_of(opening)
    return Regime.ORDINARY if opening.rne in _CAN_HAVE_BROUGHT.get(regime, set()) else regime


def _changes(opened_in: Regime, episodes: Sequence[Episode]) -> tuple[StatedChange, ...]:
    opening = episodes[0]
    first = [_change(opening.decom, opened_in, regime_of(opening))] if regime_of(opening) is not opened_in else []
    later = [
        _change(episode.decom, regime_of(before), regime_of(episode))
        for before, episode in pairwise(episodes)
        if regime_of(before) is not regime_of(episode) or _moved_to_other_adopters(before, episode)
    ]
    return (*first, *later)


def _moved_to_other_adopters(before: Episode, episode: Episode) -> bool:
    return regime_of(before) is regime_of(episode) is Regime.PLACED and episode.rne in _NEW_CARERS


def _change(on: date, was: Regime, becomes: Regime) -> StatedChange:
    match was, becomes:
        case _, Regime.PLACED:
            return StatedChange(on=on, change=CareChange.PLACED)
        case Regime.PLACED, _:
            return StatedChange(on=on, change=CareChange.RETURNED, authority_stands=becomes is Regime.AUTHORITY)
        case _, Regime.AUTHORITY:
            return StatedChange(on=on, change=CareChange.AUTHORITY_GIVEN)
        case _:
            return StatedChange(on=on, change=CareChange.AUTHORITY_ENDED)
