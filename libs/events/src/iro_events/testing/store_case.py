"""What every event store promises a writer, as tests: subclass StoreCase, give it the fixture `store`."""
# ruff: noqa: S101, PLR2004 - a contract case is made of asserts, and the count expected is the point of each

import asyncio
import hashlib
from uuid import UUID

import pytest

from iro_events.decider import fold
from iro_events.errors import IdempotencyKeyReused, VersionConflict
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore, Idempotency, Writing, Written
from iro_events.testing.ledger import LEDGER, Enter, Entered, Ledger, LedgerFull

ADA = UUID(int=1)
BEN = UUID(int=2)


def asking(what: str, *, key: str = "key", scope: str = "POST /entries") -> Idempotency:
    """A request under an idempotency key."""
    return Idempotency(key, scope, hashlib.sha256(what.encode()).digest())


class StoreCase:
    """The contract of a store's writes and of what can be read back."""

    async def enter(
        self, store: EventStore, stream: str = "ledger-1", command: Enter | None = None, **asked: object
    ) -> Written:
        """One entry in the stream, or what the command says."""
        return await store.execute(
            LEDGER,
            stream,
            command or Enter(),
            NEW_YEAR,
            subject=ADA,
            **asked,  # type: ignore[arg-type] # each test names execute's own arguments
        )

    async def versions(self, store: EventStore, stream: str = "ledger-1") -> list[int]:
        """The versions in the stream."""
        return [told.version for told in await store.read_stream(stream)]

    async def test_a_streams_versions_count_from_1(self, store: EventStore) -> None:
        """Each event has the version after the one before it."""
        first = await self.enter(store, command=Enter(told=2))
        second = await self.enter(store)

        assert (first.version, second.version) == (2, 3)
        assert await self.versions(store) == [1, 2, 3]

    async def test_what_is_read_back_is_what_was_told(self, store: EventStore) -> None:
        """Event and envelope come back as they were handed out when written."""
        written = await self.enter(store, command=Enter(private=1, told=1, restricted=1))

        read = await store.read_stream("ledger-1")

        assert tuple(read) == written.events
        assert read[1].event == Entered(number=2, on=NEW_YEAR.today)
        assert read[1].effective_on == NEW_YEAR.today
        assert (read[1].recorded_at, read[1].actor) == (NEW_YEAR.recorded_at, NEW_YEAR.actor)

    async def test_a_state_is_folded_from_its_stream_alone(self, store: EventStore) -> None:
        """Another stream's events have no part in it."""
        await self.enter(store, command=Enter(told=2))
        await self.enter(store, "ledger-2")

        assert (await store.state(LEDGER, "ledger-1")).state == fold(LEDGER, [Entered(number=1, on=NEW_YEAR.today)] * 2)
        assert (await store.state(LEDGER, "ledger-3")).version == 0

    async def test_a_stream_is_read_on_from_a_version(self, store: EventStore) -> None:
        """The events after it come, and no other."""
        await self.enter(store, command=Enter(told=3))

        assert [told.version for told in await store.read_stream("ledger-1", after=2)] == [3]

    async def test_asked_twice_nothing_is_written(self, store: EventStore) -> None:
        """The version stays, and there is no position."""
        await self.enter(store, command=Enter(up_to=1))
        again = await self.enter(store, command=Enter(up_to=1))

        assert (again.version, again.position, again.events) == (1, None, ())
        assert await self.versions(store) == [1]

    async def test_a_refusal_writes_nothing(self, store: EventStore) -> None:
        """It goes to who commanded."""
        with pytest.raises(LedgerFull):
            await self.enter(store, command=Enter(told=-1))

        assert await self.versions(store) == []

    async def test_another_version_than_expected_is_a_conflict_that_names_both(self, store: EventStore) -> None:
        """Nothing is written then."""
        await self.enter(store)

        with pytest.raises(VersionConflict) as conflict:
            await self.enter(store, expected_version=0)

        assert (conflict.value.expected, conflict.value.actual) == (0, 1)
        assert await self.versions(store) == [1]

    async def test_the_version_expected_is_written_on(self, store: EventStore) -> None:
        """From none, and from the last."""
        await self.enter(store, expected_version=0)
        written = await self.enter(store, expected_version=1)

        assert written.version == 2

    async def test_of_writers_who_expect_the_same_version_one_wins(self, store: EventStore) -> None:
        """The others are told of the conflict."""
        outcomes = await asyncio.gather(
            *(self.enter(store, expected_version=0) for _ in range(4)), return_exceptions=True
        )

        assert sum(isinstance(outcome, Written) for outcome in outcomes) == 1
        assert sum(isinstance(outcome, VersionConflict) for outcome in outcomes) == 3
        assert await self.versions(store) == [1]

    async def test_writers_who_expect_nothing_are_tried_again(self, store: EventStore) -> None:
        """Each decides on what the ones before it wrote."""
        await asyncio.gather(*(self.enter(store) for _ in range(4)))

        numbers = [told.event.number for told in await store.read_stream("ledger-1") if isinstance(told.event, Entered)]
        assert numbers == [1, 2, 3, 4]

    async def test_a_writer_overtaken_every_time_is_told_of_the_conflict(self, store: EventStore) -> None:
        """With the version it decided on, and the one that is there."""

        async def overtaken(writing: Writing) -> None:
            await writing.execute(LEDGER, "ledger-1", Enter(), subject=ADA)
            await self.enter(store)

        with pytest.raises(VersionConflict) as conflict:
            await store.write(overtaken, NEW_YEAR)

        assert conflict.value.stream == "ledger-1"
        assert conflict.value.expected < conflict.value.actual == len(await self.versions(store))

    async def test_several_streams_are_written_together(self, store: EventStore) -> None:
        """The answer is the work's, the outcome that of the stream first written."""

        async def work(writing: Writing) -> str:
            await writing.execute(LEDGER, "ledger-2", Enter(told=2), subject=ADA)
            await writing.execute(LEDGER, "ledger-1", Enter(), subject=BEN)
            return "done"

        answer, written = await store.write(work, NEW_YEAR)

        assert (answer, written.stream, written.version) == ("done", "ledger-2", 2)
        assert [(told.stream, told.version, told.subject) for told in written.events] == [
            ("ledger-2", 1, ADA),
            ("ledger-2", 2, ADA),
            ("ledger-1", 1, BEN),
        ]
        assert tuple(await store.read_stream("ledger-2")) == written.events[:2]

    async def test_several_streams_are_written_all_or_none(self, store: EventStore) -> None:
        """A refusal in one takes back the others."""

        async def work(writing: Writing) -> None:
            await writing.execute(LEDGER, "ledger-1", Enter(), subject=ADA)
            await writing.execute(LEDGER, "ledger-2", Enter(told=-1), subject=ADA)

        with pytest.raises(LedgerFull):
            await store.write(work, NEW_YEAR)

        assert await self.versions(store) == []

    async def test_within_a_write_each_decision_sees_what_was_decided_before(self, store: EventStore) -> None:
        """Also what is not written yet."""
        await self.enter(store)

        async def work(writing: Writing) -> list[int]:
            await writing.prefetch([(LEDGER, "ledger-1"), (LEDGER, "ledger-2")])
            await writing.execute(LEDGER, "ledger-1", Enter(told=2), subject=ADA)
            await writing.execute(LEDGER, "ledger-1", Enter(up_to=3), subject=ADA, expected_version=3)
            states = [await writing.state(LEDGER, stream) for stream in ("ledger-1", "ledger-2", "ledger-3")]
            return [state.version for state in states]

        answer, _ = await store.write(work, NEW_YEAR)

        assert answer == [3, 0, 0]
        assert (await store.state(LEDGER, "ledger-1")).state == Ledger(entries=3)

    async def test_the_same_request_sent_again_is_answered_as_before(self, store: EventStore) -> None:
        """Nothing more is written, even where its expectation holds no longer."""
        first = await self.enter(store, expected_version=0, idempotency=asking("an entry"))
        again = await self.enter(store, expected_version=0, idempotency=asking("an entry"))

        assert again.replayed
        assert not first.replayed
        assert (again.stream, again.version, again.position) == (first.stream, first.version, first.position)
        assert again.events == first.events
        assert await self.versions(store) == [1]

    async def test_the_same_key_with_another_request_is_refused(self, store: EventStore) -> None:
        """Nothing is written."""
        await self.enter(store, idempotency=asking("an entry"))

        with pytest.raises(IdempotencyKeyReused, match="key"):
            await self.enter(store, "ledger-2", idempotency=asking("another entry"))

        assert await self.versions(store, "ledger-2") == []

    async def test_a_key_belongs_to_its_scope(self, store: EventStore) -> None:
        """Another person's key, or another route's, is another key."""
        await self.enter(store, idempotency=asking("an entry"))
        other = await self.enter(store, idempotency=asking("another", scope="POST /others"))

        assert (other.replayed, other.version) == (False, 2)

    async def test_the_same_request_sent_at_once_many_times_is_written_once(self, store: EventStore) -> None:
        """All get the same answer."""
        outcomes = await asyncio.gather(
            *(self.enter(store, f"ledger-{number % 2}", idempotency=asking("an entry")) for number in range(8))
        )

        assert len({outcome.events[0].id for outcome in outcomes}) == 1
        assert sum(not outcome.replayed for outcome in outcomes) == 1
        assert len(await self.versions(store, "ledger-0")) + len(await self.versions(store, "ledger-1")) == 1

    async def test_a_request_that_told_nothing_is_remembered_too(self, store: EventStore) -> None:
        """Sent again, it is not decided anew."""
        await self.enter(store, command=Enter(up_to=0), idempotency=asking("nothing"))
        again = await self.enter(store, command=Enter(), idempotency=asking("nothing"))

        assert (again.replayed, again.position, again.events) == (True, None, ())

    async def test_a_refused_request_is_decided_anew_when_sent_again(self, store: EventStore) -> None:
        """The rule may no longer say no."""
        with pytest.raises(LedgerFull):
            await self.enter(store, command=Enter(told=-1), idempotency=asking("an entry"))

        assert (await self.enter(store, idempotency=asking("an entry"))).version == 1
