"""Documents cited against the register of legal documents (K8): kind and date as registered, in force on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giaoban.kernel.checks.known import LegalDocument, Link
from giaoban.kernel.checks.layout import Page, folded
from giaoban.kernel.checks.model import Finding, Severity, Verdict
from giaoban.kernel.checks.told import worded

_CITED = re.compile(
    r"(?:\b(luật|bộ luật|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư liên tịch|thông tư|chỉ thị|kế hoạch|công văn|thông báo|"
    r"hướng dẫn|kết luận|quy định|chương trình|đề án|công điện)(?: liên tịch)?\s+)?(?:số:?\s*)?"
    r"(\d{1,5}(?:/\d{4})?/[a-zđ][\w&-]*(?:-[\w&]+)*)(?:\s*,?\s*ngày\s+(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}))?"
)


_YEARLESS = re.compile(r"\d{1,5}/\D")
""" "318/QĐ-TTg": a number that another document has every year."""
_OF_YEAR = re.compile(r"\s*,?\s*năm\s+(\d{4})\b")
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class _Citation:
    kind: str
    number: str
    dated: date | None
    span: tuple[int, int]
    year: int | None = None
    """The year of issue as cited, by the date or the word; None where nothing says it."""


def against_documents(page: Page, documents: tuple[LegalDocument, ...], on: date | None) -> Iterator[Finding]:
    """Yield a finding for every cited document whose kind or date differs from the register, or that is not in force on the day.

    Numbers that the register does not hold say nothing: no register holds all of them.
    """
    by_number: dict[str, list[LegalDocument]] = {}
    for document in documents:
        by_number.setdefault(_key(document.number), []).append(document)
    if not by_number:
        return
    seen: set[tuple[str, str, int | None, date | None]] = set()
    for cited in _citations(page):
        entries = by_number.get(_key(cited.number), [])
        same = (cited.kind, cited.number, cited.year, cited.dated)
        if entries and same not in seen:
            seen.add(same)
            if _YEARLESS.match(cited.number):
                yield from _yearless(page, cited, entries, on)
            else:
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
        told = _OF_YEAR.match(page.low, found.end())
        said = int(told.group(1)) if told else dated.year if dated is not None else None
        yield _Citation(kind or "", number, dated, found.span(), said)


def _yearless(page: Page, cited: _Citation, entries: list[LegalDocument], on: date | None) -> Iterator[Finding]:
    """A number without a year: checked where the cited year leaves one document, asked for where it may be one of the past.

    A document of another year than those registered says nothing. Without a year only what may no longer be in force is asked about.
    """
    meant = [e for e in entries if e.issued_on is None or cited.year in (None, e.issued_on.year)]
    exact = [e for e in meant if cited.dated is not None and e.issued_on == cited.dated]
    if exact or (cited.year is not None and len(meant) == 1):
        yield from _compared(page, cited, exact or meant, on)
    elif cited.dated is not None and meant:
        yield _several(page, cited, meant, "act_of_no_day")
    elif on is not None and any(e.valid_to is not None and e.valid_to <= on for e in meant):
        yield _several(page, cited, meant, "act_without_day" if cited.year is None else "act_of_many")


def _several(page: Page, cited: _Citation, entries: list[LegalDocument], code: str) -> Finding:
    """The question which of the registered documents of one number is meant; links to each."""
    text = page.raw[slice(*cited.span)].strip()
    message = worded(code, cited=text, acts=tuple(_told(entry) for entry in entries[:_MOST_TOLD]))
    links = tuple(link for entry in entries[:_MOST_TOLD] for link in _finding(cited, entry, "question", "").links)
    return Finding("", "K8", "question", "question", message, (cited.span,), links=links)


def _told(entry: LegalDocument) -> str:
    """A registered document in a few words: kind, number, day, issuer, whether it has ended."""
    ended = worded("act_ended", day=entry.valid_to) if entry.valid_to is not None else ""
    return worded(
        "act_told",
        kind=entry.kind,
        number=entry.number,
        day=worded("act_day", day=entry.issued_on) if entry.issued_on is not None else "",
        issuer=worded("act_issuer", issuer=entry.issuer) if entry.issuer else "",
        ended=ended,
        instead=_instead(entry) if ended else "",
    )


def _instead(entry: LegalDocument) -> str:
    return worded("act_instead", number=entry.replaced_by) if entry.replaced_by else ""


def _compared(page: Page, cited: _Citation, entries: list[LegalDocument], on: date | None) -> Iterator[Finding]:
    exact = [e for e in entries if _same_kind(cited, e) and (cited.dated is None or cited.dated == e.issued_on)]
    entry = (exact or entries)[0]
    text = page.raw[slice(*cited.span)].strip()
    named = {"kind": entry.kind, "number": entry.number}
    if not exact and not any(_same_kind(cited, e) for e in entries):
        yield _finding(cited, entry, "warning", worded("act_of_other_kind", cited=text, **named))
        return
    if not exact and entry.issued_on is not None:
        yield _finding(cited, entry, "warning", worded("act_of_other_day", cited=text, day=entry.issued_on))
    if on is not None and entry.valid_to is not None and entry.valid_to <= on:
        over = worded("act_over", day=entry.valid_to, instead=_instead(entry), **named)
        yield _finding(cited, entry, "question", over)
    elif on is not None and entry.valid_from is not None and entry.valid_from > on:
        early = worded("act_not_yet", day=entry.valid_from, held=on, **named)
        yield _finding(cited, entry, "question", early)


def _same_kind(cited: _Citation, entry: LegalDocument) -> bool:
    return (
        not cited.kind
        or not entry.kind
        or folded(entry.kind).startswith(cited.kind)
        or cited.kind.startswith(folded(entry.kind))
    )


def _finding(cited: _Citation, entry: LegalDocument, severity: Severity, message: str) -> Finding:
    title = f" {entry.title}" if entry.title else ""
    link = Link("document", f"{entry.kind} {entry.number}{title}", entry.address)
    verdict: Verdict = "question" if severity == "question" else "fails"
    return Finding("", "K8", severity, verdict, message, (cited.span,), links=(link,))
