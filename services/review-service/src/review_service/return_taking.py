"""Turns the rows of a return into what happened to each child: its rows kept, its care restated, its reviews held."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from iro_events.database import Connection
from iro_events.decider import fold
from iro_events.store import Writing
from review_service.domain.care import CARE
from review_service.domain.care_commands import RestateCare, StatedPeriod, StatedReview
from review_service.domain.care_notices import CARE_NOTICES
from review_service.domain.identity import IDENTITY, CorrectIdentity, Identifier, RegisterChild
from review_service.domain.periods import stated_periods, stated_reviews
from review_service.domain.restatement import new_reviews
from review_service.domain.return_reading import GivenRow
from review_service.domain.return_rows import RETURN_ROWS, ReturnRows, TakeReturnRows, Verdict, sifted
from review_service.domain.returned_parts import ReturnedPart, returned_parts
from review_service.domain.review import REVIEW
from review_service.domain.review_commands import TakeReviewFromReturn
from review_service.domain.stated_care import stated_care

SYSTEM = "ssda903"
"""Under which a child's code in the returns stands among its other systems' ids."""

IMPORT_LOCK = 903
"""Two imports that met a new child at once would make two of it: the later waits till the other's request is done."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One child's rows gone through: what is kept of it before and after, and what became of each row.

    `code` is the child's in the returns; `child` its id here, though nothing may be known or kept of it.
    """

    code: str
    child: UUID
    rows: tuple[GivenRow, ...]
    before: ReturnRows
    after: ReturnRows
    verdicts: Sequence[Verdict]

    @property
    def something_new(self) -> bool:
        """Whether any row tells what no row told before."""
        return self.after is not self.before

    @property
    def periods(self) -> tuple[StatedPeriod, ...]:
        """What all rows ever taken of the child say of its care."""
        return stated_periods(self.child, self.after.episodes())

    @property
    def reviews(self) -> tuple[StatedReview, ...]:
        """The reviews in all rows ever taken of the child."""
        return stated_reviews(self.child, self.after.review_days())


async def take(writing: Writing, rows: Iterable[GivenRow], fresh_id: Callable[[], UUID]) -> list[Taken]:
    """Takes the rows in, child by child; `fresh_id` gives the id of a child that is new here."""
    await writing.connection.execute("SELECT pg_advisory_xact_lock($1)", IMPORT_LOCK)
    own = _by_child(rows)
    known = await _known(writing.connection, own)
    ids = {code: known.get(code) or fresh_id() for code in own}
    await writing.prefetch([(RETURN_ROWS, RETURN_ROWS.stream_of(child)) for child in ids.values()])
    taken = [await _sifted(writing, code, ids[code], tuple(given)) for code, given in own.items()]
    with writing.without_policies():  # what its reviews mean for a child's care is in the care that is restated
        await _tell([one for one in taken if one.something_new], writing)
    return taken


def _by_child(rows: Iterable[GivenRow]) -> Mapping[str, list[GivenRow]]:
    own: dict[str, list[GivenRow]] = {}
    for row in rows:
        own.setdefault(row.row.child, []).append(row)
    return own


async def _known(connection: Connection, codes: Iterable[str]) -> Mapping[str, UUID]:
    query = "SELECT value, child FROM child_identifier WHERE system = $1 AND value = ANY ($2::text[])"
    return {row["value"]: row["child"] for row in await connection.fetch(query, SYSTEM, list(codes))}


async def _sifted(writing: Writing, code: str, child: UUID, rows: tuple[GivenRow, ...]) -> Taken:
    before = (await writing.state(RETURN_ROWS, RETURN_ROWS.stream_of(child))).state
    verdicts, events = sifted(rows, before, writing.context.today)
    return Taken(code, child, rows, before, fold(RETURN_ROWS, events, before), verdicts)


async def _tell(new: Sequence[Taken], writing: Writing) -> None:
    await writing.prefetch([(IDENTITY, IDENTITY.stream_of(one.child)) for one in new])
    await writing.prefetch([(CARE, CARE.stream_of(one.child)) for one in new])
    await writing.prefetch([(CARE_NOTICES, CARE_NOTICES.stream_of(one.child)) for one in new])
    held = {
        one.child: new_reviews(one.reviews, (await writing.state(CARE, CARE.stream_of(one.child))).state) for one in new
    }
    await writing.prefetch([(REVIEW, REVIEW.stream_of(review.review)) for own in held.values() for review in own])
    for one in new:
        await _identify(writing, one)
        rows = TakeReturnRows(rows=one.rows)
        await writing.execute(RETURN_ROWS, RETURN_ROWS.stream_of(one.child), rows, subject=one.child)
        notices = (await writing.state(CARE_NOTICES, CARE_NOTICES.stream_of(one.child))).state
        stated = stated_care(one.child, one.after.episodes(), notices)
        restated = RestateCare(periods=stated, reviews=one.reviews)
        await writing.execute(CARE, CARE.stream_of(one.child), restated, subject=one.child)
        for review in held[one.child]:
            command = TakeReviewFromReturn(held_on=review.held_on)
            stream = REVIEW.stream_of(review.review)
            await writing.execute(REVIEW, stream, command, subject=one.child, id_=review.review)


async def parts_of(writing: Writing, taken: Sequence[Taken]) -> list[ReturnedPart]:
    """The part of each child in its reviews, as all its rows tell it: participation-service is to be told of it."""
    told = [one for one in taken if one.after.review_days()]
    await writing.prefetch([(CARE, CARE.stream_of(one.child)) for one in told])
    parts: list[ReturnedPart] = []
    for one in told:
        care = (await writing.state(CARE, CARE.stream_of(one.child))).state
        parts += returned_parts(one.after, {held.held_on: review for review, held in care.reviews.items()})
    return parts


async def _identify(writing: Writing, taken: Taken) -> None:
    """Registers the child, or corrects its date of birth where it is the return's own or none is known."""
    stream = IDENTITY.stream_of(taken.child)
    known = (await writing.state(IDENTITY, stream)).state
    born_on = taken.after.born_on()
    command: RegisterChild | CorrectIdentity
    if not known.registered:
        identifiers = (Identifier(system=SYSTEM, value=taken.code),)
        command = RegisterChild(date_of_birth=born_on, identifiers=identifiers)
    elif born_on and known.date_of_birth in {None, taken.before.born_on()}:
        command = CorrectIdentity(name=known.name, date_of_birth=born_on)
    else:
        return
    await writing.execute(IDENTITY, stream, command, subject=taken.child)
