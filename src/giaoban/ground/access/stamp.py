"""The stamp of a state secret: what bears it may not enter this software (Law on Protection of State Secrets)."""

import re
import unicodedata

SECRET = re.compile(r"^[^\w\n]*(?:(?:TUYỆT|TỐI)[^\w\n]+)?MẬT[^\w\n]*$", re.M)
"""A line of its own, in capitals, with whatever spaces and marks around; for text as `plain` gives it."""


def plain(text: str) -> str:
    """The text with letters composed, wide forms and no-break spaces made plain, and every kind of line end as a newline."""
    return "\n".join(unicodedata.normalize("NFKC", text).splitlines())


def stamped(text: str) -> bool:
    """True where a line of the text is the stamp "MẬT", "TỐI MẬT" or "TUYỆT MẬT", however it was typed."""
    return SECRET.search(plain(text)) is not None
