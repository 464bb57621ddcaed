"""Numbers with two decimal places, held as whole hundredths: 80 in an event is `"0.80"` in a request or response."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Final, Self

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_WRITTEN: Final = re.compile(r"(\d{1,6})(?:\.(\d{1,2}))?", re.ASCII)
PATTERN: Final = r"^[0-9]{1,6}(\.[0-9]{1,2})?$"


class Hundredths(int):
    """A number in hundredths: whoever calculates has an int, and whoever reads JSON a decimal number as text.

    A number in JSON is refused, since a reader may hold it as a float.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """The decimal number, always with two places: `0.80`."""
        return f"{Decimal(self) / 100:.2f}"

    @classmethod
    def read(cls, given: object) -> Self:
        """The number, from its text. Raises PydanticCustomError (`decimal_malformed`)."""
        if isinstance(given, cls):
            return given
        written = _WRITTEN.fullmatch(given) if isinstance(given, str) else None
        if written is None:
            raise PydanticCustomError(
                "decimal_malformed", 'give a decimal number as text, with at most two places, such as "0.80"'
            )
        whole, places = written.groups(default="")
        return cls(int(whole) * 100 + int(places.ljust(2, "0")))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read from text; written as text in JSON, and kept as it is in Python."""
        return core_schema.no_info_plain_validator_function(
            cls.read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                str, return_schema=core_schema.str_schema(), when_used="json"
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A text of digits."""
        return {"type": "string", "pattern": PATTERN, "examples": ["0.80"]}


@dataclass(frozen=True, slots=True)
class Between:
    """The least and the most that a number may be, in hundredths: `Annotated[Hundredths, Between(1, 100)]`."""

    least: int
    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The number's own schema, and that it lies between the two."""
        return core_schema.no_info_after_validator_function(self._within, handler(source))

    def _within(self, given: Hundredths) -> Hundredths:
        if not self.least <= given <= self.most:
            raise PydanticCustomError(
                "decimal_out_of_range",
                "give a number from {least} to {most}",
                {"least": str(Hundredths(self.least)), "most": str(Hundredths(self.most))},
            )
        return given


Stored = Annotated[Hundredths, BeforeValidator(Hundredths)]
"""A field of a response that is made from stored hundredths: an int in, a decimal number as text out."""
