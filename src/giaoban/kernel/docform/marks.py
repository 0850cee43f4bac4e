"""Names under which blocks and fields find their way back from an edited file.

A mark is the name of a bookmark (Word: at most 40 signs, letters, digits and "_", case ignored) and, for a field, also the tag of its
content control (at most 64 signs). Word keeps both; LibreOffice 7 keeps bookmarks and drops tags.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Literal

Role = Literal["b", "c", "u", "s", "d", "n", "p"]
"""b: the block itself, c: its caption, u: its note of the unit, s: its source or note below, d: the numbers below a chart, n: the name
of an annex, p: a part of the document that is no block."""
PLAIN = re.compile(r"[a-z0-9_]{1,37}\Z")
BLOCK = re.compile(r"g[bcusdnp]_[a-z0-9_]+\Z|g[bcusdnp]h_[0-9a-f]{32}\Z")
FIELD = re.compile(r"gf_([0-9a-f]{16})_([0-9]{1,6})\Z")


def block_mark(role: Role, block_id: str) -> str:
    """The mark of a block or of one of its parts; an id that no bookmark can carry goes as its hash."""
    if PLAIN.match(block_id):
        return f"g{role}_{block_id}"
    return f"g{role}h_{blake2b(block_id.encode(), digest_size=16).hexdigest()}"


def field_mark(key: str, place: int) -> str:
    """The mark of the `place`-th field of a document."""
    return f"gf_{key_hash(key)}_{place}"


def key_hash(key: str) -> str:
    """What stands for the key of an observation in a mark."""
    return blake2b(key.encode(), digest_size=8).hexdigest()
