"""Where the data of the demonstration lie: one folder per story, its tables in TOML, its reports beside them. Touches no table."""

import hashlib
import os
import sys
from pathlib import Path

import giaoban

HOME = "xa-an-phu"
"""The folder of the commune in which a demonstration opens; the other folders are stories of their own places and days."""


def examples_folder() -> Path:
    """GIAOBAN_EXAMPLES, else `examples/` of the project, else the folder that came with the installed package."""
    if named := os.environ.get("GIAOBAN_EXAMPLES"):
        return Path(named)
    ours = Path(giaoban.__file__).resolve().parents[2] / "examples"
    return ours if (ours / HOME).is_dir() else Path(sys.prefix) / "share" / "giaoban" / "examples"


def story_folders() -> list[Path]:
    """The folders with a story, the commune of today first, then by day of the story's folder name."""
    found = sorted(path.parent for path in examples_folder().glob("*/story.toml"))
    return sorted(found, key=lambda folder: folder.name != HOME)


def fingerprint() -> str:
    """Changes when a file of an example is added, removed or changed."""
    folder = examples_folder()
    total = hashlib.sha256()
    for path in sorted(path for each in story_folders() for path in each.rglob("*") if path.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
