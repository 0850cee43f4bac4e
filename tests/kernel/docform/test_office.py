"""A file opened and saved by LibreOffice comes back with its ids, its fields and the changes that a person made."""

import shutil
import subprocess

import pytest

from giaoban.kernel.docform import diff, read_back
from tests.kernel.docform.edited import Edited
from tests.kernel.docform.made import report

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


def saved_by_office(data: bytes, folder, *kinds: str) -> bytes:
    """The file after LibreOffice saved it as each kind in turn."""
    path = folder / "a.docx"
    path.write_bytes(data)
    for place, kind in enumerate(kinds):
        target = folder / str(place)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", target, path]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        path = target / f"a.{kind}"
    return path.read_bytes()


def edited() -> Edited:
    """Numbers and words typed over, a paragraph more, one less, one moved."""
    made = Edited(report())
    made.replace("39.981", "40.012")
    made.replace("41.306", "41.603")
    made.replace("Các khoản thu cơ bản", "Các khoản thu nhìn chung")
    made.add_after("Tiến độ giải phóng", "Một số đơn vị gửi báo cáo chậm.")
    made.delete("Công trình đường liên thôn")
    made.paragraph("II. TỒN TẠI")._p.addnext(made.paragraph("Công tác giải ngân")._p)
    return made


def test_a_file_that_was_only_saved_has_no_change_and_keeps_every_mark(tmp_path):
    origin = "0123456789abcdef" * 2
    read = read_back(saved_by_office(Edited(report(origin=origin)).bytes(), tmp_path, "docx"))
    assert (read.keeps_marks, read.keeps_fields, read.origin) == (True, True, origin)
    assert diff(report(), read) == []


def test_changes_are_the_same_whether_libreoffice_saved_them_or_not(tmp_path):
    data = edited().bytes()
    before = diff(report(), read_back(data))
    assert {each.kind for each in before} == {"text", "field", "added", "removed", "moved"}
    assert diff(report(), read_back(saved_by_office(data, tmp_path, "docx"))) == before


def test_a_file_that_went_through_odt_still_tells_its_changes(tmp_path):
    data = edited().bytes()
    before = [(each.kind, each.block_id, each.key) for each in diff(report(), read_back(data))]
    found = diff(report(), read_back(saved_by_office(data, tmp_path, "odt", "docx")))
    assert [(each.kind, each.block_id, each.key) for each in found] == before
