"""Documents cited against the register of legal documents (K8): kind and date as registered, in force on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giaoban.kernel.checks.known import LegalDocument, Link
from giaoban.kernel.checks.layout import Page, folded
from giaoban.kernel.checks.model import Finding, Severity, Verdict

_CITED = re.compile(
    r"(?:\b(luật|bộ luật|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư liên tịch|thông tư|chỉ thị|kế hoạch|công văn|thông báo|"
    r"hướng dẫn|kết luận|quy định|chương trình|đề án|công điện)(?: liên tịch)?\s+)?(?:số:?\s*)?"
    r"(\d{1,5}(?:/\d{4})?/[a-zđ][\w&-]*(?:-[\w&]+)*)(?:\s*,?\s*ngày\s+(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class _Citation:
    kind: str
    number: str
    dated: date | None
    span: tuple[int, int]


def against_documents(page: Page, documents: tuple[LegalDocument, ...], on: date | None) -> Iterator[Finding]:
    """Yield a finding for every cited document whose kind or date differs from the register, or that is not in force on the day.

    Numbers that the register does not hold say nothing: no register holds all of them.
    """
    by_number: dict[str, list[LegalDocument]] = {}
    for document in documents:
        by_number.setdefault(_key(document.number), []).append(document)
    if not by_number:
        return
    seen: set[tuple[str, str, date | None]] = set()
    for cited in _citations(page):
        entries = by_number.get(_key(cited.number), [])
        same = (cited.kind, cited.number, cited.dated)
        if entries and same not in seen:
            seen.add(same)
            yield from _compared(page, cited, entries, on)


def _key(number: str) -> str:
    """Number and symbol without case, spaces and leading zeros."""
    return re.sub(r"\s+", "", folded(number)).lstrip("0")


def _citations(page: Page) -> Iterator[_Citation]:
    for found in _CITED.finditer(page.low):
        kind, number, day, month, year = found.groups()
        dated = None
        if day is not None:
            try:
                dated = date(int(year), int(month), int(day))
            except ValueError:
                dated = None
        yield _Citation(kind or "", number, dated, found.span())


def _compared(page: Page, cited: _Citation, entries: list[LegalDocument], on: date | None) -> Iterator[Finding]:
    exact = [e for e in entries if _same_kind(cited, e) and (cited.dated is None or cited.dated == e.issued_on)]
    entry = (exact or entries)[0]
    text = page.raw[slice(*cited.span)].strip()
    if not exact and not any(_same_kind(cited, e) for e in entries):
        yield _finding(
            cited,
            entry,
            "warning",
            f"“{text}” trong danh mục là {entry.kind} số {entry.number}; đề nghị kiểm tra lại tên loại.",
        )
        return
    if not exact and entry.issued_on is not None:
        said = f"“{text}” có ngày ban hành trong danh mục là {_vi(entry.issued_on)}"
        yield _finding(cited, entry, "warning", f"{said}; đề nghị kiểm tra lại ngày.")
    if on is not None and entry.valid_to is not None and entry.valid_to < on:
        instead = f", được thay bằng {entry.replaced_by}" if entry.replaced_by else ""
        said = f"{entry.kind} số {entry.number} đã hết hiệu lực từ {_vi(entry.valid_to)}{instead}"
        yield _finding(cited, entry, "question", f"{said}; đề nghị xác nhận căn cứ.")
    elif on is not None and entry.valid_from is not None and entry.valid_from > on:
        said = f"{entry.kind} số {entry.number} có hiệu lực từ {_vi(entry.valid_from)}, sau ngày họp {_vi(on)}"
        yield _finding(cited, entry, "question", f"{said}; đề nghị xác nhận căn cứ.")


def _same_kind(cited: _Citation, entry: LegalDocument) -> bool:
    return (
        not cited.kind
        or not entry.kind
        or folded(entry.kind).startswith(cited.kind)
        or cited.kind.startswith(folded(entry.kind))
    )


def _vi(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _finding(cited: _Citation, entry: LegalDocument, severity: Severity, message: str) -> Finding:
    title = f" {entry.title}" if entry.title else ""
    link = Link("document", f"{entry.kind} {entry.number}{title}", entry.address)
    verdict: Verdict = "question" if severity == "question" else "fails"
    return Finding("", "K8", severity, verdict, message, (cited.span,), links=(link,))
