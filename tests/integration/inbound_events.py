"""Events of an information system for a made-up council: starts, episodes and ends of care, corrected and withdrawn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

FIRST_DAY = date(2012, 4, 1)
SOURCE = "/E10000011/information-system"
STATUSES = ("C1", "C2", "V2", "E1", "L2", "J1")
PLACEMENTS = ("Q1", "Q2", "A3", "A5", "K2", "R1", None)
CHANGES = ("L", "P", "T", "B", "U")
ENDS = ("E8", "E12", "E4A", "E45", "E2")


@dataclass
class Council:
    """Tells of its children one event at a time, in the order in which it happened."""

    random: Random
    told: int = 0
    records: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def event(self, kind: str, record: str, subject: str, data: Any, **other: Any) -> dict[str, Any]:
        """The next event."""
        self.told += 1
        return {
            "specversion": "1.0",
            "id": f"e-{self.told}",
            "source": SOURCE,
            "type": kind,
            "subject": subject,
            "record": record,
            "data": data,
            **other,
        }

    def of_child(self, number: int) -> Iterator[dict[str, Any]]:
        """All of one child's: one or two periods of care; some records are corrected or withdrawn."""
        child, day = f"child-{number}", FIRST_DAY + timedelta(days=self.random.randrange(200))
        for period in range(self.random.choice((1, 1, 2))):
            yield from self._versions("looked-after.started", f"{child}.{period}.s", child, self._start(day))
            for change in range(self.random.randrange(5)):
                day += timedelta(days=self.random.randrange(1, 60))
                data = {"on": str(day), "reason": self.random.choice(CHANGES), **self._codes()}
                yield from self._versions("looked-after.episode", f"{child}.{period}.{change}", child, data)
            if self.random.random() < 0.6 or period == 0:
                day += timedelta(days=self.random.randrange(1, 60))
                data = {"on": str(day), "reason": self.random.choice(ENDS)}
                yield from self._versions("looked-after.ended", f"{child}.{period}.e", child, data)
            day += timedelta(days=self.random.randrange(30))

    def _start(self, day: date) -> dict[str, Any]:
        notified = day + timedelta(days=self.random.randrange(12))
        return {"on": str(day), "notified_on": str(notified), **self._codes()}

    def _codes(self) -> dict[str, Any]:
        return {"legal_status": self.random.choice(STATUSES), "placement": self.random.choice(PLACEMENTS)}

    def _versions(self, kind: str, record: str, child: str, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """One time in eight the record is corrected, one time in fifty it is withdrawn."""
        yield self.event(kind, record, child, data)
        if self.random.random() < 0.12:
            later = {**data, "on": str(date.fromisoformat(data["on"]) + timedelta(days=self.random.randrange(-3, 4)))}
            yield self.event(kind, record, child, later, version=2)
        if self.random.random() < 0.02:
            yield self.event(kind, record, child, None, version=3, withdrawn=True)


def events(council: Council, number: int) -> list[dict[str, Any]]:
    """That many events, in order."""
    found: list[dict[str, Any]] = []
    child = 0
    while len(found) < number:
        child += 1
        found += council.of_child(child)
    return found[:number]


def broken(event: dict[str, Any], random: Random) -> dict[str, Any]:
    """The event with one thing wrong."""
    data = event["data"] or {"on": "2012-05-01"}
    return random.choice(
        [
            {**event, "type": "looked-after.unheard-of"},
            {**event, "specversion": "0.3"},
            {name: value for name, value in event.items() if name != "id"},
            {**event, "version": "one"},
            {**event, "data": {**data, "on": "2012-02-30"}, "withdrawn": False},
            {**event, "data": {**data, "on": "2099-01-01", "reason": "E8"}, "type": "looked-after.ended"},
            {**event, "data": {**data, "legal_status": "C9"}, "type": "looked-after.started"},
            {**event, "subject": None},
        ]
    )
