"""A register from a ready definition: an entry, a file with its preview, and its definition edited as rows on the page."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import faults, screenshot

FILE = "Mã tài sản;Loại thiết bị;Đơn vị sử dụng;Tình trạng;Phần mềm diệt vi-rút\n" + (
    "M1;Máy in;Phòng Kinh tế;Dùng tốt;\nM2;Máy tính để bàn;Phòng Kinh tế;Dùng tốt;Không\nM3;Máy bay;Phòng Kinh tế;Dùng tốt;\n"
)


@pytest.mark.slow
def test_the_register_of_machines_is_filled_changed_and_redefined(visit, server, tmp_path):
    page = visit("an")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(server.url("/so-theo-doi/moi/"))
    page.get_by_label("Theo mẫu có sẵn").select_option(label="Thiết bị công nghệ thông tin")
    page.get_by_role("button", name="Lập sổ").click()
    page.wait_for_url(re.compile(r"/so-theo-doi/\d+/$"))
    register = page.url

    fill_from_file(page, tmp_path)
    page.goto(register)
    assert page.locator(".gb-badge", has_text="Chưa có phần mềm diệt vi-rút").is_visible()
    assert faults(page) == []
    screenshot(page, "register", widths=(360, 1280), themes=("light", "dark"))

    redefine(page)
    page.goto(register)
    page.get_by_role("link", name=re.compile("M1")).click()
    page.get_by_role("link", name="Sửa mục").click()
    page.get_by_label("Nhãn dán kiểm kê").fill("KK-01")
    page.get_by_label("Sổ ghi nhầm, nay sửa lại cho đúng").check()
    page.get_by_label("Lý do").fill("Bổ sung nhãn")
    assert faults(page) == []
    page.get_by_role("button", name="Ghi vào sổ").click()
    assert page.get_by_text("KK-01").first.is_visible()
    page.get_by_role("link", name="Lịch sử").click()
    assert page.get_by_text("Bổ sung nhãn").is_visible()


def fill_from_file(page, tmp_path):
    """Two good rows and a refused one: the preview says so, the good ones are written."""
    file = tmp_path / "thiet-bi.csv"
    file.write_text(FILE, "utf-8")
    page.get_by_role("link", name="Nhập tệp").click()
    page.locator("input[type=file]").set_input_files(str(file))
    page.get_by_role("button", name="Tải lên và xem trước").click()
    assert page.get_by_text("“Máy bay” không có trong các lựa chọn").is_visible()
    assert faults(page) == []
    screenshot(page, "register-import", widths=(360, 1280), themes=("light", "dark"))
    page.get_by_label("Chỉ ghi các dòng đúng").check()
    page.get_by_role("button", name="Ghi vào sổ").click()
    page.get_by_text("Đã ghi: 2 mục mới").wait_for()


def redefine(page):
    """Add a field on the page, see what becomes of the entries, publish."""
    page.get_by_role("link", name="Định nghĩa").click()
    page.get_by_role("button", name="Sửa định nghĩa").click()
    page.get_by_role("button", name="Thêm trường").click()
    row = page.locator("details.rg-row[open]").first
    row.get_by_label("Tên trường").fill("sticker")
    row.get_by_label("Nhãn", exact=False).nth(0).fill("Nhãn dán kiểm kê")
    formula, told = row.get_by_label("Công thức tính sẵn"), row.locator("[data-tried]")
    formula.press_sequentially('"KK-" +')
    expect(told).to_contain_text("Công thức chưa đúng ở ký tự thứ 8")
    formula.fill('"KK"')
    expect(told).to_contain_text("Công thức đúng. Kết quả là chữ.")
    expect(told.locator("li")).to_have_count(2)
    assert faults(page) == []
    screenshot(page, "register-formula", widths=(360, 1280), themes=("light", "dark"))
    formula.fill("")
    expect(told).to_be_empty()
    assert faults(page) == []
    screenshot(page, "register-editor", widths=(360, 1280), themes=("light", "dark"))
    page.get_by_role("button", name="Lưu và xem trước trên mục thật").click()
    assert page.get_by_text("Mục được chuyển").is_visible()
    assert page.locator(".gb-badge", has_text="Thêm mới").first.is_visible()
    screenshot(page, "register-preview", widths=(1280,), themes=("light",))
    page.get_by_label("Lý do thay đổi").fill("Dán nhãn khi kiểm kê")
    page.get_by_role("button", name="Đưa vào sử dụng").click()
    page.get_by_text("Đã đưa phiên bản 2 vào sử dụng").wait_for()
