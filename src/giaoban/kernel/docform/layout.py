"""Sizes, names and fixed words of a document, one place for all writers. Source: Decree 30/2020/NĐ-CP, annex I, part I (and, for Party
documents, Instruction 36-HD/VPTW of 2018)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from giaoban.kernel.docform.model import Column, Document, Field, Table

FONTS = ("Times New Roman", "Liberation Serif")
"""The first where a file is opened by others; the second, of the same widths, where it is set here: its files come with the program
(version 2: an older one on the machine lacks letters with two marks)."""
PAPER = (210, 297)
MARGINS = (20, 20, 30, 15)
"""Top, bottom, left, right in mm."""
LANDSCAPE_MARGINS = (30, 15, 20, 20)
"""The binding edge of an upright page is the upper edge of a landscape one."""
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")
INDENT = 12.7
"""First line of a paragraph, mm."""
HEAD_WIDTHS = (63, 102)
FOOT_WIDTHS = (75, 90)
"""Columns of the head and of the foot in mm."""
TABLE_SIZE, NOTE_SIZE = 12, 11
PADDING = 1.0
"""Left and right in every cell of a table, mm."""
UNIT_WORDS = "Đơn vị tính"
RECIPIENT_WORDS = "Nơi nhận:"
SPACE = "\u00a0" * 6
"""Room for a number or a day written by hand; spaces that do not break."""
ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Head:
    """The words above the text, line by line. `motto` is empty in a Party document; `subject` is that of an official letter."""

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    subject: str
    nation: str
    motto: str
    day: str


def head_of(document: Document) -> Head:
    """The words above the text of a document."""
    nation, motto = PARTY if document.letterhead.party else STATE
    return Head(
        superior=tuple(clean(line).upper() for line in document.letterhead.superior),
        issuer=tuple(clean(line).upper() for line in document.letterhead.issuer),
        number=number_line(document),
        subject="" if document.title or not document.about else f"V/v {clean(document.about)}",
        nation=nation,
        motto=motto,
        day=day_line(document),
    )


def number_line(document: Document) -> str:
    """ "Số: 07/BC-UBND"; a draft leaves room; a Party document has "Số 07-BC/HU"."""
    number = clean(document.number) or SPACE
    number = f"0{number}" if re.fullmatch(r"\d", number) else number
    symbol = clean(document.symbol)
    return f"Số {number}-{symbol}" if document.letterhead.party else f"Số: {number}/{symbol}"


def day_line(document: Document) -> str:
    """ "An Phú, ngày 07 tháng 02 năm 2026": days below ten and the first two months with a nought."""
    place, on = clean(document.place), document.on
    if on is None:
        return f"{place}, ngày{SPACE}tháng{SPACE}năm {document.year or SPACE}"
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"{place}, ngày {on.day:02d} tháng {month} năm {on.year}"


def recipient_lines(document: Document) -> tuple[str, ...]:
    """ "- Như trên;" …, the last one "- Lưu: VT."; none where nobody is named."""
    named = [
        name for name in (clean(each).strip().lstrip("-").rstrip(".;").strip() for each in document.recipients) if name
    ]
    listed = [name for name in named if not name.lower().startswith("lưu")]
    kept = next((name for name in named if name.lower().startswith("lưu")), "Lưu: VT")
    return (*(f"- {name};" for name in listed), f"- {kept}.") if named else ()


def to_lines(document: Document) -> tuple[str, ...]:
    """ "Kính gửi: X." in one line, or a list with one addressee a line."""
    names = [clean(name).strip().rstrip(".;") for name in document.to]
    if len(names) == 1:
        return (f"Kính gửi: {names[0]}.",)
    ends = [";"] * (len(names) - 1) + ["."]
    return ("Kính gửi:", *(f"- {name}{end}" for name, end in zip(names, ends, strict=True))) if names else ()


def unit_line(note: str) -> str:
    """ "Đơn vị tính: triệu đồng"."""
    text = clean(note).strip()
    return text if text.startswith(UNIT_WORDS) else f"{UNIT_WORDS}: {text}"


def annex_line(number: str) -> str:
    """ "Phụ lục II"."""
    return f"Phụ lục {clean(number)}".strip()


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of a table's head: from column `at` over `span` columns and `down` rows; `mark`: the number of a column."""

    text: str
    at: int
    span: int = 1
    down: int = 1
    mark: bool = False


def head_rows(columns: tuple[Column, ...]) -> list[list[HeadCell]]:
    """The rows of a table's head: groups over their columns, titles, and the numbers of the columns where there are any."""
    grouped = any(column.group for column in columns)
    first: list[HeadCell] = []
    second: list[HeadCell] = []
    for at, column in enumerate(columns):
        if not column.group:
            first.append(HeadCell(column.title, at, down=2 if grouped else 1))
            continue
        second.append(HeadCell(column.title, at))
        if at and columns[at - 1].group == column.group:
            first[-1] = HeadCell(column.group, first[-1].at, first[-1].span + 1)
        else:
            first.append(HeadCell(column.group, at))
    marks = [HeadCell(column.mark, at, mark=True) for at, column in enumerate(columns)]
    return [row for row in (first, second, marks if any(column.mark for column in columns) else []) if row]


def widths(table: Table, whole: float) -> list[float]:
    """The width of every column in mm, together `whole`: as the columns ask, but none narrower than its longest word."""
    needed = needs(table, whole)
    free = list(range(len(needed)))
    found = list(needed)
    while free:
        left = whole - sum(found[at] for at in range(len(needed)) if at not in free)
        share = left / sum(table.columns[at].width for at in free)
        tight = [at for at in free if table.columns[at].width * share < needed[at]]
        if not tight:
            for at in free:
                found[at] = table.columns[at].width * share
        free = [at for at in free if at not in tight] if tight else []
    total = sum(found)
    return [width * whole / total for width in found]


def needs(table: Table, whole: float) -> list[float]:
    """The least width of every column in mm: that of its longest word, at most a third of the whole."""
    texts: list[list[str]] = [[column.title, column.mark] for column in table.columns]
    for row in table.rows:
        at = 0
        for cell in row.cells:
            if cell.span == 1:
                texts[at] += ["".join(run.shown if isinstance(run, Field) else run.text for run in cell.runs)]
            at += cell.span
    longest = [max(ruled(word, TABLE_SIZE) for text in column for word in (text.split() or [""])) for column in texts]
    return [min(width + 2 * PADDING + 0.5, whole / 3) for width in longest]


def ruled(text: str, size: float) -> float:
    """The width in mm of a line of bold text, near enough to draw a rule below it."""
    em = sum(0.25 if sign in " -" else 0.5 if sign.isdigit() else 0.73 if sign.isupper() else 0.5 for sign in text)
    return em * size * 25.4 / 72


def clean(text: str) -> str:
    """Text that every format can carry: no control characters; old soft line breaks (vertical tab, form feed, CR) become "\\n"."""
    return ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n"))
