"""The system account the servers run as: the person's own, or, for root, another one. Nothing here ever serves as root."""

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

PRODUCT_USER, FALLBACK_USER = "giaoban", "nobody"
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Account:
    """A system user: numbers, name."""

    uid: int
    gid: int
    name: str

    @property
    def is_me(self) -> bool:
        """True when no change of user is needed."""
        return self.uid == os.geteuid()

    def identity(self) -> dict[str, Any]:
        """Keyword arguments for subprocess that make a child run as this account."""
        return {} if self.is_me else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give `path` itself (never what a link points to) to this account."""
        if not self.is_me:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def may(self, test: str, path: Path) -> bool:
        """Whether this account can read ("r"), write ("w") or enter ("x") `path`, asked of the system itself."""
        command = ["/bin/sh", "-c", f'test -{test} "$1"', "sh", str(path)]
        return subprocess.run(command, cwd="/", **self.identity()).returncode == 0


def named(uid: int) -> str:
    """The login name of `uid`, or its number when it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def server_account(data: Path) -> Account:
    """The account that serves `data`: the caller; for root the owner of existing data, else `giaoban`, else `nobody`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), named(os.geteuid()))
    if (data / "pg").is_dir() and (owner := (data / "pg").stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid, named(owner.st_uid))
    for name in (PRODUCT_USER, FALLBACK_USER):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, name)
    return Account(65534, 65534, "65534")


def dying_with_parent(sent: signal.Signals) -> Callable[[], None]:
    """What a child runs before exec: the kernel sends it `sent` when its parent dies, and it takes signals again.

    It runs after the change of user, which would clear the wish. The library is opened here, before the fork.
    """
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()
    every = signal.valid_signals()

    def before_exec() -> None:
        prctl(PR_SET_PDEATHSIG, int(sent), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, every)

    return before_exec


def spawn(
    command: Sequence[str],
    *,
    account: Account,
    environment: Mapping[str, str],
    output: IO[bytes],
    on_parent_death: signal.Signals,
    folder: str = "/",
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a long-running child in its own session, writing to `output`, that does not outlive this process."""
    return subprocess.Popen(
        list(command),
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        pass_fds=tuple(pass_fds),
        preexec_fn=dying_with_parent(on_parent_death),
        **account.identity(),
    )
