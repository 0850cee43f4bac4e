"""Backup and restore of one place: the database, the files, the key."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from psycopg import sql

from giaoban.cli import pgtools
from giaoban.cli.archive import pack, unpack
from giaoban.cli.cluster import DataLock, running
from giaoban.cli.place import Place
from giaoban.cli.state import Connection, opened, read_state, write_state
from giaoban.kernel.problems import Problem


@dataclass(frozen=True, slots=True)
class Result:
    """What went into or came out of a backup: bytes of the archive, number of files, when it was made; after a restore also the backup of
    what was there before, None where there was nothing."""

    size: int
    files: int
    made_at: str
    before: Path | None = None


@contextmanager
def database(place: Place, purpose: str, *, alone: bool) -> Iterator[tuple[str, str]]:
    """(application's, owner's) address of a server that runs; the embedded one is started for a while if need be.

    `alone`: nobody else may use it. Errors: CLI-004 when something does, and those of a start.
    """
    if not place.embedded:
        yield place.external_url, place.external_owner_url
        return
    if not alone:
        with running(place.data, purpose=purpose) as cluster:
            yield cluster.app_url, cluster.owner_url
        return
    cluster = place.cluster()
    cluster.prepare()
    with DataLock(place.data, purpose):
        cluster.start()
        try:
            yield cluster.app_url, cluster.owner_url
        finally:
            cluster.stop()


def role_of(url: str) -> str:
    """The role an address names."""
    return unquote(urlsplit(url).username or "")


def backup(place: Place, target: Path) -> Result:
    """Write everything to the new file `target` while the program may go on. Errors: CLI-016, CLI-017, CLI-019, CLI-029."""
    if target.exists():
        raise Problem("CLI-019", path=target)
    if not os.access(target.parent, os.W_OK):
        why = errno.EACCES if target.parent.is_dir() else errno.ENOENT
        raise Problem("CLI-029", path=target, reason=os.strerror(why))
    made_at = datetime.now().astimezone().isoformat(timespec="seconds")
    with (
        database(place, "giaoban db backup", alone=False) as (app_url, owner_url),
        opened(owner_url) as connection,
        tempfile.TemporaryDirectory(prefix=".giaoban-", dir=target.parent) as scratch,
    ):
        server = connection.info.server_version // 10000
        state = read_state(connection)
        dumped = Path(scratch) / "database.dump"
        pgtools.dump(owner_url, dumped, server)
        # After the dump: every file a dumped row names was there before the row was.
        members = {"database.dump": dumped} | files_of(place.data)
        if (place.data / "secret.key").exists():
            members["secret.key"] = place.data / "secret.key"
        facts = {
            "made_at": made_at,
            "program": version("giaoban"),
            "server": server,
            "migrations": state.get("migrations", ""),
            "roles": {"app": role_of(app_url), "owner": role_of(owner_url)},
        }
        try:
            pack(target, members, facts)
        except OSError as error:
            raise Problem("CLI-029", path=target, reason=error.strerror or error) from error
        write_state(connection, "last_backup", made_at)
    return Result(target.stat().st_size, sum(name.startswith("files/") for name in members), made_at)


def files_of(data: Path) -> dict[str, Path]:
    """Name in the archive -> file, for every stored file; what is still being written (in `tmp/`) is no file yet."""
    folder = data / "files"
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    names = {path: path.relative_to(folder) for path in paths}
    return {f"files/{name.as_posix()}": path for path, name in names.items() if name.parts[0] != "tmp"}


def restore(place: Place, source: Path, *, keep: bool = False) -> Result:
    """Replace the database by the one in `source`; nothing is touched before every hash was found right.

    With `keep`, what is there now goes into a backup of its own first, beside `source`, or in the data directory where nothing can be
    written there.

    The dump is read into a database of its own; then the two change names in one transaction, and the old one is dropped.
    Files are named by their content: those missing are added, none is overwritten.
    Errors: CLI-004, CLI-016, CLI-017, CLI-018, CLI-020, CLI-021, CLI-022, CLI-029, CLI-030.
    """
    if not source.is_file():
        raise Problem("CLI-020", path=source)
    with tempfile.TemporaryDirectory(prefix="restore-", dir=place.data) as scratch:
        folder = Path(scratch)
        facts = unpack(source, folder)
        with database(place, "giaoban db restore", alone=True) as (app_url, owner_url):
            name = unquote(urlsplit(owner_url).path.lstrip("/"))
            with opened(pgtools.with_database(owner_url, "postgres")) as connection:
                refuse_unfit(connection, facts, name)
                before = kept(place, source, owner_url) if keep else None
                read_in(connection, facts, folder, (app_url, owner_url), name)
                added = add_files(folder / "files", place)
                swap(connection, name)
        take_key(folder / "secret.key", place)
    return Result(source.stat().st_size, added, str(facts["made_at"]), before)


def kept(place: Place, source: Path, owner_url: str) -> Path | None:
    """Back up what is there now to a new file named after `source`; None where the database is still empty. Errors: those of `backup`."""
    if not holds_data(owner_url):
        return None
    folder = source.parent if os.access(source.parent, os.W_OK) else place.data
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    target = folder / f"{source.stem}-before-restore-{stamp}.tar"
    backup(place, target)
    return target


def holds_data(owner_url: str) -> bool:
    """Whether the database at that address has any table of ours."""
    with opened(owner_url) as connection:
        found = connection.execute("SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')").fetchone()
    return bool(found and found[0])


def may_hold_data(place: Place) -> bool:
    """Whether a restore could replace anything; an embedded database that does not run is not started to look."""
    return (place.data / "pg").is_dir() if place.embedded else holds_data(place.external_owner_url)


def refuse_unfit(connection: Connection, facts: dict[str, Any], name: str) -> None:
    """Errors: CLI-021 the backup is of a newer server, CLI-022 somebody is connected to the database."""
    have = connection.info.server_version // 10000
    if facts["server"] > have:
        raise Problem("CLI-021", found=facts["server"], have=have)
    others = connection.execute(
        "SELECT string_agg(DISTINCT application_name, ', ') FROM pg_stat_activity WHERE datname = %s", [name]
    ).fetchone()
    if others and others[0] is not None:
        raise Problem("CLI-022", holder=others[0] or "?")


def read_in(connection: Connection, facts: dict[str, Any], folder: Path, urls: tuple[str, str], name: str) -> None:
    """Make `<name>_new` from the dump, with the grants given to this server's roles."""
    app_url, owner_url = urls
    server = connection.info.server_version // 10000
    fresh = f"{name}_new"
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(fresh)))
    # From template0: the default privileges of template1 would give back rights that the dump does not grant.
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(fresh)))
    try:
        fresh_url = pgtools.with_database(owner_url, fresh)
        pgtools.restore(fresh_url, folder / "database.dump", server)
        app, owner = role_of(app_url), role_of(owner_url)
        if app != owner:
            roles = {facts["roles"]["owner"]: owner, facts["roles"]["app"]: app}
            with opened(fresh_url) as inside, inside.transaction():
                for statement in pgtools.grants(folder / "database.dump", server, roles):
                    inside.execute(statement.encode())
    except BaseException:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(fresh)))
        raise


def swap(connection: Connection, name: str) -> None:
    """`<name>_new` becomes `name` in one transaction; then the old one goes."""
    old = sql.Identifier(f"{name}_old")
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(old))
    with connection.transaction():
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), old))
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(f"{name}_new"), sql.Identifier(name))
        )
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(old))


def add_files(folder: Path, place: Place) -> int:
    """Move the files of a backup to their places, given to the account that reads them; returns how many there were."""
    count = 0
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        target = place.data / "files" / path.relative_to(folder)
        if path.is_dir():
            target.mkdir(mode=0o700, exist_ok=True)
            place.account.own(target)
            continue
        count += 1
        if not target.exists():
            place.account.own(path)
            os.replace(path, target)
    return count


def take_key(key: Path, place: Place) -> None:
    """Take over the key of the backup, which its sealed values were made with; the present one is kept beside it."""
    current = place.data / "secret.key"
    if not key.exists() or (current.exists() and current.read_bytes() == key.read_bytes()):
        return
    if current.exists():
        shutil.copy2(current, current.with_suffix(".key.before"))
        place.account.own(current.with_suffix(".key.before"))
    place.account.own(key)
    os.replace(key, current)
