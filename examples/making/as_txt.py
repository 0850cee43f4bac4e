"""Plain text as it is pasted into a mail or a chat: letterhead lines, one paragraph a line, UTF-8."""

from __future__ import annotations

from making.source import Source

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
"""What stands over a document of the state; one of the Party names the Party."""


def make(source: Source) -> bytes:
    """The bytes of the text."""
    party = source.kind == "party"
    lines = [
        source.superior,
        source.body,
        *(["*", "ĐẢNG CỘNG SẢN VIỆT NAM"] if party else MOTTO),
        source.number,
        source.date,
        "",
        source.type,
        source.subject,
    ]
    for part in source.parts:
        if part.kind in ("heading", "subheading", "paragraph"):
            lines.append("")
        lines.append(part.text)
    for capacities, person in source.signs:
        lines += ["", *capacities, person]
    lines += ["", "Nơi nhận:", *source.recipients]
    return ("\n".join(lines) + "\n").encode()
