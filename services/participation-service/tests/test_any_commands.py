"""Any commands in any order: events fold and decode, and a command repeated at once records nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from iro_events.catalogue import Catalogue, encode
from iro_events.decider import Command, Context, Decider, Refused, State, Told, fold
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.facts import participation_codes as codes
from iro_events.facts.participation import ContactLogged, ViewsGiven
from iro_events.folding import Row
from iro_events.handle import Past, handle
from iro_events.notes import NoteRecorded
from iro_events.spec import context_on
from participation_service.domain import advocacy_commands, contacts, participation_commands, surveys, visitors, wishes
from participation_service.domain.advocacy import ADVOCACY, Standing
from participation_service.domain.codes import FOUR, heard
from participation_service.domain.held_review import HeldReview
from participation_service.domain.participation import PARTICIPATION
from participation_service.row_folds import contact_row, participation_row, wish_row

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)
CHILD = UUID(int=99)
TODAY = context_on(date(2014, 9, 1))


def given_to(id_: UUID | int, needed: object = None) -> Context:
    """The context of a command to that thing, or to the thing at that place."""
    to = UUID(int=id_) if isinstance(id_, int) else id_
    return replace(TODAY, subject=CHILD, id=to, needed=needed)


ids = st.sampled_from([UUID(int=number) for number in range(1, 4)])
days = st.integers(0, 45).map(lambda step: date(2014, 4, 1) + timedelta(days=4 * step))
words = st.none() | st.sampled_from(["a dog", "my sisters"])
told_of_part = {
    "code": st.none() | st.sampled_from(codes.ParticipationCode),
    "age_on_review": st.none() | st.integers(0, 18),
    "fourth_birthday": st.booleans(),
    "disabled": st.none() | st.booleans(),
    "team": st.none() | ids,
}
part_bodies: st.SearchStrategy[participation_commands.ParticipationCommand] = st.one_of(
    st.builds(participation_commands.InviteChild, on=days),
    st.builds(participation_commands.RecordConversation, on=days, outcome=st.sampled_from(codes.ConversationOutcome)),
    st.builds(participation_commands.GiveViews, on=days, medium=st.sampled_from(codes.ViewsMedium), words=words),
    st.builds(participation_commands.RecordParticipation, **told_of_part),
    st.builds(participation_commands.TakeParticipationFromReturn, **told_of_part),
    st.builds(participation_commands.CorrectParticipation, **told_of_part),
)
held = st.none() | st.just(HeldReview(date(2014, 5, 1)))
part_commands = st.tuples(part_bodies, st.builds(given_to, st.just(UUID(int=1)), held))
wish_bodies: st.SearchStrategy[wishes.WishCommand] = st.one_of(
    st.builds(
        wishes.ExpressWish,
        on=days,
        theme=st.sampled_from(codes.WishTheme),
        review=st.none() | ids,
        words=words,
    ),
    st.builds(wishes.AnswerWish, on=days, outcome=st.sampled_from(codes.WishOutcome), note=words),
    st.builds(wishes.WithdrawWishEntry),
)
wish_commands = st.tuples(wish_bodies, st.just(given_to(UUID(int=1))))
contact_bodies: st.SearchStrategy[contacts.ContactCommand] = st.one_of(
    st.builds(
        contacts.LogContact,
        iro=ids,
        on=days,
        medium=st.sampled_from(codes.ContactMedium),
        begun_by=st.sampled_from(codes.ContactBegunBy),
        seen_alone=st.none() | st.booleans(),
        note=words,
    ),
    st.builds(contacts.WithdrawContactEntry),
    st.builds(contacts.SendContactCard, iro=ids, on=days),
)
contact_commands = st.tuples(contact_bodies, st.builds(given_to, st.integers(0, 11)))
"""A withdrawal is of the contact logged at that place."""

people = st.lists(ids, max_size=2).map(tuple)
answers = st.sampled_from(codes.AdvocacyAnswer)
advocacy_bodies: st.SearchStrategy[advocacy_commands.AdvocacyCommand] = st.one_of(
    st.builds(advocacy_commands.RecordAdvocacyAwareness, knows=answers, has=answers, wants=answers),
    st.builds(advocacy_commands.RequestAdvocate, on=days, about=people, managed_by=people),
    st.builds(advocacy_commands.OfferAdvocate, on=days, answer=st.sampled_from(codes.OfferAnswer)),
    st.builds(advocacy_commands.MatchAdvocate, on=days, advocate=ids, about=people, managed_by=people),
    st.builds(advocacy_commands.EndAdvocacy, on=days, reason=st.sampled_from(codes.AdvocacyEnd)),
)
advocacy_given = st.tuples(advocacy_bodies, st.builds(given_to, ids, st.none() | st.just(HeldReview(date(2014, 5, 1)))))
visitor_bodies: st.SearchStrategy[visitors.VisitorCommand] = st.one_of(
    st.builds(visitors.ConsiderVisitor, on=days, need=st.sampled_from(codes.VisitorNeed)),
    st.builds(visitors.MatchVisitor, on=days, visitor=ids),
    st.builds(visitors.EndVisitor, on=days, reason=st.sampled_from(codes.VisitorEnd)),
    st.builds(visitors.WithdrawVisitorEnd),
    st.builds(visitors.EndWithCare, on=days),
    st.builds(visitors.ResumeWithCare, was=days),
)
visitor_commands = st.tuples(visitor_bodies, st.just(given_to(CHILD)))
few = st.integers(0, 6)
survey_bodies: st.SearchStrategy[surveys.SurveyCommand] = st.one_of(
    st.builds(surveys.HoldSurvey, on=days, invited=few, answered=few),
    st.builds(
        surveys.CountAnswers,
        number=st.integers(1, 2),
        question=st.sampled_from(codes.SurveyQuestion),
        base=st.sampled_from(codes.SurveyBase),
        asked=few,
        several=st.booleans(),
        answers=st.lists(
            st.builds(surveys.CountedAnswer, answer=st.sampled_from(codes.SurveyAnswer), count=few),
            min_size=1,
            max_size=3,
        ).map(tuple),
        wording=words,
    ),
)
survey_commands = st.tuples(survey_bodies, st.just(given_to(UUID(int=1))))


def carried_out(
    decider: Decider[Command, State, Told], given: Sequence[tuple[Command, Context]]
) -> tuple[State, list[Told | NoteRecorded]]:
    """The state after all that was not refused, and what was recorded; each is repeated and read back."""
    catalogue = Catalogue([NoteRecorded, *decider.event_types])
    state = decider.initial
    history: list[Past] = []
    recorded: list[Told | NoteRecorded] = []
    for command, asked in given:
        to = _logged_at(recorded, asked.id.int) if decider.stream == "contacts" else asked.id
        context = replace(asked, id=to)
        try:
            events = handle(decider, command, state, history, context)
        except Refused:
            continue
        state = fold(decider, events, state)
        history += [Past(event, context.recorded_at) for event in events]
        assert list(handle(decider, command, state, history, context)) == []
        for event in events:
            assert catalogue.decode(event.type, event.version(), encode(event)) == event
        recorded += events
    return state, recorded


def _logged_at(history: Sequence[Event], place: int) -> UUID:
    logged = [event.contact for event in history if isinstance(event, ContactLogged)]
    return logged[place] if place < len(logged) else UUID(int=place)


@SETTINGS
@given(st.lists(part_commands, max_size=10))
def test_a_childs_part_takes_any_commands_and_no_code_of_another_age(commands: list[Any]) -> None:
    part, history = carried_out(PARTICIPATION, commands)

    recorded = part.recorded
    if recorded is not None and None not in {recorded.code, recorded.age_on_review} and not recorded.fourth_birthday:
        assert (recorded.code is codes.ParticipationCode.PN0) is ((recorded.age_on_review or 0) < FOUR)
    row = folded(participation_row, history)
    if row is not None:
        assert row["recorded"] is (recorded is not None)
        views_given = any(isinstance(event, ViewsGiven) for event in history)
        assert row["heard"] is heard(recorded.code if recorded else None, views_given=views_given)


@SETTINGS
@given(st.lists(wish_commands, max_size=10))
def test_a_wish_takes_any_commands_and_its_row_says_what_the_events_say(commands: list[Any]) -> None:
    wish, history = carried_out(wishes.WISH, commands)

    row = folded(wish_row, history)
    assert (row is None) is (wish.expressed_on is None or wish.withdrawn)
    if row is not None:
        assert (row["closed_on"] is not None) is wish.closed


@SETTINGS
@given(st.lists(contact_commands, max_size=12))
def test_contacts_take_any_commands_and_none_is_logged_twice(commands: list[Any]) -> None:
    known, history = carried_out(contacts.CONTACTS, commands)

    kinds = [(one.iro, one.on, one.medium, one.begun_by) for one in known.logged.values()]
    assert len(kinds) == len(set(kinds))
    for contact in ids_of(history):
        own = [event for event in history if getattr(event, "contact", None) == contact]
        assert (folded(contact_row, own) is not None) is (contact in known.logged)


@SETTINGS
@given(st.lists(advocacy_given, max_size=12))
def test_advocacy_takes_any_commands(commands: list[Any]) -> None:
    known, _ = carried_out(ADVOCACY, commands)

    assert (known.advocate is not None) is (known.standing is Standing.MATCHED)
    assert known.advocate not in known.about | known.managed_by


@SETTINGS
@given(st.lists(visitor_commands, max_size=12))
def test_visiting_takes_any_commands(commands: list[Any]) -> None:
    known, _ = carried_out(visitors.VISITING, commands)

    if known.ended is not None:
        assert known.since is not None
        assert (known.ended.visitor, known.ended.on >= known.since) == (known.visitor, True)


@SETTINGS
@given(st.lists(survey_commands, max_size=10))
def test_a_survey_takes_any_commands_and_its_counts_stay_within_their_bases(commands: list[Any]) -> None:
    survey, _ = carried_out(surveys.SURVEY, commands)

    for question in survey.questions.values():
        assert survey.held is not None
        assert max(one.count for one in question.answers) <= question.asked <= survey.held.answered


@SETTINGS
@given(
    st.lists(wish_commands, max_size=8).map(lambda some: carried_out(wishes.WISH, some)[1]).flatmap(st.permutations),
    st.lists(visitor_commands, max_size=8)
    .map(lambda some: carried_out(visitors.VISITING, some)[1])
    .flatmap(st.permutations),
    st.lists(contact_commands, max_size=8)
    .map(lambda some: carried_out(contacts.CONTACTS, some)[1])
    .flatmap(st.permutations),
)
def test_evolve_fails_on_no_order_of_events(wished: list[Any], visited: list[Any], met: list[Any]) -> None:
    assert fold(wishes.WISH, wished) is not None
    assert fold(visitors.VISITING, visited) is not None
    assert fold(contacts.CONTACTS, met) is not None


def ids_of(history: Sequence[Event]) -> set[UUID]:
    return {contact for event in history if (contact := getattr(event, "contact", None)) is not None}


def folded(fold_row: Any, history: Sequence[Event]) -> Row | None:
    row: Row | None = None
    for event in history:
        if event.type not in {"NoteRecorded", "WishTextRecorded"}:
            row = fold_row(row, recorded(event))
    return row


def recorded(event: Event) -> Recorded:
    return Recorded(
        id=uuid5(CHILD, repr(event)),
        source="/E10000011/participation-service",
        stream=f"participation-{CHILD}",
        version=1,
        subject=CHILD,
        event=event,
        recorded_at=TODAY.recorded_at,
        effective_on=event.effective_on,
        actor=TODAY.actor,
        correlation_id=TODAY.correlation_id,
        causation_id=None,
        authority="E10000011",
    )
