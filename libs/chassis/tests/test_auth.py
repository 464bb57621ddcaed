"""Who is let in: tokens really signed, for each way in which one can be wrong; and deny by default."""

import base64
import hmac
import json
from datetime import timedelta

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from iro_chassis.auth import public, requires
from iro_chassis.guarding import Unguarded, refuse_unguarded
from iro_chassis.keys import GivenKeys
from iro_chassis.problems import TokenExpired, TokenInvalid
from iro_chassis.roles import Role
from iro_chassis.testing.issuer import AUDIENCE, ISSUER, PERSON, Issuer, MovingClock
from iro_chassis.tokens import TokenVerifier

pytestmark = pytest.mark.anyio

CHILD_VISITS = "/children/c41d0000-0000-4000-8000-000000000001/visits"


def part(shape: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(shape).encode()).decode().rstrip("=")


async def test_a_good_token_says_who_asks_and_as_what(issuer: Issuer) -> None:
    actor = await issuer.verifier().verify(issuer.token("iro", "manager", "captain"))

    assert (actor.id, actor.roles) == (PERSON, {Role.IRO, Role.MANAGER})


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another-service"},
        {"aud": None},
        {"aud": []},
        {"exp": None},
        {"exp": "tomorrow"},
        {"sub": None},
        {"sub": "Amy Made-Up"},
        {"nbf": 4_000_000_000},
        {"roles": "iro"},
    ],
)
async def test_a_token_with_a_wrong_claim_is_not_taken(issuer: Issuer, wrong: dict[str, object]) -> None:
    token = issuer.token(*[] if "roles" in wrong else ["iro"], **wrong)

    with pytest.raises(TokenInvalid):
        await issuer.verifier().verify(token)


async def test_a_token_is_taken_until_it_expires_and_half_a_minute_longer(issuer: Issuer, clock: MovingClock) -> None:
    token, verifier = issuer.token("iro"), issuer.verifier()

    clock.now += timedelta(minutes=60, seconds=29)
    await verifier.verify(token)
    clock.now += timedelta(seconds=2)
    with pytest.raises(TokenExpired):
        await verifier.verify(token)


async def test_a_token_for_several_audiences_is_taken(issuer: Issuer) -> None:
    assert await issuer.verifier().verify(issuer.token("iro", aud=["another", AUDIENCE]))


async def test_an_unsigned_token_is_not_taken(issuer: Issuer) -> None:
    token = f"{part({'alg': 'none', 'kid': issuer.key.kid})}.{part(issuer.claims('iro'))}."

    with pytest.raises(TokenInvalid):
        await issuer.verifier().verify(token)


async def test_a_token_signed_with_the_public_key_as_a_secret_is_not_taken(issuer: Issuer) -> None:
    signed = f"{part({'alg': 'HS256', 'kid': issuer.key.kid})}.{part(issuer.claims('iro'))}"
    secret = hmac.digest(issuer.key.as_pem(private=False), signed.encode(), "sha256")
    token = f"{signed}.{base64.urlsafe_b64encode(secret).decode().rstrip('=')}"

    with pytest.raises(TokenInvalid):
        await issuer.verifier().verify(token)


async def test_a_token_of_another_key_under_the_same_id_is_not_taken(issuer: Issuer, clock: MovingClock) -> None:
    stranger = Issuer(clock)
    header = {"alg": "Ed25519", "kid": issuer.key.kid}
    token = jwt.encode(header, issuer.claims("iro"), stranger.key, algorithms=["Ed25519"])

    with pytest.raises(TokenInvalid):
        await issuer.verifier().verify(token)


async def test_a_token_whose_algorithm_is_not_its_keys_is_not_taken(issuer: Issuer) -> None:
    _, claims, signature = issuer.token("iro").split(".")
    token = f"{part({'alg': 'RS256', 'kid': issuer.key.kid})}.{claims}.{signature}"

    with pytest.raises(TokenInvalid):
        await issuer.verifier().verify(token)


async def test_a_changed_token_is_not_taken(issuer: Issuer) -> None:
    header, _, signature = issuer.token("iro").split(".")
    token = f"{header}.{part(issuer.claims('iro', 'manager'))}.{signature}"

    with pytest.raises(TokenInvalid):
        await issuer.verifier().verify(token)


@pytest.mark.parametrize(
    "token",
    ["", "x", "..", "a.b.c", f"{part([])}.e30.x", f"{part({'alg': ['Ed25519']})}.e30.x", "é.é.é", "x" * 9000],
)
async def test_what_is_no_token_is_not_taken(issuer: Issuer, token: str) -> None:
    with pytest.raises(TokenInvalid):
        await issuer.verifier().verify(token)


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (RSAKey.generate_key(2048, auto_kid=True), "RS256"),
        (RSAKey.generate_key(2048, auto_kid=True), "PS256"),
        (ECKey.generate_key("P-256", auto_kid=True), "ES256"),
    ],
)
async def test_the_usual_issuers_algorithms_are_taken(
    issuer: Issuer, clock: MovingClock, key: RSAKey | ECKey, algorithm: str
) -> None:
    token = jwt.encode({"alg": algorithm, "kid": key.kid}, issuer.claims("iro"), key, algorithms=[algorithm])
    verifier = TokenVerifier(issuer=ISSUER, audience=AUDIENCE, keys=GivenKeys(KeySet([key])), clock=clock)

    assert (await verifier.verify(token)).roles == {Role.IRO}


@pytest.mark.database
async def test_the_edge_says_what_is_wrong_with_a_token(visits: httpx.AsyncClient, issuer: Issuer) -> None:
    answers = [
        await visits.get(CHILD_VISITS, headers={"Authorization": given})
        for given in ("", "Basic eDp5", "Bearer nonsense", f"Bearer {issuer.token('iro', exp=1)}")
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (401, "token.missing"),
        (401, "token.missing"),
        (401, "token.invalid"),
        (401, "token.expired"),
    ]
    assert {answer.json()["field"] for answer in answers} == {"Authorization"}
    assert answers[0].headers["www-authenticate"] == "Bearer"
    assert answers[2].headers["www-authenticate"] == 'Bearer error="invalid_token"'


@pytest.mark.database
async def test_a_role_that_a_route_does_not_name_is_kept_out(visits: httpx.AsyncClient, issuer: Issuer) -> None:
    manager = issuer.bearer("manager")

    written = await visits.post(CHILD_VISITS, json={"on": "2026-01-05"}, headers=manager)
    nobody = await visits.get(CHILD_VISITS, headers=issuer.bearer())

    assert (written.status_code, written.json()["code"]) == (403, "role.missing")
    assert (nobody.status_code, nobody.json()["code"]) == (403, "role.missing")
    assert (await visits.get(CHILD_VISITS, headers=manager)).status_code == 404


def app_with(router: APIRouter) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None)
    app.include_router(router)
    return app


def test_a_route_that_does_not_say_who_may_call_it_stops_the_start() -> None:
    inner, outer = APIRouter(), APIRouter()

    @inner.get("/unguarded")
    async def unguarded() -> None: ...

    outer.include_router(inner, prefix="/deep")

    with pytest.raises(Unguarded, match="/deep/unguarded"):
        refuse_unguarded(app_with(outer))


def test_a_socket_or_a_mounted_application_is_not_let_by() -> None:
    socket, mounted = APIRouter(), FastAPI(docs_url=None, redoc_url=None)

    @socket.websocket("/socket")
    async def listen() -> None: ...

    mounted.mount("/mounted", FastAPI())

    with pytest.raises(Unguarded, match="/socket"):
        refuse_unguarded(app_with(socket))
    with pytest.raises(Unguarded, match="/mounted"):
        refuse_unguarded(mounted)


def test_a_guard_on_the_route_its_router_or_where_it_is_included_counts() -> None:
    itself, its_router, included = APIRouter(), APIRouter(dependencies=[requires(Role.IRO)]), APIRouter()
    app = FastAPI(docs_url=None, redoc_url=None)

    @itself.get("/a", dependencies=[public("a test")])
    @its_router.get("/b")
    @included.get("/c")
    async def route() -> None: ...

    app.include_router(itself)
    app.include_router(its_router)
    app.include_router(included, dependencies=[requires(Role.IRO)])

    refuse_unguarded(app)


def test_no_route_may_take_a_megabyte() -> None:
    router = APIRouter(dependencies=[public("a test")])

    @router.post("/large", max_body_size=1_000_000)
    async def large() -> None: ...

    with pytest.raises(Unguarded, match="/large"):
        refuse_unguarded(app_with(router))


def test_a_guard_without_roles_is_none() -> None:
    with pytest.raises(ValueError, match="name the roles"):
        requires()
