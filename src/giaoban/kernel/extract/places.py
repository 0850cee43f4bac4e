"""Addresses of a document in another language: "bảng 1, hàng 3, cột 5" is "table 1, row 3, column 5"."""

from __future__ import annotations

import re

_ENGLISH = {
    "bảng": "table",
    "hàng": "row",
    "cột": "column",
    "đoạn": "paragraph",
    "trang": "page",
    "chú thích cuối trang": "footnote",
    "chú thích cuối văn bản": "endnote",
    "chú thích": "note",
    "đầu trang": "header",
    "chân trang": "footer",
    "khung chữ": "text box",
}
_PART = re.compile(rf"({'|'.join(sorted(_ENGLISH, key=len, reverse=True))})( \d+)?")


def place_said(address: str, language: str) -> str:
    """An address as a block or cell has it, said in "vi" or "en". Names of sheets and all other words stay as they are."""
    if language != "en":
        return address
    return ", ".join(_said(part) for part in address.split(", "))


def _said(part: str) -> str:
    found = _PART.fullmatch(part)
    return f"{_ENGLISH[found[1]]}{found[2] or ''}" if found else part
