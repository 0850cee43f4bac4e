"""A small table in the database: what was prepared there. It travels with backups, so it is true of the data it sits in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from giaoban.kernel.problems import Problem

TABLE: LiteralString = """
CREATE TABLE IF NOT EXISTS giaoban_state (
    key text PRIMARY KEY, value text NOT NULL, changed_at timestamptz NOT NULL DEFAULT now()
)"""
PUT: LiteralString = """
INSERT INTO giaoban_state (key, value) VALUES (%s, %s)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = now()"""
PREPARING = 7_402_115_001
"""Advisory lock: one program at a time changes the structure."""
OLDEST = 150000

Connection = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """A connection that commits each statement. Errors: CLI-013 unreachable, CLI-014 older than PostgreSQL 15."""
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10, application_name="giaoban cli")
    except psycopg.OperationalError as error:
        # The driver's sentence may repeat the address; a password in it stays out of sight.
        reason = re.sub(r"://[^@/\s]*@", "://…@", str(error).strip().splitlines()[-1])
        raise Problem("CLI-013", reason=reason) from error
    with connection:
        if connection.info.server_version < OLDEST:
            raise Problem("CLI-014", version=connection.info.server_version // 10000)
        yield connection


def read_state(connection: Connection) -> dict[str, str]:
    """Everything in the table; empty when there is no table yet."""
    found = connection.execute("SELECT to_regclass('giaoban_state')").fetchone()
    if not found or found[0] is None:
        return {}
    return dict(connection.execute("SELECT key, value FROM giaoban_state").fetchall())


def write_state(connection: Connection, key: str, value: str) -> None:
    """Store one value, as the owner."""
    connection.execute(TABLE)
    connection.execute(PUT, [key, value])


@contextmanager
def preparing(connection: Connection) -> Iterator[None]:
    """Hold the right to change the structure of this database; waits for another program that is doing so."""
    connection.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
    try:
        yield
    finally:
        connection.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def open_to_application(connection: Connection, app_url: str) -> None:
    """Let the application's role use every table the owner makes from now on (an external server; ours is made so).

    Does nothing when both are one role.
    """
    role = unquote(urlsplit(app_url).username or "")
    row = connection.execute("SELECT current_user").fetchone()
    if not role or (row and row[0] == role):
        return
    name = sql.Identifier(role)
    for rights in ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES"):
        connection.execute(sql.SQL("ALTER DEFAULT PRIVILEGES GRANT {} TO {}").format(sql.SQL(rights), name))
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
