"""A month's figures: prepared, filled in by keyboard by two people at once, submitted by a unit with a link, approved."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import dress, faults, screenshot

pytestmark = pytest.mark.slow
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
NAMES = ("Số hộ nghèo thu thập", "Số giấy khai sinh thu thập")


def make_indicator(page, server, name):
    """One indicator of the body's dictionary."""
    page.goto(server.url("/so-lieu/chi-tieu/moi/"))
    page.get_by_label("Tên chỉ tiêu").fill(name)
    page.get_by_label("Đơn vị tính").fill("hộ")
    page.locator("form.gb-form button[type=submit]").first.click()
    page.wait_for_load_state()


def prepare(page, server, *, names=NAMES, title="Số liệu thử tháng 11"):
    """A collection of two units and two columns, opened; ends on its page."""
    page.goto(server.url("/thu-thap/moi/"))
    page.get_by_label("Tên đợt thu thập").fill(title)
    page.get_by_label("Kỳ số liệu").fill("11/2026")
    page.get_by_label("Hạn nộp").fill("2027-11-25")
    ticked = page.locator("form.gb-form input[type=checkbox]:checked")
    while ticked.count():
        ticked.first.uncheck()  # what an earlier collection asked for stands ticked
    for name in (*names, "Phòng Văn hóa – Xã hội xã An Phú", "Phòng Kinh tế xã An Phú"):
        page.get_by_label(name).check()
    for ticked in (page.locator(".co-count").first, page.locator(".co-count").last):
        expect(ticked).to_contain_text("Đã đánh dấu 2/")
    page.get_by_role("button", name="Lập đợt thu thập").click()
    page.get_by_role("button", name="Mở đợt thu thập").click()
    page.get_by_text("Các đơn vị chưa nộp: ").first.wait_for()


def looked_at(page, name):
    """No fault at either size in either theme, and a picture."""
    for size, theme in ((PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(size)
        dress(page, theme)
        assert faults(page) == []
    screenshot(page, name, widths=(360, 1280), themes=("light", "dark"))
    page.set_viewport_size(DESK)


def test_two_people_fill_one_table_and_a_unit_answers_by_its_link(page, visit, visitor, server):
    for name in NAMES:
        make_indicator(page, server, name)
    prepare(page, server)
    looked_at(page, "collection")
    page.get_by_role("link", name="Bảng điền", exact=True).click()
    cells = page.locator("input.co-cell")
    assert cells.count() == 4
    other = visit("cuong")
    other.route("**/bang/moi/", lambda route: route.fulfill(status=304))  # this one hears nothing of the others
    other.goto(page.url)
    assert other.locator("input.co-cell").count() == 2  # the head of an office sees its own row
    cells.nth(2).focus()  # the rows stand in the order of the alphabet: Kinh tế, Văn hóa
    page.keyboard.type("120")
    page.keyboard.press("ArrowRight")
    page.locator("input.co-cell[data-state=saved]").first.wait_for()
    assert page.evaluate("document.activeElement === document.querySelectorAll('input.co-cell')[3]")
    looked_at(page, "collection-matrix")

    other.locator("input.co-cell").nth(0).fill("125")  # made on the empty cell, after the other saved 120
    other.keyboard.press("Tab")
    other.locator("input.co-cell[data-state=conflict]").wait_for()
    other.locator("input.co-cell").nth(0).focus()
    assert "120" in other.locator("[data-panel]").inner_text()
    other.get_by_role("button", name="Dùng số của tôi: 125").click()
    other.locator("input.co-cell[data-state=saved]").wait_for()
    expect(cells.nth(2)).to_have_value("125", timeout=30_000)  # the open table is told, without a reload
    assert page.evaluate("document.activeElement === document.querySelectorAll('input.co-cell')[3]")

    cells.nth(3).fill("7")  # typed and not saved yet
    other.locator("input.co-cell").nth(1).fill("9")
    other.keyboard.press("Tab")
    other.locator("input.co-cell").nth(1).and_(other.locator("[data-state=saved]")).wait_for()
    with page.expect_response(lambda answer: answer.url.endswith("/bang/moi/")):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert cells.nth(3).input_value() == "7"  # what is being edited is never overwritten
    page.keyboard.press("Tab")
    page.locator("input.co-cell[data-state=conflict]").wait_for()
    cells.nth(3).focus()
    page.get_by_role("button", name="Giữ số của người kia: 9").click()
    expect(cells.nth(3)).to_have_value("9")

    page.get_by_role("link", name="Phòng Kinh tế xã An Phú").click()
    page.get_by_role("button", name="Tạo đường dẫn").click()
    address = re.search(r"http\S+", page.locator("#tin-don-vi").input_value())
    visitor.goto(address[0])
    visitor.locator("input.co-cell").nth(0).fill("8")
    visitor.keyboard.press("Tab")
    expect(visitor.locator("[data-filled]")).to_have_text("1")  # the count follows, without a reload
    expect(visitor.locator("[data-begins]")).to_contain_text("Đang điền")
    visitor.locator("input.co-cell").nth(1).fill("x")
    looked_at(visitor, "collection-link")
    visitor.get_by_role("button", name="Nộp số liệu").click()
    visitor.get_by_text("Đã nộp số liệu").wait_for()
    page.get_by_role("link", name="Phòng Kinh tế xã An Phú").click()
    page.get_by_role("button", name="Duyệt số liệu").click()
    page.get_by_text("Đã duyệt").first.wait_for()
    looked_at(page, "collection-form")
