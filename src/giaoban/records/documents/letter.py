"""A document as it is laid out: who issues it, its number, its place and day, its words, who signs, who receives it. No table is written.

Source of the layout: Decree 30/2020/NĐ-CP, annex I; of Party documents: Instruction 36-HD/VPTW of 2018.
"""

import re
from dataclasses import dataclass
from datetime import date

from giaoban.ground.org.models import Post
from giaoban.ground.org.selectors import body_name, unit_name
from giaoban.records.documents.kinds import KINDS
from giaoban.records.documents.models import Document

STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")
FORM = re.compile(r"^(?:Xã|Thị trấn|Đặc khu|Huyện|Tỉnh|Thành phố|Thị xã|Phường|Quận) (?!\d)")
AREA = re.compile(r" (?=(?:XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TỈNH) )")
TITLE = re.compile(
    r"^(.*?)(?: (?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|(?:Đảng|Huyện|Quận|Thị|Thành|Tỉnh) ủy|Ủy ban MTTQ)\b.*)?$"
)
COLLECTIVE = {
    "committee": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "council": ("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"),
    "party": ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"),
    "front": ("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"),
}
"""On whose behalf the first of a body signs, and his title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Every printed part. `issuer`: its lines; `number`: the whole line; `kind`: in capitals, empty for a letter; `signed_as`: the lines
    above the signature."""

    party: bool
    head: tuple[str, str]
    issuer: tuple[str, ...]
    number: str
    place_and_day: str
    kind: str
    subject: str
    paragraphs: tuple[str, ...]
    recipients: tuple[str, ...]
    signed_as: tuple[str, ...]
    signer: str
    draft: bool


def letter_of(document: Document, *, on: date) -> Letter:
    """The printed parts of a document; a draft shows no number and an open day. on: the day of names while it is a draft."""
    body, day = document.body, document.issued_on or on
    party = body.kind == "party"
    return Letter(
        party=party,
        head=PARTY if party else STATE,
        issuer=issuer_lines(body_name(body=body.pk, on=day)),
        number=number_line(document, party=party),
        place_and_day=place_and_day(unit_name(unit=body.area_id, on=day), document.issued_on, on=on),
        kind=KINDS[document.kind].name,
        subject=document.subject,
        paragraphs=tuple(line.strip() for line in document.text.splitlines() if line.strip()),
        recipients=recipient_lines(document.recipients),
        signed_as=signed_as(document.signer_post, body_kind=body.kind),
        signer=document.signer_label,
        draft=document.state == "draft",
    )


def issuer_lines(name: str) -> tuple[str, ...]:
    """ "Ủy ban nhân dân xã An Phú" -> ("ỦY BAN NHÂN DÂN", "XÃ AN PHÚ")."""
    return tuple(AREA.split(name.upper(), maxsplit=1))


def number_line(document: Document, *, party: bool) -> str:
    """ "Số: 07/TB-UBND"; a draft leaves room for the number."""
    symbol = document.symbol or "     "
    return f"Số {symbol}" if party else f"Số: {symbol}"


def place_and_day(area: str, issued_on: date | None, *, on: date) -> str:
    """ "An Phú, ngày 07 tháng 02 năm 2026": days under ten and the first two months with a nought."""
    place = FORM.sub("", area)
    if issued_on is None:
        return f"{place}, ngày      tháng      năm {on.year}"
    month = f"{issued_on.month:02d}" if issued_on.month < 3 else str(issued_on.month)
    return f"{place}, ngày {issued_on.day:02d} tháng {month} năm {issued_on.year}"


def recipient_lines(recipients: list[str]) -> tuple[str, ...]:
    """ "- Như trên;" …, the last one "- Lưu: VT." """
    listed = [name.strip().rstrip(".;") for name in recipients if not name.strip().lower().startswith("lưu")]
    kept = next((name.strip().rstrip(".;") for name in recipients if name.strip().lower().startswith("lưu")), "Lưu: VT")
    return (*(f"- {name};" for name in listed), f"- {kept}.")


def signed_as(post: Post | None, *, body_kind: str) -> tuple[str, ...]:
    """The authority in whose name the post signs: TM., KT. or TL. (article 13); empty where nobody is named yet."""
    if post is None:
        return ()
    collective, first = COLLECTIVE.get(body_kind, ("", ""))
    match = TITLE.match(post.title)
    title = (match[1] if match else post.title).upper()
    slash = body_kind == "party"
    if post.rank == "chair":
        return tuple(filter(None, (collective, title)))
    if post.rank == "vice_chair":
        return tuple(filter(None, (collective, f"{'K/T' if slash else 'KT.'} {first}".strip(), title)))
    return tuple(filter(None, (f"{'T/L' if slash else 'TL.'} {first}".strip() if first else "", title)))
