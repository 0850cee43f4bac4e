"""The folder of contents: aa/bb/<sha256>, each written beside its place, synced, and moved there whole."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings

CHUNK = 1024 * 1024


def root() -> Path:
    """The folder that holds everything."""
    return Path(settings.FILES_ROOT)


def place_of(sha256: str) -> Path:
    """Where a content lies."""
    return root() / sha256[:2] / sha256[2:4] / sha256


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """The rest of a stream in pieces."""
    while piece := stream.read(CHUNK):
        yield piece


def write(stream: IO[bytes], *, limit: int) -> tuple[str, int] | None:
    """Keep a stream's content; its hash and size, or None where it is larger than `limit` bytes. Errors: OSError.

    An interrupted write leaves only a file in `new/`, which nothing reads and `sweep` removes.
    """
    folder = root() / "new"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = folder / secrets.token_hex(16)
    digest, size = hashlib.sha256(), 0
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as output:
            for piece in chunks(stream):
                size += len(piece)
                if size > limit:
                    return None
                digest.update(piece)
                output.write(piece)
            output.flush()
            os.fsync(output.fileno())
        target = place_of(digest.hexdigest())
        if not target.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.rename(target)
            sync(target.parent)
        return digest.hexdigest(), size
    finally:
        beside.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Make a rename survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def hash_of(path: Path) -> str:
    """The hash of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sweep(older_than: float, *, now: float) -> int:
    """Remove what interrupted writes left `older_than` seconds before `now`; how many."""
    folder, removed = root() / "new", 0
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < now - older_than:
            path.unlink(missing_ok=True)
            removed += 1
    return removed
