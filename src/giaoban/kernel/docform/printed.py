"""A document as PDF, set by typst. What people wrote goes to it as data, never as markup."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from giaoban.kernel.docform import layout
from giaoban.kernel.docform.charts import chart_svg, chart_table, described
from giaoban.kernel.docform.model import (
    Annex,
    Block,
    Chart,
    Document,
    Field,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
)
from giaoban.kernel.docform.setting import typeset

Json = dict[str, Any]
UPRIGHT, LYING = 165, 257
"""Width of the text on an upright and on a landscape page, mm."""


def pdf_bytes(document: Document) -> bytes:
    """The document as the bytes of a PDF file, laid out as the docx is; the same document gives the same bytes.

    An issued document is PDF/A-2a (for archives, with tags for who cannot see it), a draft plain PDF 1.7.
    """
    page = (files("giaoban.kernel.docform") / "page.typ").read_bytes()
    return typeset(page, dated=document.on is not None, document=json.dumps(facts_of(document), ensure_ascii=False))


def facts_of(document: Document) -> Json:
    """What the page reads."""
    head = layout.head_of(document)
    about = layout.clean(document.about) if document.title else ""
    return {
        "name": layout.clean(f"{document.title} {document.about}".strip()),
        "author": layout.clean(" ".join(document.letterhead.issuer)),
        "day": [document.on.year, document.on.month, document.on.day] if document.on else None,
        "fonts": layout.FONTS[1],
        "size": document.size,
        "head": {
            "superior": list(head.superior),
            "issuer": list(head.issuer),
            "party": document.letterhead.party,
            "number": head.number,
            "subject": head.subject,
            "nation": head.nation,
            "motto": head.motto,
            "day": head.day,
        },
        "title": layout.clean(document.title).upper(),
        "about": about,
        "about_width": layout.ruled(about, 14) * 0.45,
        "to": list(layout.to_lines(document)),
        "pages": pages_of(document),
    }


def pages_of(document: Document) -> list[Json]:
    """The blocks by pages of one orientation; recipients and signature come before the first annex."""
    pages: list[Json] = [{"landscape": False, "blocks": []}]
    footed = False
    for block in document.blocks:
        if isinstance(block, Annex) and not footed:
            pages[-1]["blocks"] += foot_facts(document)
            footed = True
        if isinstance(block, Annex | PageBreak):
            pages.append({"landscape": block.landscape, "blocks": []})
        width = LYING if pages[-1]["landscape"] else UPRIGHT
        pages[-1]["blocks"] += block_facts(block, width)
    if not footed:
        pages[-1]["blocks"] += foot_facts(document)
    return pages


def foot_facts(document: Document) -> list[Json]:
    """Recipients and signature; nothing where there is neither."""
    signature, recipients = document.signature, list(layout.recipient_lines(document))
    if signature is None and not recipients:
        return []
    lines = [layout.clean(line).upper() for line in signature.lines] if signature else []
    name = layout.clean(signature.name) if signature else ""
    foot = {"kind": "foot", "words": layout.RECIPIENT_WORDS, "recipients": recipients, "lines": lines, "name": name}
    return [{**foot, "signed": signature is not None}]


def block_facts(block: Block, width: float) -> list[Json]:
    """What the page reads of a block; a new page is none of its own."""
    if isinstance(block, Heading):
        return [{"kind": "heading", "level": block.level, "text": layout.clean(block.text)}]
    if isinstance(block, Paragraph):
        return [{"kind": "paragraph", "style": block.kind, "runs": runs_facts(block.runs)}]
    if isinstance(block, Table):
        unit = layout.unit_line(block.unit_note) if block.unit_note.strip() else ""
        notes = {"caption": layout.clean(block.caption), "unit": unit, "source": layout.clean(block.source)}
        return [{"kind": "table", **notes, **table_facts(block, width)}]
    if isinstance(block, Chart):
        table = table_facts(chart_table(block), width) if block.with_table else None
        picture = {"svg": chart_svg(block), "alt": described(block), "title": layout.clean(block.title)}
        return [{"kind": "chart", "table": table, **picture}]
    if isinstance(block, Annex):
        number, title = layout.annex_line(block.number), layout.clean(block.title).upper()
        return [{"kind": "annex", "number": number, "title": title, "note": layout.clean(block.note)}]
    return []


def table_facts(table: Table, width: float) -> Json:
    """Widths in mm, the cells of the head with their places, the rows."""
    rows = []
    for row in table.rows:
        at, cells = 0, []
        for cell in row.cells:
            align = "left" if cell.span > 1 else table.columns[at].align
            cells.append({"span": cell.span, "align": align, "runs": runs_facts(cell.runs, bold=row.kind != "data")})
            at += cell.span
        rows.append({"heads": row.kind == "group", "cells": cells})
    heads = [
        {"x": each.at, "y": y, "span": each.span, "down": each.down, "mark": each.mark, "text": layout.clean(each.text)}
        for y, row in enumerate(layout.head_rows(table.columns))
        for each in row
    ]
    return {"widths": layout.widths(table, width), "heads": heads, "rows": rows}


def runs_facts(runs: tuple[Run, ...], *, bold: bool = False) -> list[Json]:
    """Runs as the page reads them."""
    return [
        {
            "text": layout.clean(run.shown if isinstance(run, Field) else run.text),
            "bold": run.bold or bold,
            "italic": run.italic,
        }
        for run in runs
    ]
