"""Runs database, web and worker, restarts whichever dies, and stops all of them cleanly."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from giaoban.cli.cluster import Cluster
from giaoban.kernel.problems import Problem

STOPS = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
PAUSES = (0.0, 0.3, 1.0, 2.0, 3.0)
"""Seconds before the first, second, … restart in a row."""
HEALTHY = 15.0
"""A child that lived this long starts its row of restarts anew."""
TICK = 0.1


class Service(Protocol):
    """What the supervisor keeps alive."""

    @property
    def name(self) -> str:
        """Its short name."""

    @property
    def log(self) -> Path:
        """Where it writes."""

    def spawn(self) -> subprocess.Popen[bytes] | None:
        """Start it; None when it cannot start yet."""

    def ready(self) -> bool:
        """Whether what depends on it may start."""


@dataclass
class Program:
    """A service that is one command: web server or worker."""

    name: str
    log: Path
    start: Callable[[], subprocess.Popen[bytes]]

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start the command."""
        return self.start()

    def ready(self) -> bool:
        """Nothing depends on it."""
        return True


@dataclass
class Database:
    """The embedded cluster as a service; the first start was waited for by the caller."""

    cluster: Cluster
    name: str = "postgres"

    @property
    def log(self) -> Path:
        """PostgreSQL's log."""
        return self.cluster.log

    def spawn(self) -> subprocess.Popen[bytes] | None:
        """Start the server again once nothing of the killed one is left."""
        if not self.cluster.cleared():
            return None
        self.cluster.spawn()
        return self.cluster.process

    def ready(self) -> bool:
        """Whether it takes connections."""
        status = self.cluster.status()
        return bool(status and status.ready)


@dataclass
class Child:
    """A service with its process and its history."""

    service: Service
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    restarts: int = 0
    due: float = field(default_factory=time.monotonic)


class Supervisor:
    """Keeps children alive until a signal asks it to stop.

    Children later in the list wait for the earlier ones to be ready (the database first), and are stopped before them.
    `say(event, name, detail)` hears "died", "started", "ready", "stopping".
    """

    def __init__(self, children: list[Child], say: Callable[[str, str, str], None], database: Cluster | None) -> None:
        self.children, self.say, self.database = children, say, database
        self.was_ready = threading.Event()

    def run(self, is_ready: Callable[[], bool], on_ready: Callable[[], None]) -> int:
        """Watch until SIGTERM, SIGINT or SIGHUP; returns 0, or 130 after SIGINT.

        `is_ready` is asked in a thread of its own until it says True, then `on_ready` is called there, once.
        Errors: CLI-015 when a child that never was ready keeps dying.
        """
        before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS | {signal.SIGCHLD})
        threading.Thread(target=self._announce, args=(is_ready, on_ready), daemon=True).start()
        try:
            while True:
                self.tick()
                got = signal.sigtimedwait(STOPS | {signal.SIGCHLD}, TICK)
                if got and got.si_signo in STOPS:
                    return 130 if got.si_signo == signal.SIGINT else 0
        finally:
            self.say("stopping", "", "")
            self.stop()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def tick(self) -> None:
        """Notice who died; start who is due."""
        now = time.monotonic()
        earlier_ready = True
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                self._mourn(child, now)
            if child.process is None and earlier_ready and now >= child.due:
                child.process = child.service.spawn()
                child.started = now
                if child.process is not None:
                    self.say("started", child.service.name, str(child.process.pid))
            earlier_ready = earlier_ready and child.process is not None and child.service.ready()

    def stop(self, patience: float = 2.5) -> None:
        """Ask everything to stop, the database last; after `patience` seconds nobody is asked any more."""
        end = time.monotonic() + patience
        programs = [child for child in self.children if not isinstance(child.service, Database)]
        for child in programs:
            signal_group(child.process, signal.SIGTERM, leader_only=True)
        for child in programs:
            if child.process is not None:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.0, end - time.monotonic()))
                signal_group(child.process, signal.SIGKILL)
                child.process.wait()
        if self.database is not None:
            self.database.stop(timeout=1.5)

    def _mourn(self, child: Child, now: float) -> None:
        """Record a death and when to start again. Errors: CLI-015."""
        assert child.process is not None  # noqa: S101
        how = child.process.returncode
        # A leader that was killed leaves its workers: the whole group goes, so that two generations never serve side by side.
        signal_group(child.process, signal.SIGKILL)
        child.restarts = 0 if now - child.started > HEALTHY else child.restarts + 1
        child.due = now + PAUSES[min(max(child.restarts - 1, 0), len(PAUSES) - 1)]
        child.process = None
        self.say("died", child.service.name, signal.Signals(-how).name if how < 0 else str(how))
        if child.restarts >= len(PAUSES) and not self.was_ready.is_set():
            raise Problem("CLI-015", what=child.service.name, log=child.service.log)

    def _announce(self, is_ready: Callable[[], bool], on_ready: Callable[[], None]) -> None:
        while not is_ready():
            time.sleep(0.1)
        self.was_ready.set()
        on_ready()


def signal_group(process: subprocess.Popen[bytes] | None, sent: signal.Signals, leader_only: bool = False) -> None:
    """Send a signal to a child and, unless `leader_only`, to every process it left in its session."""
    if process is None:
        return
    with suppress(ProcessLookupError, PermissionError):
        if leader_only:
            process.send_signal(sent)
        else:
            os.killpg(process.pid, sent)


def tell_system(state: str) -> None:
    """Tell the service manager that started us ("READY=1", "STOPPING=1"), when one did."""
    import socket

    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        try:
            manager.connect(f"\0{address[1:]}" if address.startswith("@") else address)
            manager.sendall(state.encode())
        except OSError:
            return
