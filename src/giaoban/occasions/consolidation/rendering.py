"""The blocks of a report as the document that is printed (`kernel.docform`). Writes nothing."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from giaoban.ground.org.selectors import body_name, unit_name
from giaoban.kernel import docform
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.extract.docx_styles import spelled
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation import plans
from giaoban.occasions.consolidation.figures import columns, so_far
from giaoban.occasions.consolidation.models import Block, Consolidated
from giaoban.occasions.consolidation.sections import FRAMING, live
from giaoban.records.documents.kinds import symbol_of
from giaoban.records.documents.letter import FORM, issuer_lines, signed_as

LETTERS = "abcdefghiklmnopqrstuvxy"
SINCE_JANUARY = (
    "Cột 3, 4, 5, 6: chỉ tiêu phát sinh tính lũy kế từ đầu năm, chỉ tiêu khác lấy số của kỳ. Với tỷ lệ, cột 4 và 6 ghi điểm %. "
    "Dấu –: sổ số liệu chưa đủ số để tính."
)
WHOLE = "Với tỷ lệ, cột 3 và 5 ghi điểm %."
Json = dict[str, Any]


def document_of(report: Consolidated, blocks: Sequence[Block], *, on: date) -> docform.Document:
    """The whole document. on: the day of names while it is a draft; an issued one has its number and day.

    Ids of blocks: "b12" is block 12 (`block_of` reads it back), "s-KEY" the heading of a section.
    """
    body, issued = report.body, report.document
    day = issued.issued_on if issued is not None and issued.issued_on else on
    name = body_name(body=body.pk, on=day)
    party = body.kind == "party"
    return docform.Document(
        letterhead=docform.Letterhead(issuer=issuer_lines(name), party=party),
        number=str(issued.number or "") if issued is not None else "",
        symbol=symbol_of("report", body_kind=body.kind, body_name=name),
        place=FORM.sub("", unit_name(unit=body.area_id, on=day)),
        on=issued.issued_on if issued is not None else None,
        year=day.year,
        title="BÁO CÁO",
        about=report.title,
        blocks=tuple(blocks_of(report, blocks)),
        signature=signature_of(report),
        recipients=tuple(line.strip().rstrip(";.") for line in report.recipients.splitlines() if line.strip()),
    )


def signature_of(report: Consolidated) -> docform.Signature | None:
    """Who signs, in whose name; None while nobody is chosen."""
    if report.document is not None and report.document.signer_post_id == report.signer_post_id:
        name = report.document.signer_label
    else:
        name = report.signer_person.full_name if report.signer_person is not None else ""
    lines = signed_as(report.signer_post, body_kind=report.body.kind)
    return docform.Signature(lines, name) if lines else None


def blocks_of(report: Consolidated, blocks: Sequence[Block]) -> Iterable[docform.Block]:
    """The sections that have something, numbered, each with its blocks; opening and closing without a heading."""
    number = 0
    for section in live(report.sections):
        inside = [block for block in blocks if block.section == section["key"]]
        if not inside:
            continue
        if section["key"] in FRAMING:
            yield from section_blocks(report, inside)
            continue
        yield docform.Heading(
            f"s-{section['key']}", 1, f"{spelled(number + 1, 'upperRoman')}. {section['title'].upper()}"
        )
        number += 1
        yield from section_blocks(report, inside)


def section_blocks(report: Consolidated, inside: Sequence[Block]) -> Iterable[docform.Block]:
    """The blocks of one section; headings of units are numbered 1, 2, …, those of their parts a, b, …"""
    unit = part = 0
    for block in inside:
        name = f"b{block.pk}"
        if block.kind == "heading":
            if block.data.get("level", 3) == 2:
                unit, part = unit + 1, 0
                yield docform.Heading(name, 2, f"{unit}. {block.text}")
            else:
                part += 1
                yield docform.Heading(name, 3, f"{LETTERS[(part - 1) % len(LETTERS)]}) {block.text}")
        elif block.kind == "paragraph":
            yield docform.Paragraph(name, tuple(runs_of(block.text, marks.loaded(block.fields))))
        elif block.kind == "table":
            yield table_block(report, name, block)
        else:
            yield chart_block(name, block)


def runs_of(text: str, fields: Sequence[marks.Field]) -> Iterable[docform.Run]:
    """Words and numbers by turns."""
    at = 0
    for field in fields:
        if field.start > at:
            yield docform.Text(text[at : field.start])
        yield docform.Field(field.key, text[field.start : field.end])
        at = field.end
    if at < len(text):
        yield docform.Text(text[at:])


def columns_of(report: Consolidated) -> tuple[docform.Column, ...]:
    """The heads of a table of the report's period."""
    period = parse_period(report.period)
    total = so_far(period)
    now = "Thực hiện trong tháng" if period.kind == "month" else f"Thực hiện {period.name}"
    right: Any = "right"
    titles = {
        "plan": (f"Kế hoạch năm {period.last.year}", 10),
        "now": (now, 10),
        "total": (f"Lũy kế {total.name}", 10),
        "share": ("Đạt kế hoạch (%)", 10),
        "before": ("Lũy kế cùng kỳ năm trước" if "total" in columns(period) else "Cùng kỳ năm trước", 10),
        "growth": ("Tăng, giảm so cùng kỳ (%)", 9),
    }
    numbers = [docform.Column(*titles[name], right, mark=str(place)) for place, name in enumerate(columns(period), 1)]
    first = (
        docform.Column("TT", 4, "centre", mark="A"),
        docform.Column("Chỉ tiêu", 27, mark="B"),
        docform.Column("Đơn vị tính", 10, "centre", mark="C"),
    )
    return (*first, *numbers)


def table_block(report: Consolidated, name: str, block: Block) -> docform.Table:
    """A table: indicators under their fields, each number with the key of its observation."""
    heads, names = columns_of(report), columns(parse_period(report.period))
    rows: list[docform.Row] = []
    field = None
    for number, row in enumerate(block.data.get("rows", []), 1):
        if row["field"] and row["field"] != field:
            rows.append(docform.Row((docform.Cell(docform.words(row["field"]), span=len(heads)),), kind="group"))
        field = row["field"]
        cells = row["cells"]
        shown = [run_of(cells[column]) for column in names]
        first = [docform.words(str(number)), docform.words(row["name"]), docform.words(row["unit"])]
        rows.append(docform.Row(tuple(docform.Cell(tuple(runs)) for runs in (*first, *shown))))
    known = block.data.get("rows", [])
    notes = (plans.told(known), SINCE_JANUARY if "total" in names else WHOLE, not_summed(known))
    return docform.Table(name, heads, tuple(rows), caption=block.text, source=" ".join(filter(None, notes)))


def not_summed(rows: Sequence[Json], most: int = 3) -> str:
    """Of which rows of a stored table the year before has the figure of the period, but not all that its sum since January needs."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if only := row["cells"]["before"].get("only"):
            found.setdefault(only, []).append(row["name"])
    said = []
    for period, names in found.items():
        more = f" và {len(names) - most} chỉ tiêu khác" if len(names) > most else ""
        about = f"{'; '.join(names[:most])}{more}"
        said.append(f"Sổ số liệu có số {period}, thiếu số các tháng trước đó để tính lũy kế cùng kỳ của: {about}.")
    return " ".join(said)


def run_of(cell: Json) -> tuple[docform.Run, ...]:
    """A place of a table: a number with its key, words without, "–" for what is missing."""
    if not cell["shown"]:
        return (docform.Text("–"),)
    return (docform.Field(cell["key"], cell["shown"]),) if cell["key"] else (docform.Text(cell["shown"]),)


def chart_block(name: str, block: Block) -> docform.Chart:
    """A chart with the numbers behind it."""
    data = block.data
    points = data["points"]
    values = tuple(None if point["value"] is None else Decimal(point["value"]) for point in points)
    keys = tuple(
        f"obs:{point['observation']}" if point["observation"] else f"figure:{data['code']}||{point['key']}|actual|value"
        for point in points
    )
    labels = tuple(f"{int(point['key'][5:])}/{point['key'][2:4]}" for point in points)
    series = docform.Series(data["name"], values, keys)
    return docform.Chart(
        name, data["kind"], block.text or data["name"], labels, (series,), unit=data["unit"], with_table=False
    )


def plain_text(report: Consolidated, blocks: Sequence[Block]) -> str:
    """The words of a report as plain lines: what the register of documents keeps and finds."""
    lines: list[str] = []
    for block in blocks_of(report, blocks):
        if isinstance(block, docform.Heading):
            lines.append(block.text)
        elif isinstance(block, docform.Paragraph):
            lines.append("".join(run.text if isinstance(run, docform.Text) else run.shown for run in block.runs))
        elif isinstance(block, docform.Table):
            lines += [row_text(row) for row in block.rows]
        elif isinstance(block, docform.Chart):
            lines.append(f"(Biểu đồ: {block.title})")
    return "\n".join(lines)


def row_text(row: docform.Row) -> str:
    """A row of a table as a line."""
    return "\t".join(
        "".join(run.text if isinstance(run, docform.Text) else run.shown for run in cell.runs) for cell in row.cells
    )


def block_of(name: str) -> int | None:
    """The block of an id in a document; None for what is no block of the report."""
    number = name.removeprefix("b")
    return int(number) if name.startswith("b") and number.isdecimal() and len(number) < 19 else None
