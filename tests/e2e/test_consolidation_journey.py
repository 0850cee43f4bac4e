"""The month's report is put together, edited, corrected by a finding, sent through Word and issued, in the browser."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import dress, faults, screenshot
from tests.occasions.consolidation.making import accepted, indicator, observed, stated
from tests.postgres import pointed

pytestmark = pytest.mark.slow
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@pytest.fixture
def october(server, django_db_blocker):
    """October's report of an office, with its figure on record."""
    with django_db_blocker.unblock(), pointed(server.database):
        row = indicator(server.cast, code="TH01", aliases=["thu ngân sách"])
        for key in ("2025-10", "2026-09", "2026-10"):
            observed(server.cast, row, key, 700)
        stated(server.cast, accepted(server.cast), row)


def looked_at(page, name):
    for size in (PHONE, DESK):
        for theme in ("light", "dark"):
            page.set_viewport_size(size)
            dress(page, theme)
            assert faults(page) == [], (name, size, theme)
    screenshot(page, name, widths=(360, 1280), themes=("light", "dark"))


def through_word(page, server, report, before, after):
    """The report's Word file with some words replaced, as an editor saves it."""
    content = page.request.get(f"{report}word/").body()
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as packed, ZipFile(out, "w", ZIP_DEFLATED) as packing:
        for part in packed.infolist():
            data = packed.read(part)
            if part.filename == "word/document.xml":
                assert before.encode() in data
                data = data.replace(before.encode(), after.encode())
            packing.writestr(part, data)
    return out.getvalue()


def test_a_report_of_the_month_is_made_edited_and_issued(page, server, october):
    page.goto(server.url("/bao-cao-tong-hop/"))
    page.get_by_role("link", name="Lập báo cáo").first.click()
    page.get_by_label("Mẫu báo cáo").select_option(label="Báo cáo tháng, cấp xã")
    page.get_by_label("Kỳ báo cáo").fill("10/2026")
    page.get_by_role("button", name="Xem các đơn vị").click()
    page.get_by_role("button", name="Lập báo cáo").click()
    page.wait_for_url(re.compile(r"/bao-cao-tong-hop/\d+/$"))
    report = page.url
    looked_at(page, "consolidated-report")
    assert page.get_by_role("link", name="8.105").first.get_attribute("href").startswith("/so-lieu/quan-sat/")

    block = page.locator(".cs-block", has_text="từ đầu năm đạt")
    block.locator("summary", has_text="Sửa").click()
    text = block.get_by_label("Nội dung (để một dòng trống để tách thành hai đoạn)")
    text.fill(text.input_value().replace("8.105", "8.200"))
    block.get_by_role("button", name="Lưu").click()
    finding = page.locator(".cs-finding")
    assert "8.200" in finding.inner_text()
    page.goto(report)
    looked_at(page, "consolidated-finding")
    finding.get_by_role("button", name="Lấy số trong sổ").click()
    assert page.locator(".cs-finding").count() == 0
    assert "8.105 triệu đồng" in page.locator(".cs-block", has_text="từ đầu năm đạt").inner_text()

    section = page.locator("#phan-ton-tai")
    section.locator("summary", has_text="Sửa phần").click()
    section.get_by_label("Tên phần").fill("Khó khăn, vướng mắc")
    looked_at(page, "consolidated-section")
    section.get_by_role("button", name="Đổi tên").click()
    expect(page.get_by_role("heading", name="Khó khăn, vướng mắc")).to_be_visible()

    word = through_word(page, server, report, "Hai tuyến đường", "Ba tuyến đường")
    late = page.locator(".cs-block", has_text="chậm thi công")
    late.locator("summary", has_text="Sửa").click()
    text = late.get_by_label("Nội dung (để một dòng trống để tách thành hai đoạn)")
    text.fill(text.input_value().replace("do mưa", "do mưa lớn"))
    late.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Nhận bản Word").click()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.get_by_label("Tệp Word đã sửa").set_input_files({"name": "bao-cao.docx", "mimeType": kind, "buffer": word})
    page.get_by_role("button", name="So với báo cáo").click()
    page.wait_for_url(re.compile(r"/ban-word/\d+/$"))
    looked_at(page, "consolidated-changes")
    page.get_by_role("button", name="Lưu bản ghép").click()
    expect(page.get_by_text("đã nhận")).to_be_visible()
    page.goto(f"{report}xem-truoc/")
    sheet = page.locator(".dc-docform").inner_text()
    assert "Ba tuyến đường thôn chậm thi công do mưa lớn." in sheet, "the words of both sides"
    assert "KHÓ KHĂN, VƯỚNG MẮC" in sheet
    looked_at(page, "consolidated-preview")

    page.goto(report)
    page.get_by_role("button", name="Ban hành").first.click()
    expect(page.locator("dialog[open]")).to_contain_text("Chưa chọn người ký.")
    page.goto(f"{report}thong-tin/")
    page.get_by_label("Người ký").select_option(index=1)
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url(report)
    page.get_by_role("button", name="Ban hành").first.click()
    page.locator("dialog[open]").get_by_role("button", name="Ban hành").click()
    expect(page.locator("main")).to_contain_text("Đã ban hành, số")
    assert re.search(r"\d+/BC-UBND", page.locator("main").inner_text())
    assert page.get_by_role("button", name="Lưu").count() == 0
