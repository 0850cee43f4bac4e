"""A document as HTML: what the browser shows before it is printed. Everything a person wrote is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from giaoban.kernel.docform import layout
from giaoban.kernel.docform.charts import chart_svg, chart_table
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
)  # fmt: skip


def html(document: Document) -> str:
    """One `<article class="docform">`: head, blocks (each with `data-block`), signature, recipients, annexes.

    A field is `<data class="docform-field" value="its key">`. No style attribute and no script: a strict content policy lets it pass.
    """
    parts = ['<article class="docform" lang="vi">', head_html(document)]
    footed = False
    for block in document.blocks:
        if isinstance(block, Annex) and not footed:
            parts.append(foot_html(document))
            footed = True
        parts.append(block_html(block))
    if not footed:
        parts.append(foot_html(document))
    return "".join([*parts, "</article>"])


def head_html(document: Document) -> str:
    """What stands above the text."""
    head = layout.head_of(document)
    left = [f'<p class="docform-superior">{text(line)}</p>' for line in head.superior]
    left += [f'<p class="docform-issuer">{text(line)}</p>' for line in head.issuer]
    left.append(f'<p class="docform-number">{text(head.number)}</p>')
    if head.subject:
        left.append(f'<p class="docform-subject">{text(head.subject)}</p>')
    right = [f'<p class="docform-nation">{text(head.nation)}</p>']
    if head.motto:
        right.append(f'<p class="docform-motto">{text(head.motto)}</p>')
    right.append(f'<p class="docform-day">{text(head.day)}</p>')
    parts = [f'<header class="docform-head"><div>{"".join(left)}</div><div>{"".join(right)}</div></header>']
    if document.title:
        parts.append(f'<h2 class="docform-title">{text(document.title.upper())}</h2>')
        if document.about:
            parts.append(f'<p class="docform-about">{text(document.about)}</p>')
    parts += [f'<p class="docform-to">{text(line)}</p>' for line in layout.to_lines(document)]
    return "".join(parts)


def foot_html(document: Document) -> str:
    """Recipients and signature."""
    signature, recipients = document.signature, layout.recipient_lines(document)
    left = "".join(f"<li>{text(line)}</li>" for line in recipients)
    listed = f"<p>{layout.RECIPIENT_WORDS}</p><ul>{left}</ul>" if recipients else ""
    signed = ""
    if signature is not None:
        signed = "".join(f'<p class="docform-post">{text(line.upper())}</p>' for line in signature.lines)
        signed += f'<p class="docform-signer">{text(signature.name)}</p>'
    return f'<footer class="docform-foot"><div>{listed}</div><div>{signed}</div></footer>' if listed or signed else ""


def block_html(block: Block) -> str:
    """One block, on its own: a page that edits blocks shows each with this."""
    mark = f'data-block="{escape(block.id)}"'
    if isinstance(block, Heading):
        return f"<h{block.level + 2} {mark}>{text(block.text)}</h{block.level + 2}>"
    if isinstance(block, Paragraph):
        return f'<p class="docform-{block.kind}" {mark}>{runs_html(block.runs)}</p>'
    if isinstance(block, Table):
        return table_html(block, mark)
    if isinstance(block, Chart):
        return chart_html(block, mark)
    if isinstance(block, PageBreak):
        return f'<hr class="docform-page" {mark}>'
    note = f'<p class="docform-note">{text(block.note)}</p>' if block.note else ""
    return (
        f'<section class="docform-annex" {mark}><h3>{text(layout.annex_line(block.number))}</h3>'
        f"<p>{text(block.title.upper())}</p>{note}</section>"
    )


def table_html(table: Table, mark: str) -> str:
    """A table with its caption, note of the unit and source; it scrolls by itself where the screen is narrow."""
    caption = f"<strong>{text(table.caption)}</strong>" if table.caption else ""
    unit = (
        f' <span class="docform-unit">{text(layout.unit_line(table.unit_note))}</span>'
        if table.unit_note.strip()
        else ""
    )
    parts = [f'<div class="docform-scroll" {mark} tabindex="0"><table>']
    if caption or unit:
        parts.append(f"<caption>{caption}{unit}</caption>")
    parts.append("<thead>")
    for row in layout.head_rows(table.columns):
        parts.append(f"<tr>{''.join(head_html_cell(each) for each in row)}</tr>")
    parts.append("</thead><tbody>")
    for line in table.rows:
        at, cells = 0, ""
        for cell in line.cells:
            align = "left" if cell.span > 1 else table.columns[at].align
            cells += f'<td class="docform-{align}"{spans(cell.span, 1)}>{runs_html(cell.runs)}</td>'
            at += cell.span
        parts.append(f'<tr class="docform-{line.kind}">{cells}</tr>')
    parts.append("</tbody></table>")
    if table.source:
        parts.append(f'<p class="docform-source">{text(table.source)}</p>')
    return "".join([*parts, "</div>"])


def head_html_cell(cell: layout.HeadCell) -> str:
    """A heading of columns, or the number of one."""
    if cell.mark:
        return f'<td class="docform-mark">{text(cell.text)}</td>'
    scope = "colgroup" if cell.span > 1 else "col"
    return f'<th scope="{scope}"{spans(cell.span, cell.down)}>{text(cell.text)}</th>'


def spans(across: int, down: int) -> str:
    """The attributes of a cell over several columns or rows."""
    return (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")


def chart_html(chart: Chart, mark: str) -> str:
    """The picture, its title, and its numbers as a table behind it."""
    return (
        f'<figure class="docform-chart" {mark}><figcaption>{text(chart.title)}</figcaption>{chart_svg(chart)}'
        f"<details><summary>Số liệu của biểu đồ</summary>{table_html(chart_table(chart), '')}</details></figure>"
    )


def runs_html(runs: Iterable[Run]) -> str:
    """Words and fields."""
    parts = []
    for run in runs:
        if isinstance(run, Field):
            made = f'<data class="docform-field" value="{escape(layout.clean(run.key))}">{text(run.shown)}</data>'
        else:
            made = text(run.text)
        made = f"<em>{made}</em>" if run.italic else made
        parts.append(f"<strong>{made}</strong>" if run.bold else made)
    return "".join(parts)


def text(raw: str) -> str:
    """Escaped text; line breaks stay."""
    return escape(layout.clean(raw)).replace("\n", "<br>")
