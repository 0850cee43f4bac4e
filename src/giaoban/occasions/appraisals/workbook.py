"""A small xlsx: sheets of texts and numbers with one bold head, nothing else. Numbers stay numbers; no cell is ever a formula."""

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

Cell = str | int | Decimal | None
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font>'
    '<font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0" '
    'applyFont="1"/><xf fontId="1" applyFont="1"><alignment wrapText="1" vertical="center"/></xf></cellXfs></styleSheet>'
)


def column(place: int) -> str:
    """0 -> A, 26 -> AA."""
    name = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        name, place = chr(65 + rest) + name, place - 1
    return name


def cell(row: int, place: int, value: Cell, *, bold: bool) -> str:
    """One cell; nothing for an empty one."""
    if value is None or value == "":
        return ""
    at, style = f"{column(place)}{row}", ' s="1"' if bold else ""
    if isinstance(value, str):
        text = escape("".join(sign for sign in value if sign.isprintable() or sign == "\n"))
        return f'<c r="{at}" t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{at}"{style}><v>{value}</v></c>'


def sheet_xml(rows: Sequence[Sequence[Cell]], *, heads: int) -> str:
    """One sheet; the first `heads` rows are bold and stay in sight."""
    widths = [
        max((len(str(row[place])) for row in rows[heads:] if place < len(row) and row[place] is not None), default=8)
        for place in range(max(map(len, rows), default=0))
    ]
    cols = "".join(
        f'<col min="{n}" max="{n}" width="{min(max(width + 2, 8), 60)}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    body = "".join(
        f'<row r="{n}">{"".join(cell(n, place, value, bold=n <= heads) for place, value in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
    )
    pane = f'<pane ySplit="{heads}" topLeftCell="A{heads + 1}" state="frozen"/>' if heads else ""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"{f'<cols>{cols}</cols>' if cols else ''}<sheetData>{body}</sheetData></worksheet>"
    )


def workbook(sheets: Sequence[tuple[str, Sequence[Sequence[Cell]], int]]) -> bytes:
    """The bytes of a file with the named sheets: (name, rows, number of head rows)."""
    names = [
        escape("".join(s for s in name if s not in "[]:*?/\\")[:31] or f"{n}", {'"': "&quot;"})
        for n, (name, _r, _h) in enumerate(sheets, 1)
    ]
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{CONTENT.rsplit(".", 1)[0]}.worksheet+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{base}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{base}.styles+xml"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rels}<Relationship Id="rIdS" '
        f'Type="{RELS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
    }
    parts |= {
        f"xl/worksheets/sheet{n}.xml": sheet_xml(rows, heads=heads) for n, (_name, rows, heads) in enumerate(sheets, 1)
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packing:
        for name, text in parts.items():
            packing.writestr(name, text)
    return stream.getvalue()
