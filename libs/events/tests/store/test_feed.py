import asyncio
import json
from typing import Any
from uuid import UUID

import pytest

from iro_events.cloudevents import decode_cloudevent, encode_cloudevent
from iro_events.feed import SPAN, FeedPage
from iro_events.sequencer import Sequencer
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore
from iro_events.testing.ledger import LEDGER, LEDGER_EVENTS, Enter, Entered
from iro_events.testing.store_case import ADA

SECONDS = 10.0


async def enter(store: EventStore, command: Enter) -> None:
    await store.execute(LEDGER, "ledger-1", command, NEW_YEAR, subject=ADA)


async def enter_and_number(store: EventStore, command: Enter) -> None:
    await enter(store, command)
    while await store.sequencer.round():
        pass


def numbers(page: FeedPage) -> list[int]:
    return [fact.seq for fact in page.facts]


async def test_an_empty_log_has_an_empty_page(store: EventStore) -> None:
    assert await store.facts(0, 10) == FeedPage((), next_after=0, head=0)


async def test_what_has_no_number_yet_is_not_told(store: EventStore) -> None:
    await enter(store, Enter())

    assert (await store.facts(0, 10)).facts == ()


async def test_private_and_restricted_events_are_not_in_the_feed_of_facts(store: EventStore) -> None:
    await enter_and_number(store, Enter(private=2, told=1, restricted=3))
    page = await store.facts(0, 10)

    assert numbers(page) == [3]
    assert (page.next_after, page.head) == (6, 6)


async def test_restricted_facts_have_a_feed_of_their_own(store: EventStore) -> None:
    await enter_and_number(store, Enter(private=1, told=1, restricted=2))

    assert numbers(await store.facts(0, 10, restricted=True)) == [3, 4]


async def test_pages_follow_one_another_without_loss_whatever_lies_between(store: EventStore) -> None:
    for told in (1, 3, 0, 2):
        await enter_and_number(store, Enter(private=2, told=told, restricted=1))
    whole = numbers(await store.facts(0, 1000))

    for limit in range(1, 8):
        pages, after = [], 0
        while after < 18:
            page = await store.facts(after, limit)
            assert page.next_after > after
            pages += numbers(page)
            after = page.next_after
        assert pages == whole
        assert after == 18


async def test_a_full_page_ends_with_its_last_fact(store: EventStore) -> None:
    await enter_and_number(store, Enter(told=2, restricted=2))

    assert (await store.facts(0, 1)).next_after == 1
    assert (await store.facts(0, 2)).next_after == 2
    assert (await store.facts(0, 3)).next_after == 4


async def test_a_reader_beyond_the_end_stays_where_it_is(store: EventStore) -> None:
    await enter_and_number(store, Enter(told=2))

    assert await store.facts(7, 10) == FeedPage((), next_after=7, head=2)


async def test_a_long_stretch_of_private_events_is_passed_in_several_pages(store: EventStore) -> None:
    store.sequencer = Sequencer(store.database, batch=SPAN)
    await enter_and_number(store, Enter(private=SPAN + 1, told=1))

    first = await store.facts(0, 10)
    second = await store.facts(first.next_after, 10)

    assert (numbers(first), first.next_after, first.head) == ([], SPAN, SPAN + 2)
    assert (numbers(second), second.next_after) == ([SPAN + 2], SPAN + 2)


@pytest.mark.usefixtures("sequencing")
async def test_a_reader_who_waits_is_answered_when_something_is_told(store: EventStore) -> None:
    async with asyncio.timeout(SECONDS):
        asked = asyncio.create_task(store.facts(0, 10, wait=60))
        await enter(store, Enter(told=1))
        page = await asked

    assert numbers(page) == [1]


@pytest.mark.usefixtures("sequencing")
async def test_a_reader_who_waits_is_moved_on_by_private_events_too(store: EventStore) -> None:
    """Else it could not tell that it has seen all there is."""
    async with asyncio.timeout(SECONDS):
        asked = asyncio.create_task(store.facts(0, 10, wait=60))
        await enter(store, Enter(private=1, told=0))

        assert await asked == FeedPage((), next_after=1, head=1)


async def test_a_reader_who_waits_is_answered_when_another_process_numbers(store: EventStore) -> None:
    async with asyncio.timeout(SECONDS):
        asked = asyncio.create_task(store.facts(0, 10, wait=60))
        await enter(store, Enter())
        await Sequencer(store.database).round()
        page = await asked

    assert numbers(page) == [1]


async def test_a_reader_who_waited_in_vain_is_told_so(store: EventStore) -> None:
    await enter_and_number(store, Enter(private=2, told=0))

    assert await store.facts(2, 10, wait=0.1) == FeedPage((), next_after=2, head=2)


async def test_a_page_is_json_with_cloudevents_of_the_attributes_named(store: EventStore) -> None:
    await enter_and_number(store, Enter(told=1))
    page: dict[str, Any] = json.loads((await store.facts(0, 10)).json())
    [fact] = page["facts"]
    UUID(fact.pop("id"))

    assert (page["next_after"], page["head"]) == (1, 1)
    assert fact == {
        "specversion": "1.0",
        "source": "/E10000011/ledger",
        "type": "footprint.Entered",
        "subject": str(ADA),
        "time": "2026-01-05T12:00:00.000000Z",
        "datacontenttype": "application/json",
        "dataschema": "/schemas/Entered/1",
        "sequence": "00000000000000000001",
        "stream": "ledger-1",
        "version": 1,
        "authority": "E10000011",
        "actor": str(NEW_YEAR.actor),
        "correlationid": str(NEW_YEAR.correlation_id),
        "effectiveon": "2026-01-05",
        "partitionkey": str(ADA),
        "data": {"number": 1, "on": "2026-01-05"},
    }


async def test_what_the_feed_tells_is_decoded_to_what_was_recorded(store: EventStore) -> None:
    await enter_and_number(store, Enter(told=2, restricted=1))
    recorded = await store.read_stream("ledger-1")
    told = [
        fact
        for restricted in (False, True)
        for fact in json.loads((await store.facts(0, 10, restricted=restricted)).json())["facts"]
    ]

    assert [decode_cloudevent(fact, LEDGER_EVENTS) for fact in told] == recorded
    assert [encode_cloudevent(one) for one in recorded] == told
    assert isinstance(recorded[0].event, Entered)
