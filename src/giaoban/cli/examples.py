"""Loads the example reports, in a process of its own that tells its progress in lines of JSON; once per content of the examples."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import giaoban
from giaoban.cli.cluster.account import Account, dying_with_parent
from giaoban.cli.cluster.server import open_log
from giaoban.cli.place import Place, environment
from giaoban.cli.state import opened, read_state, write_state
from giaoban.kernel.problems import Problem

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What there is to show: one dict per report (fields of the reports room's Summary), one per demo account, and whether
    this run loaded them."""

    summaries: list[dict[str, Any]]
    accounts: list[dict[str, Any]]
    new: bool


def examples_fingerprint() -> str:
    """Changes when an example report is added or changed."""
    folder = Path(os.environ.get("GIAOBAN_EXAMPLES") or Path(giaoban.__file__).resolve().parents[2] / "examples")
    total = hashlib.sha256()
    for path in sorted(folder.glob("*/report.*")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def load_examples(place: Place, account: Account, app_url: str, owner_url: str, progress: Progress) -> Loaded:
    """Load the examples unless this database has them; without Django in that case. Errors: CLI-023."""
    wanted = examples_fingerprint()
    with opened(owner_url) as connection:
        stored = json.loads(read_state(connection).get("examples", "{}"))
        if stored.get("fingerprint") == wanted:
            return Loaded(stored["summaries"], stored["accounts"], False)
        result: dict[str, Any] = {}
        for event in events(place, account, environment(place, app_url, owner_url)):
            if "progress" in event:
                progress(*event["progress"])
            else:
                result = event
        write_state(connection, "examples", json.dumps({"fingerprint": wanted, **result}, ensure_ascii=False))
    return Loaded(result["summaries"], result["accounts"], True)


def events(place: Place, account: Account, told: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What the loading process tells, as it comes. Errors: CLI-023 when it fails."""
    log = place.log("examples")
    with open_log(log, account.uid, account.gid) as output:
        start = output.tell()
        child = subprocess.Popen(
            [sys.executable, "-m", "giaoban.cli", "--lang", "vi", "load-examples"],
            cwd="/",
            env=told,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
            encoding="utf-8",
            preexec_fn=dying_with_parent(signal.SIGTERM),
            **account.identity(),
        )
    with child:
        assert child.stdout is not None  # noqa: S101
        for line in child.stdout:
            yield json.loads(line)
    if child.returncode != 0:
        with log.open("rb") as written:
            written.seek(start)
            lines = written.read().decode("utf-8", "replace").strip().splitlines()
        raise Problem("CLI-023", reason=lines[-1] if lines else child.returncode, log=log)


def run(arguments: list[str], language: str) -> int:
    """The inner process: loads the demo commune and its reports, and prints its progress and results."""
    channel, sys.stdout = sys.stdout, sys.stderr

    def tell(event: dict[str, Any]) -> None:
        print(json.dumps(event, ensure_ascii=False, default=str), file=channel, flush=True)

    import django

    django.setup()
    from giaoban.ground.directory import demo as people
    from giaoban.occasions.reports import demo as reports

    people.load()
    summaries = reports.load(progress=lambda *step: tell({"progress": step}))
    tell(
        {
            "summaries": [asdict(summary) for summary in summaries],
            "accounts": [asdict(each) for each in people.ACCOUNTS],
        }
    )
    return 0
