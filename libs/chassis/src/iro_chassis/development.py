"""The development issuer: signs tokens with a key in the data directory, for one machine on its loopback only."""

import json
import os
import stat
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from iro_chassis.clock import Clock
from iro_chassis.keys import GivenKeys
from iro_chassis.roles import Role
from iro_chassis.settings import is_loopback
from iro_chassis.tokens import TokenVerifier

ISSUER = "http://localhost/development-issuer"
AUDIENCE = "footprint-development"
KEY_FILE = "development-issuer.json"
PEOPLE = UUID("a2c1f7a0-8d0b-5b43-8f1e-3b2f5ad0c0de")
USUAL_LIFE = timedelta(hours=12)


class DevelopmentRefused(Exception):
    """The development issuer may not be used here."""


class DevelopmentIssuer:
    """Signs tokens for anybody who can read the data directory: never on an address that others can reach."""

    def __init__(self, key: OKPKey) -> None:
        self._key = key

    @classmethod
    def open(cls, directory: Path, *, host: str) -> "DevelopmentIssuer":
        """The issuer of that data directory, its key made at the first use.

        Raises DevelopmentRefused where `host` is not this machine's loopback, or where others may read the key.
        """
        if not is_loopback(host):
            raise DevelopmentRefused(
                f"the development issuer signs for anybody, so it runs on 127.0.0.1 only, not on {host}: "
                "set OIDC_ISSUER to use a real one"
            )
        path = directory / KEY_FILE
        if not path.exists():
            _make_key(path)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise DevelopmentRefused(f"others on this machine may read {path}: run chmod 600 on it")
        return cls(OKPKey.import_key(json.loads(path.read_text(encoding="utf-8"))))

    def issue(self, *roles: Role, now: datetime, person: UUID | None = None, life: timedelta = USUAL_LIFE) -> str:
        """A token for those roles, from `now`; without a `person`, for the one that stands for the roles."""
        subject = person or uuid5(PEOPLE, " ".join(sorted(roles)))
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(subject),
            "roles": sorted(roles),
            "iat": int(now.timestamp()),
            "exp": int((now + life).timestamp()),
        }
        return jwt.encode({"alg": "Ed25519", "kid": self._key.kid}, claims, self._key, algorithms=["Ed25519"])

    def public_keys(self) -> str:
        """What its tokens are checked with, as OIDC_KEYS_FILE has it."""
        return json.dumps(KeySet([self._key]).as_dict(private=False))

    def verifier(self, clock: Clock) -> TokenVerifier:
        """Takes this issuer's tokens."""
        return TokenVerifier(issuer=ISSUER, audience=AUDIENCE, keys=GivenKeys(KeySet([self._key])), clock=clock)


def _make_key(path: Path) -> None:
    """Writes a new key, readable by its owner only; of two processes that do so at once, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = OKPKey.generate_key("Ed25519", auto_kid=True)
    descriptor, written = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(key.as_dict(private=True), file)
        try:
            os.link(written, path)
        except FileExistsError:
            return
    finally:
        Path(written).unlink()
