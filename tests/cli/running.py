"""The real program as a child process, for tests that kill its parts."""

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

MEASURED = Path(__file__).resolve().parents[1] / "measured"
GIAOBAN = (sys.executable, "-m", "giaoban.cli")


def free_port() -> int:
    """A port nobody uses at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without what a test run set for itself; Vietnamese. A process that measures itself leaves libraries out."""
    ours = ("GIAOBAN", "DATABASE_URL", "DJANGO", "LC_", "LANG")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    if "COVERAGE_PROCESS_CONFIG" in kept:
        kept["PYTHONPATH"] = str(MEASURED)
    return kept | more


def on_this_machine(seconds: float) -> float:
    """A time that holds on an idle machine, stretched by how many programs want each processor now."""
    return seconds * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class Program:
    """`giaoban up` or `giaoban demo` on a data directory and a free port."""

    def __init__(
        self,
        data: Path,
        command: str = "up",
        *,
        prefix: tuple[str, ...] = (sys.executable, "-m", "giaoban.cli"),
        **more: str,
    ) -> None:
        self.data, self.port = data, free_port()
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [*prefix, command, "--data", str(data), "--port", str(self.port)],
            env=clean_environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._collect, daemon=True).start()

    def _collect(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._queue.put(line.rstrip("\n"))
        self._queue.put(None)

    def wait_for(self, start: str, timeout: float = 900.0) -> float:
        """Wait for a line that starts so; seconds since the program began."""
        end = time.monotonic() + timeout
        while True:
            line = self._queue.get(timeout=max(0.1, end - time.monotonic()))
            assert line is not None, "\n".join(["the program ended:", *self.lines])
            self.lines.append(line)
            if line.startswith(start):
                return time.monotonic() - self.began

    def ready(self, timeout: float = 900.0) -> float:
        """Wait until it says that it is ready; seconds since the program began."""
        return self.wait_for("Sẵn sàng:", timeout)

    def status(self, path: str = "/", timeout: float = 15.0) -> int:
        """The HTTP status of a page; 0 when there was no answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()

    def pid_of(self, name: str) -> int:
        """The process of one child: postgres, web or worker."""
        marks = {"postgres": "postgres", "web": "gunicorn", "worker": "worker"}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    parent = int((entry / "stat").read_text().rsplit(") ", 1)[1].split()[1])
                    words = (entry / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
                except (OSError, IndexError):
                    continue
                if parent == self.process.pid and any(word.endswith(marks[name]) for word in words):
                    return int(entry.name)
        return 0

    def url(self, role: str) -> str:
        """The embedded database's address, from the server's own pid file."""
        sockets = (self.data / "pg" / "postmaster.pid").read_text().splitlines()[4]
        return f"postgresql://{role}@/giaoban?host={quote(sockets, safe='')}"

    def stop(self, sent: signal.Signals = signal.SIGTERM) -> float:
        """Stop it; seconds it took."""
        began = time.monotonic()
        self.process.send_signal(sent)
        self.process.wait(20)
        return time.monotonic() - began

    def end(self) -> None:
        """Make sure that nothing of it runs on."""
        if self.process.poll() is None:
            self.stop()
