"""The store on disk: contents at aa/bb/<sha256> under FILES_ROOT, mode 0600, written once, never changed.

A content is written to a temporary file, synced, and linked to its name in one step: a crash at any moment leaves either the whole
content or only a temporary file, which `sweep` removes. Linking fails if the name exists, so nothing is ever overwritten.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings

from giaoban.kernel.problems import Problem

CHUNK = 1024 * 1024
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken in. max_bytes: size in bytes; empty: whether a file without content is taken (and refused by its reader)."""

    max_bytes: int = 256 * MIB
    empty: bool = True


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Content:
    """A content on disk: its hash (hexadecimal) and size in bytes."""

    sha256: str
    size: int


def root() -> Path:
    """Where contents lie."""
    return Path(settings.FILES_ROOT)


def path_of(digest: str) -> Path:
    """Where the content of a hash lies."""
    return root() / digest[:2] / digest[2:4] / digest


def write(stream: IO[bytes], *, name: str, limits: Limits = DEFAULT) -> Content:
    """Take a stream in. Errors: FIL-001 (too large), FIL-002 (empty), FIL-007 (the disk refuses); then nothing is left behind."""
    try:
        part = _temporary()
    except OSError as error:
        raise Problem("FIL-007", name=name) from error
    try:
        content = _copy(stream, part, name, limits)
        _keep(part, content)
    except OSError as error:
        raise Problem("FIL-007", name=name) from error
    finally:
        with suppress(OSError):
            part.unlink()
    return content


def read(digest: str, *, name: str = "") -> IO[bytes]:
    """The content, opened for reading. Errors: FIL-004 if it is gone."""
    try:
        return path_of(digest).open("rb")
    except FileNotFoundError as error:
        raise Problem("FIL-004", name=name or digest[:12]) from error


def hash_of(path: Path) -> str:
    """The hash of a file, read in pieces."""
    with path.open("rb") as stream:
        digest = sha256()
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def contents() -> Iterator[Path]:
    """Every content on disk."""
    yield from sorted(root().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"))


def parts() -> Iterator[Path]:
    """Temporary files, of uploads in progress or cut off."""
    yield from sorted((root() / "tmp").glob("*.part"))


def sweep(*, before: float) -> int:
    """Remove temporary files last written before a moment (seconds since 1970); returns how many."""
    removed = 0
    for part in parts():
        with suppress(FileNotFoundError):
            if part.stat().st_mtime < before:
                part.unlink()
                removed += 1
    return removed


def _temporary() -> Path:
    folder = root() / "tmp"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{secrets.token_hex(16)}.part"


def _copy(stream: IO[bytes], part: Path, name: str, limits: Limits) -> Content:
    digest, size = sha256(), 0
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limits.max_bytes:
                raise Problem("FIL-001", name=name, limit=_megabytes(limits.max_bytes))
            digest.update(chunk)
            out.write(chunk)
        if size == 0 and not limits.empty:
            raise Problem("FIL-002", name=name)
        out.flush()
        os.fsync(out.fileno())
    return Content(digest.hexdigest(), size)


def _keep(part: Path, content: Content) -> None:
    """Give the temporary file its name for good, unless the content is there; a torn one (wrong size) is mended."""
    final = path_of(content.sha256)
    final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.link(part, final)
    except FileExistsError:
        if final.stat().st_size == content.size:
            return
        os.replace(part, final)
    for folder in (final.parent, final.parent.parent, root()):
        _sync(folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _megabytes(size: int) -> str:
    return f"{size / MIB:.1f} MB".replace(".", ",").replace(",0 MB", " MB")
