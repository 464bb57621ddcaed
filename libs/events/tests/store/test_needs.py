"""What a command needs from outside its stream is read once it is given, or handed over by who gives many."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from iro_events.database import Database
from iro_events.decider import Context, Decider
from iro_events.policies import Policies
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore, Writing
from iro_events.testing.ledger import LEDGER_EVENTS, Enter, Entered, Ledger, LedgerEvent, evolve

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD, THING = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Page:
    """What the command needs: the number from which the ledger counts."""

    number: int


@dataclass
class Reading:
    """A need that keeps what it was asked for."""

    asked: list[tuple[UUID, UUID]] = field(default_factory=list)

    async def __call__(self, writing: Writing, subject: UUID, command: object) -> Page:
        self.asked.append((subject, writing.context.id))
        return Page(7)


def decide(command: Enter, ledger: Ledger, context: Context) -> list[LedgerEvent]:
    page = context.need(Page)
    return [Entered(number=0 if page is None else page.number, on=context.today)]


NUMBERED: Decider[Enter, Ledger, LedgerEvent] = Decider(
    decide=decide, evolve=evolve, initial=Ledger(), events=LedgerEvent, stream="ledger"
)


@pytest.fixture
def reading() -> Reading:
    return Reading()


@pytest.fixture
def needing(database: Database, reading: Reading) -> EventStore:
    policies = Policies(needs={Enter: reading})
    return EventStore(
        database, source="/E10000011/ledger", authority="E10000011", catalogue=LEDGER_EVENTS, policies=policies
    )


async def entered(store: EventStore, needed: Page | None = None) -> Entered:
    """What one command for THING, which is about CHILD, records."""

    async def work(writing: Writing) -> None:
        stream = f"ledger-{uuid4()}"
        await writing.execute(NUMBERED, stream, Enter(), subject=CHILD, id_=THING, needed=needed)
        assert writing.context == NEW_YEAR, "what was read for one command is nothing to the next"

    _, written = await store.write(work, NEW_YEAR)
    [recorded] = written.events
    assert isinstance(recorded.event, Entered)
    return recorded.event


async def test_a_need_is_read_for_the_subject_and_the_thing_of_its_command(
    needing: EventStore, reading: Reading
) -> None:
    assert (await entered(needing)).number == 7
    assert reading.asked == [(CHILD, THING)]


async def test_what_is_handed_over_is_not_read(needing: EventStore, reading: Reading) -> None:
    assert (await entered(needing, Page(9))).number == 9
    assert reading.asked == []
