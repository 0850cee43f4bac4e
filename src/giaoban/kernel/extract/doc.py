"""Old Word files, read by the program antiword in a process of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from giaoban.kernel.extract.builder import Builder, RawCell
from giaoban.kernel.extract.model import Document
from giaoban.kernel.problems import Problem

PROGRAM = "antiword"
_LIMITS = 'ulimit -v 1048576 -t "$1" -f 131072; shift; exec "$@"'
"""Address space in KiB, processor seconds, size of written files in 512-byte blocks."""
_ROW = re.compile(r"\|(.*)\|\s*")
_PICTURE = re.compile(r"\[pic\]")


def read(data: bytes, builder: Builder) -> Document:
    """Paragraphs, and tables from antiword's "|a |b |" rows. Errors: EXT-009, EXT-011, EXT-017, EXT-018, EXT-019."""
    text = _run(data, builder)
    if "\ufffd" in text:
        builder.note("bad_bytes")
    if _PICTURE.search(text):
        builder.note("pictures")
        text = _PICTURE.sub("", text)
    rows: list[list[str]] = []
    for line in text.splitlines():
        row = _ROW.fullmatch(line)
        if row:
            _add_row(rows, [part.strip() for part in row.group(1).split("|")])
            continue
        _flush(rows, builder)
        builder.paragraph(line)
    _flush(rows, builder)
    return builder.finish("doc")


def _run(data: bytes, builder: Builder) -> str:
    program = shutil.which(PROGRAM)
    if program is None:
        raise Problem("EXT-017", name=builder.name)
    seconds = builder.limits.doc_seconds
    with tempfile.TemporaryDirectory(prefix="giaoban-doc-") as folder:
        source, target = Path(folder, "file.doc"), Path(folder, "out.txt")
        source.write_bytes(data)
        command = ["/bin/sh", "-c", _LIMITS, "sh", str(seconds), program, "-m", "UTF-8.txt", "-w", "0", str(source)]
        with target.open("wb") as out:
            try:
                done = subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.PIPE,
                    timeout=seconds,
                    check=False,
                    cwd=folder,
                    env={"PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
                )
            except subprocess.TimeoutExpired:
                raise Problem("EXT-018", name=builder.name, seconds=seconds) from None
        if done.returncode:
            encrypted = b"ncrypted" in done.stderr
            raise Problem("EXT-011" if encrypted else "EXT-009", name=builder.name)
        return target.read_text("utf-8", "replace")


def _add_row(rows: list[list[str]], parts: list[str]) -> None:
    """A new row, or the further lines of the row above: antiword prints those with an empty first cell and no rule
    between.
    """
    if rows and len(parts) == len(rows[-1]) and not parts[0] and any(parts):
        rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], parts, strict=True)]
    elif any(parts):
        rows.append(parts)


def _flush(rows: list[list[str]], builder: Builder) -> None:
    if rows:
        builder.table([RawCell([text], r, c) for r, row in enumerate(rows) for c, text in enumerate(row)])
        rows.clear()
