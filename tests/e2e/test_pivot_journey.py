"""A table turned by keyboard, taken as Excel, CSV and Word, opened again, and shown once more by its link."""

import csv
import io
import re

import docx
import pytest

from giaoban.kernel.extract import extract
from tests.e2e.browser import dress, faults, focus_is_visible, screenshot, tab_to

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
TOLD = {"Thôn Ba": ("9", "10"), "Thôn Bốn": ("30", "60"), "Thôn Năm": ("45", "50")}


@pytest.fixture
def rate(server, django_db_blocker):
    """Dossiers in time and all of three hamlets in October; the number of the rate that is made of them."""
    from giaoban.ground import journal
    from giaoban.records.figures.models import Indicator
    from tests.postgres import pointed
    from tests.records.figures.making import record
    from tests.records.figures.test_lineage import school
    from tests.windows.boards.test_pivot import of_dossiers

    cast = server.cast
    with django_db_blocker.unblock(), pointed(server.database), journal.acting(label="kiểm thử", source="command"):
        of = of_dossiers(cast)
        for name, (good, every) in TOLD.items():
            school(cast, name)
            record(cast, of[0], good, unit=name, period="2026-10")
            record(cast, of[1], every, unit=name, period="2026-10")
        return Indicator.objects.get(pk=of[2].pk).pk


def taken(page, label):
    """The bytes of a file behind a link."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=label).click()
    return waiting.value.path().read_bytes()


@pytest.mark.slow
def test_a_table_is_turned_taken_as_files_and_shown_again_by_its_link(page, visit, server, rate):
    page.set_viewport_size(DESK)
    page.goto(server.url(f"/bang-so-lieu/xoay/?cap=hamlet&ct={rate}&tu=2026-10&den=2026-10"))
    total = page.locator("tr.bv-total")
    assert "70,0" in total.inner_text()
    tab_to(page, page.locator("select[name=cot]").first)
    assert focus_is_visible(page)
    page.locator("select[name=hang]").first.select_option("ky")
    page.locator("select[name=cot]").first.select_option("dv")
    page.get_by_label("Kế hoạch").check()
    page.locator("select[name=cot]").last.select_option("sl")
    page.get_by_role("button", name="Xem bảng").click()
    page.wait_for_url(re.compile("hang=ky&cot=dv,sl"))
    for size, theme in ((PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(size)
        dress(page, theme)
        assert faults(page) == []
    screenshot(page, "pivot", widths=(360, 1280))
    page.set_viewport_size(DESK)
    page.go_back()

    rows = list(csv.reader(io.StringIO(taken(page, "Tải CSV").decode("utf-8-sig"))))
    assert next(row for row in rows if row[0] == "Tổng cộng")[1] == "70"
    book = extract(taken(page, "Tải Excel"), name="bang.xlsx")
    assert any([cell.text for cell in row][:2] == ["Tổng cộng", "70,0"] for table in book.tables for row in table.rows)
    paper = docx.Document(io.BytesIO(taken(page, "Tải Word")))
    assert [cell.text.split("\n")[0] for cell in paper.tables[0].rows[-1].cells] == ["Tổng cộng", "70,0"]
    assert any("Số liệu đọc lúc" in line.text for line in paper.paragraphs)

    link = page.get_by_label("Đường dẫn xem lại đúng bảng này").input_value()
    other = visit("an")
    other.goto(link)
    assert other.locator(".bv-table").inner_text() == page.locator(".bv-table").inner_text()
    other.goto(server.url("/bang-so-lieu/so-sanh/?cap=hamlet&thang=2026-10&tb=1&ct=" + str(rate)))
    assert "Bình quân chung" in other.locator(".bv-table").inner_text()
    assert faults(other) == []
