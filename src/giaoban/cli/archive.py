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


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Write the members of `source` under `folder` and return the manifest, after every hash was found right.

    Errors: CLI-018 (then `folder` is to be thrown away), CLI-020 no such file.
    """
    found: dict[str, dict[str, Any]] = {}
    notes: dict[str, bytes] = {}
    try:
        with source.open("rb") as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            for info in tar:
                content = tar.extractfile(info) if info.isreg() else None
                if content is None or not known(info.name) or info.name in found:
                    raise Problem("CLI-018", path=source, reason=info.name)
                if info.name in (MANIFEST, SEAL):
                    notes[info.name] = content.read()
                else:
                    found[info.name] = extract(content, folder / info.name)
    except FileNotFoundError as error:
        raise Problem("CLI-020", path=source) from error
    except (tarfile.TarError, EOFError) as error:
        raise Problem("CLI-018", path=source, reason=error) from error
    manifest = notes.get(MANIFEST, b"")
    if hashlib.sha256(manifest).hexdigest().encode() != notes.get(SEAL):
        raise Problem("CLI-018", path=source, reason=MANIFEST)
    facts: dict[str, Any] = json.loads(manifest)
    if facts["format"] != FORMAT:
        raise Problem("CLI-018", path=source, reason=f"format {facts['format']}")
    for name in sorted(facts["contents"].keys() | found.keys()):
        if facts["contents"].get(name) != found.get(name):
            raise Problem("CLI-018", path=source, reason=name)
    return facts


def known(name: str) -> bool:
    """Whether a backup may hold a member of that name; none leaves the folder it is unpacked to."""
    parts = PurePosixPath(name).parts
    if name in ("database.dump", "secret.key", MANIFEST, SEAL):
        return True
    return len(parts) > 1 and parts[0] == "files" and ".." not in parts


def extract(content: IO[bytes], target: Path) -> dict[str, Any]:
    """Write one member; returns its size and hash."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    reader = HashingReader(content)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(reader, out, CHUNK)
    return {"size": reader.size, "sha256": reader.sha256.hexdigest()}
