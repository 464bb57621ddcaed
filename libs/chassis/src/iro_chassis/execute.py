"""Commands over HTTP: `executes(…)` is the one dependency of a command's route, `command(…)` describes the route.

A route is one line: `return await execute(CONCERN, concern, command)`. Between it and `decide` are this module, the
write and `handle`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Annotated, Any, Final, TypeAlias, TypeVar
from uuid import UUID, uuid4, uuid5

from fastapi import Depends, Header, Request, Response

from iro_chassis.auth import Requires
from iro_chassis.roles import Actor, Role
from iro_chassis.running import Running, running_of
from iro_chassis.writing import (
    IDS,
    SEQUENCED_WITHIN_SECONDS,
    Receipt,
    ToldEvent,
    context_of,
    idempotency_of,
    version_of,
)
from iro_events.command import Command
from iro_events.days import authority_id
from iro_events.decider import Context, Decider, State, Told
from iro_events.store import Idempotency, Writing, Written

Asked = TypeVar("Asked", bound=Command)
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Located:
    """What a path's id means for a command.

    `subject` is the child (or the authority) whom it is about. `id` is the thing that the command is given to; None for
    a new one, whose id is made here. `stream` names the stream where that is not done by the thing's own id.
    `candidates` are things which a command without an id of its own may repeat: the first that recognises it answers.
    """

    subject: UUID
    id: UUID | None = None
    stream: UUID | None = None
    candidates: Sequence[UUID] = ()


Locate: TypeAlias = Callable[[Writing, UUID, Any], Awaitable[Located]]
"""What the path's id means for the command, read in its transaction. Raises Unknown, which is answered with 404."""


async def the_id_itself(writing: Writing, path_id: UUID, command: object) -> Located:
    """The path's id is the subject, and names the stream."""
    return Located(subject=path_id, id=path_id)


@dataclass(frozen=True, slots=True)
class Execute:
    """Executes commands for one request, by one actor.

    Answers 201 with the events recorded, 200 where the command records nothing new; `ETag` is the stream's version, and
    `expected_version` the one that the request's `If-Match` asks for.
    """

    running: Running
    actor: Actor
    context: Context
    idempotency: Idempotency | None
    expected_version: int | None
    response: Response
    locate: Locate
    _made: "count[int]" = field(default_factory=count)

    async def __call__(self, decider: Decider[Asked, State, Told], path_id: UUID, command: Asked) -> Receipt:
        """Executes the command in one transaction, with all that the service's policies bring about.

        Raises Unknown, what the decider refuses, VersionConflict and IdempotencyKeyReused.
        """
        fresh = self.fresh_id()
        async for attempt in self.running.events.attempts(self.context, self.idempotency):
            async with attempt as writing:
                if attempt.before is not None:
                    continue
                located = await self.locate(writing, path_id, command)
                thing = located.id or await _recognised(writing, decider, command, located) or fresh
                writing.id = thing
                await writing.execute(
                    decider,
                    decider.stream_of(located.stream or thing),
                    command,
                    subject=located.subject,
                    id_=thing,
                    expected_version=self.expected_version,
                )
        return await self.receipt(attempt.written)

    @property
    def authority(self) -> UUID:
        """The id of the authority, which what is about no child is about."""
        return authority_id(self.running.settings.authority)

    async def together(self, work: Callable[[Writing], Awaitable[Answer]]) -> tuple[Answer | None, Written]:
        """What `work` executes in several streams, all or none; None for its answer where the request is replayed."""
        return await self.running.events.write(work, self.context, idempotency=self.idempotency)

    def fresh_id(self) -> UUID:
        """An id for something new; the same one again when a request is repeated under its idempotency key."""
        if self.idempotency is None:
            return uuid4()
        return uuid5(IDS, f"{self.idempotency.scope} {next(self._made)} {self.idempotency.key}")

    async def receipt(self, written: Written) -> Receipt:
        """The answer to what was written, with its headers."""
        seq = written.seq
        if seq is None and written.position is not None:
            seq = await self.running.events.sequence_of(written.position, SEQUENCED_WITHIN_SECONDS)
        self.response.status_code = 201 if written.events else 200
        self.response.headers["etag"] = f'"{written.version}"'
        if seq is not None:
            self.response.headers["seq"] = str(seq)
        if written.replayed:
            self.response.headers["idempotency-replayed"] = "true"
        if written.id is None:
            raise RuntimeError("whoever writes says what the answer is about: set the id of the write")
        told = [ToldEvent(id=recorded.id, type=recorded.event.type) for recorded in written.events]
        return Receipt(id=written.id, stream=written.stream, version=written.version, seq=seq, events=told)


async def _recognised(
    writing: Writing, decider: Decider[Asked, State, Told], command: Asked, located: Located
) -> UUID | None:
    for candidate in located.candidates:
        stream = decider.stream_of(located.stream or candidate)
        if await writing.recognises(decider, stream, command, subject=located.subject, id_=candidate):
            return candidate
    return None


def command(given: type[Command], **others: Any) -> Mapping[str, Any]:
    """What the decorator of a command's route says: `@router.post(path, **command(AnswerConcern))`.

    `others` are further arguments of the decorator, such as an `operation_id` where two routes take one command.
    """
    described: dict[str, Any] = {
        "operation_id": given.__name__,
        "status_code": 201,
        "response_model": Receipt,
        "responses": {200: {"model": Receipt, "description": "Nothing new was recorded"}},
    }
    return described | others


async def _wait_for_nothing() -> None:
    """The command rests on nobody else's events."""


NO_WAIT: Final = Depends(_wait_for_nothing)


def executes(*roles: Role, locate: Locate = the_id_itself, after: Any = NO_WAIT) -> Any:
    """The dependency of a command's route: who may give it, what its path's id means, and what it waits for.

    Written `Challenges = Annotated[Execute, executes(Role.IRO, locate=a_concern)]`. `after` is such as
    `waits_for("If-Reviews-Seq-At-Least", …)`.
    """
    guard = Requires(frozenset(roles))

    async def execute(
        request: Request,
        response: Response,
        actor: Annotated[Actor, Depends(guard)],
        _waited: Annotated[None, after],
        idempotency_key: Annotated[str | None, Header(min_length=1, max_length=200, pattern=r"^[!-~]+$")] = None,
        if_match: Annotated[str | None, Header(max_length=40)] = None,
    ) -> Execute:
        running = running_of(request)
        return Execute(
            running=running,
            actor=actor,
            context=context_of(request, running, actor),
            idempotency=await idempotency_of(request, actor, idempotency_key),
            expected_version=None if if_match is None else version_of(if_match),
            response=response,
            locate=locate,
        )

    return Depends(execute)
