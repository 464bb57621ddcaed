"""The same cases kept the usual way: one event, one session of SQLAlchemy's ORM, one commit.

It folds and judges by the very same functions and writes to tables of the same shape; only the way there is another.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text, Uuid, create_engine, insert, select
from sqlalchemy.orm import Session, registry

from iro_events.catalogue import encode
from iro_events.envelope import Recorded
from metrics_service.area import Case
from metrics_service.areas import REVIEWS
from metrics_service.domain.history import ChildHistory
from metrics_service.tables import tables_of

FOR_EVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Its driver cannot read PostgreSQL's infinity."""

_TABLES = tables_of(REVIEWS)
_HISTORY: TypeAdapter[ChildHistory] = TypeAdapter(ChildHistory)


class _Row:
    """An object of the ORM; its attributes are the columns."""

    def __init__(self, **columns: Any) -> None:
        for name, value in columns.items():
            setattr(self, name, value)


class _HistoryRow(_Row): ...


class _ToldRow(_Row): ...


class _InboxRow(_Row): ...


class _OffsetRow(_Row): ...


_INBOX = Table(
    "inbox",
    MetaData(),
    Column("consumer", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("subject", Uuid, primary_key=True),
    Column("sequence", BigInteger),
)
_TO_LOOK_AT = Table("to_look_at", MetaData(schema="alerts"), Column("child", Uuid))
_OFFSETS = Table(
    "consumer_offset",
    MetaData(),
    Column("consumer", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("next_offset", Integer),
)
_ROWS: Mapping[type[Case], type[Any]] = {case: type(f"_{case.__name__}Row", (_Row,), {}) for case in REVIEWS.kinds}


def _map_rows() -> None:
    mapping = registry()
    mapping.map_imperatively(_HistoryRow, _TABLES.child_history)
    mapping.map_imperatively(_ToldRow, _TABLES.told)
    mapping.map_imperatively(_InboxRow, _INBOX)
    mapping.map_imperatively(_OffsetRow, _OFFSETS)
    for table, case in _TABLES.cases:
        mapping.map_imperatively(_ROWS[case], table)


_map_rows()


class OrmProjection:
    """Projects event by event."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))

    def close(self) -> None:
        """Closes its connections."""
        self._engine.dispose()

    def project(self, facts: Iterable[Recorded]) -> None:
        """Each fact in a session and a transaction of its own."""
        for fact in facts:
            with Session(self._engine) as session:
                self.fold(session, fact)
                session.commit()

    @classmethod
    def fold(cls, session: Session, fact: Recorded) -> None:
        """Folds the fact into its child's cases, in that session, unless it is known already."""
        if not cls._is_new(session, fact):
            return
        kept: Any = session.get(_HistoryRow, fact.subject)
        history = ChildHistory(fact.subject) if kept is None else _HISTORY.validate_json(kept.history)
        history = REVIEWS.fold(history, fact.event, fact.id)
        text = _HISTORY.dump_json(history).decode()
        session.merge(_HistoryRow(child=fact.subject, known_at=fact.recorded_at, seq=fact.sequence, history=text))
        for kind, cases in zip(REVIEWS.kinds, REVIEWS.judge(history), strict=True):
            cls._know(session, kind, _by_key(cases), fact)
        session.add(_told(fact))
        session.execute(insert(_TO_LOOK_AT), {"child": fact.subject})
        session.merge(_OffsetRow(consumer="orm", topic="iro.reviews", partition=0, next_offset=fact.sequence))

    @classmethod
    def _is_new(cls, session: Session, fact: Recorded) -> bool:
        """Notes it in the inbox if it is."""
        key = {"consumer": "orm", "topic": "iro.reviews", "source": fact.source, "subject": fact.subject}
        taken: Any = session.get(_InboxRow, key)
        if taken is None:
            session.add(_InboxRow(**key, sequence=fact.sequence))
        elif taken.sequence >= fact.sequence:
            return False
        else:
            taken.sequence = fact.sequence
        return True

    @classmethod
    def _know(cls, session: Session, kind: type[Case], cases: dict[Any, Case], fact: Recorded) -> None:
        """Ends the versions that hold no more, and begins those that are new."""
        row = _ROWS[kind]
        known = session.scalars(select(row).where(row.child == fact.subject, row.known_to == FOR_EVER))
        for version in known:
            known_case = _case_of(kind, version)
            case = cases.pop(known_case[1], None)
            if case == known_case:
                continue
            if version.known_from == fact.recorded_at:
                session.delete(version)
                session.flush()
            else:
                version.known_to = fact.recorded_at
            if case is not None:
                cases[case[1]] = case
        session.add_all(_version(case, fact) for case in cases.values())


def _by_key(cases: Iterable[Case]) -> dict[Any, Case]:
    return {case[1]: case for case in cases}


def _version(case: Case, fact: Recorded) -> _Row:
    columns: dict[str, Any] = case._asdict()
    listed = {name: list(value) for name, value in columns.items() if isinstance(value, tuple)}
    span = {"known_from": fact.recorded_at, "known_to": FOR_EVER, "from_seq": fact.sequence}
    row: _Row = _ROWS[type(case)](**span, **columns | listed)
    return row


def _case_of(kind: type[Case], version: Any) -> Case:
    columns: dict[str, Any] = {name: getattr(version, name) for name in kind._fields}
    listed = {name: tuple(value) for name, value in columns.items() if isinstance(value, list)}
    return kind(**columns | listed)


def _told(fact: Recorded) -> _Row:
    return _ToldRow(
        seq=fact.sequence,
        event=fact.id,
        child=fact.subject,
        type=fact.event.type,
        schema_version=fact.event.version(),
        effective_on=fact.effective_on,
        recorded_at=fact.recorded_at,
        data=encode(fact.event).decode(),
    )
