"""Bring the database's structure and the static files up to this program: only when a fingerprint says something changed."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable

from giaoban.cli.cluster.account import Account, dying_with_parent
from giaoban.cli.cluster.server import open_log
from giaoban.cli.fingerprint import migrations_fingerprint, static_fingerprint
from giaoban.cli.place import Place, environment
from giaoban.cli.state import open_to_application, opened, preparing, read_state, write_state
from giaoban.kernel.problems import Problem


def prepare(place: Place, account: Account, app_url: str, owner_url: str, say: Callable[[str, str], None]) -> bool:
    """Migrate and collect static files if needed; returns whether anything was done. Errors: CLI-011, CLI-013, CLI-014."""
    wanted, static = migrations_fingerprint(), static_fingerprint()
    mark = place.data / "static" / ".fingerprint"
    stale_static = not mark.exists() or mark.read_text("ascii") != static
    with opened(owner_url) as connection:
        stale_schema = read_state(connection).get("migrations") != wanted
        if not stale_schema and not stale_static:
            return False
        say("Đang chuẩn bị cấu trúc dữ liệu…", "Preparing the database structure…")
        told = environment(place, app_url, owner_url)
        with preparing(connection):
            if stale_schema:
                open_to_application(connection, app_url)
            steps = ["migrate"] * stale_schema + ["static"] * stale_static
            run_steps(place, account, steps, told)
            if stale_schema:
                write_state(connection, "migrations", wanted)
    if stale_static:
        mark.write_text(static, "ascii")
        account.own(mark)
    return True


def run_steps(place: Place, account: Account, steps: list[str], told: dict[str, str]) -> None:
    """Run `giaoban prepare STEP...` in a process of its own, as `account`. Errors: CLI-011."""
    log = place.log("prepare")
    with open_log(log, account.uid, account.gid) as output:
        start = output.tell()
        done = subprocess.run(
            [sys.executable, "-m", "giaoban.cli", "--lang", "vi", "prepare", *steps],
            cwd="/",
            env=told,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=dying_with_parent(signal.SIGTERM),
            **account.identity(),
        )
    if done.returncode != 0:
        with log.open("rb") as written:
            written.seek(start)
            lines = written.read().decode("utf-8", "replace").strip().splitlines()
        raise Problem("CLI-011", reason=lines[-1] if lines else done.returncode, log=log)


def run(arguments: list[str], language: str) -> int:
    """The inner process: `prepare [migrate] [static]`. Migrates as the owner; the rooms see who the application is and grant to it."""
    if "static" in arguments:
        # The settings serve hashed names once this manifest exists; it must be there before they are read.
        folder = os.path.join(os.environ["GIAOBAN_DATA"], "static")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(os.path.join(folder, "staticfiles.json"), "w", encoding="ascii") as manifest:
            manifest.write('{"paths": {}, "version": "1.1", "hash": ""}')
    import django
    from django.core.management import call_command

    django.setup()
    if "migrate" in arguments:
        from django.db import connections

        call_command(
            "migrate", database="owner" if "owner" in connections else "default", interactive=False, verbosity=1
        )
    if "static" in arguments:
        call_command("collectstatic", interactive=False, verbosity=0)
    return 0
