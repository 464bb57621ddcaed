"""The checks that find an event which is declared twice, or whose class no union of a decider lists."""

from types import ModuleType

import pytest

from iro_events.catalogue import Catalogue
from iro_events.event import Event, PublishedEvent
from iro_events.facts import care
from iro_events.published import all_published, modules_of_events, published_in
from iro_events.testing.registry import registry_faults


class Opened(PublishedEvent):
    number: int


class Closed(PublishedEvent):
    number: int


class Filed(Event):
    number: int


class Elsewhere:
    """What another service stores."""

    class Filed(Event):
        name: str


def test_events_that_are_declared_once_and_published_have_no_fault() -> None:
    catalogues = {"a": Catalogue([Opened, Filed]), "b": Catalogue([Closed, Filed])}

    assert list(registry_faults(catalogues, [Opened, Closed])) == []


def test_two_events_of_one_name_in_two_services_are_found() -> None:
    catalogues = {"a": Catalogue([Filed]), "b": Catalogue([Elsewhere.Filed])}

    assert list(registry_faults(catalogues, [])) == ["Filed is one event in a and another in b: rename one of them"]


def test_two_events_of_one_name_in_one_service_are_found_when_its_catalogue_is_made() -> None:
    with pytest.raises(ValueError, match="two events are stored as 'Filed'"):
        Catalogue([Filed, Elsewhere.Filed])


def test_a_published_event_that_no_union_lists_is_found() -> None:
    assert list(registry_faults({"a": Catalogue([Opened])}, [Opened, Closed])) == [
        "Closed is published by no service: add it to the union of the decider that records it"
    ]


def test_a_published_event_that_a_service_declares_for_itself_is_found() -> None:
    [fault] = registry_faults({"a": Catalogue([Opened, Closed])}, [Opened])

    assert fault.startswith("Closed is published, but ")


def test_what_a_module_declares_is_found_in_its_order_and_what_it_imports_is_not() -> None:
    module = ModuleType("some.events")
    vars(module).update({event.__name__: event for event in (Closed, Opened, care.ReviewDueSet)})
    for event in (Closed, Opened):
        assert event.__module__ == __name__
    module.__name__ = __name__

    assert published_in(module) == (Closed, Opened)
    assert care in modules_of_events()
    assert set(published_in(care)) < set(all_published())
