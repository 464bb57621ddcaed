"""Periods of care as the second judge makes them of a return's episodes, each with the reviews held in it.

The rows SSDA903 “period of care” and “reviews” of `design.md` section 9.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from .independent_rows import Episode, Rows


@dataclass
class Period:
    """A child's period of care; `cut_on` where a restart over running care ended it the day before."""

    child: str
    start: date
    start_known: bool
    episodes: list[Episode] = field(default_factory=list)
    reviews: list[date] = field(default_factory=list)
    cut_on: date | None = None

    @property
    def end(self) -> date | None:
        """The latest DEC whose REC is neither blank nor X1."""
        ends = [episode.dec for episode in self.episodes if episode.dec and episode.rec not in {"", "X1"}]
        return self.cut_on or max(ends, default=None)

    @property
    def short_break(self) -> bool:
        return all(episode.ls in {"V3", "V4"} for episode in self.episodes)

    def runs_on(self, day: date) -> bool:
        """Both ends included."""
        return self.start <= day and (self.end is None or day <= self.end)


def periods_and_reviews_outside(rows: Rows) -> tuple[list[Period], list[date]]:
    """A review on a day in two periods belongs to the earlier; those in none are outside care."""
    periods = list(_periods(sorted(rows.episodes.values())))
    by_child: dict[str, list[Period]] = {}
    for period in periods:
        by_child.setdefault(period.child, []).append(period)
    outside_care: list[date] = []
    for child, held_on in sorted(rows.reviews):
        around = [period for period in by_child.get(child, []) if period.runs_on(held_on)]
        (around[0].reviews if around else outside_care).append(held_on)
    return periods, outside_care


def _periods(episodes: list[Episode]) -> Iterator[Period]:
    running: Period | None = None
    for episode in episodes:
        if running and running.child == episode.child and _goes_on_in(running, episode):
            running.episodes.append(episode)
            continue
        if running:
            yield running
        running = Period(episode.child, episode.decom, start_known=episode.rne == "S", episodes=[episode])
    if running:
        yield running


def _goes_on_in(running: Period, episode: Episode) -> bool:
    if episode.rne != "S":
        return running.runs_on(episode.decom)
    if running.end is None or running.end > episode.decom:
        running.cut_on = episode.decom - timedelta(days=1)
    return False
