"""Loads the stories of the examples, in a process of its own that tells its progress in lines of JSON; once per content of the examples."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from giaoban.cli.cluster.account import Account, dying_with_parent
from giaoban.cli.cluster.server import open_log
from giaoban.cli.place import Place, environment
from giaoban.cli.state import opened, read_state, write_state
from giaoban.ground.directory.examples import fingerprint, story_folders
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from giaoban.ground.directory.demo import Stage

Progress = Callable[[str, int, int], None]


Tell = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What there is to show: one dict per story (see `told_of`), one per demo account, and whether this run loaded any."""

    stories: list[dict[str, Any]]
    accounts: list[dict[str, Any]]
    new: bool


def load_examples(place: Place, account: Account, app_url: str, owner_url: str, progress: Progress) -> Loaded:
    """Load the stories unless this database has them; no room is loaded in that case. Errors: CLI-023."""
    wanted = fingerprint()
    with opened(owner_url) as connection:
        stored = json.loads(read_state(connection).get("examples", "{}"))
        if stored.get("fingerprint") == wanted:
            return Loaded(stored["stories"], stored["accounts"], False)
        result: dict[str, Any] = {}
        for event in events(place, account, environment(place, app_url, owner_url)):
            if "progress" in event:
                progress(*event["progress"])
            else:
                result = event
        fresh = {story["story"] for story in result["stories"]}
        result["stories"] += [story for story in stored.get("stories", []) if story["story"] not in fresh]
        write_state(connection, "examples", json.dumps({"fingerprint": wanted, **result}, ensure_ascii=False))
    return Loaded(result["stories"], result["accounts"], bool(fresh))


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
    """The inner process: loads every story that is not there yet, and prints its progress and results."""
    channel, sys.stdout = sys.stdout, sys.stderr

    def tell(event: dict[str, Any]) -> None:
        print(json.dumps(event, ensure_ascii=False, default=str), file=channel, flush=True)

    import django

    django.setup()
    from django.utils import timezone

    from giaoban.ground.directory.demo import accounts_of, stage_of, stage_there

    stages = [stage_of(folder, on=timezone.localdate()) for folder in story_folders()]
    waiting = [stage for stage in stages if not stage_there(stage)]
    steps = Steps(tell, sum(len(stage.rows("reports")) + 2 for stage in waiting))
    stories = [load_story(stage, steps) for stage in waiting]
    steps.end()
    tell({"stories": stories, "accounts": [asdict(account) for stage in stages for account in accounts_of(stage)]})
    return 0


class Steps:
    """Counts the steps of loading and tells each before it is taken."""

    def __init__(self, tell: Tell, total: int) -> None:
        self.tell = tell
        self.total = total
        self.done = 0

    def __call__(self, name: str) -> None:
        """The next step begins."""
        self.tell({"progress": [name, self.done, self.total]})
        self.done += 1

    def end(self) -> None:
        """All steps are taken."""
        self.tell({"progress": ["", self.total, self.total]})


def load_story(stage: "Stage", step: Callable[[str], None]) -> dict[str, Any]:
    """Load one story, all of it or nothing: its place and people, then what each room tells of its month."""
    from django.db import transaction

    from giaoban.ground.directory.demo import place_load
    from giaoban.occasions.reports import demo as reports

    name = stage.story["short"]
    with transaction.atomic():
        step(f"{name}: đơn vị, con người")
        place_load(stage)
        summaries = reports.month_load(stage, progress=step)
        step(f"{name}: phiên họp, nhiệm vụ")
    return told_of(stage, summaries)


def told_of(stage: "Stage", summaries: list[Any]) -> dict[str, Any]:
    """What the command line says about a story: counts of its reports and of what was read in them."""
    counts = {
        key: sum(getattr(summary, key) for summary in summaries)
        for key in ("figures", "relations", "findings", "tasks")
    }
    return {"story": stage.slug, "title": stage.story["title"], "reports": len(summaries), **counts}
