"""A task from the office to its unit, back, and to its confirmation: by mouse, by keyboard, on a phone."""

import re

import pytest

from tests.e2e.browser import dress, faults, screenshot, tab_to, too_wide

PHONE = {"width": 360, "height": 740}


def press(page, name):
    """Press the button or opener of that name in the page's head."""
    head = page.locator(".gb-actions")
    head.get_by_role("button", name=name).click()


def give(page, server):
    """The clerk gives a task to the office of culture; ends on its page."""
    page.goto(server.url("/nhiem-vu/"))
    page.get_by_role("link", name="Giao nhiệm vụ").click()
    page.get_by_label("Tên nhiệm vụ").fill("Rà soát nhà văn hóa thôn")
    page.get_by_label("Nội dung phải làm").fill("Rà soát toàn bộ nhà văn hóa thôn, lập danh sách nhà chưa đạt chuẩn.")
    page.get_by_role("group", name=re.compile("Đơn vị chủ trì")).get_by_label(
        "Phòng Văn hóa – Xã hội xã An Phú"
    ).check()
    page.get_by_label("Hạn hoàn thành").fill("2099-11-25")
    page.evaluate("scrollTo(0, 0)")
    assert faults(page) == []
    screenshot(page, "task-create", widths=(360, 1280), themes=("light",))
    page.get_by_role("button", name="Giao nhiệm vụ").click()
    page.wait_for_url(re.compile(r"/nhiem-vu/\d+/$"))
    return page.url


def test_a_task_goes_to_the_unit_comes_back_and_is_confirmed(visit, server, tmp_path):
    office, head = visit("binh"), visit("cuong")
    office.set_viewport_size({"width": 1280, "height": 800})
    address = give(office, server)
    head.goto(server.url("/nhiem-vu/cua-toi/"))
    head.get_by_role("link", name="Rà soát nhà văn hóa thôn").first.click()
    press(head, "Nhận nhiệm vụ")
    head.get_by_text("Đang thực hiện").first.wait_for()
    assert faults(head) == []

    file = tmp_path / "danh sách.txt"
    file.write_text("12 nhà văn hóa", "utf-8")
    press(head, "Báo cáo hoàn thành")
    sheet = head.locator("dialog[open]")
    sheet.get_by_label("Kết quả thực hiện").fill("Đã lập danh sách 12 nhà văn hóa.")
    sheet.locator("input[type=file]").set_input_files(str(file))
    assert faults(head) == []
    sheet.get_by_role("button", name="Gửi báo cáo").click()
    head.get_by_text("Đã báo cáo hoàn thành").first.wait_for()

    office.goto(address)
    assert office.get_by_role("link", name="danh sách.txt").is_visible()
    press(office, "Trả lại")
    office.locator("dialog[open]").get_by_label("Lý do").fill("Thiếu thôn Đông")
    office.locator("dialog[open]").get_by_role("button", name="Trả lại báo cáo hoàn thành").click()
    office.get_by_text("Thiếu thôn Đông").first.wait_for()

    head.reload()
    press(head, "Báo cáo hoàn thành")
    head.locator("dialog[open]").get_by_label("Kết quả thực hiện").fill("Đã bổ sung thôn Đông: 13 nhà.")
    head.locator("dialog[open]").get_by_role("button", name="Gửi báo cáo").click()
    head.get_by_text("Đã báo cáo hoàn thành").first.wait_for()

    office.goto(address)
    press(office, "Xác nhận hoàn thành")
    office.get_by_text("Đã xác nhận hoàn thành").first.wait_for()
    screenshot(office, "task", widths=(360, 1280))
    office.set_viewport_size({"width": 1280, "height": 800})
    dress(office, "light")
    office.get_by_role("link", name="Lịch sử").click()
    assert "Thiếu thôn Đông" in office.locator("main").inner_text()
    assert faults(office) == []
    office.goto(server.url("/nhiem-vu/?han=done_on_time"))
    assert office.get_by_role("link", name="Rà soát nhà văn hóa thôn").count() >= 1
    screenshot(office, "tasks", widths=(360, 1280))
    assert faults(office) == []


@pytest.mark.slow
def test_a_head_takes_a_task_on_and_reports_progress_by_keyboard_alone(visit, server):
    office, head = visit("binh"), visit("cuong", viewport=PHONE)
    address = give(office, server)
    head.goto(address)
    assert too_wide(head) == []
    assert faults(head) == []
    tab_to(head, head.locator(".gb-actions button[value=accept]"))
    head.keyboard.press("Enter")
    head.get_by_text("Đang thực hiện").first.wait_for()
    tab_to(head, head.locator(".gb-actions [data-dialog=tien-do]"))
    head.keyboard.press("Enter")
    head.locator("dialog[open]").wait_for()
    tab_to(head, head.locator("dialog[open] textarea"))
    head.keyboard.type("Đã xong 8 thôn")
    tab_to(head, head.locator("dialog[open] button[type=submit]"))
    head.keyboard.press("Enter")
    head.get_by_text("Đã xong 8 thôn").first.wait_for()


@pytest.mark.slow
@pytest.mark.parametrize("who", ["dung"])
def test_the_stranger_is_told_that_there_is_no_such_page(visit, server, who):
    address = give(visit("binh"), server)
    stranger = visit(who)
    assert stranger.goto(address).status == 404


def test_a_document_is_drafted_issued_and_shown_as_a_sheet(page, server):
    page.goto(server.url("/van-ban/moi/"))
    page.get_by_label("Loại văn bản").select_option("notice")
    page.get_by_label("Trích yếu").fill("Lịch tiếp công dân tháng 12 năm 2026")
    page.get_by_label("Nội dung", exact=True).fill(
        "Ủy ban nhân dân xã thông báo lịch tiếp công dân.\n1. Thứ Năm hằng tuần."
    )
    page.get_by_label("Người ký").select_option(index=1)
    page.get_by_role("button", name="Lưu dự thảo").click()
    assert faults(page) == []
    press(page, "Ban hành")
    page.locator("dialog[open]").get_by_role("button", name="Ban hành").click()
    page.get_by_text("Đã ban hành").first.wait_for()
    assert "/TB-UBND" in page.locator(".dc-sheet").inner_text()
    screenshot(page, "document", widths=(360, 1280))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("link", name="Bản in").click()
    assert faults(page) == []
    screenshot(page, "document-print", widths=(800,), themes=("light",))


def test_an_instruction_outside_a_session_is_written_down(page, server):
    page.goto(server.url("/chi-dao/moi/"))
    page.get_by_label("Người chỉ đạo").fill("Nguyễn Văn An")
    page.get_by_label("Nội dung chỉ đạo").fill("Kiểm tra ngay các điểm sạt lở.")
    page.get_by_label("Tên nhiệm vụ").fill("Kiểm tra điểm sạt lở")
    page.get_by_label("Nội dung phải làm").fill("Kiểm tra, lập danh sách điểm sạt lở.")
    page.get_by_role("group", name=re.compile("Đơn vị chủ trì")).get_by_label("Phòng Kinh tế xã An Phú").check()
    assert faults(page) == []
    page.get_by_role("button", name="Ghi và giao nhiệm vụ").click()
    page.wait_for_url(re.compile(r"/chi-dao/\d+/$"))
    assert page.get_by_role("link", name="Kiểm tra điểm sạt lở").is_visible()
    assert faults(page) == []
    screenshot(page, "instruction", widths=(360, 1280))
