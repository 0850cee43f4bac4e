"""What stands above and below the text of a docx: who issues it, what it is, who receives it, who signs."""

from __future__ import annotations

from docx.shared import Mm, Pt

from giaoban.kernel.docform import layout
from giaoban.kernel.docform.model import Document, words
from giaoban.kernel.docform.paper import CENTRE, LEFT, rule
from giaoban.kernel.docform.pen import Pen


def head_write(pen: Pen, document: Document) -> None:
    """Who issues it, number, the state's or the Party's name, place and day; kind and subject; who it is written to."""
    words_of = layout.head_of(document)
    wide, right_wide = layout.HEAD_WIDTHS
    left, right = pen.columns(layout.HEAD_WIDTHS)
    for text in words_of.superior:
        pen.line(left, words(text), size=13)
    for text in words_of.issuer:
        pen.line(left, words(text), size=13, bold=True)
    if document.letterhead.party:
        pen.line(left, words("*"), size=13)
    else:
        rule(
            left.add_paragraph(),
            width=layout.ruled((words_of.issuer or (" " * 30,))[-1], 13) * 0.45,
            whole=wide - 4,
        )
    pen.line(left, words(words_of.number), size=13).paragraph_format.space_before = Pt(3)
    if words_of.subject:
        pen.line(left, words(words_of.subject), size=12).paragraph_format.space_before = Pt(6)
    pen.line(right, words(words_of.nation), size=13 if words_of.motto else 15, bold=True)
    if words_of.motto:
        pen.line(right, words(words_of.motto), size=14, bold=True)
    ruled = layout.ruled(words_of.motto, 14) if words_of.motto else layout.ruled(words_of.nation, 15)
    rule(right.add_paragraph(), width=ruled, whole=right_wide - 4)
    day = pen.line(right, words(words_of.day), size=14, italic=True)
    day.paragraph_format.space_before = Pt(3)
    pen.marked("p", "head", left.paragraphs[0])
    title_write(pen, document)


def title_write(pen: Pen, document: Document) -> None:
    """Kind and subject of a named document; who a letter is written to."""
    pen.spacer(10)
    if document.title:
        kind = pen.line(pen.made, words(layout.clean(document.title).upper()), size=14, bold=True)
        pen.marked("p", "title", kind)
    if document.title and document.about:
        about = pen.line(pen.made, words(document.about), size=14, bold=True)
        pen.marked("p", "about", about)
        rule(pen.made.add_paragraph(), width=min(60.0, layout.ruled(document.about, 14) * 0.45), whole=165)
        pen.spacer(6)
    for place, text in enumerate(layout.to_lines(document)):
        line = pen.line(pen.made, words(text), align=CENTRE if len(document.to) == 1 else LEFT)
        if len(document.to) > 1:
            line.paragraph_format.left_indent = Mm(30 if place == 0 else 45)
        pen.marked("p", f"to{place}", line)
    if document.to:
        pen.spacer(8)


def foot_write(pen: Pen, document: Document) -> None:
    """Who receives it on the left, who signs on the right, together on one page; annexes come after it."""
    signature, recipients = document.signature, layout.recipient_lines(document)
    if signature is None and not recipients:
        return
    pen.spacer(10, keep=True)
    left, right = pen.columns(layout.FOOT_WIDTHS)
    if recipients:
        pen.line(left, words(layout.RECIPIENT_WORDS), size=12, bold=True, italic=True, align=LEFT)
    for text in recipients:
        pen.line(left, words(text), size=layout.NOTE_SIZE, align=LEFT)
    if signature is not None:
        for text in signature.lines:
            pen.line(right, words(layout.clean(text).upper()), size=14, bold=True)
        for _ in range(4):
            right.add_paragraph()
        pen.line(right, words(signature.name), size=14, bold=True)
    pen.marked("p", "foot", left.paragraphs[0])
