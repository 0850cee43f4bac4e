"""Vietnamese typed in the fonts of the years before Unicode: TCVN3 (.VnTime ...) and VNI (VNI-Times ...) -> Unicode.

In those files a letter is stored as the Western sign that stands at its place in the font: "Céng hßa" is "Cộng hòa" in TCVN3, "Coäng hoøa"
the same in VNI. Source: TCVN 5712:1993 (VN3); the VNI for Windows code table.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Font = Literal["tcvn3", "vni"]

_TCVN3_SIGNS = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = str.maketrans(_TCVN3_SIGNS, _TCVN3_LETTERS)

_VNI_MARKS = {
    **{base: dict(zip("ùøûõï", tones, strict=True)) for base, tones in (
        ("a", "áàảãạ"), ("e", "éèẻẽẹ"), ("o", "óòỏõọ"), ("u", "úùủũụ"), ("y", "ýỳỷỹỵ"), ("ô", "ớờởỡợ"), ("ö", "ứừửữự"),
    )},
}  # fmt: skip
_VNI_MARKS["a"] |= dict(zip("âáàåãäêéèúüë", "âấầẩẫậăắằẳẵặ", strict=True))
_VNI_MARKS["e"] |= dict(zip("âáàåãä", "êếềểễệ", strict=True))
_VNI_MARKS["o"] |= dict(zip("âáàåãä", "ôốồổỗộ", strict=True))
_VNI_MARKS["y"].pop("ï")
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile(r"([aeouyôö])([ùøûõïâáàåãäêéèúüë])|[ôöñæóòî]", re.IGNORECASE)

_ODD_WORD = re.compile(r"[^\W\d_]*[¡-\u017f\u1ea0-\u1ef9][^\s\d.,;:()!?\"'/%…–-]*")
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
"""Letters of Vietnamese that no Western sign of an old font can be mistaken for."""
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ph|th|tr|ch|gh?|gi|kh|qu|[bcdđhklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ch|nh|ng|[cmnpt])?", re.IGNORECASE
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
ENOUGH_WORDS = 4
SURE, CLEARLY = 0.75, 0.25
"""A font is taken where this part of the odd words becomes Vietnamese, this much more than were so before."""
SAMPLE = 50_000
ENDS, PLAINLY = 3_000, 12
"""Where one sign of twelve at both ends of a text is a letter that only Unicode has, it is Unicode: one of five is in ordinary text."""


def font_of(text: str) -> Font | None:
    """The old font that most of the text is typed in, told by what makes Vietnamese syllables of its odd words; None for Unicode."""
    if all(len(_UNICODE.findall(part)) * PLAINLY > len(part) for part in (text[:ENDS], text[-ENDS:])):
        return None
    sample = _UNICODE.sub(" ", text[:SAMPLE])
    words = [word for word in _ODD_WORD.findall(sample) if not word.isascii()]
    if len(words) < ENOUGH_WORDS:
        return None
    before = _share(words)
    fonts: tuple[Font, ...] = ("tcvn3", "vni")
    share, font = max((_share([to_unicode(word, font) for word in words]), font) for font in fonts)
    return font if share >= SURE and share - before >= CLEARLY else None


def named_font(name: str) -> Font | None:
    """The encoding of a font by its name: ".VnTime" -> "tcvn3", "VNI-Times" -> "vni", others None."""
    low = name.lower()
    return "tcvn3" if low.startswith(".vn") else "vni" if low.startswith("vni") else None


def typed_in(name: str, text: str) -> str:
    """Text of a font by its name, in Unicode; the fonts of TCVN3 whose name ends in H show every letter as a capital."""
    font = named_font(name)
    if font is None:
        return text
    read = repaired(text, font)
    return read.upper() if font == "tcvn3" and name.endswith("H") else read


def to_unicode(text: str, font: Font) -> str:
    """The text in Unicode, composed. Signs that are no letters of the font stay."""
    if font == "tcvn3":
        return text.translate(_TCVN3)
    return _VNI.sub(_vni_letter, text)


def repaired(text: str, font: Font) -> str:
    """One paragraph in Unicode; a paragraph with letters that only Unicode has was not typed in the font and stays as it is."""
    return text if _UNICODE.search(text) else to_unicode(text, font)


def _vni_letter(match: re.Match[str]) -> str:
    """One letter of VNI: a base with its mark, or a letter of its own; capital where its base is."""
    base, mark = match.group(1), match.group(2)
    if base is None:
        sign = match.group()
        letter = _VNI_ALONE[sign.lower()]
        return letter.upper() if sign.isupper() else letter
    letter = _VNI_MARKS[base.lower()].get(mark.lower(), "")
    if not letter:
        return _alone(base) + _alone(mark)
    return letter.upper() if base.isupper() else letter


def _alone(sign: str) -> str:
    letter = _VNI_ALONE.get(sign.lower(), sign)
    return letter.upper() if sign.isupper() else letter


def _share(words: list[str]) -> float:
    return sum(_is_syllable(word) for word in words) / len(words)


@lru_cache(maxsize=10_000)
def _is_syllable(word: str) -> bool:
    """True for a Vietnamese syllable, of small letters or capitals or with one in front."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))
    return bool(_SYLLABLE.fullmatch(bare))
