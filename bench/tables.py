"""One report with a table in every format that is read: written by the formats' own libraries, not by hand where one is at hand."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

TITLE = "BÁO CÁO kết quả thu ngân sách 9 tháng năm 2024 của huyện Yên Bằng"
UNIT = "Đơn vị tính: triệu đồng"
ROWS: tuple[tuple[str, ...], ...] = (
    ("TT", "Nội dung", "Dự toán", "Thực hiện", "Tỷ lệ (%)"),
    ("1", "Thu từ đất", "42.000", "31.500", "75,0"),
    ("2", "Thuế ngoài quốc doanh", "18.400", "15.180", "82,5"),
    ("3", "Lệ phí trước bạ", "9.600", "7.872", "82,0"),
    ("", "Tổng cộng", "70.000", "54.552", "77,9"),
)
Rows = Sequence[Sequence[str]]


def docx(rows: Rows = ROWS) -> bytes:
    """By python-docx."""
    import docx as word

    document = word.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph(UNIT)
    table = document.add_table(len(rows), len(rows[0]))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def number(text: str) -> float | None:
    """The number a cell shows, None for words."""
    plain = text.replace(".", "").replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def xlsx(rows: Rows = ROWS) -> bytes:
    """By xlsxwriter, numbers as numbers."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Thu")
    formats = {False: book.add_format({"num_format": "#,##0"}), True: book.add_format({"num_format": "0.0"})}
    sheet.write(0, 0, TITLE)
    sheet.write(1, 0, UNIT)
    for at, row in enumerate(rows, start=3):
        for column, text in enumerate(row):
            value = number(text)
            if value is None:
                sheet.write(at, column, text)
            else:
                sheet.write_number(at, column, value, formats["," in text])
    book.close()
    return target.getvalue()


def xls(rows: Rows = ROWS) -> bytes:
    """By xlwt, numbers as numbers."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Thu")
    formats = {False: xlwt.easyxf(num_format_str="#,##0"), True: xlwt.easyxf(num_format_str="0.0")}
    sheet.write(0, 0, TITLE)
    sheet.write(1, 0, UNIT)
    for at, row in enumerate(rows, start=3):
        for column, text in enumerate(row):
            value = number(text)
            if value is None:
                sheet.write(at, column, text)
            else:
                sheet.write(at, column, value, formats["," in text])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _opendocument(body: str, kind: str) -> bytes:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    content = f"<office:document-content{spaces}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", content)
    return target.getvalue()


def _table_xml(rows: Rows) -> str:
    lines = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="Thu">{lines}</table:table>'


def odt(rows: Rows = ROWS) -> bytes:
    """As LibreOffice Writer lays it out."""
    return _opendocument(f"<text:p>{TITLE}</text:p><text:p>{UNIT}</text:p>{_table_xml(rows)}", "text")


def ods(rows: Rows = ROWS) -> bytes:
    """As LibreOffice Calc lays it out."""
    return _opendocument(_table_xml([(TITLE,), (UNIT,), (), *rows]), "spreadsheet")


def html(rows: Rows = ROWS) -> bytes:
    """As a web page."""
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return f"<!doctype html><meta charset=utf-8><p>{TITLE}</p><p>{UNIT}</p><table>{lines}</table>".encode()


def pdf(rows: Rows = ROWS) -> bytes:
    """By typst, a ruled table."""
    import typst

    cells = ", ".join(f"[{text}]" for row in rows for text in row)
    table = f"#table(columns: {len(rows[0])}, {cells})"
    return typst.compile(f'#set page(paper: "a4")\n#set text(lang: "vi")\n{TITLE}\n\n{UNIT}\n\n{table}'.encode())


def txt(rows: Rows = ROWS) -> bytes:
    """Typed with bars."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([TITLE, UNIT, *lines]).encode()


def flat(rows: Rows = ROWS) -> bytes:
    """As a page copied from a browser often comes out: one cell a line."""
    return "\n".join([TITLE, UNIT, *(text for row in rows for text in row if text)]).encode()


def doc(rows: Rows = ROWS) -> bytes:
    """By LibreOffice, from the docx. Errors: RuntimeError where the machine has none."""
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.docx"
        source.write_bytes(docx(rows))
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "doc",
            "--outdir",
            folder,
        ]
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
        return (Path(folder) / "a.doc").read_bytes()


WRITERS: dict[str, Callable[..., bytes]] = {
    "docx": docx, "xlsx": xlsx, "xls": xls, "ods": ods, "odt": odt, "html": html, "pdf": pdf, "txt": txt, "doc": doc,
}  # fmt: skip
