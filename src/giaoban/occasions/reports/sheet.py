"""The findings sheet that goes back to a unit: what it says, as values for the page, the docx and the PDF. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

GROUPS = {
    "error": _("Số liệu chưa khớp"),
    "warning": _("Số liệu cần xem lại"),
    "question": _("Nội dung cần làm rõ"),
}
"""Severity -> heading. Mere notes are no matter for the unit."""
TITLE = _("Phiếu kiểm tra số liệu báo cáo")
HEADS = (_("TT"), _("Nội dung trong báo cáo"), _("Phát hiện"), _("Đề nghị"))
OPENING = _(
    "Qua kiểm tra số liệu, đề nghị đơn vị xem lại các nội dung sau, sửa trong báo cáo hoặc giải trình, rồi gửi lại:"
)
CLEAN = _("Các quan hệ số liệu kiểm tra được trong báo cáo đều khớp; không có nội dung cần sửa.")
SIGNER = _("NGƯỜI KIỂM TRA")
SHOWN = 400
"""Signs of a sentence that are quoted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: its number on the sheet, the words of the report before, at and after the place (of a table: its cell, then what stands
    there), what was found, the computation, and what the office asks for ("" where it asks the unit to look itself)."""

    number: int
    before: str
    quote: str
    after: str
    message: str
    formula: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet. `facts` are (label, value) below the heading; `groups` (heading, lines), none empty."""

    body: str
    title: str
    facts: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    place_and_day: str

    @property
    def count(self) -> int:
        """How many findings it lists."""
        return sum(len(lines) for _heading, lines in self.groups)

    @property
    def opening(self) -> str:
        """The sentence before the findings, or instead of them."""
        return str(OPENING if self.count else CLEAN)

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of the table's columns."""
        return tuple(str(head) for head in HEADS)


def groups_of(
    text: str, findings: Iterable[tuple[Mapping[str, Any], str, str]]
) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The findings in order of severity and place. findings: (finding, action decided or "", value corrected to or "")."""
    kept = [row for row in findings if row[0]["severity"] in GROUPS and row[1] != "dismiss"]
    number, found = 0, []
    for severity, heading in GROUPS.items():
        lines = []
        for finding, _action, value in sorted(kept, key=lambda row: row[0]["spans"][0]):
            if finding["severity"] != severity:
                continue
            number += 1
            lines.append(line_of(text, finding, value, number))
        if lines:
            found.append((str(heading), tuple(lines)))
    return tuple(found)


def line_of(text: str, finding: Mapping[str, Any], value: str, number: int) -> Line:
    """One line with the sentence around its place."""
    start, end = finding["spans"][0]
    left, right = edges(text, start, end)
    suggestion = finding["suggestions"][0]["printed"] if finding["suggestions"] else ""
    wanted = ""
    if value or suggestion:
        words = _("Sửa thành %(value)s") if value else _("Có thể đúng là %(value)s")
        wanted = str(words % {"value": value or suggestion})
    before, after = one_line(text[left:start]), one_line(text[end:right])
    if left == start - SHOWN // 2 and left > 0:
        before = "… " + (before.partition(" ")[2] if text[left - 1].isalnum() else before.lstrip())
    if right == end + SHOWN // 2 and right < len(text):
        after = (after.rpartition(" ")[0] if text[right].isalnum() else after.rstrip()) + " …"
    cell = next(iter(finding.get("places", ())), "")
    return Line(
        number,
        f"{cell}: {before.lstrip()}" if cell else before,
        one_line(text[start:end]).strip(),
        after,
        finding["message"],
        finding["formula"],
        wanted,
    )


def one_line(words: str) -> str:
    """Runs of white space as one space; spaces at the ends stay spaces."""
    squeezed = " ".join(words.split())
    return f"{' ' if words[:1].isspace() else ''}{squeezed}{' ' if squeezed and words[-1:].isspace() else ''}"


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends, at most `SHOWN` signs away."""
    low, high = max(0, start - SHOWN // 2), min(len(text), end + SHOWN // 2)
    left = max(
        text.rfind("\n", low, start) + 1, text.rfind(". ", low, start) + 2 if ". " in text[low:start] else 0, low
    )
    ends = [at for at in (text.find("\n", end, high), text.find(". ", end, high)) if at >= 0]
    return left, min(ends, default=high)
