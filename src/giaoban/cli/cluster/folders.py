"""The data directory and the socket directory: where they are, whose they are, who may enter."""

import hashlib
import os
import stat
from pathlib import Path

import giaoban
from giaoban.cli.cluster.account import Account, named
from giaoban.kernel.problems import Problem

SYSTEM_DATA = Path("/var/lib/giaoban")
MARK = "GIAOBAN"
PARTS = ("files", "log", "static")
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432.lock")


def project_root() -> Path | None:
    """The working copy this program runs from, None when it is installed elsewhere."""
    root = Path(giaoban.__file__).resolve().parents[2]
    return root if (root / "pyproject.toml").is_file() else None


def short_hash(path: Path) -> str:
    """Twelve letters that stand for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def default_data(setting: str | None = None) -> Path:
    """The data directory: the argument, else GIAOBAN_DATA, else a place that fits the user.

    Root: /var/lib/giaoban/<hash of the program's place>, which the server's own user can enter. Others: `.giaoban` in
    their working copy, or their XDG data home.
    """
    chosen = setting or os.environ.get("GIAOBAN_DATA", "")
    if chosen:
        return Path(chosen).expanduser().absolute()
    root = project_root()
    if os.geteuid() == 0:
        return SYSTEM_DATA / short_hash(root or Path(giaoban.__file__).resolve().parent)
    if root and os.access(root, os.W_OK):
        return root / ".giaoban"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "giaoban"


def prepare_data(data: Path, account: Account) -> None:
    """Make `data` a private directory (0700) of `account` with its parts; does nothing to one that is already so.

    Errors: CLI-005 another user's, CLI-006 not writable, CLI-009 closed to the account, CLI-024 holds other files.
    """
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        fresh = not data.exists()
        if fresh:
            data.mkdir(mode=0o700)
        state = data.stat()
        if not stat.S_ISDIR(state.st_mode):
            raise Problem("CLI-024", path=data)
        if fresh or not any(data.iterdir()):
            account.own(data)
        elif not (data / MARK).exists():
            raise Problem("CLI-024", path=data)
        elif state.st_uid != account.uid:
            raise Problem("CLI-005", path=data, owner=named(state.st_uid))
        if stat.S_IMODE(data.stat().st_mode) != 0o700:
            data.chmod(0o700)
        for part in PARTS:
            private_folder(data / part, account)
        if not (data / MARK).exists():
            (data / MARK).write_text("Dữ liệu của Giaoban. Không sửa tay. / Giaoban's data. Do not edit.\n", "utf-8")
            account.own(data / MARK)
    except PermissionError as error:
        raise Problem("CLI-006", path=data, reason=error.strerror) from error
    except OSError as error:
        raise Problem("CLI-006", path=data, reason=error.strerror or error) from error
    if not account.is_me and not account.may("w", data):
        raise Problem("CLI-009", path=data, user=account.name)


def private_folder(path: Path, account: Account) -> bool:
    """Make `path` a 0700 directory of `account`; False when something there is a link or someone else's."""
    try:
        path.mkdir(mode=0o700)
        account.own(path)
    except FileExistsError:
        pass
    state = path.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != account.uid:
        return False
    if stat.S_IMODE(state.st_mode) & 0o077:
        path.chmod(0o700)
    return True


def socket_candidates(data: Path, account: Account) -> list[Path]:
    """Short places for the socket, best first."""
    mark = short_hash(data.resolve())
    temporary = Path(f"/tmp/giaoban-{account.uid}-{mark}")  # noqa: S108 - verified by private_folder
    system = Path(os.environ.get("RUNTIME_DIRECTORY") or "/run/giaoban")
    places = [system / mark, temporary]
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        places.append(Path(runtime) / f"giaoban-{mark}")
    return [place for place in places if len(os.fsencode(place)) <= LONGEST_SOCKET]


def socket_folder(data: Path, account: Account) -> Path:
    """A private directory (0700, owned by `account`, no link) for the socket of the cluster in `data`. Errors: CLI-007."""
    candidates = socket_candidates(data, account)
    for place in candidates:
        try:
            if os.geteuid() == 0 and place.parent == Path("/run/giaoban"):
                place.parent.mkdir(mode=0o755, exist_ok=True)
            if private_folder(place, account):
                return place
        except OSError:
            continue
    raise Problem("CLI-007", tried=", ".join(map(str, candidates)))
