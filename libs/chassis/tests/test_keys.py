"""The issuer's own keys: fetched when needed, kept, and fetched again for a key that is new."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, HTTPException
from joserfc.jwk import KeySet, OKPKey

from iro_chassis import tokens
from iro_chassis.keys import GivenKeys, IssuersKeys, KeysRefused, keys_in
from iro_chassis.problems import NotReady, TokenInvalid
from iro_chassis.roles import Role
from iro_chassis.testing.issuer import AUDIENCE, ISSUER, Issuer, MovingClock
from iro_chassis.tokens import TokenVerifier

pytestmark = pytest.mark.anyio


class Published:
    """An OpenID Connect issuer's public pages."""

    def __init__(self, *keys: OKPKey) -> None:
        self.keys = list(keys)
        self.says_it_is = ISSUER
        self.well = True
        self.asked = 0
        self.app = FastAPI()
        self.app.get("/.well-known/openid-configuration")(self.about)
        self.app.get("/keys")(self.public_keys)

    async def about(self) -> dict[str, str]:
        if not self.well:
            raise HTTPException(500)
        return {"issuer": self.says_it_is, "jwks_uri": f"{ISSUER}/keys"}

    async def public_keys(self) -> object:
        self.asked += 1
        return KeySet(self.keys).as_dict(private=False)

    def verifier(self, clock: MovingClock) -> TokenVerifier:
        keys = IssuersKeys(ISSUER, clock, transport=httpx.ASGITransport(self.app))
        return TokenVerifier(issuer=ISSUER, audience=AUDIENCE, keys=keys, clock=clock)


async def test_keys_are_fetched_once(issuer: Issuer, clock: MovingClock) -> None:
    published = Published(issuer.key)
    verifier = published.verifier(clock)

    for _ in range(3):
        await verifier.verify(issuer.token("iro"))

    assert published.asked == 1


async def test_a_new_key_is_fetched_but_not_at_every_made_up_one(issuer: Issuer, clock: MovingClock) -> None:
    next_issuer = Issuer(clock)
    published = Published(issuer.key)
    verifier = published.verifier(clock)
    await verifier.verify(issuer.token("iro"))
    published.keys = [next_issuer.key]

    for _ in range(3):
        with pytest.raises(TokenInvalid):
            await verifier.verify(next_issuer.token("iro"))
    clock.now += timedelta(seconds=61)
    await verifier.verify(next_issuer.token("iro"))

    assert published.asked == 2
    with pytest.raises(TokenInvalid):
        await verifier.verify(issuer.token("iro"))


async def test_a_token_taken_before_is_checked_again_by_a_key_that_came_in_its_keys_place(
    issuer: Issuer, clock: MovingClock
) -> None:
    published = Published(issuer.key)
    verifier, token = published.verifier(clock), issuer.token("iro")
    await verifier.verify(token)
    published.keys = [OKPKey.generate_key("Ed25519", {"kid": str(issuer.key.kid)})]

    clock.now += timedelta(minutes=10, seconds=1)
    with pytest.raises(TokenInvalid):
        await verifier.verify(token)


async def test_more_tokens_than_are_remembered_are_taken(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "REMEMBERED", 2)
    verifier = issuer.verifier()
    several = [issuer.token(role) for role in ("iro", "manager", "analyst")]

    actors = [await verifier.verify(token) for token in (*several, *several)]

    assert [actor.roles for actor in actors] == [{Role.IRO}, {Role.MANAGER}, {Role.ANALYST}] * 2


async def test_requests_at_once_fetch_the_keys_once(issuer: Issuer, clock: MovingClock) -> None:
    published = Published(issuer.key)
    verifier = published.verifier(clock)

    await asyncio.gather(*[verifier.verify(issuer.token("iro")) for _ in range(10)])

    assert published.asked == 1


async def test_a_withdrawn_key_is_taken_for_ten_minutes_at_most(issuer: Issuer, clock: MovingClock) -> None:
    published = Published(issuer.key)
    verifier = published.verifier(clock)
    await verifier.verify(issuer.token("iro"))
    published.keys = [Issuer(clock).key]

    clock.now += timedelta(minutes=10, seconds=1)

    with pytest.raises(TokenInvalid):
        await verifier.verify(issuer.token("iro"))


async def test_while_an_issuer_is_away_its_known_keys_are_still_taken(issuer: Issuer, clock: MovingClock) -> None:
    published = Published(issuer.key)
    verifier = published.verifier(clock)
    await verifier.verify(issuer.token("iro"))
    published.well = False

    clock.now += timedelta(minutes=20)

    assert await verifier.verify(issuer.token("iro"))


async def test_an_issuer_that_cannot_be_asked_is_our_trouble_not_the_tokens(issuer: Issuer, clock: MovingClock) -> None:
    published = Published(issuer.key)
    verifier = published.verifier(clock)
    published.well = False

    with pytest.raises(NotReady):
        await verifier.verify(issuer.token("iro"))
    published.well = True
    clock.now += timedelta(seconds=5)

    assert await verifier.verify(issuer.token("iro"))


async def test_an_issuer_that_says_it_is_another_is_not_believed(issuer: Issuer, clock: MovingClock) -> None:
    published = Published(issuer.key)
    published.says_it_is = "https://elsewhere.example"

    with pytest.raises(NotReady):
        await published.verifier(clock).verify(issuer.token("iro"))


async def test_keys_given_in_a_file_are_all_that_is_taken(issuer: Issuer, clock: MovingClock, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text(json.dumps(KeySet([issuer.key]).as_dict(private=False)))
    verifier = TokenVerifier(issuer=ISSUER, audience=AUDIENCE, keys=GivenKeys(keys_in(file)), clock=clock)

    await verifier.verify(issuer.token("iro"))
    with pytest.raises(TokenInvalid):
        await verifier.verify(Issuer(clock).token("iro"))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"keys": 1}', '{"keys": [{"kty": "OKP"}]}', "\x00"])
def test_a_file_that_holds_no_keys_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text(content)

    with pytest.raises(KeysRefused, match="cannot be read as a JSON Web Key Set"):
        keys_in(file)


def test_a_file_with_which_one_could_sign_is_refused(issuer: Issuer, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text(json.dumps(KeySet([issuer.key]).as_dict(private=True)))

    with pytest.raises(KeysRefused, match="holds a private key"):
        keys_in(file)
