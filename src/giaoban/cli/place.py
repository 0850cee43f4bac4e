"""Where this program's data are, which database it uses, and what its processes are told about both."""

import compileall
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

import giaoban
from giaoban.cli.cluster import Account, Cluster, default_data, prepare_data, server_account
from giaoban.kernel.problems import Problem

PACKAGE = Path(giaoban.__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Place:
    """One installation: its data directory, the account its processes run as, and its external database if it has one."""

    data: Path
    account: Account
    external_url: str
    external_owner_url: str

    @property
    def embedded(self) -> bool:
        """True when this program runs its own PostgreSQL."""
        return not self.external_url

    def cluster(self) -> Cluster:
        """The embedded cluster of this place."""
        return Cluster(self.data)

    def log(self, name: str) -> Path:
        """The log file of one process."""
        return self.data / "log" / f"{name}.log"


def find_place(setting: str | None = None) -> Place:
    """The place that --data, GIAOBAN_DATA and DATABASE_URL name."""
    data = default_data(setting)
    url = os.environ.get("DATABASE_URL", "")
    return Place(data, server_account(data), url, os.environ.get("GIAOBAN_OWNER_URL", "") or url)


def make_place(setting: str | None = None) -> Place:
    """The same, its directory and secret key made where missing. Errors: CLI-005, CLI-006, CLI-009, CLI-024."""
    place = find_place(setting)
    prepare_data(place.data, place.account)
    key = place.data / "secret.key"
    if not key.exists():
        fresh = key.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "w") as text:
            text.write(secrets.token_urlsafe(48) + "\n")
            text.flush()
            os.fsync(text.fileno())
        place.account.own(fresh)
        fresh.rename(key)
    return place


def addresses(place: Place) -> tuple[str, str]:
    """(application's, owner's) database address. Errors: CLI-012 when the embedded server does not run."""
    if not place.embedded:
        return place.external_url, place.external_owner_url
    cluster = place.cluster()
    status = cluster.status()
    if not (status and status.ready):
        raise Problem("CLI-012")
    return cluster.app_url, cluster.owner_url


def environment(place: Place, app_url: str, owner_url: str) -> dict[str, str]:
    """The environment of a Django process of this place. Other PG* variables are kept from it."""
    passed = {key: value for key, value in os.environ.items() if not key.startswith("PG") and key != "PYTHONHOME"}
    return {
        **passed,
        "LC_ALL": "C.UTF-8",
        "DJANGO_SETTINGS_MODULE": "giaoban.site.settings",
        "GIAOBAN_DATA": str(place.data),
        "DATABASE_URL": app_url,
        "GIAOBAN_OWNER_URL": owner_url,
    }


def program_account(place: Place) -> tuple[Account, bool]:
    """The account for web and worker, and whether it is the intended one.

    Root's processes run as the server's account; only where that account cannot read this program (an installation inside
    a private home) does root itself have to run them.
    """
    account = place.account
    if account.is_me or (account.may("x", Path(sys.executable)) and account.may("r", PACKAGE / "__init__.py")):
        if not account.is_me:
            # The other account cannot write bytecode beside the sources: without this each start would compile them again.
            compileall.compile_dir(PACKAGE, quiet=2, maxlevels=20)
        return account, True
    return Account(os.geteuid(), os.getegid(), "root"), False


def become(account: Account) -> None:
    """Change this process to `account` for good."""
    if not account.is_me:
        os.setgroups([])
        os.setgid(account.gid)
        os.setuid(account.uid)
