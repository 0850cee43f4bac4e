"""All known problem codes, each with its two sentences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CODE = re.compile(r"^[A-Z]{3}-\d{3}$")


@dataclass(frozen=True, slots=True)
class Entry:
    """The sentence of one problem, with `{name}` fields, in Vietnamese and English."""

    vi: str
    en: str
    status: int = 400
    """HTTP status a window answers with (403 not allowed, 404 unknown, 409 conflict, 413 too large, 429 too many)."""


_ENTRIES: dict[str, Entry] = {}


def register(new: Mapping[str, Entry]) -> None:
    """Add a room's problems. Errors: ValueError for a malformed code or one already taken by another sentence."""
    for code, entry in new.items():
        if not CODE.match(code):
            raise ValueError(f"malformed problem code {code!r}")
        if _ENTRIES.get(code, entry) != entry:
            raise ValueError(f"problem code {code} is already taken")
        _ENTRIES[code] = entry


def entries() -> Mapping[str, Entry]:
    """Every registered problem by code (of the rooms imported so far)."""
    return MappingProxyType(_ENTRIES)
