"""A new cluster: made beside its place and moved there when whole, so that an interrupted start leaves nothing half-made."""

import os
import shutil
import subprocess
from pathlib import Path

from giaoban.cli.cluster.account import Account
from giaoban.cli.cluster.binaries import CLEAN, Binaries
from giaoban.kernel.problems import Problem

SUPERUSER, OWNER_ROLE, APP_ROLE, DATABASE = "postgres", "giaoban_owner", "giaoban_app", "giaoban"

# Default privileges are stored per database and copied from template1: every database made later has them too.
BOOTSTRAP = f"""\
CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB
CREATE ROLE {APP_ROLE} LOGIN
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER_ROLE} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE}
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER_ROLE} GRANT USAGE, SELECT ON SEQUENCES TO {APP_ROLE}
CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}
"""
ACCESS = (
    "# The socket directory is 0700: who reaches the socket is the server's own user (or root).\nlocal all all trust\n"
)


def locale_options(major: int) -> list[str]:
    """initdb's options for Unicode case rules that do not depend on the system's libraries (order is ours: vn-collate)."""
    if major >= 18:
        return ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C.UTF-8"]
    if major == 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def initialise(target: Path, *, binaries: Binaries, account: Account, durable: bool) -> None:
    """Make a cluster with two roles and one database in `target`. Errors: CLI-025 with PostgreSQL's own last line."""
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    account.own(fresh)
    sync = ["--no-sync"] if not durable else ["--sync-method=syncfs"] if binaries.major >= 17 else []
    make = [
        binaries.tool("initdb"),
        "-D",
        str(fresh),
        "-U",
        SUPERUSER,
        "-E",
        "UTF8",
        "-A",
        "trust",
        "--no-instructions",
    ]
    run([*make, *locale_options(binaries.major), *sync], target, account)
    (fresh / "pg_hba.conf").write_text(ACCESS, "utf-8")
    single = [binaries.tool("postgres"), "--single", "-D", str(fresh), "-c", "exit_on_error=on", "template1"]
    run(single, target, account, BOOTSTRAP)
    fresh.rename(target)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def run(command: list[str], target: Path, account: Account, text: str = "") -> None:
    """Run one of PostgreSQL's programs as `account`. Errors: CLI-025."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, env=CLEAN, cwd="/", **account.identity())
    if done.returncode != 0:
        lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise Problem("CLI-025", path=target, reason=lines[-1] if lines else done.returncode)
