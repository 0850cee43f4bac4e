"""A column is taken out while a unit has its form open: the form is told, closes that cell, and takes everything else."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_collection_journey import looked_at, make_indicator, prepare

pytestmark = pytest.mark.slow
NAMES = ("Số đám cưới nếp sống mới", "Số khu dân cư ra quân")
WHY = "Đã có ở báo cáo quý"


def test_an_open_form_hears_that_a_column_went_out_and_takes_the_rest(page, visit, server):
    for name in NAMES:
        make_indicator(page, server, name)
    prepare(page, server, names=NAMES, title="Số liệu đổi giữa chừng")
    here = page.url
    unit = visit("cuong")
    unit.goto(here)
    unit.get_by_role("link", name="Phòng Văn hóa – Xã hội xã An Phú").first.click()
    stays, goes = (unit.get_by_label(f"{name} (hộ)") for name in NAMES)
    goes.fill("5")
    goes.press("Tab")
    expect(goes).to_have_attribute("data-state", "saved", timeout=30_000)
    unit.route("**/ghi/", lambda route: route.fulfill(status=302, headers={"Location": here}))  # signed out meanwhile
    goes.fill("7")  # typed while the column goes out, and kept in the browser
    goes.press("Tab")
    expect(goes).to_have_attribute("data-state", "kept")

    page.get_by_role("link", name="Sửa").click()
    page.get_by_label(f"Bỏ cột này: {NAMES[1]}").check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("1 ô đã có số ra khỏi bảng.").first).to_be_visible()
    looked_at(page, "collection-change")
    page.get_by_label("Lý do gửi kèm cho đơn vị").fill(WHY)
    page.get_by_role("button", name="Lưu thay đổi").click()
    expect(page.get_by_text("Đã sửa đợt thu thập.")).to_be_visible()

    unit.unroute("**/ghi/")
    unit.evaluate("window.dispatchEvent(new Event('online'))")
    expect(goes).to_have_attribute("readonly", "", timeout=30_000)
    expect(unit.locator("[data-unsent-list]")).to_contain_text(f"7 · Cột “{NAMES[1]}” đã được bỏ", timeout=60_000)
    expect(goes).to_have_value("7")  # to be copied
    said = unit.locator("[data-say]").filter(has_text=f"{WHY}. Số vừa ghi ở cột này không lưu")
    expect(said).to_be_visible()
    unit.locator("[data-unsent] summary").click()
    unit.get_by_role("button", name="Bỏ số này").click()
    stays.fill("12")
    stays.press("Tab")
    expect(stays).to_have_attribute("data-state", "saved", timeout=30_000)
    unit.get_by_role("button", name="Nộp số liệu").click()
    expect(unit.get_by_text("Đã nộp số liệu.")).to_be_visible()
    expect(unit.get_by_text(f"Cột “{NAMES[1]}” đã được bỏ khỏi đợt này ngày")).to_be_visible()
    expect(unit.locator(".co-shown")).to_have_text(["12"])
