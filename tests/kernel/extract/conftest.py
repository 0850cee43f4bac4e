"""Makers of small real files; each test writes only the part it is about."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

import docx
import pytest
import typst
import xlsxwriter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def _zipped(members: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def _relations(parts: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{k}" Target="{p}"/>' for n, (k, p) in enumerate(parts.items())
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def _word(body: str, parts: dict[str, str] | None = None, **members: str | bytes) -> bytes:
    """A docx with this body XML; `parts` are secondary parts by kind ("styles", "numbering", "footnotes", "header",
    ...).
    """
    parts = parts or {}
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relations({kind: f"{kind}.xml" for kind in parts}),
    }
    for kind, xml in parts.items():
        content[f"word/{kind}.xml"] = xml.replace(">", f' xmlns:w="{W}">', 1)
    return _zipped(content | members)


def _writer(body: str, styles: str = "", **members: str | bytes) -> bytes:
    """An odt with this body XML."""
    xml = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return _zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml} | members)


@cache
def _printed(source: str) -> bytes:
    """A PDF of this typst source, A4, 13 pt Liberation Serif or the built-in serif."""
    return typst.compile(f'#set page(paper: "a4")\n#set text(size: 13pt, lang: "vi")\n{source}'.encode())


def _book(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """An xlsx that `fill` wrote."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    fill(book)
    book.close()
    return target.getvalue()


def _small_book() -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Số liệu")
        for row, line in enumerate([["TT", "Nội dung", "Số"], [1, "Kênh tưới", 21953], [2, "Kênh tiêu", 26462]]):
            sheet.write_row(row, 0, line)

    return _book(fill)


def _small_docx() -> bytes:
    document = docx.Document()
    document.add_heading("BÁO CÁO", 1)
    document.add_paragraph("Huyện nạo vét 26.462 m3 kênh tiêu.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Kênh", "Khối lượng", "Kênh tiêu", "26.462"), strict=True):
        cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.fixture(name="zipped")
def zipped_() -> Callable[..., bytes]:
    return _zipped


@pytest.fixture
def word() -> Callable[..., bytes]:
    return _word


@pytest.fixture
def writer() -> Callable[..., bytes]:
    return _writer


@pytest.fixture
def printed() -> Callable[[str], bytes]:
    return _printed


@pytest.fixture
def book() -> Callable[..., bytes]:
    return _book


@pytest.fixture(scope="session")
def samples() -> dict[str, bytes]:
    """One good file of each kind that is read without another program."""
    html = "<html><body><h1>Báo cáo</h1><p>Đạt 65,08%.</p><table><tr><th>A<th>B<tr><td>1<td>2</table></body></html>"
    return {
        "txt": "BÁO CÁO\nHuyện nạo vét 26.462 m3 kênh tiêu.\n".encode(),
        "html": html.encode(),
        "docx": _small_docx(),
        "odt": _writer("<text:h>Báo cáo</text:h><text:p>Đạt 65,08%.</text:p>"),
        "xlsx": _small_book(),
        "pdf": _printed("= Báo cáo\nHuyện nạo vét 26.462 m3.\n#table(columns: 2, [Kênh], [Số], [Kênh tiêu], [26.462])"),
    }
