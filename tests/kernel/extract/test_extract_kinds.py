"""What a file is, by its content."""

import pytest

from giaoban.kernel.extract import extract
from giaoban.kernel.extract.kinds import OLE
from giaoban.kernel.problems import Problem


def refusal(data: bytes, name: str = "a.bin") -> Problem:
    with pytest.raises(Problem) as caught:
        extract(data, name=name)
    return caught.value


def test_each_sample_is_read_as_what_it_is_whatever_its_name(samples):
    for kind, data in samples.items():
        right = extract(data, name=f"báo cáo.{kind}")
        wrong = extract(data, name="báo cáo.jpg")
        bare = extract(data, name="báo cáo")
        assert (right.kind, wrong.kind) == (kind, kind)
        assert "wrong_extension" not in right.notes + bare.notes
        assert "wrong_extension" in wrong.notes
        assert right.text == wrong.text


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"{\\rtf1 x}", "RTF"), 
        (b"GIF89a", "GIF"), (b"BM12", "BMP"), (b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gzip"),
        (b"MIME-Version: 1.0", "mht"), (b"%!PS", "PostScript"), (b"\xdb\xa5-\x00", "Word 2.0"),
        (OLE + "PowerPoint Document\0".encode("utf-16-le"), "ppt"), (b"PK\x05\x06" + bytes(18), "zip"), (b"PK\x03\x04 gone", "zip"),
    ],
)  # fmt: skip
def test_a_known_type_that_is_not_read_is_named_with_what_to_save_as(data: bytes, found: str):
    problem = refusal(data)
    assert problem.code == "EXT-003"
    assert found in problem.sentence()
    assert found in problem.sentence("en")


def test_zipped_types_that_are_not_read_are_named(zipped):
    for members, found in (
        ({"xl/workbook.bin": b""}, "xlsb"),
        ({"ppt/presentation.xml": ""}, "pptx"),
        ({"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": ""}, "ODP"),
        ({"ghi chú.txt": "x"}, "zip"),
    ):
        problem = refusal(zipped(members))
        assert problem.code == "EXT-003"
        assert found in problem.sentence()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"PK\x03\x04..word/document.xml", "x", "EXT-005"), (b"PK\x03\x04..xl/styles.xml", "x", "EXT-006"),
        (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text", "x", "EXT-007"), (b"PK\x03\x04..", "x.docx", "EXT-005"),
        (b"PK\x03\x04..", "x.XLSX", "EXT-006"), (b"PK\x03\x04..", "x.odt", "EXT-007"), (OLE + b"cut", "x.doc", "EXT-009"),
        (OLE + "Workbook\0".encode("utf-16-le"), "x.xls", "EXT-006"), (OLE + "Book\0".encode("utf-16-le"), "x", "EXT-006"),
    ],
)  # fmt: skip
def test_a_file_cut_before_its_directory_is_broken_as_what_it_was_going_to_be(data: bytes, name: str, code: str):
    assert refusal(data, name).code == code


def test_an_encrypted_office_file_asks_for_the_password_to_be_removed():
    problem = refusal(OLE + "EncryptedPackage\0".encode("utf-16-le"), "mật.docx")
    assert problem.code == "EXT-011"
    assert "Gỡ mật khẩu" in problem.sentence()


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE html><html>",
        "<HTML>",
        "\ufeff <html>",
        "<!-- x -->\n<html>",
        "<?xml version='1.0'?><html>",
        "<p class=x>",
        "<table>",
    ],
)
def test_markup_at_the_start_is_html(head: str):
    assert extract((head + "nội dung").encode(), name="a").kind == "html"
    assert extract(("a " + head + "nội dung").encode(), name="a").kind == "txt"
