from datetime import date
from typing import Any
from uuid import UUID

from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import RaiseConcern
from escalation_service.matter import Readable, matter_shown
from iro_events.append import Origin, Place, record
from iro_events.facts.escalation_codes import ChildsView, ConcernCategory, RaisedWith
from iro_events.handle import handle
from iro_events.spec import context_on

CHILD, CONCERN_ID, IRO = (UUID(int=number) for number in (1, 2, 3))
DAY = date(2014, 7, 21)
TODAY = context_on(DAY, subject=CHILD, id_=CONCERN_ID)
RAISE = RaiseConcern(
    on=DAY,
    iro=IRO,
    category=ConcernCategory.DRIFT,
    childs_view=ChildsView.DISAGREES,
    raised_with=RaisedWith.TEAM_MANAGER,
    words="no plan yet",
)


def raised_as_shown(readable: Readable) -> Any:
    events = handle(CONCERN, RAISE, CONCERN.initial, [], TODAY)
    recorded = record(Origin("/E10000011/escalation-service", "E10000011"), TODAY, Place("concern", 0, CHILD), events)
    (raised,) = matter_shown(CONCERN_ID, recorded, readable).history
    return raised


def test_the_childs_view_and_the_words_are_each_for_those_who_may_read_them() -> None:
    few = raised_as_shown(Readable(words=True, advice=False, childs_view=True))
    others = raised_as_shown(Readable(words=False, advice=False, childs_view=False))

    assert (few.told["childs_view"], few.words) == ("disagrees", "no plan yet")
    assert "childs_view" not in others.told
    assert (others.worded, others.words) == (True, None)
