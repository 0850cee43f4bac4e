"""The PostgreSQL of a test run: a slot with its own cluster, a template per fingerprint of the schema, a clone per run.

A slot is a directory with a lock, so that several runs on one machine never meet. With GIAOBAN_TEST_URL (an address of a role that may
create databases) that server is used instead, by one role for everything, as on many an external server.
"""

import fcntl
import hashlib
import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from giaoban.cli.cluster import APP_ROLE, OWNER_ROLE, Cluster

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "giaoban"
NAME = f"giaoban_test_{os.getpid()}"
EXTERNAL = os.environ.get("GIAOBAN_TEST_URL", "")


def home() -> Path:
    """Where slots live: beside the project, or, for root, where the server's own user may read."""
    if os.geteuid() == 0:
        return Path("/var/lib/giaoban-test") / hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]
    return ROOT / ".cache" / "postgres"


class Slot:
    """The first free slot; held until the process ends."""

    def __init__(self) -> None:
        home().mkdir(parents=True, exist_ok=True)
        for number in range(32):
            self.stream = open(home() / f"slot{number}.lock", "w")  # noqa: SIM115
            with suppress(BlockingIOError):
                fcntl.flock(self.stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.data = home() / f"slot{number}"
                return
            self.stream.close()
        raise RuntimeError("no free slot for a test database")


def fingerprint() -> str:
    """A hash of everything that shapes the schema and the rows that come with it: migrations, what the journal tracks, seeds, the lock."""
    paths = [*SOURCE.rglob("migrations/*.py"), *SOURCE.glob("ground/journal/**/*.py"), *SOURCE.glob("*/*/policies.py")]
    paths += [*SOURCE.glob("ground/journal/sql/*.sql"), *SOURCE.glob("*/*/tracking.py")]
    paths += [*SOURCE.glob("*/*/apps.py"), ROOT / "requirements" / "base.txt"]
    paths += [*SOURCE.glob("*/*/seeding.py"), *SOURCE.glob("*/*/data/*.toml")]
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class Server:
    """Where this run's databases live."""

    def __init__(self) -> None:
        self.slot = None if EXTERNAL else Slot()  # kept: its lock goes with it
        self.cluster = Cluster(self.slot.data, durable=False) if self.slot is not None else None

    def url(self, name: str, *, owner: bool = False) -> str:
        """Address of a database as the application's role, or as the owner's."""
        if self.cluster is not None:
            return self.cluster.url_for(name, OWNER_ROLE if owner else APP_ROLE)
        return urlunsplit(urlsplit(EXTERNAL)._replace(path="/" + quote(name)))

    def start(self) -> None:
        """Start the cluster, unless the server is somebody else's."""
        if self.cluster is not None:
            self.cluster.start()

    def stop(self) -> None:
        """Drop this run's databases and stop."""
        with suppress(psycopg.Error):
            for name in self.databases():
                if name.startswith(NAME):
                    self.drop(name)
        if self.cluster is not None:
            self.cluster.stop()

    def execute(self, statement: str, *names: str) -> None:
        """One statement outside any transaction, as the owner, in the maintenance database."""
        url = self.url("postgres", owner=True)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]

    def drop(self, name: str) -> None:
        """Drop a database; the server's own vacuum in it cannot be thrown out by its owner, only waited for."""
        for _ in range(50):
            try:
                return self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
            except psycopg.errors.InsufficientPrivilege:
                time.sleep(0.1)
        return self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def databases(self) -> set[str]:
        """The names of all databases."""
        with psycopg.connect(self.url("postgres", owner=True), autocommit=True) as connection:
            return {row[0] for row in connection.execute("SELECT datname FROM pg_database")}

    def clone(self, template: str, name: str) -> None:
        """Make `name` a fresh copy of `template`."""
        self.drop(name)
        strategy = "FILE_COPY" if self.version() >= 150000 else "WAL_LOG"
        self.execute(f"CREATE DATABASE {{}} TEMPLATE {{}} STRATEGY {strategy}", name, template)

    def version(self) -> int:
        """The server's version number, as 180006."""
        with psycopg.connect(self.url("postgres", owner=True)) as connection:
            return connection.info.server_version


@contextmanager
def pointed(name: str):
    """Point Django's connections at another database for a while."""
    from django.db import connections

    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    try:
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name
        yield
    finally:
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = before[alias]


def build_template(server: Server) -> str:
    """The migrated template of the current fingerprint; older ones are dropped."""
    from django.core.management import call_command
    from django.db import connections

    name = f"giaoban_template_{fingerprint()}"
    existing = server.databases()
    if name in existing:
        return name
    for old in existing:
        if old.startswith("giaoban_template_"):
            server.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", old)
    server.execute("CREATE DATABASE {}", name + "_new")
    with pointed(name + "_new"):
        alias = "owner" if "owner" in connections else "default"
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    server.execute("ALTER DATABASE {} RENAME TO {}", name + "_new", name)
    return name
