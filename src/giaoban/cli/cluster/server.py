"""The running server: start, wait until ready, stop, join, and recover after anything was killed."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

from giaoban.cli.cluster.account import server_account, spawn
from giaoban.cli.cluster.binaries import CLEAN, Binaries, find_binaries, readable_by
from giaoban.cli.cluster.folders import prepare_data, socket_folder
from giaoban.cli.cluster.initialise import APP_ROLE, DATABASE, OWNER_ROLE, SUPERUSER, initialise
from giaoban.cli.cluster.lock import DataLock
from giaoban.kernel.problems import Problem

# For a small machine: 2 cores and a few GiB, everything on one disk.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "recovery_init_sync_method": "syncfs",
    "log_line_prefix": "%m [%p] %u@%d ",
}
# For tests: a crash of the machine may lose the cluster, a crash of the server may not.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum_naptime": "5min"}
LARGEST_LOG = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Status:
    """What the server's own pid file says: process, socket directory, whether it takes connections."""

    pid: int
    sockets: Path
    ready: bool


class Cluster:
    """The PostgreSQL cluster of one data directory. Making the object starts and changes nothing."""

    def __init__(self, data: Path, *, durable: bool = True, binaries: Binaries | None = None) -> None:
        self.data = data.absolute()
        self.folder = self.data / "pg"
        self.log = self.data / "log" / "postgres.log"
        self.durable = durable
        self.account = server_account(self.data)
        self.process: subprocess.Popen[bytes] | None = None
        self._binaries = binaries
        self._sockets: Path | None = None
        self._clearing_since: float | None = None

    @property
    def binaries(self) -> Binaries:
        """The programs in use, readable by the server's account. Errors: CLI-001, CLI-002."""
        if self._binaries is None:
            self._binaries = find_binaries()
        self._binaries = readable_by(self._binaries, self.account)
        return self._binaries

    @property
    def sockets(self) -> Path:
        """The socket directory: of the running server, else the one the next start uses."""
        if self._sockets is None:
            status = self.status()
            self._sockets = status.sockets if status else socket_folder(self.data, self.account)
        return self._sockets

    def url_for(self, name: str = DATABASE, role: str = APP_ROLE) -> str:
        """The address of database `name` as `role` (giaoban_app, giaoban_owner or postgres)."""
        return f"postgresql://{role}@/{quote(name)}?host={quote(str(self.sockets), safe='')}"

    @property
    def app_url(self) -> str:
        """The application's address: reads and writes rows, owns nothing."""
        return self.url_for()

    @property
    def owner_url(self) -> str:
        """The owner's address: for migrations, backups and making databases."""
        return self.url_for(role=OWNER_ROLE)

    def version_found(self) -> int | None:
        """The major version the data belong to, None when there are none yet."""
        try:
            return int((self.folder / "PG_VERSION").read_text("ascii").strip())
        except FileNotFoundError:
            return None

    def status(self) -> Status | None:
        """The live server of this directory, started by whomever; None when there is none."""
        try:
            lines = (self.folder / "postmaster.pid").read_text("utf-8").splitlines()
            pid = int(lines[0])
        except (OSError, ValueError, IndexError):
            return None
        if pid not in processes_in(self.folder):
            return None
        sockets = lines[4] if len(lines) > 4 else ""
        return Status(pid, Path(sockets), len(lines) > 7 and lines[7].strip() == "ready" and bool(sockets))

    def prepare(self) -> None:
        """Make directory and cluster where missing. Errors: CLI-003 another major version, CLI-005…009, CLI-024, CLI-025."""
        prepare_data(self.data, self.account)
        found = self.version_found()
        if found is None:
            initialise(self.folder, binaries=self.binaries, account=self.account, durable=self.durable)
        elif found != self.binaries.major:
            raise Problem("CLI-003", path=self.folder, found=found, have=self.binaries.major)

    def start(self, timeout: float = 60.0) -> None:
        """Start the server as this process's child and wait until it takes connections. The caller holds the DataLock.

        What an earlier, killed program left behind is stopped first; a refused start is retried, for the system may need
        a moment to release the memory of killed processes. Errors: those of `prepare`, and CLI-008.
        """
        self.prepare()
        end = time.monotonic() + timeout
        while not self.cleared() and time.monotonic() < end:
            time.sleep(0.05)
        while True:
            self.spawn()
            if self.wait_ready(end):
                return
            if time.monotonic() + 0.5 > end:
                self.kill()
                raise Problem("CLI-008", reason=self.last_log_line(), log=self.log)
            time.sleep(0.3)

    def spawn(self) -> None:
        """Start the server process without waiting for it."""
        self._sockets = socket_folder(self.data, self.account)
        settings = {**SETTINGS, **({} if self.durable else CARELESS), "unix_socket_directories": str(self._sockets)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with open_log(self.log, self.account.uid, self.account.gid) as output:
            self.process = spawn(
                [self.binaries.tool("postgres"), "-D", str(self.folder), *options],
                account=self.account,
                environment=CLEAN,
                output=output,
                on_parent_death=signal.SIGINT,
            )

    def wait_ready(self, end: float) -> bool:
        """Wait until the child takes connections; False when it ended, or when the monotonic time `end` has come."""
        while time.monotonic() < end:
            if self.process is None or self.process.poll() is not None:
                return False
            status = self.status()
            if status and status.ready and status.pid == self.process.pid:
                return True
            time.sleep(0.02)
        return False

    def stop(self, timeout: float = 3.0) -> None:
        """Stop the child: at once but cleanly; after `timeout` seconds without cleaning up (the next start recovers)."""
        if self.process is None:
            return
        for sent, patience in ((signal.SIGINT, timeout), (signal.SIGQUIT, 1.5), (signal.SIGKILL, 5.0)):
            if self.process.poll() is None:
                self.process.send_signal(sent)
            try:
                self.process.wait(patience)
                break
            except subprocess.TimeoutExpired:
                continue
        self.process = None

    def kill(self) -> None:
        """End the child without waiting for anything it does."""
        self.stop(timeout=0.0)

    def last_log_line(self) -> str:
        """The last complaint in the log, for a person."""
        try:
            lines = self.log.read_text("utf-8", "replace").splitlines()
        except OSError:
            return "?"
        loud = [line for line in lines[-50:] if "FATAL:" in line or "PANIC:" in line or "ERROR:" in line]
        return (loud or lines or ["?"])[-1].split("FATAL:")[-1].strip()

    def cleared(self) -> bool:
        """One step of removing what a killed program left here; True when nothing is left and a server may start.

        A left server is asked to stop, and after 3 seconds made to; children of a killed one end by themselves. A pid file
        that then still exists names a stranger and is dropped.
        """
        now = time.monotonic()
        left = processes_in(self.folder)
        if not left:
            self._clearing_since = None
            (self.folder / "postmaster.pid").unlink(missing_ok=True)
            return True
        if self._clearing_since is None:
            self._clearing_since = now
            if (status := self.status()) is not None:
                os.kill(status.pid, signal.SIGINT)
        elif now - self._clearing_since > 3.0:
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGQUIT)
        return False


def processes_in(folder: Path) -> set[int]:
    """Processes whose working directory is `folder`: PostgreSQL's own all are, whatever reused their number is not."""
    wanted = str(folder.resolve())
    found = set()
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                if os.readlink(f"/proc/{entry.name}/cwd") == wanted:
                    found.add(int(entry.name))
            except OSError:
                continue
    return found


def wait_gone(folder: Path, patience: float) -> bool:
    """Wait until no process lives in `folder`; False after `patience` seconds."""
    end = time.monotonic() + patience
    while processes_in(folder):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def open_log(path: Path, uid: int, gid: int) -> IO[bytes]:
    """Open a log of that owner to append to; one that has grown large is set aside first (one older kept)."""
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".old.log"))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    if os.geteuid() == 0:
        os.fchown(handle, uid, gid)
    return os.fdopen(handle, "ab")


@contextmanager
def running(data: Path, *, durable: bool = True, purpose: str = "giaoban") -> Iterator[Cluster]:
    """The cluster of `data`, taking connections: the one that already runs (left running afterwards), or one started here
    and stopped at the end. Errors: those of `Cluster.start`, and CLI-004 when another program is just starting or stopping it.
    """
    cluster = Cluster(data, durable=durable)
    status = cluster.status()
    if status and status.ready:
        yield cluster
        return
    prepare_data(cluster.data, cluster.account)
    with DataLock(cluster.data, purpose):
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


__all__ = ["APP_ROLE", "DATABASE", "OWNER_ROLE", "SUPERUSER", "Cluster", "Status", "open_log", "running"]
