"""Put the journal's functions, triggers and grants into the database; says what is missing or altered.

Runs after every migration and changes only what differs: each function and trigger carries the hash of its text as its comment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from giaoban.ground.journal.registry import Table, tables
from giaoban.ground.journal.sealing import DIGEST, LOCK, SEAL_HASH

OWN_TABLES = ("journal_entry", "journal_seal", "journal_personkey", "journal_batchpart")
READABLE = ("journal_entry", "journal_seal", "journal_personkey")
CALLABLE = (
    "journal_batch_finish(text)",
    "journal_note(text, text, text, jsonb)",
    "journal_key_destroy(bigint)",
    "journal_seal_next(interval, integer)",
)
NOT_BATCH = "WHEN (coalesce(current_setting('giaoban.batch', true), '') = '')"
IN_BATCH = "WHEN (coalesce(current_setting('giaoban.batch', true), '') <> '')"


@dataclass(frozen=True, slots=True)
class Piece:
    """A function or trigger: its name as the catalogue knows it, and the statement that creates it."""

    name: str
    table: str
    """Empty for a function."""
    statement: str

    @property
    def stamp(self) -> str:
        """The comment that says which text the database holds."""
        return "giaoban " + sha256(self.statement.encode()).hexdigest()[:24]


def functions(schema: str) -> list[Piece]:
    """The functions for tables in a (quoted) schema."""
    text = (files("giaoban.ground.journal") / "sql" / "functions.sql").read_text("utf-8")
    text = text.format(s=schema, digest=DIGEST, lock=LOCK, seal_hash=SEAL_HASH.format(s="seal"))
    found = []
    for part in text.split("CREATE OR REPLACE FUNCTION ")[1:]:
        statement = "CREATE OR REPLACE FUNCTION " + part[: part.rindex("$fn$;") + 4]
        name = part.split("(", 1)[0].rsplit(".", 1)[-1]
        found.append(Piece(name, "", statement))
    return found


def triggers(schema: str, followed: Iterable[Table]) -> list[Piece]:
    """The triggers of the followed tables and those that protect the journal's own."""
    found = [piece for table in followed for piece in _table_triggers(schema, table)]
    refuse = f"EXECUTE FUNCTION {schema}.journal_refuse()"
    for name in ("journal_entry", "journal_seal"):
        on = f"ON {schema}.{name}"
        rows = "giaoban_journal_keep"
        found.append(Piece(rows, name, f"CREATE TRIGGER {rows} BEFORE UPDATE OR DELETE {on} FOR EACH ROW {refuse}"))
        whole = "giaoban_journal_keep_all"
        found.append(Piece(whole, name, f"CREATE TRIGGER {whole} BEFORE TRUNCATE {on} FOR EACH STATEMENT {refuse}"))
    close = "giaoban_journal_close"
    found.append(
        Piece(
            close,
            "journal_batchpart",
            f"CREATE CONSTRAINT TRIGGER {close} AFTER INSERT ON {schema}.journal_batchpart DEFERRABLE INITIALLY DEFERRED"
            f" FOR EACH ROW EXECUTE FUNCTION {schema}.journal_batch_close()",
        )
    )
    return found


def install(using: str) -> list[str]:
    """Bring functions, triggers and grants up to date; returns the names of what was changed."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql" or not _exists(cursor, "journal_entry"):
            return []
        schema = _schema(connection, cursor)
        changed = []
        have = _function_stamps(cursor)
        for piece in functions(schema):
            if have.get(piece.name) != piece.stamp:
                cursor.execute(piece.statement)
                cursor.execute(f"COMMENT ON FUNCTION {schema}.{piece.name} IS '{piece.stamp}'")
                changed.append(piece.name)
        changed += _install_triggers(cursor, schema)
        _grant(cursor, schema)
        return changed


def missing(using: str) -> list[str]:
    """What `install` would change, and what somebody switched off: names of functions and "table.trigger"."""
    connection = connections[using]
    with connection.cursor() as cursor:
        schema = _schema(connection, cursor)
        bad = [p.name for p in functions(schema) if _function_stamps(cursor).get(p.name) != p.stamp]
        bad += [name for name in _altered_functions(cursor, schema) if name not in bad]
        have = _trigger_stamps(cursor)
        for piece in triggers(schema, _present(cursor)):
            stamp, enabled = have.get((piece.table, piece.name), ("", "D"))
            if stamp != piece.stamp or enabled != "O":
                bad.append(f"{piece.table}.{piece.name}")
    return bad


def after_migrate(sender: AppConfig, using: str, **_: Any) -> None:
    """Receiver of post_migrate."""
    del sender
    install(using)


def app_role() -> str:
    """The role the application connects as (the default database's user, else giaoban_app)."""
    return str(settings.DATABASES["default"].get("USER") or "giaoban_app")


def _table_triggers(schema: str, table: Table) -> list[Piece]:
    lists = ("{" + ",".join(columns) + "}" for columns in (table.ignore, table.masked, table.sensitive))
    arguments = ", ".join(f"'{a}'" for a in (table.pk, *lists, table.person, table.part_column, table.part_table))
    on = f'ON {schema}."{table.name}"'
    row = f"EXECUTE FUNCTION {schema}.journal_row({arguments})"
    pieces = {
        "giaoban_journal_insert": f"AFTER INSERT {on} FOR EACH ROW {NOT_BATCH if table.numbered else ''} {row}",
        "giaoban_journal_change": f"AFTER UPDATE OR DELETE {on} FOR EACH ROW {row}",
        "giaoban_journal_truncate": f"BEFORE TRUNCATE {on} FOR EACH STATEMENT"
        f" EXECUTE FUNCTION {schema}.journal_truncated()",
    }
    if table.numbered:
        pieces["giaoban_journal_batch"] = (
            f"AFTER INSERT {on} REFERENCING NEW TABLE AS journal_new FOR EACH STATEMENT {IN_BATCH}"
            f" EXECUTE FUNCTION {schema}.journal_batch_rows({arguments})"
        )
    return [Piece(name, table.name, f"CREATE TRIGGER {name} {rest}") for name, rest in pieces.items()]


def _install_triggers(cursor: CursorWrapper, schema: str) -> list[str]:
    have = _trigger_stamps(cursor)
    wanted = triggers(schema, _present(cursor))
    changed = []
    for piece in wanted:
        if have.get((piece.table, piece.name), ("", ""))[0] == piece.stamp:
            continue
        on = f'ON {schema}."{piece.table}"'
        cursor.execute(f"DROP TRIGGER IF EXISTS {piece.name} {on}")
        cursor.execute(piece.statement)
        cursor.execute(f"COMMENT ON TRIGGER {piece.name} {on} IS '{piece.stamp}'")
        changed.append(f"{piece.table}.{piece.name}")
    for table, name in set(have) - {(piece.table, piece.name) for piece in wanted}:
        cursor.execute(f'DROP TRIGGER {name} ON {schema}."{table}"')
        changed.append(f"{table}.{name}")
    return changed


def _grant(cursor: CursorWrapper, schema: str) -> None:
    cursor.execute(
        "SELECT quote_ident(rolname) FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [app_role()]
    )
    row = cursor.fetchone()
    own = ", ".join(f"{schema}.{name}" for name in OWN_TABLES)
    for piece in functions(schema):
        if piece.name not in {name.split("(")[0] for name in CALLABLE}:
            cursor.execute(f"REVOKE ALL ON FUNCTION {schema}.{piece.name} FROM PUBLIC")
    for name in CALLABLE:
        cursor.execute(f"REVOKE ALL ON FUNCTION {schema}.{name} FROM PUBLIC")
    if row is None:  # one role for everything, as on some servers: then only the triggers protect
        return
    role = row[0]
    for statement in (
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
        f"REVOKE ALL ON {own} FROM {role}, PUBLIC",
        f"GRANT SELECT ON {', '.join(f'{schema}.{name}' for name in READABLE)} TO {role}",
        *(f"GRANT EXECUTE ON FUNCTION {schema}.{name} TO {role}" for name in CALLABLE),
    ):
        cursor.execute(statement)


def _schema(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> str:
    cursor.execute(
        "SELECT n.nspname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
        " WHERE c.oid = to_regclass('journal_entry')"
    )
    return str(connection.ops.quote_name(cursor.fetchone()[0]))


def _exists(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f'"{table}"'])
    return bool(cursor.fetchone()[0])


def _present(cursor: CursorWrapper) -> list[Table]:
    return [table for table in tables() if _exists(cursor, table.name)]


def _function_stamps(cursor: CursorWrapper) -> dict[str, str]:
    cursor.execute(
        "SELECT p.proname, coalesce(obj_description(p.oid, 'pg_proc'), '') FROM pg_proc AS p"
        " WHERE p.proname LIKE 'journal\\_%%' AND p.pronamespace ="
        " (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('journal_entry'))",
        [],
    )
    return dict(cursor.fetchall())


def _altered_functions(cursor: CursorWrapper, schema: str) -> list[str]:
    """Functions whose stored body is not the one of this program, whatever their comment says."""
    cursor.execute(
        "SELECT p.proname, p.prosrc FROM pg_proc AS p WHERE p.proname LIKE 'journal\\_%%' AND p.pronamespace ="
        " (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('journal_entry'))",
        [],
    )
    stored = dict(cursor.fetchall())
    return [p.name for p in functions(schema) if stored.get(p.name) != p.statement.split("$fn$")[1]]


def _trigger_stamps(cursor: CursorWrapper) -> dict[tuple[str, str], tuple[str, str]]:
    cursor.execute(
        "SELECT c.relname, t.tgname, coalesce(obj_description(t.oid, 'pg_trigger'), ''), t.tgenabled::text"
        " FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid"
        " WHERE t.tgname LIKE 'giaoban\\_journal\\_%%' AND NOT t.tgisinternal AND c.relnamespace ="
        " (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('journal_entry'))",
        [],
    )
    return {(table, name): (stamp, enabled) for table, name, stamp, enabled in cursor.fetchall()}
