"""Who acts and why, told to the database in the settings of the transaction that writes.

The triggers read the settings giaoban.user, .post, .body, .label, .source, .verb, .reason. All are local to the transaction, so a
pooled connection never carries one person's name into another's work. Because they vanish with each transaction (and with each
rolled-back savepoint), a wrapper around every statement sets them again before the first write that needs them:

- the actor comes from `acting` (a context variable: request, job, command);
- verb and reason come from `context`, and belong to the atomic block in which it was called: when a service calls another, the
  inner verb ends with the inner block;
- a write outside any atomic block is given a transaction of its own if there is an actor to name.

COPY through the driver's own cursor passes no wrapper: call `apply()` inside the atomic block before it.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

WRITE = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE|CALL)\b", re.IGNORECASE)
WITH = re.compile(r"\s*WITH\b", re.IGNORECASE)
INNER_WRITE = re.compile(r"\b(?:INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)
SET = (
    "SELECT set_config('giaoban.user', %s, true), set_config('giaoban.post', %s, true),"
    " set_config('giaoban.body', %s, true), set_config('giaoban.label', %s, true),"
    " set_config('giaoban.source', %s, true), set_config('giaoban.verb', %s, true), set_config('giaoban.reason', %s, true)"
)


@dataclass(frozen=True, slots=True)
class Who:
    """The actor as the journal keeps it: numbers without foreign keys, and a label people can read for ever."""

    user_id: int | None = None
    post_id: int | None = None
    body_id: int | None = None
    label: str = ""
    source: str = ""


NOBODY = Who()
Path = tuple[str | None, ...]
Settings = tuple[str, str, str, str, str, str, str]
EMPTY: Settings = ("",) * 7
_who: ContextVar[Who] = ContextVar("giaoban_journal_who", default=NOBODY)


@dataclass(slots=True)
class _State:
    """What one connection's transaction has been told."""

    applied: Settings = EMPTY
    applied_at: Path = ()
    verbs: list[tuple[Path, str, str]] = field(default_factory=list)

    def forget(self) -> None:
        self.applied, self.applied_at = EMPTY, ()
        self.verbs.clear()


_states: WeakKeyDictionary[BaseDatabaseWrapper, _State] = WeakKeyDictionary()


@contextmanager
def acting(
    user_id: int | None = None,
    post_id: int | None = None,
    body_id: int | None = None,
    label: str = "",
    source: str = "",
) -> Iterator[None]:
    """Everything written inside is by this user as this post of this body. label: e.g. "Nguyễn Văn An, Chánh Văn phòng";
    source: "web", "api", "job:seal", "link:12"."""
    token = _who.set(Who(user_id, post_id, body_id, label, source))
    try:
        yield
    finally:
        _who.reset(token)


def who() -> Who:
    """The present actor; empty if nobody was named."""
    return _who.get()


def context(*, verb: str, reason: str = "", using: str = DEFAULT_DB_ALIAS) -> None:
    """Name the verb and reason of the writes that follow in this atomic block (and in blocks inside it).

    Errors: TransactionManagementError outside an atomic block: a verb without a transaction would name nothing.
    """
    connection = connections[using]
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("journal.context needs an atomic block")
    state = _fresh_state(connection)
    state.verbs.append((_path(connection), verb, reason))
    _sync(connection, state)


def apply(using: str = DEFAULT_DB_ALIAS) -> None:
    """Set the transaction's settings now, for statements that pass no wrapper (COPY). Errors: as `context`."""
    connection = connections[using]
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("journal.apply needs an atomic block")
    state = _fresh_state(connection)
    state.applied, state.applied_at = EMPTY, ("never",)
    _sync(connection, state)


@dataclass(slots=True)
class Batch:
    """A mass import: its key (the pk of its entry) and, afterwards, how many rows were inserted."""

    key: str
    rows: int = 0


@contextmanager
def batch(*, verb: str, reason: str = "", source: str = "", using: str = DEFAULT_DB_ALIAS) -> Iterator[Batch]:
    """One entry for all rows inserted inside: per table the number, keys and hash. Updates and deletions keep an entry each."""
    handle = Batch(secrets.token_hex(8))
    token = _who.set(replace(_who.get(), source=source)) if source else None
    try:
        with transaction.atomic(using=using):
            context(verb=verb, reason=reason, using=using)
            with connections[using].cursor() as cursor:
                cursor.execute("SELECT set_config('giaoban.batch', %s, true)", [handle.key])
                yield handle
                _sync(connections[using], _state(connections[using]))
                cursor.execute("SELECT journal_batch_finish(%s), set_config('giaoban.batch', '', true)", [handle.key])
                handle.rows = int(cursor.fetchone()[0])
    finally:
        if token is not None:
            _who.reset(token)


def install_wrapper(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Receiver of connection_created: put the wrapper on a PostgreSQL connection once."""
    if connection.vendor == "postgresql" and _wrapper not in connection.execute_wrappers:
        connection.execute_wrappers.append(_wrapper)


def _wrapper(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not _writes(sql):
        return execute(sql, params, many, context)
    connection: BaseDatabaseWrapper = context["connection"]
    state = _fresh_state(connection)
    if connection.in_atomic_block or not connection.get_autocommit():
        _sync(connection, state)
        return execute(sql, params, many, context)
    if _who.get() == NOBODY:
        return execute(sql, params, many, context)
    with transaction.atomic(using=connection.alias):
        _sync(connection, state)
        return execute(sql, params, many, context)


def _writes(sql: Any) -> bool:
    text = sql if isinstance(sql, str) else str(sql)
    return bool(WRITE.match(text)) or (bool(WITH.match(text)) and bool(INNER_WRITE.search(text)))


def _state(connection: BaseDatabaseWrapper) -> _State:
    return _states.setdefault(connection, _State())


def _fresh_state(connection: BaseDatabaseWrapper) -> _State:
    """The state, forgotten if no statement of the transaction has been sent: nothing set earlier can still hold."""
    state = _state(connection)
    connection.ensure_connection()
    if connection.connection.info.transaction_status == TransactionStatus.IDLE:
        state.forget()
    return state


def _path(connection: BaseDatabaseWrapper) -> Path:
    return tuple(connection.savepoint_ids)


def _inside(inner: Path, outer: Path) -> bool:
    return inner[: len(outer)] == outer


def _sync(connection: BaseDatabaseWrapper, state: _State) -> None:
    here = _path(connection)
    while state.verbs and not _inside(here, state.verbs[-1][0]):
        state.verbs.pop()
    verb, reason = state.verbs[-1][1:] if state.verbs else ("", "")
    person = _who.get()
    numbers = (str(number or "") for number in (person.user_id, person.post_id, person.body_id))
    wanted: Settings = (*numbers, person.label, person.source, verb, reason)  # type: ignore[assignment]
    if wanted == state.applied and _inside(here, state.applied_at):
        return
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(SET, wanted)
    state.applied, state.applied_at = wanted, here
