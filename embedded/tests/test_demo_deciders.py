"""What the demo borough tells of challenges and voices, given to the deciders alone: no database, every rule."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest
from pydantic import TypeAdapter

from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import (
    AnswerAtStage,
    AnswerConcern,
    ConcernCommand,
    MoveDisputeUp,
    MoveUpByTime,
    RaiseConcern,
    RaiseDispute,
    RaiseDisputeAtOnce,
    ReferToCafcass,
    ResolveDispute,
    SettleConcern,
    TakeLegalAdvice,
    WithdrawConcern,
)
from escalation_service.domain.concern_state import OPEN, Concern, Standing
from escalation_service.domain.good_practice import ALERT, AlertGoodPractice
from escalation_service.domain.ladder import Ladder
from escalation_service.domain.ladders import LADDERS, SetLadder
from iro_embedded.demo.borough import Borough, plan_of
from iro_embedded.demo.diary import ESCALATIONS, DatedCommand, Named
from iro_embedded.demo.diary import PARTICIPATION as PARTICIPATION_SERVICE
from iro_embedded.demo.system.notices import INBOUND
from iro_events.dates import ENGLAND
from iro_events.decider import Context, Decider, fold
from iro_events.facts.escalation_codes import MovedUpBy
from iro_events.facts.escalations import (
    CafcassReferred,
    ConcernWithdrawn,
    DisputeMovedUp,
    DisputeResolved,
    LegalAdviceObtained,
    StageBypassed,
)
from iro_events.handle import Past, handle
from participation_service.domain.advocacy import ADVOCACY
from participation_service.domain.advocacy_commands import (
    EndAdvocacy,
    MatchAdvocate,
    OfferAdvocate,
    RecordAdvocacyAwareness,
    RequestAdvocate,
)
from participation_service.domain.contacts import CONTACTS, LogContact, SendContactCard
from participation_service.domain.held_review import HeldReview
from participation_service.domain.participation import PARTICIPATION
from participation_service.domain.participation_commands import (
    CorrectParticipation,
    GiveViews,
    InviteChild,
    RecordConversation,
    RecordParticipation,
)
from participation_service.domain.surveys import SURVEY, CountAnswers, HoldSurvey
from participation_service.domain.visitors import VISITING, ConsiderVisitor, EndVisitor, MatchVisitor
from participation_service.domain.wishes import WISH, AnswerWish, ExpressWish

LAST = date(2026, 11, 25)

_OF_CONCERN: dict[str, type[Any]] = {
    "concerns": RaiseConcern,
    "disputes": RaiseDispute,
    "answers": AnswerConcern,
    "settlements": SettleConcern,
    "stages": MoveDisputeUp,
    "stage-answers": AnswerAtStage,
    "resolutions": ResolveDispute,
    "cafcass-referrals": ReferToCafcass,
    "legal-advice": TakeLegalAdvice,
    "withdrawals": WithdrawConcern,
}
_OF_CHILD: dict[str, tuple[Decider[Any, Any, Any], type[Any]]] = {
    "advocate-requests": (ADVOCACY, RequestAdvocate),
    "advocate-offers": (ADVOCACY, OfferAdvocate),
    "advocate-matches": (ADVOCACY, MatchAdvocate),
    "advocate-endings": (ADVOCACY, EndAdvocacy),
    "contact-cards": (CONTACTS, SendContactCard),
    "visitor-considerations": (VISITING, ConsiderVisitor),
    "visitor-matches": (VISITING, MatchVisitor),
    "visitor-endings": (VISITING, EndVisitor),
}
_OF_ENTRY: dict[tuple[str, str], tuple[Decider[Any, Any, Any], type[Any]]] = {
    ("children", "contacts"): (CONTACTS, LogContact),
    ("children", "wishes"): (WISH, ExpressWish),
    ("wishes", "answers"): (WISH, AnswerWish),
    ("surveys", "surveys"): (SURVEY, HoldSurvey),
    ("surveys", "answers"): (SURVEY, CountAnswers),
}
_OF_REVIEW: dict[str, tuple[Decider[Any, Any, Any], type[Any]]] = {
    "invitations": (PARTICIPATION, InviteChild),
    "conversations": (PARTICIPATION, RecordConversation),
    "views": (PARTICIPATION, GiveViews),
    "participations": (PARTICIPATION, RecordParticipation),
    "participation-corrections": (PARTICIPATION, CorrectParticipation),
    "advocacy-awareness": (ADVOCACY, RecordAdvocacyAwareness),
}


def _id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, name)


def _plain(value: Any) -> Any:
    return _id(value.name) if isinstance(value, Named) else value


@dataclass
class Told:
    """Every stream's state, and every event by the command that brought it."""

    states: dict[tuple[int, str], Any] = field(default_factory=dict)
    histories: defaultdict[tuple[int, str], list[Past]] = field(default_factory=lambda: defaultdict(list))
    ladders: Any = LADDERS.initial
    events: list[Any] = field(default_factory=list)

    def take(self, decider: Decider[Any, Any, Any], stream: str, asked: Any, at: DatedCommand) -> None:
        """Refused, the test fails."""
        self.hear(decider, stream, asked, _context(at))

    def hear(self, decider: Decider[Any, Any, Any], stream: str, command: Any, context: Context) -> None:
        """The command as the store would execute it; refused, the test fails."""
        key = id(decider), stream
        state = self.states.get(key, decider.initial)
        events = handle(decider, command, state, self.histories[key], context)
        self.states[key] = fold(decider, events, state)
        self.histories[key] += [Past(event, context.recorded_at) for event in events]
        self.events += events

    def concerns(self) -> list[Concern]:
        """Every matter."""
        return [state for state in self.states.values() if isinstance(state, Concern)]


def _made(command: DatedCommand, kind: type[Any]) -> Any:
    return TypeAdapter(kind).validate_python({key: _plain(value) for key, value in command.body.items()})


def _named(command: DatedCommand) -> tuple[str, str, str]:
    """The first noun of the path, the name in braces, and what is told."""
    _, first, *rest = command.path.split("/")
    return first, rest[0].strip("{}") if rest else "", rest[-1] if rest else first


def _challenge(told: Told, command: DatedCommand) -> None:
    """As escalation-service's routes would."""
    first, name, what = _named(command)
    if what == "ladders":
        for event in LADDERS.decide(_made(command, SetLadder), told.ladders, _context(command)):
            told.ladders = LADDERS.evolve(told.ladders, event)
    elif what == "days":
        for (_, stream), state in list(told.states.items()):
            if isinstance(state, Concern) and state.standing is Standing.FORMAL:
                moved = ConcernCommand(_id(stream), MoveUpByTime(as_at=_on(command)))
                told.take(CONCERN, stream, moved, command)
    elif what == "good-practice":
        stream = f"{name} {command.at}"
        alert = replace(_context(command), id=_id(stream))
        told.hear(ALERT, stream, _made(command, AlertGoodPractice), alert)
    else:
        stream = command.gives or name
        kind = RaiseDisputeAtOnce if first == "children" and what == "disputes" else _OF_CONCERN[what]
        ladder: Ladder | None = told.ladders.in_force(_on(command))
        told.take(CONCERN, stream, ConcernCommand(_id(stream), _made(command, kind), ladder), command)


def _hear(told: Told, held: dict[str, date], command: DatedCommand) -> None:
    """As participation-service's routes would."""
    first, name, what = _named(command)
    context = replace(_context(command), subject=_id(f"child-{command.child}"), id=_id(name))
    if first == "reviews":
        decider, kind = _OF_REVIEW[what]
        stream = name if decider is PARTICIPATION else f"child-{command.child}"
        review = HeldReview(held[name]) if name in held else None
        told.hear(decider, stream, _made(command, kind), replace(context, needed=review))
    elif what in _OF_CHILD:
        decider, kind = _OF_CHILD[what]
        told.hear(decider, name, _made(command, kind), context)
    else:
        decider, kind = _OF_ENTRY[first, what]
        entry = command.gives or (f"{name} {command.at}" if first == "children" else name)
        stream = name if decider is CONTACTS else entry
        told.hear(decider, stream, _made(command, kind), replace(context, id=_id(entry)))


def _on(command: DatedCommand) -> date:
    on = command.body["on"]
    assert isinstance(on, date)
    return on


def _context(command: DatedCommand) -> Context:
    today = command.at.astimezone(ENGLAND).date()
    return Context(recorded_at=command.at, today=today, actor=_id("somebody"), correlation_id=_id(command.path))


def _told(plan: Sequence[DatedCommand]) -> Told:
    held: dict[str, date] = defaultdict(lambda: LAST)
    for command in plan:
        if "held_on" in command.body:
            name = command.gives or command.path.split("/")[2].strip("{}")
            held.setdefault(name, command.body["held_on"])  # type: ignore[arg-type]
    told = Told()
    for command in plan:
        if command.path == INBOUND:
            continue  # the information system's, which no decider of ours is asked about
        if command.to == ESCALATIONS:
            _challenge(told, command)
        elif command.to == PARTICIPATION_SERVICE and not command.path.startswith("/returns"):
            _hear(told, held, command)
    return told


@pytest.fixture(scope="module")
def told() -> Told:
    return _told(plan_of(Borough(LAST), "E10000011"))


@pytest.mark.parametrize("last", [date(2025, 4, 1), date(2028, 2, 29), date(2027, 1, 4)])
def test_whatever_the_day_nothing_that_is_told_is_refused(last: date) -> None:
    assert _told(plan_of(Borough(last, children=250, years=2), "E10000011")).events


def test_most_concerns_are_settled_informally_and_some_become_disputes(told: Told) -> None:
    concerns = told.concerns()
    formal = [concern for concern in concerns if concern.formal_on]
    assert 80 <= len(concerns) <= 180
    assert 0.08 <= len(formal) / len(concerns) <= 0.22
    standing = Counter(concern.standing for concern in concerns)
    assert standing[Standing.SETTLED] > len(concerns) / 2
    assert len({concern.category for concern in concerns}) >= 10


def test_disputes_go_all_the_ways_that_the_ladder_and_the_law_allow(told: Told) -> None:
    kinds = Counter(type(event) for event in told.events)
    moved = Counter(event.moved_by for event in told.events if isinstance(event, DisputeMovedUp))
    resolved = [event for event in told.events if isinstance(event, DisputeResolved)]
    assert moved[MovedUpBy.IRO] >= 3
    assert moved[MovedUpBy.TIME] >= 2
    assert all(kinds[kind] for kind in (CafcassReferred, LegalAdviceObtained, StageBypassed, ConcernWithdrawn))
    assert 2 <= sum(event.on > event.conclude_by for event in resolved) <= len(resolved) / 2
    assert len({event.outcome for event in resolved}) == 3
    assert len({event.plan_changed for event in resolved}) == 2


def test_on_the_last_day_some_matters_are_open_informal_and_formal(told: Told) -> None:
    open_still = Counter(concern.standing for concern in told.concerns() if concern.standing in OPEN)
    assert open_still[Standing.INFORMAL] >= 2
    assert open_still[Standing.FORMAL] >= 1
