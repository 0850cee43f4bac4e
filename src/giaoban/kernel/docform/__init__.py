"""The administrative document as data -> docx that can come back, PDF, HTML; and what somebody changed in the docx."""

from giaoban.kernel.docform.changes import Change, ChangeKind, Stand, compare, diff
from giaoban.kernel.docform.charts import chart_svg
from giaoban.kernel.docform.exchange import block_from_json, block_to_json, from_json, to_json
from giaoban.kernel.docform.merging import merged
from giaoban.kernel.docform.model import (
    Annex,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Field,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Series,
    Signature,
    Table,
    Text,
    words,
)  # fmt: skip
from giaoban.kernel.docform.printed import pdf_bytes
from giaoban.kernel.docform.readback import ReadBack, ReadBlock, read_back
from giaoban.kernel.docform.web import block_html, html
from giaoban.kernel.docform.wordfile import docx_bytes

__all__ = [
    "Annex", "Block", "Cell", "Change", "ChangeKind", "Chart", "Column", "Document", "Field", "Heading", "Letterhead", "PageBreak",
    "Paragraph", "ReadBack", "ReadBlock", "Row", "Run", "Series", "Signature", "Stand", "Table", "Text", "block_from_json",
    "block_html", "block_to_json", "chart_svg", "compare", "diff", "docx_bytes", "from_json", "html", "merged", "pdf_bytes", "read_back",
    "to_json", "words",
]  # fmt: skip
