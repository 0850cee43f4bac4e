"""Names under which blocks and fields find their way back from an edited file, and what they said when they left.

A mark is the name of a bookmark (Word: at most 40 signs, letters, digits and "_", case ignored) and, for a field, also the tag of its
content control (at most 64 signs). Word keeps both; LibreOffice 7 keeps bookmarks and drops tags. In the file a mark ends with a hash
of the words it left with (`sealed`): what a person touched can then be told from what has changed in the register since.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import Literal

Role = Literal["b", "c", "u", "s", "d", "n", "p", "z"]
"""b: the block itself, c: its caption, u: its note of the unit, s: its source or note below, d: the numbers below a chart, n: the name
of an annex, p: a part of the document that is no block, z: an entry in the list of blocks that the file left with."""
PLAIN = re.compile(r"(?!.*__)[a-z0-9_]{1,27}\Z")
BLOCK = re.compile(r"(g([bcusdnpz])(?:_[a-z0-9_]+?|h_[0-9a-f]{24}))(?:__([0-9a-f]{8}))?\Z")
"""Mark, role, hash of the words."""
FIELD = re.compile(r"gf_([0-9a-f]{16})_[0-9]{1,6}_([0-9a-f]{8})\Z")
"""Hash of the key, hash of the number as it was shown."""


SOURCE = re.compile(r"go_([0-9a-f]{32})\Z")
"""The origin of a document, beside its head; it is a property of the file too."""
PROPERTY = "GiaobanBanGoc"
"""The name of that property."""


def block_mark(role: Role, block_id: str) -> str:
    """The mark of a block or of one of its parts; an id that no bookmark can carry goes as its hash."""
    if PLAIN.match(block_id):
        return f"g{role}_{block_id}"
    return f"g{role}h_{blake2b(block_id.encode(), digest_size=12).hexdigest()}"


def sealed(mark: str, words: str) -> str:
    """A mark with the hash of the words it leaves with."""
    return f"{mark}__{words_hash(words)}"


def field_mark(key: str, place: int, shown: str) -> str:
    """The mark of the `place`-th field of a document, with the hash of its number."""
    return f"gf_{key_hash(key)}_{place}_{words_hash(shown)}"


def key_hash(key: str) -> str:
    """What stands for the key of an observation in a mark."""
    return blake2b(key.encode(), digest_size=8).hexdigest()


def words_hash(words: str) -> str:
    """What stands for words in a mark."""
    return blake2b(normal(words).encode(), digest_size=4).hexdigest()


def normal(text: str) -> str:
    """Text for comparing: white space and the way letters are composed do not count."""
    return " ".join(unicodedata.normalize("NFC", text).split())
