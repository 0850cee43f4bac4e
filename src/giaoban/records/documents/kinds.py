"""Kinds of administrative documents with their names and abbreviations.

Source: Decree 30/2020/NĐ-CP, article 7 (29 kinds) and annex III (abbreviations); those that bodies of a commune issue every month.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: its code here, its name in capitals as printed (none for a letter), its abbreviation in the symbol."""

    code: str
    name: str
    short: str


KINDS = {
    kind.code: kind
    for kind in (
        Kind("conclusion", "THÔNG BÁO", "TB"),
        Kind("notice", "THÔNG BÁO", "TB"),
        Kind("decision", "QUYẾT ĐỊNH", "QĐ"),
        Kind("resolution", "NGHỊ QUYẾT", "NQ"),
        Kind("plan", "KẾ HOẠCH", "KH"),
        Kind("programme", "CHƯƠNG TRÌNH", "CTr"),
        Kind("directive", "CHỈ THỊ", "CT"),
        Kind("report", "BÁO CÁO", "BC"),
        Kind("minutes", "BIÊN BẢN", "BB"),
        Kind("invitation", "GIẤY MỜI", "GM"),
        Kind("letter", "", ""),
    )
}
LABELS = [
    ("conclusion", _("Thông báo kết luận")),
    ("notice", _("Thông báo")),
    ("decision", _("Quyết định")),
    ("resolution", _("Nghị quyết")),
    ("plan", _("Kế hoạch")),
    ("programme", _("Chương trình")),
    ("directive", _("Chỉ thị")),
    ("report", _("Báo cáo")),
    ("minutes", _("Biên bản")),
    ("invitation", _("Giấy mời")),
    ("letter", _("Công văn")),
]
AGENCIES = {"committee": "UBND", "council": "HĐND", "front": "MTTQ"}
"""The body's abbreviation in a symbol, by its kind."""
PARTY = {"đảng ủy": "ĐU", "huyện ủy": "HU", "quận ủy": "QU", "thị ủy": "ThU", "thành ủy": "TU", "tỉnh ủy": "TU"}
"""Of a Party committee by the first two words of its name (Instruction 36-HD/VPTW)."""


def symbol_of(kind: str, *, body_kind: str, body_name: str) -> str:
    """What follows the number: "TB-UBND", of the Party "TB/ĐU"; of a letter the body alone: "UBND", of the Party "CV/ĐU".

    Errors: KeyError for an unknown kind.
    """
    short = KINDS[kind].short
    if body_kind == "party":
        agency = PARTY.get(" ".join(body_name.lower().split()[:2]), "ĐU")
        return f"{short or 'CV'}/{agency}"
    agency = AGENCIES.get(body_kind, "CQ")
    return f"{short}-{agency}" if short else agency
