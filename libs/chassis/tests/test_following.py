"""Following: the token is the one in the file now, and what was told is known once the consumer took it."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from iro_chassis.following import FollowerSettings, RenewedToken, known_up_to
from iro_chassis.running import running
from iro_chassis.settings import Settings, SettingsRefused, read_settings
from iro_chassis.testing.issuer import Issuer, MovingClock
from iro_chassis.testing.visits import visits_service
from iro_events import inbox
from iro_events.inbox import Stand

TOPIC = "iro.reviews"


def test_a_follower_does_not_start_without_whom_it_follows_and_with_which_token() -> None:
    good = {"database_url": "postgresql://db/visits", "oidc_issuer": "https://login.example"}
    with pytest.raises(SettingsRefused) as refused:
        read_settings(FollowerSettings, **good, oidc_audience="footprint", authority="E10000011")

    assert "REVIEW_SERVICE_URL is missing: give the address of review-service" in str(refused.value)
    assert "FEED_TOKEN_FILE is missing: give the file with a bearer token" in str(refused.value)


@pytest.mark.anyio
@pytest.mark.database
async def test_a_feed_is_followed_on_with_the_token_that_the_platform_renewed(
    settings: Settings, clock: MovingClock, issuer: Issuer, tmp_path: Path
) -> None:
    app = visits_service(settings, clock=clock, verifier=issuer.verifier())
    file = tmp_path / "token"
    file.write_text(issuer.token("information-system") + "\n", encoding="ascii")
    transport = httpx.ASGITransport(app)
    async with running(app), httpx.AsyncClient(transport=transport, base_url="http://visits") as client:
        client.auth = RenewedToken(file)
        first = await client.get("/facts")
        clock.now += timedelta(days=1)
        expired = await client.get("/facts")
        file.write_text(issuer.token("information-system") + "\n", encoding="ascii")
        renewed = await client.get("/facts")

    assert [answer.status_code for answer in (first, expired, renewed)] == [200, 401, 200]


@pytest.mark.anyio
@pytest.mark.database
async def test_what_was_told_is_known_once_the_consumer_took_it(
    settings: Settings, clock: MovingClock, issuer: Issuer
) -> None:
    app = visits_service(settings, clock=clock, verifier=issuer.verifier())
    known = known_up_to("reviews", TOPIC)
    async with running(app) as service:
        before = await known(service, 1, 0)
        async with service.database.transaction() as connection:
            await inbox.move(connection, "reviews", {(TOPIC, 0): Stand(7)})

        assert (before, await known(service, 7, 0), await known(service, 8, 0)) == (False, True, False)
