"""What the last preparation was made from: hashes that tell, without importing Django, whether anything must be done again."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import giaoban

PACKAGE = Path(giaoban.__file__).resolve().parent


def installed_distributions() -> list[str]:
    """Names with versions of everything installed beside Django; their migrations and static files change only with them."""
    spec = find_spec("django")
    if spec is None or spec.origin is None:
        return []
    return sorted(entry.name for entry in Path(spec.origin).parents[1].glob("*.dist-info"))


def digest(files: Iterable[Path], root: Path) -> str:
    """SHA-256 over the names (relative to `root`) and contents of `files`, the installed distributions and Python."""
    total = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for name in installed_distributions():
        total.update(name.encode() + b"\0")
    for path in sorted(files):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def inside(package: Path, folder_name: str) -> Iterator[Path]:
    """Every file in a directory of that name, at any depth, but for bytecode."""
    for folder in package.rglob(folder_name):
        if folder.is_dir():
            yield from (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def migrations_fingerprint(package: Path = PACKAGE) -> str:
    """Changes when a migration, the list of apps, what the journal watches, or how it is all applied changes."""
    files = set(inside(package, "migrations"))
    for pattern in ("site/settings.py", "cli/prepare.py", "*/*/apps.py", "*/*/policies.py", "ground/journal/**/*.py"):
        files.update(package.glob(pattern))
    return digest(files, package)


def static_fingerprint(package: Path = PACKAGE) -> str:
    """Changes when a static file of any installed app, or the list of apps, changes."""
    settings = package / "site" / "settings.py"
    return digest({*inside(package, "static"), *([settings] if settings.exists() else [])}, package)
