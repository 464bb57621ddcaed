"""What a service is told by its environment; what is missing or contradictory stops the start with a sentence."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, ValidationError, model_validator

from iro_chassis.broker_settings import BrokerSettings, is_loopback

__all__ = ["LogLevel", "Read", "Settings", "SettingsRefused", "is_loopback", "read_settings"]


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class SettingsRefused(Exception):
    """The environment cannot be worked with; the message is one sentence that names each variable concerned."""


DatabaseUrl = Annotated[str, StringConstraints(pattern=r"^postgres(ql)?://")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+")]
AuthorityCode = Annotated[str, StringConstraints(pattern=r"^E\d{8}$")]


class Settings(BrokerSettings):
    """The environment of a service. Each description is the remedy that its sentence gives."""

    database_url: DatabaseUrl = Field(
        description="give the address of the service's own PostgreSQL database, such as postgresql://user@host/name"
    )
    oidc_issuer: WebAddress = Field(
        description="give the address of the OpenID Connect issuer whose tokens are taken, such as https://login.example"
    )
    oidc_audience: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="give the audience that a token must be made for"
    )
    oidc_keys_file: Path | None = Field(
        default=None,
        description="give the file with the issuer's public keys, as a JSON Web Key Set, or leave it unset where they "
        "are fetched from the issuer",
    )
    authority: AuthorityCode = Field(description="give the local authority's ONS code, such as E10000011")
    otel_exporter_otlp_endpoint: WebAddress | None = Field(
        default=None, description="give the address of an OpenTelemetry collector, such as http://collector:4318"
    )
    log_level: LogLevel = Field(default=LogLevel.INFO, description="give DEBUG, INFO, WARNING or ERROR")
    host: str = Field(default="127.0.0.1", description="give the address to listen on")
    port: int = Field(default=8000, ge=1, le=65535, description="give the port to listen on, 1 to 65535")

    @model_validator(mode="after")
    def _tokens_come_from_a_trusted_issuer(self) -> Self:
        issuer = urlsplit(self.oidc_issuer)
        if issuer.scheme == "http" and not is_loopback(issuer.hostname or ""):
            raise ValueError("OIDC_ISSUER is not private: give an https address, since http is for this machine only")
        return self


Read = TypeVar("Read", bound=Settings)
Environment = TypeVar("Environment", bound=BrokerSettings)


def read_settings(kind: type[Environment], **given: Any) -> Environment:
    """The settings from the environment, `given` before it. Raises SettingsRefused, which quotes no value."""
    try:
        return kind(**given)
    except ValidationError as invalid:
        sentences = dict.fromkeys(_sentence(kind, error) for error in invalid.errors(include_input=False))
        raise SettingsRefused(f"cannot start: {'; '.join(sentences)}.") from None


def _sentence(kind: type[BrokerSettings], error: Any) -> str:
    if not error["loc"]:
        return str(error["msg"]).partition(", ")[2]
    name = str(error["loc"][0])
    trouble = "is missing" if error["type"] == "missing" else "cannot be used"
    return f"{name.upper()} {trouble}: {kind.model_fields[name].description}"
