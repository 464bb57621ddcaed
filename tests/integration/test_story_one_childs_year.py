"""A girl's year told by three services: her footprint has every line of theirs, in order, and none of its own."""

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk
from iro_events.cloudevents import event_name

pytestmark = [pytest.mark.anyio, pytest.mark.database]

YEAR = "2016-17"
TELLERS = ("review-service", "escalation-service", "participation-service")
LADDER = {
    "valid_from": "2016-04-01",
    "stages": [
        {"stage": "team-manager", "name": "Practice Manager", "working_days": 10},
        {"stage": "chief-executive", "name": "Chief Executive", "working_days": 5},
    ],
}
ROW = re.compile(
    r'<th scope="row"[^>]*>(?P<on>.*?)</th>\s*<td[^>]*>(?P<what>.*?)</td>\s*<td[^>]*>(?P<recorded>.*?)</td>\s*'
    r'<td[^>]*><code>(?P<seq>\d+)</code> <span class="note">(?P<type>.*?)</span>',
    re.DOTALL,
)


async def her_year(desk: Desk, clock: MovingClock) -> str:
    """Told as it happens, but for a contact that is logged late and one that is taken back."""
    iro = str(uuid4())
    clock.now = datetime(2016, 4, 8, 10, tzinfo=UTC)
    await desk.challenges("/ladders", role=Role.MANAGER, **LADDER)
    child, care = await desk.in_care(on="2016-04-06")
    await desk.told(f"/care/{care}/iro-appointments", iro=iro, on="2016-04-08")
    clock.now = datetime(2016, 5, 31, 10, tzinfo=UTC)
    held = await desk.told(f"/children/{child}/held-reviews", held_on="2016-05-03")
    await _found_and_recorded(desk, held["id"])
    await _heard(desk, held, child)
    await _challenged(desk, held, child, iro, clock)
    clock.now = datetime(2016, 9, 6, 10, tzinfo=UTC)
    later = await desk.told(f"/children/{child}/held-reviews", held_on="2016-09-05")
    await desk.told(f"/reviews/{later['id']}/late-reasons", reason="other", note="the room was double booked")
    contact = {"iro": iro, "on": "2016-06-20", "medium": "visit", "begun_by": "iro", "seen_alone": True}
    await desk.hears(f"/children/{child}/contacts", after=later, **contact)
    mistaken = await desk.hears(f"/children/{child}/contacts", after=later, **{**contact, "on": "2016-07-20"})
    clock.now = datetime(2017, 1, 9, 23, 30, tzinfo=UTC)
    await desk.hears(f"/contacts/{mistaken['id']}/withdrawals")
    await desk.told(f"/care/{care}/plan-changes", on="2017-01-06", not_practicable=True)
    return child


async def _found_and_recorded(desk: Desk, review: str) -> None:
    at = f"/reviews/{review}"
    await desk.told(f"{at}/permanence", plans=["LTFOST18"], agreed=True)
    await desk.told(f"{at}/risks", identified=True, together=False)
    await desk.told(f"{at}/plan-grades", plan="education", grade="requires-improvement")
    await desk.told(f"{at}/rights", rights=["advocacy", "complaints"])
    decision = {"what": "a new school", "owner_role": "social-worker", "by_when": "2016-06-30"}
    await desk.told(f"{at}/decisions", on="2016-05-09", decisions=[decision])
    await desk.told(f"{at}/manager-responses", on="2016-05-12", response="agreed")
    await desk.told(f"{at}/record-completions", on="2016-05-20")
    await desk.told(f"{at}/distributions", on="2016-05-27")
    await desk.told(f"{at}/midway-checks", on="2016-05-30")


async def _heard(desk: Desk, held: dict[str, Any], child: str) -> None:
    at, review = f"/reviews/{held['id']}", held["id"]
    await desk.hears(f"{at}/conversations", after=held, on="2016-05-03", outcome="held")
    await desk.hears(f"{at}/views", after=held, on="2016-05-03", medium="in-person", words="I want to see my brother")
    await desk.hears(f"{at}/participations", after=held, code="PN1", age_on_review=12)
    await desk.hears(f"{at}/advocacy-awareness", after=held, knows="yes", has="no", wants="yes")
    wish = {"on": "2016-05-03", "theme": "contact", "review": review, "words": "every week"}
    wished = await desk.hears(f"/children/{child}/wishes", after=held, **wish)
    await desk.hears(f"/wishes/{wished['id']}/answers", on="2016-05-25", outcome="partly-granted")
    await desk.hears(f"/children/{child}/advocate-requests", after=held, on="2016-05-04")
    await desk.hears(f"/children/{child}/visitor-considerations", after=held, on="2016-05-03", need="not-needed")


async def _challenged(desk: Desk, held: dict[str, Any], child: str, iro: str, clock: MovingClock) -> None:
    raised = {"on": "2016-05-31", "iro": iro, "category": "decisions-not-carried-out", "childs_view": "agrees"}
    concern: str = (
        await desk.challenges(f"/children/{child}/concerns", after=held, raised_with="social-worker", **raised)
    )["id"]
    clock.now = datetime(2016, 7, 6, 10, tzinfo=UTC)
    await desk.challenges(f"/concerns/{concern}/answers", on="2016-06-07", by="social-worker", answer="not-accepted")
    await desk.challenges(f"/concerns/{concern}/disputes", on="2016-06-08")
    await desk.challenges(f"/concerns/{concern}/cafcass-referrals", on="2016-06-10", ground="decisions-not-carried-out")
    await desk.challenges(f"/concerns/{concern}/stages", on="2016-06-14", to="chief-executive")
    await desk.challenges(f"/concerns/{concern}/resolutions", on="2016-06-20", outcome="upheld", plan_changed=True)
    good = {"on": "2016-07-01", "iro": iro, "practice": "planning"}
    await desk.challenges(f"/children/{child}/good-practice", after=held, **good)


async def told_by(desk: Desk, teller: str, child: str) -> list[dict[str, Any]]:
    """What the service's own stream of facts says of the child, plain and restricted."""
    facts: list[dict[str, Any]] = []
    async with desk.system.client(Role.INFORMATION_SYSTEM) as client:
        for restricted in (False, True):
            after = 0
            while True:
                answer = await client.get(f"{teller}/facts", params={"after": after, "restricted": restricted})
                page = answer.json()
                facts += [fact for fact in page["facts"] if fact["subject"] == child]
                if not page["facts"]:
                    break
                after = page["next_after"]
    return facts


def day_of(fact: dict[str, Any]) -> str:
    """The day on which the fact matters; of one that has none, that in England on which it was recorded."""
    recorded = datetime.fromisoformat(fact["time"]).astimezone(ZoneInfo("Europe/London"))
    return str(fact.get("effectiveon", f"{recorded:%Y-%m-%d}"))


def in_the_year(fact: dict[str, Any]) -> bool:
    return "2016-04-01" <= day_of(fact) <= "2017-03-31"


async def test_a_childs_footprint_agrees_line_by_line_with_the_three_services_own_streams(
    desk: Desk, clock: MovingClock
) -> None:
    child = await her_year(desk, clock)
    told = (await desk.page(f"metrics-service/children/{child}/footprint", period=YEAR)).json()
    page = (await desk.page(f"children/{child}", period=YEAR)).text

    of_each = {teller: await told_by(desk, teller, child) for teller in TELLERS}
    facts = [fact for facts in of_each.values() for fact in facts if in_the_year(fact)]
    assert all(len(facts) >= 5 for facts in of_each.values())
    expected = sorted(
        (day_of(fact), fact["time"], int(fact["sequence"]), event_name(fact["type"]), fact["id"]) for fact in facts
    )
    assert [(line["on"], line["seq"], line["type"], line["event"]) for line in told["lines"]] == [
        (on, seq, type_, event) for on, _, seq, type_, event in expected
    ]

    shown = [(int(row["seq"]), row["type"], unescape(row["on"]).strip()) for row in ROW.finditer(page)]
    assert shown == [(line["seq"], line["type"], _in_words(line["on"])) for line in told["lines"]]
    for private in ("brother", "every week", "new school", "double booked", "Robin"):
        assert private not in page


def _in_words(day: str) -> str:
    on = date.fromisoformat(day)
    return f"{on.day} {on:%b %Y}"
