"""A document as it looks: pages of a PDF with the boxes of what is marked, or the paragraphs and tables of a docx with their type.

Runs in the process that reads files of strangers (`reader.work`), and gives back plain JSON: no markup of the file reaches a page.
"""

import base64
import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from giaoban.occasions.reports.aligning import aligned, share_of

PAGES = 40
"""Pages of a PDF that are shown."""
DPI = 110
ALIKE = 0.85
"""A rendering that has less of the text in common is not shown: the marks would stand in the wrong place."""
ALIGNMENTS = {0: "left", 1: "center", 2: "right", 3: "justify"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Borders = Sequence[int]
"""Where pieces of the text begin; piece n is text[borders[n]:borders[n+1]]."""


def looked(facts: dict[str, Any], content: bytes) -> dict[str, Any] | None:
    """What `facts["look"]` asks for: {"kind": "pdf"} boxes of all pages, {"kind": "page", "page": n} one picture, {"kind": "docx"} blocks.

    `facts["text"]` and `facts["borders"]` are the text that was read and where its pieces begin. None where it cannot be shown.
    """
    asked = facts["look"]
    if asked["kind"] == "page":
        return page_picture(content, int(asked["page"]))
    if asked["kind"] == "pdf":
        return pdf_boxes(content, facts["text"], facts["borders"])
    return docx_blocks(content, facts["text"], facts["borders"])


def page_picture(content: bytes, number: int) -> dict[str, Any] | None:
    """One page (from 1) as a PNG in base64."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    if not 1 <= number <= min(len(document), PAGES):
        return None
    page = document[number - 1]
    scale = min(DPI / 72, 2200 / max(page.get_width(), page.get_height(), 1))
    target = io.BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(target, "PNG", compress_level=2)
    return {"png": base64.b64encode(target.getvalue()).decode("ascii")}


def pdf_boxes(content: bytes, text: str, borders: Borders) -> dict[str, Any] | None:
    """Size of every page and, for every piece on it, its boxes (left, top, width, height) in points from the upper left corner."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(content)
    pages, signs, where = [], [], []
    for number in range(min(len(document), PAGES)):
        page = document[number]
        textpage = page.get_textpage()
        pages.append({"width": page.get_width(), "height": page.get_height(), "boxes": []})
        for place in range(textpage.count_chars()):
            sign = raw.FPDFText_GetUnicode(textpage, place)
            signs.append(chr(sign) if 0 < sign < 0x110000 and not 0xD800 <= sign < 0xE000 else " ")
            where.append((number, textpage.get_charbox(place)))
    ours = "".join(signs)
    places = aligned(ours, text)
    if share_of(places, ours) < ALIKE:
        return None
    lines: dict[tuple[int, int, int], list[float]] = {}
    for at, place in enumerate(places):
        if place < 0:
            continue
        number, (left, bottom, right, top) = where[at]
        if right <= left or top <= bottom:
            continue
        key = (bisect_right(borders, place) - 1, number, round((top + bottom) / 2 / 6))
        box = lines.setdefault(key, [left, bottom, right, top])
        box[:] = [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
    for (piece, number, _line), (left, bottom, right, top) in lines.items():
        height = pages[number]["height"]
        pages[number]["boxes"].append(
            [piece, *(round(value, 1) for value in (left - 1, height - top - 1.5, right - left + 2, top - bottom + 3))]
        )
    return {"pages": pages}


def docx_blocks(content: bytes, text: str, borders: Borders) -> dict[str, Any] | None:
    """Paragraphs and tables of the body in order, with runs of one type cut where pieces of the text begin."""
    import docx

    made = docx.Document(io.BytesIO(content))
    blocks = list(blocks_of(made.element.body, made, {}))
    runs = [run for paragraph in paragraphs_in(blocks) for run in paragraph["runs"]]
    ours = "".join(run["text"] for run in runs)
    places = aligned(ours, text)
    if share_of(places, ours) < ALIKE:
        return None
    at = 0
    for paragraph in paragraphs_in(blocks):
        start = at
        cut: list[dict[str, Any]] = []
        for run in paragraph["runs"]:
            cut += cut_run(run, places[at : at + len(run["text"])], borders)
            at += len(run["text"])
        first = next((place for place in places[start:at] if place >= 0), None)
        paragraph["label"] = label_before(text, first) if first is not None else ""
        paragraph["runs"] = cut
    return {"blocks": blocks}


def label_before(text: str, first: int) -> str:
    """The number of a list item that the text has and the runs have not ("1. ", "a) ")."""
    begin = max(text.rfind("\n", 0, first), text.rfind("\t", 0, first)) + 1
    label = text[begin:first]
    return label if 0 < len(label) <= 8 and label.strip() else ""


def cut_run(run: dict[str, Any], places: list[int], borders: Borders) -> Iterator[dict[str, Any]]:
    """A run in parts that lie in one piece each; signs without a place go with what comes after them."""
    pieces = [bisect_right(borders, place) - 1 if place >= 0 else -1 for place in places]
    for at in range(len(pieces) - 2, -1, -1):
        pieces[at] = pieces[at + 1] if pieces[at] < 0 else pieces[at]
    piece, begin = pieces[0] if pieces else -1, 0
    for at, found in enumerate(pieces):
        here = found if found >= 0 else piece
        if here != piece:
            if at > begin:
                yield {**run, "text": run["text"][begin:at], "piece": piece}
            piece, begin = here, at
    yield {**run, "text": run["text"][begin:], "piece": piece}


def paragraphs_in(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All paragraphs in reading order, those of cells too."""
    for block in blocks:
        if "rows" in block:
            for row in block["rows"]:
                for cell in row:
                    yield from paragraphs_in(cell["blocks"])
        else:
            yield block


def blocks_of(parent: Any, made: Any, styles: dict[str | None, Any]) -> Iterator[dict[str, Any]]:
    """The paragraphs and tables directly in a body or a cell. `styles`: those looked up so far, for looking one up is slow."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for child in parent.iterchildren():
        if child.tag == f"{W}p":
            yield paragraph_of(Paragraph(child, made), styles)
        elif child.tag == f"{W}tbl":
            yield table_of(Table(child, made), made, styles)
        elif child.tag == f"{W}sdt":
            for inner in child.iterchildren(f"{W}sdtContent"):
                yield from blocks_of(inner, made, styles)


def paragraph_of(paragraph: Any, styles: dict[str | None, Any]) -> dict[str, Any]:
    """One paragraph: alignment, whether its first line is indented, its runs."""
    named = paragraph._p.style
    if named not in styles:
        styles[named] = paragraph.style
    style, form = styles[named], paragraph.paragraph_format
    alignment = paragraph.alignment
    if alignment is None:
        alignment = inherited(style, lambda each: each.paragraph_format.alignment)
    indent = form.first_line_indent
    return {
        "align": ALIGNMENTS.get(int(alignment) if alignment is not None else 0, "left"),
        "indent": bool(indent and indent > 0),
        "runs": [run_of(run, style) for run in runs_of(paragraph) if run.text],
    }


def runs_of(paragraph: Any) -> Iterator[Any]:
    """Runs in order, those of hyperlinks and insertions too."""
    from docx.text.run import Run

    for element in paragraph._p.iter(f"{W}r"):
        if next(element.iterancestors(f"{W}del", f"{W}txbxContent"), None) is None:
            yield Run(element, paragraph)


def run_of(run: Any, style: Any) -> dict[str, Any]:
    """One run: its text and type; size in whole points, 0 where the document's own counts."""
    size = run.font.size or inherited(style, lambda each: each.font.size)
    return {
        "text": run.text,
        "bold": bool(run.bold if run.bold is not None else inherited(style, lambda each: each.font.bold)),
        "italic": bool(run.italic if run.italic is not None else inherited(style, lambda each: each.font.italic)),
        "underline": bool(run.underline),
        "size": max(8, min(20, round(size.pt))) if size else 0,
    }


def inherited(style: Any, of: Any) -> Any:
    """What a style says, or one that it is based on; at most ten steps."""
    for _step in range(10):
        if style is None:
            return None
        value = of(style)
        if value is not None:
            return value
        style = style.base_style
    return None


def table_of(table: Any, made: Any, styles: dict[str | None, Any]) -> dict[str, Any]:
    """One table: whether it is ruled, its rows of cells with their spans; cells that a merge covers are left out."""
    rows: list[list[dict[str, Any]]] = []
    open_above: dict[int, dict[str, Any]] = {}
    for line in table._tbl.tr_lst:
        row, column = [], 0
        for element in line.tc_lst:
            span = element.grid_span
            if element.vMerge == "continue" and column in open_above:
                open_above[column]["down"] += 1
            else:
                cell = {"across": span, "down": 1, "blocks": list(blocks_of(element, made, styles))}
                row.append(cell)
                open_above[column] = cell
            column += span
        rows.append(row)
    return {"ruled": is_ruled(table), "rows": rows}


def is_ruled(table: Any) -> bool:
    """Whether its lines are drawn: by itself, its style, or one of its cells."""
    drawn = [
        border
        for kind in ("tblBorders", "tcBorders")
        for borders in table._tbl.iter(f"{W}{kind}")
        for border in borders
        if border.get(f"{W}val") not in {None, "nil", "none"}
    ]
    name = (table.style.name if table.style is not None else "") or ""
    return bool(drawn) or ("Grid" in name and "Light" not in name)
