"""From a confirmed report to the figure in the table, and back to the sentence it was read in."""

import re

import pytest

from tests.e2e.browser import dress, faults, screenshot, until
from tests.e2e.handing import upload

REPORT = """BÁO CÁO
Kết quả công tác tháng 11 năm 2026, nhiệm vụ tháng 12 năm 2026
Trung tâm đã tiếp nhận 1.247 hồ sơ. Đã trả trước hạn 940 hồ sơ. Thu phí, lệ phí đạt 9.375 triệu đồng.
Toàn xã trồng được 120 ha rừng.
"""
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


def confirm_report(page, server, tmp_path):
    """Hand a small report in as the clerk and confirm it; ends on the page that records its figures."""
    file = tmp_path / "bao-cao-thang-11.txt"
    file.write_text(REPORT, "utf-8")
    page.goto(server.url("/bao-cao/moi/"))
    page.locator("input[type=file]").set_input_files(str(file))
    page.get_by_label("Đơn vị báo cáo").select_option(label="Phòng Kinh tế xã An Phú")
    page.get_by_label("Kỳ báo cáo").fill("11/2026")
    upload(page)
    while page.locator("article.rp-finding:not(.rp-decided) button[value=accept]").count():
        page.locator("article.rp-finding:not(.rp-decided) button[value=accept]").first.click()
        page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Xác nhận báo cáo").click()
    page.get_by_role("link", name="Ghi vào sổ số liệu").click()
    page.wait_for_url(re.compile(r"/bao-cao/\d+/so-lieu/$"))


def row_of(page, words):
    """The row whose number stands in the report as `words`."""
    return page.locator("#ghi-so-lieu tbody tr").filter(has=page.locator("mark", has_text=words))


def create_for(page, words, name):
    """Create an indicator in the row of a number, and see it chosen there."""
    row_of(page, words).locator(".rp-new summary").click()
    assert row_of(page, words).get_by_label("Tên chỉ tiêu").input_value()
    row_of(page, words).get_by_label("Tên chỉ tiêu").fill(name)
    row_of(page, words).get_by_role("button", name="Tạo và chọn").click()
    chosen = "([id, name]) => document.querySelector(`#${id} [data-row]`)?.value.includes(name)"
    until(page, chosen, arg=[row_of(page, words).get_attribute("id"), name])
    assert row_of(page, words).locator("input[name=ghi]").is_checked()


def test_a_confirmed_report_becomes_figures_with_the_way_back(page, server, tmp_path):
    confirm_report(page, server, tmp_path)
    create_for(page, "1.247 hồ sơ", "Hồ sơ tiếp nhận trong kỳ")
    create_for(page, "9.375 triệu đồng", "Thu phí, lệ phí trên địa bàn")
    for size, theme in ((PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(size)
        dress(page, theme)
        assert faults(page) == []
    screenshot(page, "record-figures", widths=(360, 1280), themes=("light",))
    page.set_viewport_size(DESK)
    page.get_by_role("button", name="Ghi các số đã đánh dấu").click()
    page.get_by_text("Đã ghi 2 số liệu vào sổ").wait_for()
    assert "Đã ghi" in row_of(page, "1.247 hồ sơ").inner_text()

    page.get_by_role("link", name="Xem bảng số liệu").click()
    page.get_by_label("Kỳ báo cáo").select_option(label="Tháng 11 năm 2026")
    page.wait_for_url(re.compile(r"ky=\d+"))
    line = page.locator("tbody tr").filter(has_text="Hồ sơ tiếp nhận trong kỳ")
    assert "Phòng Kinh tế xã An Phú" in line.inner_text()
    assert faults(page) == []
    screenshot(page, "figures-table", widths=(360, 1280), themes=("light",))
    page.set_viewport_size(DESK)
    line.get_by_role("link", name="1.247").click()
    page.wait_for_url(re.compile(r"/so-lieu/quan-sat/\d+/$"))
    assert page.locator(".fg-quote mark").inner_text() == "1.247 hồ sơ"
    assert faults(page) == []
    screenshot(page, "figure", widths=(360, 1280), themes=("light",))
    page.set_viewport_size(DESK)
    page.get_by_role("link", name="Xem câu trong báo cáo").click()
    page.wait_for_url(re.compile(r"/bao-cao/\d+/#p-f\d+$"))
    marked = page.locator(".rp-anchor:target + mark")
    assert marked.inner_text() == "1.247 hồ sơ"
    assert marked.is_visible()
    page.goto(server.url("/so-lieu/chi-tieu/"))
    page.get_by_role("link", name="Hồ sơ tiếp nhận trong kỳ").click()
    assert faults(page) == []
    screenshot(page, "indicator", widths=(360, 1280), themes=("light",))


def entered(page, server, label, value):
    """Choose an entry of a field that may be a list or a search field."""
    field = page.get_by_label(label, exact=True).first
    if field.evaluate("e => e.tagName") == "SELECT":
        field.select_option(label=value)
    else:
        field.fill(value)
        page.get_by_role("option", name=value).first.click()


@pytest.mark.slow
def test_a_target_of_the_year_is_given_judged_and_handed_down(page, server):
    page.goto(server.url("/so-lieu/chi-tieu/moi/"))
    page.get_by_label("Tên chỉ tiêu").fill("Rãnh thoát nước hoàn thành")
    page.get_by_label("Đơn vị tính").fill("km")
    page.get_by_label("Lĩnh vực").fill("Giao thông")
    page.get_by_role("button", name="Lập chỉ tiêu").click()
    page.wait_for_url(re.compile(r"/so-lieu/chi-tieu/\d+/$"))
    indicator = page.url
    page.get_by_role("link", name="Giao chỉ tiêu").click()
    entered(page, server, "Đơn vị được giao", "Xã An Phú")
    page.get_by_label("Kỳ", exact=True).fill("2026")
    page.get_by_label("Giá trị giao").fill("12")
    page.get_by_label("Văn bản giao").fill("31/KH-UBND")
    page.get_by_role("button", name="Giao chỉ tiêu").click()
    page.wait_for_url(indicator)
    page.goto(server.url("/so-lieu/ghi/?chi-tieu=" + indicator.rstrip("/").rsplit("/", 1)[1]))
    entered(page, server, "Đơn vị", "Xã An Phú")
    page.get_by_label("Kỳ báo cáo").fill("11 tháng đầu năm 2026")
    page.locator("#id_amount").fill("10")
    page.get_by_role("button", name="Ghi số liệu").click()
    page.wait_for_url(re.compile(r"/so-lieu/quan-sat/\d+/$"))
    page.get_by_role("link", name="Chỉ tiêu năm").first.click()
    line = page.locator("tbody tr").filter(has_text="Rãnh thoát nước hoàn thành")
    assert "bằng 83,3 % mức giao; đã qua 11/12 tháng" in line.inner_text()
    for size, theme in ((PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(size)
        dress(page, theme)
        assert faults(page) == []
    screenshot(page, "targets-year", widths=(360, 1280), themes=("light",))
    page.set_viewport_size(DESK)
    line.get_by_role("link", name="Rãnh thoát nước hoàn thành").click()
    page.get_by_role("link", name="Phân giao").click()
    page.get_by_label("Thôn Đông").fill("4,5")
    assert faults(page) == []
    page.get_by_role("button", name="Phân giao chỉ tiêu").click()
    page.get_by_text("thấp hơn mức chung 12 km là 7,5 km").wait_for()
    assert faults(page) == []
    for name, path in (
        ("unit-figures", f"/so-lieu/don-vi/{server.cast.units['kinh_te'].pk}/"),
        ("dictionary", "/tu-dien-chi-tieu/"),
    ):
        page.set_viewport_size(DESK)
        page.goto(server.url(path))
        assert faults(page) == []
        screenshot(page, name, widths=(360, 1280), themes=("light",))
