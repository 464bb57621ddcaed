"""Events of an information system for a made-up council: of every type, some records corrected or withdrawn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

FIRST_DAY = date(2012, 4, 1)
KNOWN_BEFORE = 60
"""The first so many children are registered before, so that the system knows their ids here."""

HERE = "here:"
"""What stands before a child's id where the id by which it is known here is meant."""

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

    def event(self, kind: str, record: str, subject: str | None, data: Any, **other: Any) -> dict[str, Any]:
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

    def beside_care(self, number: int) -> Iterator[dict[str, Any]]:
        """A plan, a conference and its chair; of a child told of by its id here, proceedings and a missing episode."""
        child, worker = f"child-{number}", f"worker-{number % 9}"
        first = FIRST_DAY + timedelta(days=self.random.randrange(300))
        span = {"on": str(first), "until": str(first + timedelta(days=self.random.randrange(5, 200)))}
        yield from self._versions("protection.plan", f"{child}.p", child, span)
        conference = {"on": str(first), "kind": self.random.choice(("initial", "review")), "chair": worker}
        yield from self._versions("protection.conference", f"{child}.c", child, conference)
        if number <= KNOWN_BEFORE:
            yield from self._versions("proceedings.case", f"{child}.x", f"{HERE}{child}", span)
            missing = {**span, "absence": self.random.choice(("M", "A"))}
            yield from self._versions("missing.episode", f"{child}.m", f"{HERE}{child}", missing)

    def team(self) -> Iterator[dict[str, Any]]:
        """Nine workers who join; some leave, and some of these come back."""
        for number in range(9):
            worker, joined = f"worker-{number}", FIRST_DAY - timedelta(days=number)
            said: dict[str, Any] = {
                "stints": [{"on": str(joined)}],
                "hours": [{"on": str(joined), "fte": f"0.{50 + number}"}, {"on": str(FIRST_DAY), "fte": "1.00"}],
                "contracts": [{"on": str(joined), "contract": "staff"}],
                "absences": [{"on": "2013-01-07", "until": "2013-01-11"}] * (number % 2),
            }
            yield self.event("team.worker", worker, worker, said)
            left = {"on": str(joined), "until": "2013-06-28"}
            for version, stints in ((2, [left]), (3, [left, {"on": "2013-09-02"}]))[: number % 3]:
                yield self.event(
                    "team.worker", worker, worker, {**said, "stints": stints, "absences": []}, version=version
                )

    def references(self) -> Iterator[dict[str, Any]]:
        """A population for each year, and a target that is corrected."""
        for year in (2011, 2012, 2013):
            data = {"on": f"{year}-06-30", "children": 100_000 + year, "source": "ons-mid-year-estimate"}
            yield self.event("reference.population", str(year), None, data)
        target = {"of": "caseload", "on": "2012-04-01", "tenths": 700, "at_least": False, "source": "authority"}
        yield self.event("reference.target", "caseload", None, target)
        yield self.event("reference.target", "caseload", None, {**target, "tenths": 650}, version=2)

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
    found = [*council.team(), *council.references()]
    child = 0
    while len(found) < number:
        child += 1
        found += council.of_child(child)
        if child % 5 == 0 or child <= KNOWN_BEFORE:
            found += council.beside_care(child)
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
            {**event, "subject": "x", "data": {"on": "2099-01-01", "reason": "E8"}, "type": "looked-after.ended"},
            {**event, "subject": "x", "data": {**data, "legal_status": "C9"}, "type": "looked-after.started"},
            {**event, "type": "protection.plan", "subject": None},
            {**event, "type": "missing.episode", "subject": "child-1"},
            {**event, "type": "proceedings.case", "subject": None},
        ]
    )
