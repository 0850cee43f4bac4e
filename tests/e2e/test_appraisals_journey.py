"""From a shipped set to a card filled in by keyboard and the checked points in the matrix."""

import re

import pytest

from tests.e2e.browser import dress, faults

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


def open_appraisal(page, server):
    """Take a shipped set, put it into use, open an appraisal for two offices; ends on its page."""
    page.goto(server.url("/cham-diem/bo-tieu-chi/"))
    page.get_by_role("button", name="Lấy làm dự thảo Xếp loại ứng dụng công nghệ thông tin các cơ quan").click()
    page.wait_for_url(re.compile(r"/bo-tieu-chi/\d+/$"))
    page.get_by_role("link", name="Đưa vào sử dụng").click()
    page.get_by_label("Văn bản đã đối chiếu").fill("Quyết định của UBND tỉnh")
    page.get_by_role("button", name="Đưa vào sử dụng").click()
    page.get_by_role("link", name="Mở đợt chấm").click()
    page.get_by_label("Hạn tự chấm").fill("2099-12-10")
    page.get_by_label("Hạn thẩm định").fill("2099-12-20")
    page.get_by_role("button", name="Mở đợt chấm").click()
    page.wait_for_url(re.compile(r"/cham-diem/\d+/$"))


@pytest.mark.slow
def test_a_card_is_filled_by_keyboard_saved_as_one_goes_and_shown_in_the_matrix(page, server):
    open_appraisal(page, server)
    page.get_by_role("link", name="Phòng Kinh tế xã An Phú").click()
    page.wait_for_url(re.compile(r"/phieu/\d+/$"))
    page.set_viewport_size(PHONE)
    assert faults(page) == []
    page.set_viewport_size(DESK)
    first = page.locator(".ap-line").first
    first.get_by_label("Tử số hoặc %").fill("38")
    page.keyboard.press("Enter")
    assert first.get_by_label("Mẫu số").evaluate("e => e === document.activeElement")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    first.get_by_text("38/40 = 95 % × 8 điểm").wait_for()
    page.locator("#tong").get_by_text("1/12").wait_for()
    first.get_by_label("Mẫu số").fill("30")
    page.keyboard.press("Tab")
    first.get_by_text("lớn hơn mẫu số").wait_for()
    first.locator("input[type=file]").set_input_files(
        files=[{"name": "danh-sach.txt", "mimeType": "text/plain", "buffer": b"40 may"}]
    )
    first.get_by_role("link", name="danh-sach.txt").wait_for()
    page.reload()
    assert first.get_by_label("Tử số hoặc %").input_value() == "38"
    first.get_by_text("lớn hơn mẫu số").wait_for()
    page.locator("#tong").get_by_text("0/12").wait_for()
    first.get_by_label("Mẫu số").fill("40")
    page.keyboard.press("Tab")
    first.get_by_text("38/40 = 95 % × 8 điểm").wait_for()
    page.locator(".ap-group-sum").first.get_by_text("7,6/").wait_for()
    page.locator(".gb-lead a").click()
    page.get_by_role("link", name="Bảng điểm").click()
    row = page.locator("tbody tr").filter(has_text="Phòng Kinh tế")
    assert "7,6" in row.inner_text()
    dress(page, "dark")
    assert faults(page) == []
