"""Real files made a little wrong: members of a package rewritten, bytes of a file cut, doubled, swapped and overwritten."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

PIECES = [
    b"", b"\0", b"\xff", b"<", b">", b"&", b"&#0;", b"&#x110000;", b"]]>", b"<!--", b"<![CDATA[", b"<w:p>",
    b"</w:p>", b"<w:tbl>", b"<w:tc>", b"</w:tr>", b'w:val="99999999999999999999"', b'w:val="-1"', b'r="A1048577"',
    b'r="ZZZZ9"', b't="s"', b"<v>1e999</v>", b"<v>nan</v>", b"<c/>", b"<td colspan=9999>", b"<table>", b"</table>",
    b"<li>", b"1 0 obj", b"endobj", b"stream", b"/Length 999999999", b"xref", b"%%EOF", b"(", b"<<", b">>", b"[",
    b"999999999", b"-", b"0.0000001", "ệ".encode(), b"\xe1\xbb", "tỷ ".encode(), b"1.1.1.1", b"46/60", b"\r\n",
    b"\t",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: at `place` (a share of the length), over `length` bytes."""

    kind: str
    place: float
    length: int
    piece: bytes

    def on(self, content: bytes) -> bytes:
        """The content after the change."""
        start = int(self.place * len(content))
        head, middle, tail = content[:start], content[start : start + self.length], content[start + self.length :]
        changed: dict[str, Callable[[], bytes]] = {
            "cut": lambda: head + tail,
            "double": lambda: head + middle * 3 + tail,
            "insert": lambda: head + self.piece + middle + tail,
            "overwrite": lambda: head + self.piece + tail,
            "swap": lambda: head + middle[::-1] + tail,
            "end": lambda: head,
        }
        return changed[self.kind]()


EDITS = st.lists(
    st.builds(
        Edit,
        kind=st.sampled_from(["cut", "double", "insert", "overwrite", "swap", "insert", "overwrite", "end"]),
        place=st.floats(0, 1, exclude_max=True),
        length=st.integers(0, 300),
        piece=st.sampled_from(PIECES),
    ),
    min_size=1,
    max_size=6,
)


def edited(content: bytes, edits: list[Edit]) -> bytes:
    """The content after all changes."""
    for edit in edits:
        content = edit.on(content)
    return content


def repacked(package: bytes, edits: list[Edit], choice: int) -> bytes:
    """A zip package whose member number `choice` was changed; still a sound zip, so that the change reaches the parser."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, edited(content, edits) if name == names[choice % len(names)] else content)
    return target.getvalue()
