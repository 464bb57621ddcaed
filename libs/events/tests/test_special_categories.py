"""Special-category and criminal-offence data are published only in restricted events.

Whoever adds such a code set or field adds it here too. Enums are matched by class, everything else by field name.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from enum import Enum
from typing import Final

import pytest

import iro_events.facts
from iro_events.event import Event, PublishedEvent, RestrictedEvent
from iro_events.facts.advocacy import AdvocacyEnded, AdvocateMatched
from iro_events.facts.codes import ReasonCeased
from iro_events.facts.escalation_codes import ChildsView
from iro_events.facts.missing import Absence
from iro_events.facts.participation_codes import (
    AdvocacyAnswer,
    AdvocacyEnd,
    ConversationOutcome,
    OfferAnswer,
    ParticipationCode,
    ViewsMedium,
    WishTheme,
)
from iro_events.facts.protection import Conference
from iro_events.testing.golden import leaves

CODE_SETS: Final[frozenset[type[Enum]]] = frozenset(
    {
        ParticipationCode,
        ConversationOutcome,
        ViewsMedium,
        WishTheme,
        AdvocacyAnswer,
        OfferAnswer,
        AdvocacyEnd,
        ChildsView,
        ReasonCeased,
        Absence,
        Conference,
    }
)
"""How a child took part, what they wish for, advocacy, their view, why care ended, absence, child protection."""

FIELDS: Final = frozenset(
    {
        "absence",
        "age_on_review",
        "asylum",
        "childs_view",
        "convicted",
        "dental_check",
        "development_check",
        "disabilities",
        "disability",
        "disabled",
        "ethnicity",
        "fourth_birthday",
        "health_check",
        "identified",
        "immunisations",
        "offence",
        "religion",
        "risk",
        "risks",
        "sdq_score",
        "substance_misuse",
        "theme",
        "unaccompanied",
    }
)
"""Ethnicity, disability, health, offending, exploitation risk and the like, where no code set says so."""


def published() -> Iterator[type[PublishedEvent]]:
    """Every published event that any module of `iro_events.facts` defines."""
    for module in pkgutil.iter_modules(iro_events.facts.__path__, "iro_events.facts."):
        for thing in vars(importlib.import_module(module.name)).values():
            own = isinstance(thing, type) and thing.__module__ == module.name
            if own and issubclass(thing, PublishedEvent):
                yield thing


OPEN = [event for event in published() if not issubclass(event, RestrictedEvent)]


def special(event: type[Event]) -> set[str]:
    """The fields of an event that hold special-category or criminal-offence data."""
    return {
        name
        for name, field in event.model_fields.items()
        if name in FIELDS or CODE_SETS.intersection(leaves(field.annotation))
    }


@pytest.mark.parametrize("event", OPEN, ids=lambda event: event.type)
def test_special_category_fields_are_on_restricted_events_only(event: type[PublishedEvent]) -> None:
    assert special(event) == set()


@pytest.mark.parametrize("event", [AdvocateMatched, AdvocacyEnded], ids=lambda event: event.type)
def test_of_advocacy_it_is_open_only_who_is_whose_advocate_and_when(event: type[PublishedEvent]) -> None:
    about_advocates = {one for one in OPEN if one.type.startswith(("Advocate", "Advocacy"))}

    assert about_advocates == {AdvocateMatched, AdvocacyEnded}
    assert set(event.model_fields) == {"on", "advocate"}


def test_a_special_category_field_is_found_however_it_is_nested() -> None:
    class Nested(PublishedEvent):
        kinds: tuple[Absence, ...] | None = None
        disabled: bool | None = None
        answer: bool = False

    assert special(Nested) == {"kinds", "disabled"}
