"""Folding of Vietnamese text, equal to the SQL functions vn_norm and vn_fold (migration 0002_folding).

Both sides spell every step out (canonical normalisation, fixed tables), so the result depends neither on the server's locale nor
on its dictionaries, and stored folded columns stay right when PostgreSQL is upgraded.
"""

import re
import unicodedata

# Older and newer placing of the tone mark in an open syllable: "hòa" = "hoà", "ủy" = "uỷ".
TONE_STYLE = tuple(
    (old, new)
    for olds, news in (
        (("òa", "óa", "ỏa", "õa", "ọa"), ("oà", "oá", "oả", "oã", "oạ")),
        (("òe", "óe", "ỏe", "õe", "ọe"), ("oè", "oé", "oẻ", "oẽ", "oẹ")),
        (("ùy", "úy", "ủy", "ũy", "ụy"), ("uỳ", "uý", "uỷ", "uỹ", "uỵ")),
    )
    for old, new in zip(olds, news, strict=True)
)
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
LOWER = "abcdefghijklmnopqrstuvwxyzàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
# Variants people and word processors use for one character; eth stands for đ in texts of old encodings.
VARIANT = "Ðð’‘ʼ‑–—−\u00a0"
PLAIN = "đđ'''---- "
_CASE = str.maketrans(UPPER + VARIANT, LOWER + PLAIN)
_STRIP = str.maketrans("Đđ", "dd")
_MARKS = re.compile("[\u0300-\u036f]")


def normalise(text: str) -> str:
    """The text in lower case with accents kept: NFC, newer tone placing, one apostrophe, one dash, one space character."""
    result = unicodedata.normalize("NFC", text).translate(_CASE)
    for old, new in TONE_STYLE:
        result = result.replace(old, new)
    return result


def fold(text: str) -> str:
    """The text without accents in lower case: "Hòa giải ở Đông Sơn" -> "hoa giai o dong son"."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", normalise(text)))
    return unicodedata.normalize("NFC", bare).translate(_STRIP)


def squeeze(text: str) -> str:
    """Folded text with runs of white space as one space and none at the ends: what names are compared by."""
    return " ".join(fold(text).split())
