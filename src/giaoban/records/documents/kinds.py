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
AGENCIES = {"committee": "UBND", "council": "HĐND", "party": "ĐU", "front": "MTTQ"}
"""The body's abbreviation in a symbol, by its kind."""


def symbol_of(kind: str, *, body_kind: str) -> str:
    """What follows the number: "TB-UBND", of the Party "TB/ĐU"; of a letter the body alone: "UBND", of the Party "CV/ĐU".

    Errors: KeyError for an unknown kind.
    """
    short, agency = KINDS[kind].short, AGENCIES.get(body_kind, "CQ")
    if body_kind == "party":
        return f"{short or 'CV'}/{agency}"
    return f"{short}-{agency}" if short else agency
