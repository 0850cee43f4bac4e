"""What a file is, by its content and never by its name."""

import io
import zipfile

import pytest

from giaoban.ground.files.detect import MEDIA, detect


def archive(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, text in parts.items():
            out.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "pdf"),
        (archive(word__document_xml="x"), "docx"),
        (archive(xl__workbook_xml="x"), "xlsx"),
        (archive(ppt__presentation_xml="x"), "pptx"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (archive(mimetype="application/epub+zip"), "zip"),
        (archive(other="x"), "zip"),
        (b"PK\x03\x04 torn", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old word", "ole"),
        (b"{\\rtf1", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        (b"II*\x00", "tiff"),
        ("\ufeff<!DOCTYPE html><p>".encode(), "html"),
        (b"  <HTML>", "html"),
        (b'<?xml version="1.0"?><html>', "html"),
        (b'<?xml version="1.0"?><edoc/>', "xml"),
        ("Báo cáo tháng 10".encode(), "txt"),
        ("Báo cáo".encode("utf-16"), "txt"),
        (b"MZ\x90\x00\x03", "other"),
    ],
)
def test_content_tells_the_kind(tmp_path, data, kind):
    path = tmp_path / "wrong-name.jpg"
    path.write_bytes(data)
    assert detect(path) == kind
    assert MEDIA[kind]
