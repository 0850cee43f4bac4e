"""Text as later rooms want it: NFC, ordinary spaces, no invisible characters."""

import re
import unicodedata

SPACES = re.compile(r"[^\S\n]+")
AROUND_BREAK = re.compile(r" ?\n ?")
MANY_BREAKS = re.compile(r"\n{2,}")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
TEXT_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
BULLETS = re.compile("[\u2022\u25aa\u25cf\u25cb\u25e6\u2043\u00b7\uf0b7\uf0a7\uf02d\uf0d8\uf0fc]")
PRIVATE = re.compile("[\ue000-\uf8ff]")
BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

_HEADING = re.compile(r"(?:PHẦN|CHƯƠNG|MỤC|Phần|Chương|Mục) (?:THỨ |thứ )?\w+|[IVXLC]{1,6}\s?[.)-]\s?\S|[A-H]\.\s?\S")
_NUMBERED = re.compile(r"\d{1,2}(?:\.|(?:\.\d{1,2}){1,3}\.?)\s+(\S)")
_ITEM = re.compile(r"[-–—+*•]\s?\D|[a-zđ]\)|\d{1,2}\)|\(\d{1,2}\)")
HEADING_LENGTH = 120


def normal_text(raw: str, *, keep_breaks: bool = True) -> str:
    """`raw` in NFC with every run of spaces made one, line breaks "\\n" (or spaces), invisible and control characters
    removed.

    Leading symbol-font bullets become "- "; a no-break hyphen becomes "-".
    """
    text = BREAKS.sub("\n", raw)
    text = INVISIBLE.sub("", text).replace("\u2011", "-")
    text = BULLETS.sub("-", text[:2]) + text[2:]
    text = PRIVATE.sub("", CONTROL.sub(" ", text))
    text = unicodedata.normalize("NFC", text)
    if not keep_breaks:
        text = text.replace("\n", " ")
    text = AROUND_BREAK.sub("\n", SPACES.sub(" ", text))
    return MANY_BREAKS.sub("\n", text).strip()


def marked_as_item(line: str) -> bool:
    """True where a line begins like a list item: "- ", "+ ", "a)", "2)"."""
    return bool(_ITEM.match(line))


def marked_as_heading(line: str) -> bool:
    """True where a line looks like a heading of a report: "I. ...", "PHẦN THỨ NHẤT", "2. Kinh tế", or short and all
    in capitals.
    """
    if len(line) > HEADING_LENGTH or line.endswith((";", ",")):
        return False
    if _HEADING.match(line):
        return not line.endswith(".")
    numbered = _NUMBERED.match(line)
    if numbered:
        return numbered.group(1).isupper() and line[-1] not in ".:!?"
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 4 and all(c.isupper() for c in letters)
