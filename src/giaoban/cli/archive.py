"""The backup file: a tar of the database dump, the files and the key, with a manifest of hashes as its last member but one.

Layout: `database.dump`, `secret.key`, `files/<name>`…, `manifest.json`, `manifest.sha256`.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any

from giaoban.kernel.problems import Problem

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
CHUNK = 1024 * 1024
PER_MEMBER, BESIDES = 512, 64 * 1024
"""Bytes of the manifest that one member and everything else may take: a line of it has a name of at most 80 letters, a size and a hash."""


class HashingReader(io.RawIOBase):
    """Reads another stream and hashes what passes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.sha256, self.size = stream, hashlib.sha256(), 0

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self.stream.read(size)
        self.sha256.update(data)
        self.size += len(data)
        return data


def pack(target: Path, members: Mapping[str, Path], facts: Mapping[str, Any]) -> None:
    """Write `members` (name in the archive -> file) and `facts` to `target`, which appears whole or not at all (0600).

    A file that vanishes meanwhile (nobody refers to it any more) is left out.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    contents: dict[str, dict[str, Any]] = {}
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
                for name, path in members.items():
                    if (entry := add_file(tar, name, path)) is not None:
                        contents[name] = entry
                manifest = json.dumps({"format": FORMAT, **facts, "contents": contents}, ensure_ascii=False, indent=1)
                add_bytes(tar, MANIFEST, manifest.encode())
                add_bytes(tar, SEAL, hashlib.sha256(manifest.encode()).hexdigest().encode())
            out.flush()
            os.fsync(out.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def add_file(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, Any] | None:
    """Add one file; returns its size and hash, None when it is gone."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return None
    with stream:
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(stream.fileno()).st_size, 0o600
        reader = HashingReader(stream)
        tar.addfile(info, reader)
        return {"size": reader.size, "sha256": reader.sha256.hexdigest()}


def add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    """Add one small member."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


class Careful(io.RawIOBase):
    """A file that gives no more than a chunk at once: a header of a hostile archive cannot ask for all memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Errors: tarfile.ReadError where more than a chunk is asked for."""
        if not 0 <= size <= CHUNK:
            raise tarfile.ReadError(f"{size} > {CHUNK}")
        return self.stream.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        return self.stream.seek(offset, whence)

    def tell(self) -> int:
        """The place."""
        return self.stream.tell()


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Write the members of `source` under `folder` and return the manifest, after every hash was found right.

    Every name and kind of member is looked at before the first byte is written. Errors: CLI-018 (then `folder` is to be thrown away),
    CLI-020 no such file, CLI-030 something in it that no backup holds (then nothing was written).
    """
    found: dict[str, dict[str, Any]] = {}
    notes: dict[str, bytes] = {}
    try:
        with source.open("rb") as stream, tarfile.open(fileobj=Careful(stream), mode="r:") as tar:
            members = look_through(source, tar)
            for info in members:
                content = tar.extractfile(info)
                if content is None:
                    raise Problem("CLI-030", path=source, member=info.name)
                if info.name in (MANIFEST, SEAL):
                    whole = io.BytesIO()
                    shutil.copyfileobj(content, whole, CHUNK)
                    notes[info.name] = whole.getvalue()
                else:
                    found[info.name] = extract(content, folder / info.name)
    except FileNotFoundError as error:
        raise Problem("CLI-020", path=source) from error
    except (tarfile.TarError, EOFError) as error:
        raise Problem("CLI-018", path=source, reason=error) from error
    manifest = notes.get(MANIFEST, b"")
    if hashlib.sha256(manifest).hexdigest().encode() != notes.get(SEAL):
        raise Problem("CLI-018", path=source, reason=MANIFEST)
    facts = facts_of(source, manifest)
    for name in sorted(facts["contents"].keys() | found.keys()):
        if facts["contents"].get(name) != found.get(name):
            raise Problem("CLI-018", path=source, reason=name)
    return facts


def look_through(source: Path, tar: tarfile.TarFile) -> list[tarfile.TarInfo]:
    """All members, from their headers alone. Errors: CLI-030 for a name that no backup has, one that comes twice or lies inside another
    member, anything but a plain file, and notes that are too large to be read into memory."""
    members: dict[str, tarfile.TarInfo] = {}
    for info in tar:
        plain = info.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not info.issparse()
        if not plain or not known(info.name) or info.name in members:
            raise Problem("CLI-030", path=source, member=info.name)
        members[info.name] = info
    room = {MANIFEST: BESIDES + PER_MEMBER * len(members), SEAL: BESIDES}
    for name, info in members.items():
        inside = any(parent.as_posix() in members for parent in PurePosixPath(name).parents)
        if inside or info.size > room.get(name, info.size):
            raise Problem("CLI-030", path=source, member=name)
    return list(members.values())


def facts_of(source: Path, manifest: bytes) -> dict[str, Any]:
    """The manifest, everything in it of its kind. Errors: CLI-018."""
    try:
        facts: dict[str, Any] = json.loads(manifest)
        roles, contents, kind = facts["roles"], facts["contents"], facts["format"]
        sound = isinstance(contents, dict) and isinstance(facts["server"], int) and isinstance(facts["made_at"], str)
        sound = sound and isinstance(roles["app"], str) and isinstance(roles["owner"], str)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Problem("CLI-018", path=source, reason=MANIFEST) from error
    if not sound or kind != FORMAT:
        raise Problem("CLI-018", path=source, reason=MANIFEST if not sound else f"format {kind}")
    return facts


def known(name: str) -> bool:
    """Whether a backup may hold a member of that name; none leaves the folder it is unpacked to."""
    path = PurePosixPath(name)
    if name in ("database.dump", "secret.key", MANIFEST, SEAL):
        return True
    plain = name == path.as_posix() and name.isprintable() and "\\" not in name
    return plain and len(path.parts) > 1 and path.parts[0] == "files" and ".." not in path.parts


def extract(content: IO[bytes], target: Path) -> dict[str, Any]:
    """Write one member; returns its size and hash."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    reader = HashingReader(content)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(reader, out, CHUNK)
    return {"size": reader.size, "sha256": reader.sha256.hexdigest()}
