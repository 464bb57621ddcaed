"""What is told of a child's part in a review: invited, spoken to in private, its views and its code."""

from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Body, Diary
from iro_embedded.demo.known_child import KnownChild, Reviewed, is_disabled, team_on
from iro_embedded.demo.lots import Lots, later, office_day_before
from iro_embedded.demo.voice.codes import CONVEYED, code_at
from iro_events.facts.participation_codes import ConversationOutcome, ParticipationCode

_FOUR = 4
_OFTEN_NOTHING = 0.02
"""How often nobody says how the child took part, not even by a blank."""

_CONVERSATIONS = {
    ConversationOutcome.HELD: 88,
    ConversationOutcome.REFUSED: 7,
    ConversationOutcome.INAPPROPRIATE: 5,
}
_OTHERWISE = {ParticipationCode.PN1: ParticipationCode.PN2, ParticipationCode.PN6: ParticipationCode.PN5}
"""What a code that was given wrongly is corrected to."""


def tell_parts(diary: Diary, known: KnownChild) -> None:
    """The child's part in each of its reviews that were told of, and who is invited to the next."""
    _invite(diary, known)
    for reviewed in known.reviews:
        lots = known.lots("telling of the part in review", reviewed.meeting.number)
        if known.age_on(reviewed.held_on) >= _FOUR:
            _converse(diary, lots, reviewed)
        if not lots.falls(_OFTEN_NOTHING):
            _tell_part(diary, lots, known, reviewed)


def _invite(diary: Diary, known: KnownChild) -> None:
    """To whatever review was booked, from four years of age on."""
    for command in known.told:
        planned_for = command.body.get("planned_for")
        if command.gives and isinstance(planned_for, date) and known.age_on(planned_for) >= _FOUR:
            lots = known.lots("invitation to", command.gives)
            on = max(command.at.date(), later(planned_for, -lots.number(7, 21)))
            if lots.falls(0.9) and known.child.in_care_on(on):
                diary.tell(on, Role.BUSINESS_SUPPORT, f"/reviews/{{{command.gives}}}/invitations", {"on": on})


def _converse(diary: Diary, lots: Lots, reviewed: Reviewed) -> None:
    if lots.falls(0.85):
        on = office_day_before(later(reviewed.held_on, -lots.about(0, 1, 9)))
        body = {"on": on, "outcome": lots.one_of(_CONVERSATIONS)}
        diary.tell(reviewed.told_on, Role.IRO, f"{reviewed.path}/conversations", body)


def _tell_part(diary: Diary, lots: Lots, known: KnownChild, reviewed: Reviewed) -> None:
    code = code_at(known.family, known.child, reviewed.meeting)
    if code and code in CONVEYED and lots.falls(0.85):
        attended = code in {ParticipationCode.PN1, ParticipationCode.PN2, ParticipationCode.PN3}
        on = reviewed.held_on if attended else later(reviewed.held_on, -lots.about(0, 2, 8))
        views = {"on": on, "medium": lots.one_of(CONVEYED[code])}
        diary.tell(reviewed.told_on, Role.IRO, f"{reviewed.path}/views", views)
    told_on = later(reviewed.told_on, lots.number(8, 25) if lots.falls(0.06) else lots.about(0, 0, 4))
    wrong = code in _OTHERWISE and lots.falls(0.015)
    first = _OTHERWISE[code] if wrong and code else code
    diary.tell(told_on, Role.IRO, f"{reviewed.path}/participations", _body(known, reviewed, first))
    if wrong:
        put_right = later(told_on, lots.number(5, 30))
        body = _body(known, reviewed, code)
        diary.tell(put_right, Role.IRO, f"{reviewed.path}/participation-corrections", body)


def _body(known: KnownChild, reviewed: Reviewed, code: ParticipationCode | None) -> Body:
    held_on, born_on = reviewed.held_on, known.child.born_on
    age = known.age_on(held_on)
    return {
        "code": code,
        "age_on_review": age,
        "fourth_birthday": age == _FOUR and (held_on.month, held_on.day) == (born_on.month, born_on.day),
        "disabled": is_disabled(known.family, known.child),
        "team": team_on(known.family, known.child, held_on),
    }
