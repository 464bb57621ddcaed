"""How a process makes itself known to a broker, and how it knows that it is the broker."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Access:
    """By Kafka's names.

    Where the protocol speaks TLS, those in `ca_file` (None: whom the machine trusts) must vouch for the broker under
    the very name that was dialled.
    """

    protocol: str = "PLAINTEXT"
    ca_file: Path | None = None
    mechanism: str | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    def options(self) -> Mapping[str, Any]:
        """As every client of the library takes them."""
        told: dict[str, Any] = {"security_protocol": self.protocol}
        if self.protocol.endswith("SSL"):
            told["ssl_context"] = ssl.create_default_context(cafile=self.ca_file)
        if self.mechanism is not None:
            told["sasl_mechanism"] = self.mechanism
            told["sasl_plain_username"] = self.username
            told["sasl_plain_password"] = self.password
        return told


OPEN: Final = Access()
"""For a broker that asks nobody who they are."""
