"""One program at a time on a data directory, by a lock that dies with its holder."""

import fcntl
import os
import re
from pathlib import Path
from types import TracebackType

from giaoban.kernel.problems import Problem


class DataLock:
    """Holds `<data>/lock` while open; the file says who holds it.

    with DataLock(data, "giaoban up"): ...      # Errors: CLI-004 naming the holder
    """

    def __init__(self, data: Path, purpose: str) -> None:
        self.data, self.path, self.purpose = data, data / "lock", purpose
        self._handle = -1

    def __enter__(self) -> "DataLock":
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 200, 0).decode("utf-8", "replace").strip() or "?"
            os.close(handle)
            raise Problem("CLI-004", path=self.data, holder=holder) from None
        if os.geteuid() == 0:
            owner = self.data.stat()
            os.fchown(handle, owner.st_uid, owner.st_gid)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{self.purpose} (PID {os.getpid()})\n".encode(), 0)
        self._handle = handle
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.ftruncate(self._handle, 0)
        os.close(self._handle)


def holder(data: Path) -> str:
    """Who holds the lock of `data` as the lock file tells, "" when nobody does or its holder is dead. Takes no lock itself."""
    try:
        told = (data / "lock").read_text("utf-8", "replace").strip()
    except OSError:
        return ""
    found = re.search(r"\(PID (\d+)\)$", told)
    return told if found and Path("/proc", found[1]).exists() else ""
