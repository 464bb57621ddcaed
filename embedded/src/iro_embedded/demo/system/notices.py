"""Events of the authority's own system: each record told when it began, and again when it is known to have ended."""

from collections.abc import Mapping
from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Body, Diary
from iro_embedded.demo.lots import later
from iro_embedded.demo.starting import Span

INBOUND = "/inbound"

_SETTLED = 14

_SOON = 3
"""Days after which the system tells of what happened."""


def settled(span: Span) -> date:
    """From which day on the system tells of children: by then it has said under which ids it knows the IROs."""
    return later(span.first, _SETTLED)


class Notices:
    """What one service is told by the system of whom it is about: a child or a worker by its id there, or here.

    Nothing before `since`.
    """

    def __init__(self, diary: Diary, source: str, about: object, *, since: date) -> None:
        self._diary = diary
        self._since = since
        self._source = source
        self._about = about
        self._versions: dict[str, int] = {}

    def tell(self, day: date, kind: str, record: str, data: Mapping[str, object]) -> None:
        """A record as it stands, some days after the day."""
        version = self._versions[record] = self._versions.get(record, 0) + 1
        body: Body = {
            "specversion": "1.0",
            "id": f"{record}-{version}",
            "source": self._source,
            "type": kind,
            **({} if self._about is None else {"subject": self._about}),
            "record": record,
            "version": version,
            "data": data,
        }
        self._diary.tell(max(later(day, _SOON), self._since), Role.INFORMATION_SYSTEM, INBOUND, body)

    def tell_span(self, kind: str, record: str, on: date, until: date, **other: object) -> None:
        """A record that begins, and ends later."""
        self.tell(on, kind, record, {"on": on, **other})
        self.tell(until, kind, record, {"on": on, "until": until, **other})
