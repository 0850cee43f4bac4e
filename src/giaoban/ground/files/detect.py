"""What a file is, by its content, never by its name: only to label it and to choose a harmless content type."""

import zipfile
from pathlib import Path

OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
MEDIA = {
    "pdf": "application/pdf",
    "docx": OFFICE + "wordprocessingml.document",
    "xlsx": OFFICE + "spreadsheetml.sheet",
    "pptx": OFFICE + "presentationml.presentation",
    "odt": ODF + "text",
    "ods": ODF + "spreadsheet",
    "odp": ODF + "presentation",
    "zip": "application/zip",
    "ole": "application/x-ole-storage",
    "rtf": "application/rtf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "tiff": "image/tiff",
    "html": "text/html",
    "xml": "application/xml",
    "txt": "text/plain",
    "empty": "application/octet-stream",
    "other": "application/octet-stream",
}
MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
HEAD = 4096


def detect(path: Path) -> str:
    """The kind of the file, a key of MEDIA."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        return "empty"
    kind = next((kind for start, kind in MAGIC if head.startswith(start)), "")
    if kind == "zip":
        return _inside_zip(path)
    return kind or _text(head)


def _inside_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
                for kind in ("odt", "ods", "odp"):
                    if declared == MEDIA[kind]:
                        return kind
    except Exception:
        # A damaged zip fails in many ways (zipfile, zlib, struct, names that do not decode); it is kept all the same.
        return "zip"
    return next((kind for part, kind in PARTS.items() if part in names), "zip")


def _text(head: bytes) -> str:
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "other"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else "xml"
    return "txt"
