"""Loads the stories of the examples, in a process of its own that tells its progress in lines of JSON; once per content of the examples."""

import gc
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from giaoban.cli.cluster.account import Account, dying_with_parent
from giaoban.cli.cluster.server import open_log
from giaoban.cli.place import Place, environment
from giaoban.cli.state import opened, read_state, write_state
from giaoban.ground.directory.examples import fingerprint, story_folders
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from giaoban.ground.directory.demo import Stage

Progress = Callable[[str, int, int], None]
Event = dict[str, Any]
Tell = Callable[[Event], None]


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
        told = environment(place, app_url, owner_url)
        results = shown(at_once(place, account, told, shares()), progress)
        fresh = {name: each for result in results for name, each in result["stories"].items()}
        people = {name: each for result in results for name, each in result["accounts"].items()}
        before = {each["story"]: each for each in stored.get("stories", [])}
        names = [folder.name for folder in story_folders()]
        stories = [found for name in names if (found := fresh.get(name) or before.get(name))]
        accounts = [each for name in names for each in people[name]]
        kept = {"fingerprint": wanted, "stories": stories, "accounts": accounts}
        write_state(connection, "examples", json.dumps(kept, ensure_ascii=False))
    return Loaded(stories, accounts, bool(fresh))


def shares() -> list[list[str]]:
    """The names of the stories' folders for each of two loaders, turn and turn about."""
    names = [folder.name for folder in story_folders()]
    return [share for share in (names[::2], names[1::2]) if share]


def shown(events: Iterator[tuple[int, Event]], progress: Progress) -> list[Event]:
    """Show the steps of all loaders as one row of steps; returns their results in the order of the loaders."""
    done = total = 0
    results: dict[int, Event] = {}
    for number, event in events:
        if "total" in event:
            total += event["total"]
        elif "step" in event:
            progress(event["step"], done, total)
            done += 1
        else:
            results[number] = event
    progress("", total, total)
    return [results[number] for number in sorted(results)]


def at_once(
    place: Place, account: Account, told: dict[str, str], groups: list[list[str]]
) -> Iterator[tuple[int, Event]]:
    """Run a loader for each group of stories at the same time: (number of the group, event) as they come. Errors: CLI-023."""
    waiting: SimpleQueue[tuple[int, Event | None]] = SimpleQueue()
    log = place.log("examples")
    with open_log(log, account.uid, account.gid) as output:
        start = output.tell()
        loaders = [loader(account, told, names, output) for names in groups]
    for number, child in enumerate(loaders):
        Thread(target=listen, args=(child, number, waiting), daemon=True).start()
    running = len(loaders)
    while running:
        number, event = waiting.get()
        if event is None:
            running -= 1
        else:
            yield number, event
    failed = [child.returncode for child in loaders if child.returncode != 0]
    if failed:
        with log.open("rb") as written:
            written.seek(start)
            lines = written.read().decode("utf-8", "replace").strip().splitlines()
        raise Problem("CLI-023", reason=lines[-1] if lines else failed[0], log=log)


def loader(account: Account, told: dict[str, str], names: list[str], output: IO[bytes]) -> subprocess.Popen[str]:
    """A process that loads the named stories."""
    return subprocess.Popen(
        [sys.executable, "-m", "giaoban.cli", "--lang", "vi", "load-examples", *names],
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


def listen(child: subprocess.Popen[str], number: int, waiting: "SimpleQueue[tuple[int, Event | None]]") -> None:
    """Put what a loader tells into the queue as it comes, and None once it has ended."""
    with child:
        assert child.stdout is not None  # noqa: S101
        for line in child.stdout:
            waiting.put((number, json.loads(line)))
    waiting.put((number, None))


def run(arguments: list[str], language: str) -> int:
    """The inner process: loads the named stories where they are not there yet, and prints its steps and results."""
    channel, sys.stdout = sys.stdout, sys.stderr

    def tell(event: Event) -> None:
        print(json.dumps(event, ensure_ascii=False, default=str), file=channel, flush=True)

    import django

    gc.disable()  # a short life with many small objects: a seventh of its time went into looking for rubbish
    django.setup()
    from django.utils import timezone

    from giaoban.ground.directory.demo import accounts_of, make_roles, stage_of, stage_there

    today = timezone.localdate()
    stages = [stage_of(folder, on=today) for folder in story_folders() if folder.name in arguments]
    waiting = [stage for stage in stages if not stage_there(stage)]
    tell({"total": sum(len(stage.rows("reports")) + 2 for stage in waiting)})
    if waiting:
        make_roles()  # on their own, so that no loader waits for the whole story of another
    stories = {stage.slug: load_story(stage, lambda name: tell({"step": name})) for stage in waiting}
    tell({"stories": stories, "accounts": {each.slug: [asdict(one) for one in accounts_of(each)] for each in stages}})
    return 0


def load_story(stage: "Stage", step: Callable[[str], None]) -> dict[str, Any]:
    """Load one story, all of it or nothing: its place and people, then what each room tells of its month."""
    from django.db import transaction

    from giaoban.ground.directory.demo import place_load
    from giaoban.occasions.appraisals import demo as appraisals
    from giaoban.occasions.collection import demo as collection
    from giaoban.occasions.consolidation import demo as consolidation
    from giaoban.occasions.meetings import demo as meetings
    from giaoban.occasions.reports import demo as reports
    from giaoban.records.figures import demo as figures
    from giaoban.records.registers import demo as registers

    name = stage.story["short"]
    with transaction.atomic():
        step(f"{name}: đơn vị, con người")
        place_load(stage)
        summaries = reports.month_load(stage, progress=step)
        step(f"{name}: sổ số liệu, phiên họp, nhiệm vụ")
        figures.month_load(stage)
        reports.figures_load(stage)
        registers.month_load(stage)  # before the collections, whose cells they suggest
        collection.month_load(stage)  # before the sessions: the one of that month locks it
        consolidation.month_load(stage)
        held = meetings.month_load(stage)
        appraisals.month_load(stage)
    return told_of(stage, summaries) | asdict(held)


def told_of(stage: "Stage", summaries: list[Any]) -> dict[str, Any]:
    """What the command line says about a story: counts of its reports and of what was read in them."""
    counts = {key: sum(getattr(summary, key) for summary in summaries) for key in ("figures", "relations", "findings")}
    return {"story": stage.slug, "title": stage.story["title"], "reports": len(summaries), **counts}
