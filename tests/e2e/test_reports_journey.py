"""A report from the dropped file to its confirmation, by mouse, by keyboard, on a phone, and through the link of a unit."""

import re
from pathlib import Path

import pytest

from tests.e2e.browser import dress, faults, screenshot, too_wide
from tests.e2e.handing import upload

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "luong-tai-2019-10" / "report.docx"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


def hand_in(page, server, file=EXAMPLE):
    """Drop a file as the clerk; ends on the review page."""
    page.goto(server.url("/bao-cao/"))
    page.get_by_role("link", name="Nhận báo cáo mới").click()
    page.locator("input[type=file]").set_input_files(str(file))
    page.get_by_label("Đơn vị báo cáo").select_option(label="Phòng Kinh tế xã An Phú")
    upload(page)


def test_a_clerk_sees_figures_in_the_text_and_findings_beside_it(page, server):
    hand_in(page, server)
    assert page.locator("mark.m-figure").count() > 60
    finding = page.locator("article.rp-finding").first
    assert finding.locator(".rp-calc").count() >= 1
    finding.get_by_role("link", name="Xem trong văn bản").click()
    assert page.locator("mark.m-figure").first.is_visible()
    screenshot(page, "review", full=False)
    for size, theme in ((PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(size)
        dress(page, theme)
        page.evaluate("scrollTo(0, 0)")
        assert faults(page) == []


@pytest.mark.slow
def test_findings_are_walked_and_decided_by_keyboard_alone(page, server):
    hand_in(page, server)
    everything = page.locator("article.rp-finding")
    page.keyboard.press("j")
    assert everything.nth(0).evaluate("e => e === document.activeElement")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert everything.nth(0).evaluate("e => e.classList.contains('current')")
    page.keyboard.press("a")
    page.locator("article.rp-finding.rp-decided").first.wait_for()
    assert "Đã chấp nhận" in everything.nth(0).inner_text()
    second = page.locator("article.rp-finding.current")
    assert second.get_attribute("id") == everything.nth(1).get_attribute("id")
    page.keyboard.press("b")
    page.keyboard.type("Hai mẫu số khác nhau, j và k không chạy khi đang gõ")
    page.keyboard.press("Enter")
    page.locator("article.rp-finding.rp-decided").nth(1).wait_for()
    assert "Hai mẫu số khác nhau" in everything.nth(1).inner_text()
    page.keyboard.press("s")
    page.keyboard.type("1.234,5")
    page.keyboard.press("Enter")
    page.locator("article.rp-finding.rp-decided").nth(2).wait_for()
    assert "1.234,5" in everything.nth(2).inner_text()


@pytest.mark.slow
def test_a_mark_in_the_text_leads_to_its_finding(page, server):
    hand_in(page, server)
    mark = page.locator("mark[data-findings]").first
    key = mark.get_attribute("data-findings").split(" ")[0]
    mark.click()
    assert page.locator("article.rp-finding.current").get_attribute("data-findings") == key


@pytest.mark.slow
def test_a_figure_is_corrected_and_the_history_tells_it(page, server):
    hand_in(page, server)
    row = page.locator("#figure-f1")
    row.locator("summary").click()
    row.get_by_label("Số đúng").fill("55.170")
    row.get_by_role("button", name="Lưu").click()
    page.locator("#figure-f1").get_by_text("Đã sửa thành").wait_for()
    page.get_by_role("link", name="Lịch sử").click()
    assert "Trần Thị Bình" in page.locator("main").inner_text()
    assert faults(page) == []


@pytest.mark.slow
def test_a_report_goes_back_with_a_reason_or_is_refused_in_words(page, server):
    hand_in(page, server)
    page.get_by_role("button", name="Xác nhận báo cáo").click()
    assert "phát hiện chưa xem" in page.locator("main .gb-note").first.inner_text()
    assert faults(page) == []
    page.get_by_role("button", name="Trả lại").first.click()
    page.locator("dialog").get_by_label("Lý do", exact=True).fill("Bổ sung biểu kênh mương")
    page.locator("dialog").get_by_role("button", name="Trả lại báo cáo").click()
    assert "Đã trả lại" in page.locator(".gb-page-head").inner_text()


@pytest.mark.parametrize("name", ["binh"])
def test_a_unit_without_an_account_answers_through_its_link(visit, server, name):
    clerk = visit(name)
    clerk.goto(server.url("/bao-cao/yeu-cau/"))
    clerk.get_by_role("link", name="Lập yêu cầu").click()
    clerk.get_by_label("Phòng Kinh tế xã An Phú").check()
    clerk.get_by_label("Nội dung báo cáo").fill("Báo cáo thủy lợi tháng này")
    clerk.get_by_label("Kỳ báo cáo").fill("2026-11")
    clerk.get_by_label("Hạn nộp").fill("2099-11-25")
    assert faults(clerk) == []
    clerk.get_by_role("button", name="Lập yêu cầu").click()
    clerk.get_by_role("button", name="Tạo đường dẫn").click()
    message = clerk.locator("#tin").input_value()
    assert "Kính gửi Phòng Kinh tế xã An Phú" in message
    assert faults(clerk) == []
    screenshot(clerk, "request-link")

    unit = visit(viewport=PHONE)
    unit.goto(re.search(r"http://\S+", message).group(0))
    assert "/gui/mo/" not in unit.url
    assert faults(unit) == []
    screenshot(unit, "intake", widths=(360, 1280))
    unit.set_viewport_size(PHONE)
    unit.locator("input[type=file]").set_input_files(str(EXAMPLE))
    unit.get_by_role("button", name="Tải lên và xem phát hiện").click()
    unit.get_by_text("Báo cáo chưa được gửi").wait_for()
    assert unit.locator("article.rp-finding").count() >= 1
    assert too_wide(unit) == []
    assert faults(unit) == []
    screenshot(unit, "intake-findings", widths=(360, 1280), full=False)
    unit.get_by_role("button", name="Gửi báo cáo").click()
    unit.get_by_text("Đã gửi báo cáo").wait_for()

    clerk.goto(server.url("/bao-cao/"))
    assert clerk.get_by_role("link", name="Báo cáo thủy lợi tháng này").count() == 1
    assert faults(clerk) == []
    screenshot(clerk, "inbox")


@pytest.mark.slow
def test_a_broken_file_gets_a_clear_sentence_on_the_form(page, server, tmp_path):
    broken = tmp_path / "hỏng.docx"
    broken.write_bytes(EXAMPLE.read_bytes()[:3000])
    page.goto(server.url("/bao-cao/moi/"))
    page.locator("input[type=file]").set_input_files(str(broken))
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.locator("#loi").get_by_role("link", name="Tệp báo cáo").wait_for()
    assert page.url.endswith("/bao-cao/moi/")
    assert faults(page) == []
    screenshot(page, "unreadable", widths=(360, 1280))


@pytest.mark.slow
def test_a_table_pasted_from_a_workbook_stays_a_table(visit, server):
    clerk = visit("binh")
    clerk.goto(server.url("/bao-cao/moi/"))
    area = clerk.get_by_label("Hoặc dán nội dung báo cáo")
    area.evaluate(
        """(area) => {
          const held = new DataTransfer();
          held.setData("text/plain", "Xã\\tHộ\\nAn Phú\\t12\\nTân Lập\\t8");
          held.setData("text/html", "<table><tr><th>Xã<th>Hộ</tr><tr><td>An Phú<td>12</tr><tr><td>Tân Lập<td>8</tr></table>");
          area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true }));
          area.value = held.getData("text/plain");
          area.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }"""
    )
    assert faults(clerk) == []
    clerk.get_by_role("button", name="Tải lên và đọc").click()
    clerk.get_by_text("Nội dung dán.html").wait_for()
    assert "Tân Lập\t8" in (clerk.locator(".rp-text").text_content() or "")
