"""The minutes of a session as a Word file, laid out as Decree 30/2020 lays out a document."""

from io import BytesIO
from typing import Any

from django.utils.translation import override
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from giaoban.occasions.meetings.selectors.minutes import Minutes

FONT = "Times New Roman"
SIZE = 13


def minutes_docx(minutes: Minutes) -> bytes:
    """The bytes of the file."""
    with override("vi"):
        document = Document()
        page = document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
        style: Any = document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(SIZE)
        letterhead(document, minutes)
        for kind, text in lines(minutes):
            paragraph = document.add_paragraph()
            run = paragraph.add_run(text)
            run.bold = kind in ("title", "subtitle", "head")
            if kind in ("title", "subtitle"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif kind == "text":
                paragraph.paragraph_format.first_line_indent = Mm(10)
        signatures(document, minutes)
        stream = BytesIO()
        document.save(stream)
        return stream.getvalue()


def letterhead(document: Any, minutes: Minutes) -> None:
    """Name of the body on the left, national title on the right."""
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, rows in (
        (left, [(minutes.body.upper(), True)]),
        (right, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True)]),
    ):
        for place, (text, bold) in enumerate(rows):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(text).bold = bold


def lines(minutes: Minutes) -> list[tuple[str, str]]:
    """(kind, text) of every paragraph between letterhead and signatures; kind: title, subtitle, head, text."""
    session = minutes.session
    start = f"{session.starts_at:%H giờ %M}, " if session.starts_at else ""
    day = f"ngày {session.held_on.day:02d} tháng {session.held_on.month:02d} năm {session.held_on.year}"
    found = [("title", "BIÊN BẢN"), ("subtitle", session.title)]
    found.append(("text", f"Thời gian: {start}{day}."))
    found += [("text", f"Địa điểm: {session.place}.")] if session.place else []
    found += [("text", f"Chủ trì: {session.chair_label}.")] if session.chair_label else []
    found.append(("head", f"I. Thành phần: có mặt {minutes.there}/{minutes.invited}"))
    if minutes.quorum.counts:
        found.append(("text", minutes.quorum.sentence))
    for person in minutes.people:
        instead = f" (dự thay {person.substitute_for})" if person.substitute_for else ""
        post = f", {person.post}" if person.post else ""
        found.append(("text", f"- {person.name}{post}: {person.word}{instead}"))
    found.append(("head", "II. Nội dung"))
    for item in minutes.items:
        unit = f" ({item.unit})" if item.unit else ""
        found.append(("text", f"{item.number}. {item.title}{unit}: {item.word or 'chưa thảo luận'}."))
        found += [("text", line) for line in item.outcome.splitlines() if line.strip()]
    if minutes.difficulties:
        found.append(("head", "III. Khó khăn, vướng mắc"))
        found += [("text", difficulty) for difficulty in map(told, minutes.difficulties)]
    if minutes.conclusion:
        found.append(("head", "IV. Kết luận" if minutes.difficulties else "III. Kết luận"))
        found += [("text", line) for line in minutes.conclusion.splitlines() if line.strip()]
    elif session.no_conclusion:
        found.append(("text", f"Phiên họp không có kết luận: {session.no_conclusion}"))
    return found


def told(row: Any) -> str:
    """One difficulty as one paragraph."""
    by = f"{row.unit}: " if row.unit else ""
    who = (
        f" Giao {row.answerer} trả lời" + (f" trước ngày {row.due_on:%d/%m/%Y}" if row.due_on else "")
        if row.answerer
        else ""
    )
    return f"- {by}{row.text}" + (f"{who}." if who else "") + (f" Trả lời: {row.answer}" if row.answer else "")


def signatures(document: Any, minutes: Minutes) -> None:
    """Who wrote and who chaired."""
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, title, name in (
        (left, "NGƯỜI GHI BIÊN BẢN", ""),
        (right, "CHỦ TRÌ", minutes.session.chair_label.partition(",")[0]),
    ):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell.paragraphs[0].add_run(title).bold = True
        under = cell.add_paragraph("\n\n\n" + name)
        under.alignment = WD_ALIGN_PARAGRAPH.CENTER
