"""Lists in pages: the cursor holds the place of the last item given, so that nothing is missed or given twice."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, TypeAdapter, ValidationError

from iro_chassis.problems import Fault, RequestInvalid

Item = TypeVar("Item")
Place = TypeVar("Place", bound=tuple[Any, ...])

USUAL = 50
MOST = 200
LONGEST_CURSOR = 400


class Page(BaseModel, Generic[Item]):
    """Some items of a list; `next` is the cursor of those that follow, null after the last."""

    items: list[Item]
    next: str | None


@dataclass(frozen=True, slots=True)
class Paging(Generic[Place]):
    """What part of a list is asked for: `limit` items `after` that place, from the beginning where it is None.

    A place is made of ids, days and numbers; never of a name, since addresses are logged on their way.
    """

    limit: int
    after: Place | None
    _places: TypeAdapter[Place]

    def page(self, found: Sequence[Item], place_of: Callable[[Item], Place]) -> Page[Item]:
        """The page, from up to `limit + 1` items found in the list's order: the one too many tells that more follow."""
        given = list(found[: self.limit])
        more = len(found) > self.limit
        return Page(items=given, next=self._cursor(place_of(given[-1])) if more else None)

    def _cursor(self, place: Place) -> str:
        return base64.urlsafe_b64encode(self._places.dump_json(place)).decode().rstrip("=")


def paged(*place: Any) -> Any:
    """What a list's route depends on; the types are those of an item's place in the list.

    Written `paging: Annotated[Paging[tuple[date, UUID]], paged(date, UUID)]`. Raises RequestInvalid for a bad cursor.
    """
    places: TypeAdapter[Any] = TypeAdapter(tuple[place])  # type: ignore[valid-type]  # a type made at run time

    def paging(
        limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL,
        cursor: Annotated[str | None, Query(max_length=LONGEST_CURSOR)] = None,
    ) -> Paging[Any]:
        return Paging(limit, None if cursor is None else _place(cursor, places), places)

    return Depends(paging)


def _place(cursor: str, places: TypeAdapter[Any]) -> Any:
    try:
        written = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        return places.validate_json(written)
    except (binascii.Error, ValueError, ValidationError):
        fault = Fault("cursor", "cursor_malformed", "give the `next` of the page before, or leave it out")
        raise RequestInvalid([fault]) from None
