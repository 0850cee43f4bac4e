"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from giaoban.kernel.extract.model import Kind
from giaoban.kernel.problems import Problem

EXTENSIONS: dict[Kind, frozenset[str]] = {
    "txt": frozenset({"txt", "text", "md", "csv", "tsv", "log"}),
    "html": frozenset({"html", "htm", "xhtml"}),
    "docx": frozenset({"docx", "docm", "dotx", "dotm"}),
    "pdf": frozenset({"pdf"}),
    "odt": frozenset({"odt", "ott"}),
    "xlsx": frozenset({"xlsx", "xlsm", "xltx", "xltm"}),
    "doc": frozenset({"doc", "dot"}),
    "xls": frozenset({"xls", "xlt"}),
    "ods": frozenset({"ods", "ots"}),
    "scan": frozenset({"png", "jpg", "jpeg", "tif", "tiff", "pdf"}),
}
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF_WINDOW = 1024
_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|h[1-6]|meta|title|section|article|ul|ol|span|b)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A known type that is not read: what it is called and the format to save it in."""

    vi: str
    en: str
    wanted: str


_FOREIGN: tuple[tuple[bytes, Foreign], ...] = (
    (b"{\\rtf", Foreign("văn bản RTF", "an RTF document", "docx")),
    (b"GIF8", Foreign("ảnh GIF", "a GIF picture", "docx")),
    (b"BM", Foreign("ảnh BMP", "a BMP picture", "docx")),
    (b"Rar!\x1a\x07", Foreign("tệp nén RAR", "a RAR archive", "docx")),
    (b"7z\xbc\xaf\x27\x1c", Foreign("tệp nén 7z", "a 7z archive", "docx")),
    (b"\x1f\x8b", Foreign("tệp nén gzip", "a gzip archive", "docx")),
    (b"MIME-Version:", Foreign("trang web lưu kèm (mht)", "a saved web archive (mht)", "docx")),
    (b"%!PS", Foreign("tệp PostScript", "a PostScript file", "pdf")),
    (b"\xdb\xa5-\x00", Foreign("tệp Word 2.0", "a Word 2.0 file", "docx")),
)
_OLE_FOREIGN: tuple[tuple[str, Foreign], ...] = (
    ("PowerPoint Document", Foreign("bản trình chiếu cũ (ppt)", "an old presentation (ppt)", "pdf")),
)
_ZIP_FOREIGN: tuple[tuple[str, Foreign], ...] = (
    ("xl/workbook.bin", Foreign("bảng tính Excel nhị phân (xlsb)", "a binary Excel workbook (xlsb)", "xlsx")),
    ("ppt/presentation.xml", Foreign("bản trình chiếu (pptx)", "a presentation (pptx)", "pdf")),
)
_ODF_FOREIGN: tuple[tuple[bytes, Foreign], ...] = (
    (b"application/vnd.oasis.opendocument.presentation", Foreign("bản trình chiếu ODP", "an ODP presentation", "pdf")),
)
_ARCHIVE = Foreign("tệp nén zip", "a zip archive", "docx")


def sniff(data: bytes, name: str) -> Kind:
    """The kind of the file. Errors: EXT-002 unknown, EXT-003 known but not read, EXT-005..007 broken zip, EXT-011
    password.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, name)
    if data.startswith(OLE):
        return _ole_kind(data, name)
    if b"%PDF-" in data[:PDF_WINDOW]:
        return "pdf"
    if data.startswith(PICTURES):
        return "scan"
    for magic, foreign in _FOREIGN:
        if data.startswith(magic):
            raise _refuse(foreign, name)
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    if _MARKUP.match(head):
        return "html"
    return "txt"


def fits(kind: Kind, name: str) -> bool:
    """True where the extension of the name is one of the kind's, or there is none."""
    stem, dot, extension = name.rpartition(".")
    return not (stem and dot) or extension.lower() in EXTENSIONS[kind]


def _refuse(foreign: Foreign, name: str) -> Problem:
    return Problem("EXT-003", name=name, found_vi=foreign.vi, found_en=foreign.en, wanted=foreign.wanted)


def _zip_kind(data: bytes, name: str) -> Kind:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            mimetype = b""
            if "mimetype" in members:
                with archive.open("mimetype") as stream:
                    mimetype = stream.read(200)
    except Exception:
        # A damaged zip fails in many ways (zipfile, zlib, struct, decoding of names, passwords).
        raise _broken_zip(data, name) from None
    if "xl/workbook.xml" in members:
        return "xlsx"
    for member, foreign in _ZIP_FOREIGN:
        if member in members:
            raise _refuse(foreign, name)
    if "[Content_Types].xml" in members and any(m.startswith("word/") for m in members):
        return "docx"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    for odf, foreign in _ODF_FOREIGN:
        if mimetype.startswith(odf):
            raise _refuse(foreign, name)
    if "content.xml" in members:
        return "odt"
    raise _refuse(_ARCHIVE, name)


def _broken_zip(data: bytes, name: str) -> Problem:
    """A zip whose directory is lost: what it was going to be shows in the names of its members."""
    for mark, code in ((b"word/", "EXT-005"), (b"xl/", "EXT-006"), (b"opendocument.text", "EXT-007")):
        if mark in data:
            return Problem(code, name=name)
    suspected = {"docx": "EXT-005", "xlsx": "EXT-006", "odt": "EXT-007"}.get(name.rpartition(".")[2].lower())
    return Problem(suspected, name=name) if suspected else _refuse(_ARCHIVE, name)


def _ole_kind(data: bytes, name: str) -> Kind:
    """Old Office files and encrypted new ones share one container; the directory names its streams in UTF-16."""

    def has(stream: str) -> bool:
        return (stream + "\0").encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise Problem("EXT-011", name=name)
    if has("WordDocument"):
        return "doc"
    if has("Workbook") or has("Book"):
        return "xls"
    for stream, foreign in _OLE_FOREIGN:
        if has(stream):
            raise _refuse(foreign, name)
    raise Problem("EXT-006" if name.lower().endswith(".xls") else "EXT-009", name=name)
