"""What the doctor says."""

from dataclasses import dataclass

GOOD, NOTE, BAD, MISSING = "good", "note", "bad", "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: how it is (good, note, bad, missing), in Vietnamese and English."""

    level: str
    vi: str
    en: str
