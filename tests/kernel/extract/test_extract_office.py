"""The same report through LibreOffice into doc, odt and pdf: the words and figures must survive each way."""

import shutil
import subprocess

import docx
import pytest

from giaoban.kernel.extract import extract

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]
LINES = [
    "Trong năm 2018, huyện nạo vét 26.462 m3 kênh tiêu, 21.953 m3 kênh tưới; tỷ lệ hồ sơ trả sớm đạt 65,08%.",
    "Phòng Tài chính - Kế hoạch tháo gỡ khó khăn cho các xã, thị trấn trước ngày 15/11/2019.",
]


@pytest.mark.parametrize("kind", ["doc", "odt", "pdf"])
def test_a_report_saved_by_libreoffice_reads_the_same(kind: str, tmp_path):
    if kind == "doc" and shutil.which("antiword") is None:
        pytest.skip("the program antiword is not installed")
    document = docx.Document()
    document.add_heading("BÁO CÁO", 1)
    for text in LINES:
        document.add_paragraph(text)
    table = document.add_table(2, 2, style="Table Grid")
    for cell, text in zip(table._cells, ("Kênh", "Khối lượng", "Kênh tiêu", "26.462"), strict=True):
        cell.text = text
    document.save(tmp_path / "a.docx")
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind, "--outdir", tmp_path,
         tmp_path / "a.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found = extract((tmp_path / f"a.{kind}").read_bytes(), name=f"a.{kind}")
    assert found.kind == kind
    spans = [found.text[b.start : b.end] for b in found.blocks]
    assert spans == ["BÁO CÁO", *LINES, "Kênh", "Khối lượng", "Kênh tiêu", "26.462"]
    assert [[c.text for c in row] for row in found.tables[0].rows] == [["Kênh", "Khối lượng"], ["Kênh tiêu", "26.462"]]
