"""PostgreSQL's own dump and restore programs, fitting the server at hand."""

import os
import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from giaoban.cli.cluster.binaries import CLEAN, debian_folders, version_of, wheel_folder
from giaoban.kernel.problems import Problem


def fits(tool: int, server: int) -> bool:
    """Whether programs of major version `tool` both dump and restore a server of major version `server`.

    Older programs refuse newer servers; from 17 on, restoring sets a parameter that servers before 17 do not know.
    """
    return tool >= server and (server >= 17 or tool < 17)


def tool_folder(server: int) -> Path:
    """The directory of programs that fit, the same major version first. Errors: CLI-016."""
    chosen = os.environ.get("GIAOBAN_PG_BIN", "")
    wheel = wheel_folder()
    places = [Path(chosen)] if chosen else []
    places += [wheel] if wheel else []
    places += debian_folders()
    found = []
    for place in places:
        version = version_of(place, "pg_dump")
        if version and fits(int(version.split(".")[0]), server) and version_of(place, "pg_restore"):
            found.append((int(version.split(".")[0]), place))
    if not found:
        raise Problem("CLI-016", tool="pg_dump", version=server)
    return min(found, key=lambda each: each[0])[1]


def call(tool: Path, *arguments: str, url: str = "") -> str:
    """Run one program, on the database at `url`; returns what it printed. Errors: CLI-017 with its last complaint, no password in it.

    A password goes through the environment: command lines are for every user of the machine to see.
    """
    address, password = parted(url)
    words = [str(tool), *([f"--dbname={address}"] if address else []), *arguments]
    told = {**CLEAN, "PGPASSWORD": password} if password else CLEAN
    done = subprocess.run(words, capture_output=True, text=True, env=told, cwd="/")
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [str(done.returncode)]
        loud = [line for line in lines if "error" in line.lower()]
        reason = re.sub(r"://[^@/\s]*@", "://…@", (loud or lines)[0])
        raise Problem("CLI-017", tool=tool.name, reason=reason)
    return done.stdout


def parted(url: str) -> tuple[str, str]:
    """An address without its password, and the password ("" where there is none)."""
    parts = urlsplit(url)
    before, at, host = parts.netloc.rpartition("@")
    user, _, password = before.partition(":")
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != "password"]
    given = dict(parse_qsl(parts.query)).get("password", "")
    bare = parts._replace(netloc=f"{user}{at}{host}", query=urlencode(query, quote_via=quote, safe="/"))
    return (urlunsplit(bare) if url else ""), unquote(password) or given


def dump(url: str, target: Path, server: int) -> None:
    """Write the database at `url` to `target` in PostgreSQL's own compressed format. Errors: CLI-016, CLI-017."""
    call(tool_folder(server) / "pg_dump", "--format=custom", "--no-password", f"--file={target}", url=url)


def restore(url: str, source: Path, server: int) -> None:
    """Read a dump into the empty database at `url`, all of it or nothing; owners and grants are not taken over."""
    folder = tool_folder(server)
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--no-password")
    call(folder / "pg_restore", *options, str(source), url=url)


def grants(source: Path, server: int, roles: dict[str, str]) -> list[str]:
    """The statements of a dump that grant and revoke, with its roles' names replaced by `roles`."""
    folder = tool_folder(server)
    wanted = [line for line in call(folder / "pg_restore", "--list", str(source)).splitlines() if " ACL " in line]
    chosen = source.with_suffix(".list")
    chosen.write_text("\n".join(wanted) + "\n", "utf-8")
    text = call(folder / "pg_restore", "--no-owner", f"--use-list={chosen}", "--file=-", str(source))
    statements = [
        line for line in text.splitlines() if line.startswith(("GRANT ", "REVOKE ", "ALTER DEFAULT PRIVILEGES "))
    ]
    return [renamed(statement, roles) for statement in statements]


def renamed(statement: str, roles: dict[str, str]) -> str:
    """A grant with the role after TO, FROM or FOR ROLE replaced."""

    def replace(found: re.Match[str]) -> str:
        name = found[2].strip('"').replace('""', '"')
        if name not in roles:
            return found[0]
        quoted = roles[name].replace('"', '""')
        return f'{found[1]}"{quoted}"'

    return re.sub(r'\b(FOR ROLE |TO |FROM )("(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)', replace, statement)


def with_database(url: str, name: str) -> str:
    """The same address with another database name."""
    return urlunsplit(urlsplit(url)._replace(path="/" + quote(name, safe="")))
