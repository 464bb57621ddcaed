"""What a front end does with the service: a child invited, heard, its wishes kept open, its contacts and advocates."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from iro_events.facts.care import CareEndCorrected, CareEndWithdrawn, ChildCeasedLookedAfter, IroChanged
from iro_events.facts.reviews import ReviewCancelled, ReviewEntryWithdrawn, ReviewHeld, ReviewRebooked

pytestmark = [pytest.mark.anyio, pytest.mark.database]

IRO = "00000000-0000-4000-8000-0000000000a1"
NEXT_IRO = "00000000-0000-4000-8000-0000000000a2"
PERSON = "00000000-0000-4000-8000-0000000000b1"
OTHER = "00000000-0000-4000-8000-0000000000b2"


def types(receipt: dict[str, Any]) -> list[str]:
    return [event["type"] for event in receipt["events"]]


async def parts(desk: Any, child: UUID) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await desk.asked(f"/children/{child}/participation")
    return found


async def test_a_child_is_invited_spoken_to_in_private_heard_and_its_code_told(desk: Any) -> None:
    child = await desk.child()
    review = await desk.booked(child, date(2014, 7, 1))
    await desk.told(f"/reviews/{review}/invitations", on="2014-06-02")
    await desk.told(f"/reviews/{review}/conversations", on="2014-06-23", outcome="held")
    await desk.told(f"/reviews/{review}/views", on="2014-06-23", medium="booklet", words="more time with my sisters")
    (before,) = await parts(desk, child)
    await desk.hear(child, ReviewHeld(review=review, held_on=date(2014, 7, 1)))
    await desk.told(f"/reviews/{review}/participations", code="PN6", age_on_review=9)

    (after,) = await parts(desk, child)

    assert (before["state"], before["planned_for"], before["code"]) == ("not-held", "2014-07-01", None)
    assert after == {
        "review": str(review),
        "planned_for": "2014-07-01",
        "held_on": "2014-07-01",
        "invited_on": "2014-06-02",
        "conversation": "held",
        "views_given": True,
        "state": "coded",
        "code": "PN6",
        "age_on_review": 9,
        "heard": True,
    }


async def test_a_boy_whose_fourth_birthday_is_the_day_of_his_review_may_be_given_either_code(desk: Any) -> None:
    boy = await desk.child()
    review = await desk.held(boy, date(2014, 7, 1))
    await desk.told(f"/reviews/{review}/participations", code="PN0", age_on_review=4, fourth_birthday=True)

    corrected = await desk.told(
        f"/reviews/{review}/participation-corrections", code="PN1", age_on_review=4, fourth_birthday=True
    )

    assert types(corrected) == ["ParticipationCorrected"]
    (part,) = await parts(desk, boy)
    assert (part["code"], part["heard"]) == ("PN1", True)


async def test_a_girl_never_heard_in_three_reviews_is_found_and_no_more_once_she_is_heard(desk: Any) -> None:
    girl = await desk.child()
    for day, code in ((date(2013, 7, 1), "PN7"), (date(2014, 1, 6), "PN4"), (date(2014, 7, 1), "PN7")):
        review = await desk.held(girl, day)
        await desk.told(f"/reviews/{review}/participations", code=code, age_on_review=12)

    found = await desk.asked("/unheard-children", reviews=3)

    assert found == {
        "items": [
            {"child": str(girl), "iro": IRO, "reviews": 3, "since": "2013-07-01", "last": "2014-07-01"},
        ],
        "next": None,
    }
    assert (await desk.asked("/unheard-children", reviews=4))["items"] == []
    review = await desk.held(girl, date(2014, 8, 4))
    await desk.told(f"/reviews/{review}/participations", code="PN2", age_on_review=12)
    assert (await desk.asked("/unheard-children"))["items"] == []


async def test_who_is_not_heard_is_counted_from_the_last_time_heard_and_while_in_care(desk: Any) -> None:
    child = await desk.child()
    for day, code in ((date(2013, 7, 1), "PN7"), (date(2013, 12, 2), "PN1"), (date(2014, 5, 1), "PN7")):
        review = await desk.held(child, day)
        await desk.told(f"/reviews/{review}/participations", code=code, age_on_review=12)
    assert [item["reviews"] for item in (await desk.asked("/unheard-children", reviews=1))["items"]] == [1]
    care = await desk.care_of(child)
    await desk.hear(child, ChildCeasedLookedAfter(care=care, on=date(2014, 8, 1)))

    assert (await desk.asked("/unheard-children", reviews=1))["items"] == []


async def test_a_blank_stays_blank_and_counts_neither_way(desk: Any) -> None:
    child = await desk.child()
    for day, code in ((date(2013, 7, 1), "PN7"), (date(2014, 1, 6), None), (date(2014, 7, 1), "PN7")):
        review = await desk.held(child, day)
        await desk.told(f"/reviews/{review}/participations", code=code, age_on_review=12)
    await desk.held(child, date(2014, 8, 4))

    told = [(part["state"], part["code"], part["heard"]) for part in await parts(desk, child)]

    assert told == [
        ("coded", "PN7", False),
        ("blank", None, None),
        ("coded", "PN7", False),
        ("not-recorded", None, None),
    ]
    assert (await desk.asked("/unheard-children", reviews=3))["items"] == []
    assert [item["reviews"] for item in (await desk.asked("/unheard-children", reviews=2))["items"]] == [2]


async def test_a_code_that_a_return_tells_yields_to_what_the_service_recorded(desk: Any) -> None:
    child = await desk.child()
    own, returned = await desk.held(child, date(2014, 5, 1)), await desk.held(child, date(2014, 7, 1))
    await desk.told(f"/reviews/{own}/participations", code="PN1", age_on_review=9)

    answer = await desk.post(
        "/returns/participations",
        {"participations": [{"review": str(review), "code": "PN7"} for review in (own, returned)]},
        role="information-system",
    )

    assert [one["result"] for one in answer.json()["reviews"]] == ["known", "taken"]
    assert [part["code"] for part in await parts(desk, child)] == ["PN1", "PN7"]


async def test_a_review_moved_cancelled_or_withdrawn_moves_or_goes_from_the_childs_list(desk: Any) -> None:
    child = await desk.child()
    moved, gone, wrong = [await desk.booked(child, date(2014, 10, day)) for day in (1, 2, 3)]
    await desk.told(f"/reviews/{wrong}/invitations", on="2014-08-01")
    await desk.hear(child, ReviewRebooked(review=moved, planned_for=date(2014, 10, 8), was=date(2014, 10, 1)))
    await desk.hear(child, ReviewCancelled(review=gone, planned_for=date(2014, 10, 2)))
    await desk.hear(child, ReviewEntryWithdrawn(review=wrong))

    assert [part["planned_for"] for part in await parts(desk, child)] == ["2014-10-08"]
    refused = await desk.post(f"/reviews/{wrong}/invitations", {"on": "2014-08-02"})
    assert (refused.status_code, refused.json()["code"]) == (404, "review.unknown")


async def test_a_wish_stays_open_over_reviews_until_it_is_answered_in_full(desk: Any) -> None:
    child = await desk.child()
    first = await desk.held(child, date(2013, 7, 1))
    wish = (
        await desk.told(
            f"/children/{child}/wishes", on="2013-06-24", theme="contact", review=str(first), words="my sisters"
        )
    )["id"]
    for day in (date(2014, 1, 6), date(2014, 7, 1)):
        await desk.held(child, day)
    await desk.told(f"/wishes/{wish}/answers", on="2014-01-13", outcome="partly-granted", note="two of them")

    (found,) = (await desk.asked("/open-wishes", reviews=2))["items"]
    (as_an_operator_sees_it,) = (await desk.asked("/open-wishes", role="operator", reviews=2))["items"]
    assert as_an_operator_sees_it == {**found, "theme": None}

    assert found == {
        "wish": wish,
        "child": str(child),
        "expressed_on": "2013-06-24",
        "theme": "contact",
        "outcome": "partly-granted",
        "reviews": 2,
    }
    assert (await desk.asked("/open-wishes", reviews=3))["items"] == []
    await desk.told(f"/wishes/{wish}/answers", on="2014-08-01", outcome="granted")
    assert (await desk.asked("/open-wishes", reviews=0, child=str(child)))["items"] == []
    shown = await desk.asked(f"/wishes/{wish}")
    assert (shown["words"], shown["closed"], shown["theme"]) == ("my sisters", True, "contact")
    assert [(answer["outcome"], answer["note"]) for answer in shown["answers"]] == [
        ("partly-granted", "two of them"),
        ("granted", None),
    ]


async def test_a_wish_recorded_in_error_is_unknown_from_then_on(desk: Any) -> None:
    child = await desk.child()
    wish = (await desk.told(f"/children/{child}/wishes", on="2014-06-24", theme="school"))["id"]
    await desk.told(f"/wishes/{wish}/withdrawals")

    assert (await desk.get(f"/wishes/{wish}")).json()["code"] == "wish.unknown"
    assert (await desk.asked("/open-wishes", reviews=0))["items"] == []


@pytest.mark.parametrize("entry", ["wishes", "contacts"])
async def test_a_withdrawal_whose_answer_was_lost_may_be_sent_again(desk: Any, entry: str) -> None:
    child = await desk.child()
    body = {"wishes": {"theme": "school"}, "contacts": {"iro": IRO, "medium": "text", "begun_by": "child"}}[entry]
    told = (await desk.told(f"/children/{child}/{entry}", on="2014-06-24", **body))["id"]
    path, key = f"/{entry}/{told}/withdrawals", {"Idempotency-Key": "the-same"}
    first = await desk.post(path, {}, headers=key)

    again = await desk.post(path, {}, headers=key)
    and_again = await desk.post(path, {})

    assert (first.status_code, again.status_code, and_again.status_code) == (201, 201, 200)
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"


async def test_a_wish_that_was_withdrawn_is_not_answered_any_more(desk: Any) -> None:
    child = await desk.child()
    wish = (await desk.told(f"/children/{child}/wishes", on="2014-06-24", theme="school"))["id"]
    await desk.told(f"/wishes/{wish}/withdrawals")

    refused = await desk.post(f"/wishes/{wish}/answers", {"on": "2014-06-25", "outcome": "granted"})

    assert refused.status_code == 409, refused.text


async def test_open_wishes_are_paged_the_oldest_first(desk: Any) -> None:
    child = await desk.child()
    for number, day in enumerate(("2014-06-03", "2014-06-01", "2014-06-02", "2014-06-01")):
        await desk.told(f"/children/{child}/wishes", on=day, theme="school", words=f"wish {number}")

    first = await desk.asked("/open-wishes", reviews=0, limit=3)
    second = await desk.asked("/open-wishes", reviews=0, limit=3, cursor=first["next"])

    days = [item["expressed_on"] for item in (*first["items"], *second["items"])]
    assert (days, second["next"]) == (["2014-06-01", "2014-06-01", "2014-06-02", "2014-06-03"], None)


async def test_a_contact_logged_late_keeps_its_day_and_tells_when_it_was_learnt(desk: Any) -> None:
    child = await desk.child()
    visit = {"iro": IRO, "medium": "visit", "begun_by": "iro", "seen_alone": True}
    await desk.told(f"/children/{child}/contacts", on="2014-08-29", **visit)
    desk.clock.now = datetime(2014, 11, 3, 9, tzinfo=UTC)
    late = await desk.told(f"/children/{child}/contacts", on="2014-06-30", note="she was ill", **visit)

    found = (await desk.asked(f"/iros/{IRO}/contacts", first="2014-04-01", last="2014-06-30"))["items"]

    assert [(item["contact"], item["on"], item["recorded_at"][:10]) for item in found] == [
        (late["id"], "2014-06-30", "2014-11-03")
    ]
    feed = (await desk.get("/facts", role="information-system", after=0, limit=1000)).json()["facts"]
    told = next(fact for fact in feed if fact["data"].get("contact") == late["id"])
    assert (told["effectiveon"], told["time"][:10]) == ("2014-06-30", "2014-11-03")
    shown = await desk.asked(f"/children/{child}/contacts")
    assert [(one["on"], one["note"]) for one in shown["contacts"]] == [
        ("2014-06-30", "she was ill"),
        ("2014-08-29", None),
    ]


async def test_a_contact_logged_twice_is_one_and_a_withdrawn_one_is_none(desk: Any) -> None:
    child = await desk.child()
    text = {"iro": IRO, "on": "2014-06-30", "medium": "text", "begun_by": "child"}
    first = await desk.told(f"/children/{child}/contacts", **text)

    again = await desk.post(f"/children/{child}/contacts", text)

    assert (again.status_code, again.json()["id"], again.json()["events"]) == (200, first["id"], [])
    await desk.told(f"/contacts/{first['id']}/withdrawals")
    assert (await desk.asked(f"/iros/{IRO}/contacts"))["items"] == []
    await desk.told(f"/children/{child}/contact-cards", iro=IRO, on="2014-06-30")
    shown = await desk.asked(f"/children/{child}/contacts")
    assert (shown["contacts"], shown["cards"]) == ([], [{"iro": IRO, "on": "2014-06-30"}])


async def test_a_child_says_at_its_review_what_it_knows_of_advocates_and_gets_one(desk: Any) -> None:
    child = await desk.child()
    review = await desk.held(child, date(2014, 7, 1))
    await desk.told(f"/reviews/{review}/advocacy-awareness", knows="yes", has="no", wants="yes")
    requested = await desk.told(f"/children/{child}/advocate-requests", on="2014-07-02", about=[OTHER])
    await desk.told(f"/children/{child}/advocate-offers", on="2014-07-03", answer="accepted")
    await desk.told(f"/children/{child}/advocate-matches", on="2014-07-07", advocate=PERSON)

    shown = await desk.asked(f"/children/{child}/advocacy")

    assert types(requested) == ["AdvocateRequested", "AdvocacyMatterRecorded"]
    assert (shown["standing"], shown["since"], shown["advocate"]) == ("matched", "2014-07-07", PERSON)
    assert shown["awareness"] == [
        {"review": str(review), "held_on": "2014-07-01", "knows": "yes", "has": "no", "wants": "yes"}
    ]
    await desk.told(f"/children/{child}/advocate-endings", on="2014-08-01", reason="matter-settled")
    assert (await desk.asked(f"/children/{child}/advocacy"))["standing"] == "none"


async def test_an_independent_visitors_appointment_ends_with_the_care_and_runs_on_with_it(desk: Any) -> None:
    child = await desk.child()
    care = await desk.care_of(child)
    await desk.told(f"/children/{child}/visitor-considerations", on="2014-05-01", need="needed")
    await desk.told(f"/children/{child}/visitor-matches", on="2014-06-02", visitor=PERSON)
    at = f"/children/{child}/independent-visitor"

    await desk.hear(child, ChildCeasedLookedAfter(care=care, on=date(2014, 7, 1)))
    ended = await desk.asked(at)
    await desk.hear(child, CareEndCorrected(care=care, on=date(2014, 7, 8), was=date(2014, 7, 1)))
    corrected = await desk.asked(at)
    await desk.hear(child, CareEndWithdrawn(care=care, was=date(2014, 7, 8)))
    runs_on = await desk.asked(at)

    assert (ended["visitor"], ended["ended_on"], ended["reason"]) == (PERSON, "2014-07-01", "ceased-looked-after")
    assert corrected["ended_on"] == "2014-07-08"
    assert (runs_on["visitor"], runs_on["since"], runs_on["ended_on"]) == (PERSON, "2014-06-02", None)
    await desk.told(f"/children/{child}/visitor-endings", on="2014-08-01", reason="resigned")
    await desk.told(f"/children/{child}/visitor-ending-withdrawals")


async def test_the_end_of_care_that_is_told_again_ends_nothing_twice(desk: Any) -> None:
    child = await desk.child()
    care = await desk.care_of(child)
    await desk.told(f"/children/{child}/visitor-matches", on="2014-06-02", visitor=PERSON)
    await desk.hear(child, ChildCeasedLookedAfter(care=care, on=date(2014, 7, 1)))
    before = await desk.written()

    await desk.hear(child, ChildCeasedLookedAfter(care=care, on=date(2014, 7, 1)))

    assert await desk.written() == before


async def test_a_survey_tells_counts_over_the_base_of_each_question_and_no_person(desk: Any) -> None:
    survey = (await desk.told("/surveys", on="2014-08-14", invited=68, answered=45))["id"]
    at = f"/surveys/{survey}/answers"
    knows = [{"answer": "yes", "count": 22}, {"answer": "no", "count": 23}]
    ever = [{"answer": "no", "count": 19}, {"answer": "yes", "count": 2}]
    await desk.told(at, number=1, question="knows-iro", base="all", asked=45, answers=knows)
    await desk.told(
        at, number=2, question="ever-contacted", base="knew-iro", asked=22, answers=ever, wording="Ever rung your IRO?"
    )

    shown = await desk.asked(f"/surveys/{survey}", role="analyst")

    assert (shown["invited"], shown["answered"]) == (68, 45)
    assert [(one["question"], one["base"], one["asked"], one["unanswered"]) for one in shown["questions"]] == [
        ("knows-iro", "all", 45, 0),
        ("ever-contacted", "knew-iro", 22, 1),
    ]
    feed = (await desk.get("/facts", role="information-system", after=0, limit=1000)).json()["facts"]
    assert {fact["subject"] for fact in feed} == {survey}


async def test_a_childs_words_are_shown_to_those_who_may_read_them_and_to_nobody_else(desk: Any) -> None:
    child = await desk.child()
    review = await desk.booked(child, date(2014, 10, 1))
    await desk.told(f"/reviews/{review}/views", on="2014-08-25", medium="letter", words="nobody listens")
    wish = (await desk.told(f"/children/{child}/wishes", on="2014-08-25", theme="social-worker", words="another"))["id"]

    for path in (f"/reviews/{review}/views", f"/wishes/{wish}", f"/children/{child}/contacts"):
        for role in ("iro", "manager", "business-support"):
            assert (await desk.get(path, role=role)).status_code == 200
        for role in ("social-work-manager", "analyst", "operator", "information-system"):
            assert (await desk.get(path, role=role)).status_code == 403
    assert await desk.asked(f"/reviews/{review}/views") == [
        {"on": "2014-08-25", "medium": "letter", "words": "nobody listens"}
    ]
    assert (await desk.get(f"/children/{child}/participation", role="operator")).status_code == 403


async def test_facts_tell_nothing_in_words_and_codes_to_few(desk: Any) -> None:
    child = await desk.child()
    review = await desk.held(child, date(2014, 7, 1))
    await desk.told(f"/reviews/{review}/invitations", on="2014-06-02")
    await desk.told(f"/reviews/{review}/views", on="2014-06-23", medium="symbolic", words="private words")
    await desk.told(f"/reviews/{review}/participations", code="PN3", age_on_review=9, disabled=True)
    await desk.told(f"/children/{child}/wishes", on="2014-08-25", theme="health", words="private wish")
    await desk.told(f"/children/{child}/advocate-requests", on="2014-07-02", about=[OTHER])

    for_all = (await desk.get("/facts", role="information-system", after=0, limit=1000)).text
    for_few = (await desk.get("/facts", role="information-system", after=0, limit=1000, restricted=True)).text

    assert "ChildInvited" in for_all
    for untold in ("PN3", "symbolic", "disabled", "private", OTHER):
        assert untold not in for_all
    assert "PN3" in for_few
    assert "symbolic" in for_few
    assert "private" not in for_few


async def test_the_iro_who_took_over_is_told_of_the_child_not_heard(desk: Any) -> None:
    child = await desk.child()
    care = await desk.care_of(child)
    review = await desk.held(child, date(2014, 7, 1))
    await desk.told(f"/reviews/{review}/participations", code="PN7", age_on_review=12)
    await desk.hear(child, IroChanged(care=care, iro=UUID(NEXT_IRO), was=UUID(IRO), on=date(2014, 8, 1)))

    (found,) = (await desk.asked("/unheard-children", reviews=1))["items"]

    assert found["iro"] == NEXT_IRO


async def test_asking_twice_tells_nothing_new(desk: Any) -> None:
    child = await desk.child()
    review = await desk.held(child, date(2014, 7, 1))
    asked: list[tuple[str, dict[str, Any]]] = [
        (f"/reviews/{review}/invitations", {"on": "2014-06-02"}),
        (f"/reviews/{review}/conversations", {"on": "2014-06-02", "outcome": "refused"}),
        (f"/reviews/{review}/views", {"on": "2014-06-02", "medium": "phone"}),
        (f"/reviews/{review}/participations", {"code": None}),
        (f"/reviews/{review}/participation-corrections", {"code": "PN5"}),
        (f"/reviews/{review}/advocacy-awareness", {"knows": "too-young"}),
        (f"/children/{child}/contact-cards", {"iro": IRO, "on": "2014-06-02"}),
        (f"/children/{child}/advocate-matches", {"on": "2014-06-02", "advocate": PERSON}),
        (f"/children/{child}/visitor-matches", {"on": "2014-06-02", "visitor": PERSON}),
    ]
    for path, body in asked:
        assert (await desk.post(path, body)).status_code == 201
        again = await desk.post(path, body)
        assert (again.status_code, again.json()["events"]) == (200, [])


async def test_a_wish_repeated_under_its_key_is_expressed_once(desk: Any) -> None:
    child = await desk.child()
    key = {"Idempotency-Key": "again"}
    wish = {"on": "2014-06-02", "theme": "money"}
    first = await desk.post(f"/children/{child}/wishes", wish, headers=key)

    second = await desk.post(f"/children/{child}/wishes", wish, headers=key)

    assert second.headers["idempotency-replayed"] == "true"
    assert second.json() == first.json()


async def test_the_same_wish_or_survey_again_is_the_one_there_is_and_another_is_new(desk: Any) -> None:
    child = await desk.child()
    for path, body, other in (
        (f"/children/{child}/wishes", {"on": "2014-06-02", "theme": "money", "words": "a bike"}, {"words": "a dog"}),
        ("/surveys", {"on": "2014-08-14", "invited": 68, "answered": 45}, {"answered": 44}),
    ):
        first = await desk.told(path, **body)

        again = await desk.post(path, body)
        another = await desk.told(path, **{**body, **other})

        assert (again.status_code, again.json()["id"], again.json()["events"]) == (200, first["id"], [])
        assert another["id"] != first["id"]


async def test_the_same_wish_after_a_withdrawal_is_a_new_one(desk: Any) -> None:
    child = await desk.child()
    wish = {"on": "2014-06-02", "theme": "money"}
    first = await desk.told(f"/children/{child}/wishes", **wish)
    await desk.told(f"/wishes/{first['id']}/withdrawals")

    assert (await desk.told(f"/children/{child}/wishes", **wish))["id"] != first["id"]


async def test_a_contact_has_the_same_id_however_often_it_is_logged_and_a_new_one_after_a_withdrawal(desk: Any) -> None:
    child = await desk.child()
    at, text = f"/children/{child}/contacts", {"iro": IRO, "on": "2014-06-30", "medium": "text", "begun_by": "child"}
    first = await desk.told(at, **text)
    noted = await desk.told(at, note="she is well", **text)
    await desk.told(f"/contacts/{first['id']}/withdrawals")
    after = await desk.told(at, **text)

    assert (noted["id"], types(noted)) == (first["id"], ["NoteRecorded"])
    assert after["id"] != first["id"]
    assert [one["contact"] for one in (await desk.asked(at))["contacts"]] == [after["id"]]


async def test_a_client_that_waits_for_what_it_told_review_service_goes_on_once_that_is_known(desk: Any) -> None:
    child = await desk.child()
    body = {"on": "2014-06-02", "theme": "money"}

    known = await desk.post(f"/children/{child}/wishes", body, headers={"If-Reviews-Seq-At-Least": "2"})

    assert known.status_code == 201


async def test_what_nobody_knows_is_asked_for_in_vain(desk: Any) -> None:
    for path in (
        f"/children/{uuid4()}/participation",
        f"/children/{uuid4()}/contacts",
        f"/children/{uuid4()}/advocacy",
        f"/children/{uuid4()}/independent-visitor",
        f"/reviews/{uuid4()}/views",
        f"/wishes/{uuid4()}",
        f"/surveys/{uuid4()}",
    ):
        answer = await desk.get(path)
        assert (answer.status_code, answer.json()["code"].partition(".")[2]) == (404, "unknown")
