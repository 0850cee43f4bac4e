"""The supervisor, watching small real programs."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from giaoban.cli.cluster import server_account
from giaoban.cli.cluster.account import spawn
from giaoban.cli.supervisor import Child, Program, Supervisor, tell_system
from giaoban.kernel.problems import Problem

SLEEPS = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Child]:
    def child(name: str, text: str) -> Child:
        log = tmp_path / f"{name}.log"

        def start() -> subprocess.Popen[bytes]:
            me = server_account(tmp_path) if os.geteuid() else root()
            with log.open("ab") as output:
                return spawn(
                    [sys.executable, "-c", text],
                    account=me,
                    environment=dict(os.environ),
                    output=output,
                    on_parent_death=signal.SIGTERM,
                )

        return Child(Program(name, log, start))

    return child


def root():
    from giaoban.cli.cluster import Account

    return Account(0, 0, "root")


class Watch:
    """Collects events and stops the supervisor with a signal after something happened."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str, str]] = []

    def say(self, event: str, name: str, detail: str) -> None:
        self.events.append((event, name, detail))

    def count(self, event: str, name: str) -> int:
        return sum(each[:2] == (event, name) for each in self.events)

    def wait(self, condition: Callable[[], bool], patience: float = 8.0) -> None:
        end = time.monotonic() + patience
        while not condition() and time.monotonic() < end:
            time.sleep(0.02)


def supervised(
    children: list[Child], watch: Watch, during: Callable[[], None], stop: signal.Signals = signal.SIGTERM
) -> int:
    """Run the supervisor here, `during` in a thread, then send ourselves `stop`."""

    def play() -> None:
        watch.wait(lambda: all(watch.count("started", child.service.name) for child in children))
        during()
        os.kill(os.getpid(), stop)

    thread = threading.Thread(target=play)
    thread.start()
    try:
        return Supervisor(children, watch.say, None).run(lambda: True, lambda: None)
    finally:
        thread.join()


def test_a_killed_program_is_started_again(make):
    watch, child = Watch(), make("web", SLEEPS)

    def kill() -> None:
        assert child.process is not None
        child.process.kill()
        watch.wait(lambda: watch.count("started", "web") == 2)

    assert supervised([child], watch, kill) == 0
    assert ("died", "web", "SIGKILL") in watch.events
    assert watch.count("started", "web") == 2


def test_the_others_go_on_when_one_dies(make):
    watch, web, worker = Watch(), make("web", SLEEPS), make("worker", SLEEPS)

    def kill() -> None:
        assert web.process is not None
        web.process.kill()
        watch.wait(lambda: watch.count("started", "web") == 2)

    supervised([web, worker], watch, kill)
    assert watch.count("started", "worker") == 1


def test_what_a_killed_program_left_running_is_ended_too(make, tmp_path: Path):
    watch = Watch()
    note = tmp_path / "grandchild"
    text = (
        "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        f"open({str(note)!r}, 'w').write(str(p.pid)); time.sleep(60)"
    )
    child = make("web", text)
    left: list[int] = []

    def kill() -> None:
        watch.wait(lambda: note.exists() and note.read_text() != "")
        left.append(int(note.read_text()))
        assert child.process is not None
        child.process.kill()
        watch.wait(lambda: watch.count("started", "web") == 2)

    supervised([child], watch, kill)
    assert not Path("/proc", str(left[0])).exists() or "Z" in Path("/proc", str(left[0]), "stat").read_text().split()[2]


def test_a_program_that_does_not_listen_is_stopped_within_five_seconds(make, tmp_path: Path):
    watch, child = Watch(), make("web", STUBBORN)
    asked: list[float] = []

    def wait_until_deaf() -> None:
        watch.wait(lambda: "deaf" in (tmp_path / "web.log").read_text())
        asked.append(time.monotonic())

    supervised([child], watch, wait_until_deaf)
    assert time.monotonic() - asked[0] < 5
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


def test_ctrl_c_is_exit_code_130(make):
    assert supervised([make("web", SLEEPS)], Watch(), lambda: None, signal.SIGINT) == 130


def test_a_program_that_never_works_ends_the_supervisor_with_its_log(
    make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("giaoban.cli.supervisor.PAUSES", (0.0, 0.05, 0.05))
    watch = Watch()
    child = make("web", "raise SystemExit('no settings')")
    with pytest.raises(Problem) as refused:
        Supervisor([child], watch.say, None).run(lambda: False, lambda: None)
    assert refused.value.code == "CLI-015"
    assert str(tmp_path / "web.log") in refused.value.sentence()


def test_a_later_service_waits_for_the_earlier_one_to_be_ready(make):
    watch, first, second = Watch(), make("postgres", SLEEPS), make("web", SLEEPS)
    allowed = threading.Event()
    first.service.ready = allowed.is_set

    def open_up() -> None:
        allowed.set()

    def early() -> None:
        watch.wait(lambda: watch.count("started", "postgres") == 1)
        time.sleep(0.5)
        assert watch.count("started", "web") == 0
        open_up()

    thread = threading.Thread(target=early)
    thread.start()
    supervised([first, second], watch, lambda: None)
    thread.join()
    names = [name for event, name, _ in watch.events if event == "started"]
    assert names == ["postgres", "web"]
    assert allowed.is_set()


def test_children_do_not_outlive_a_killed_supervisor(tmp_path: Path):
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom giaoban.cli.cluster import Account\n"
        "from giaoban.cli.cluster.account import spawn\nfrom giaoban.cli.supervisor import *\n"
        "me = Account(os.geteuid(), os.getegid(), 'me'); log = Path(sys.argv[1])\n"
        "def start():\n    with log.open('ab') as out:\n        p = spawn([sys.executable, '-c', 'import time; time.sleep(60)'],"
        " account=me, environment=dict(os.environ), output=out, on_parent_death=signal.SIGTERM)\n"
        "    print(p.pid, flush=True)\n    return p\n"
        "Supervisor([Child(Program('web', log, start))], lambda *e: None, None).run(lambda: True, lambda: None)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "log")], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 5
    while Path("/proc", str(child)).exists() and time.monotonic() < end:
        if Path("/proc", str(child), "stat").read_text().split()[2] == "Z":
            break
        time.sleep(0.05)
    assert time.monotonic() < end


@pytest.mark.parametrize("abstract", [False, True], ids=["file", "abstract"])
def test_the_service_manager_is_told(abstract: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    name = f"@giaoban-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{name[1:]}" if abstract else name)
        manager.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", name)
        tell_system("READY=1")
        assert manager.recv(100) == b"READY=1"


def test_a_service_manager_that_went_away_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    tell_system("STOPPING=1")
