"""Two hamlets merge: seen before, done, their figures read as reported and restated, and taken back."""

import re

import pytest

from tests.e2e.browser import choose, faults, screenshot
from tests.postgres import pointed

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}


@pytest.fixture
def hamlets(server, django_db_blocker):
    """Two hamlets of An Phú with 26 and 20 of something in May; gives the number of the first."""
    with django_db_blocker.unblock(), pointed(server.database):
        from tests.records.figures.making import indicator, record
        from tests.records.figures.test_lineage import school

        of = indicator(server.cast, name="Số hộ đăng ký nước sạch", unit_of_measure="hộ", kind="stock", time_op="last")
        for name, amount in (("Thôn Bắc", "26"), ("Thôn Nam", "20")):
            school(server.cast, name)
            record(server.cast, of, amount, unit=name, period="2026-05")
        return server.cast.units["Thôn Bắc"].pk


def table_of(page, server, way):
    """The page of figures through mergers, read one way."""
    page.goto(server.url("/so-lieu/quy-doi/"))
    label = page.locator("select[name=chi-tieu] option", has_text="Số hộ đăng ký nước sạch").inner_text()
    page.locator("select[name=chi-tieu]").select_option(label=label)
    page.locator("select[name=cach]").select_option(label=way)
    page.get_by_role("button", name="Xem", exact=True).click()
    page.wait_for_url(re.compile("chi-tieu="))
    return page.locator("main").inner_text()


@pytest.mark.slow
def test_a_merger_is_previewed_done_read_both_ways_and_undone(page, server, hamlets):
    page.set_viewport_size(DESK)
    page.goto(server.url(f"/to-chuc/don-vi/{hamlets}/"))
    page.get_by_role("link", name="Sáp nhập", exact=True).click()
    choose(page, "Sáp nhập cùng với", "Thôn Nam")
    page.get_by_label("Tên đơn vị mới").fill("Thôn Hợp Nhất")
    page.get_by_label("Từ ngày").fill("01/07/2026")
    page.get_by_label("Văn bản quyết định").fill("Nghị quyết 25/NQ-HĐND")
    page.get_by_label("Lý do").fill("sắp xếp thôn")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_text("Thôn Bắc và Thôn Nam sáp nhập thành Thôn Hợp Nhất từ ngày 01/07/2026").wait_for()
    assert "Thôn Hợp Nhất: 46" in page.locator("main").inner_text()
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert faults(page) == []
    screenshot(page, "merger-preview", widths=(360, 1280), themes=("light", "dark"))
    page.get_by_role("button", name="Sáp nhập", exact=True).click()
    page.get_by_text("Đã sáp nhập.").wait_for()
    assert faults(page) == []

    restated = table_of(page, server, "Quy về đơn vị của một ngày")
    assert re.search(r"Thôn Hợp Nhất\s+46\s", restated)
    assert "Vì sao số thay đổi" in restated
    assert faults(page) == []
    reported = table_of(page, server, "Như đã báo cáo")
    assert re.search(r"Thôn Bắc\s+26\s+Thôn Nam\s+20", reported)

    page.goto(server.url(f"/to-chuc/don-vi/{hamlets}/"))
    page.locator("main").get_by_role("link", name=re.compile("sáp nhập thành Thôn Hợp Nhất")).click()
    page.get_by_role("link", name="Hoàn tác").click()
    page.get_by_label("Lý do").fill("ghi nhầm ngày")
    page.get_by_role("button", name="Hoàn tác").click()
    page.get_by_text("Đã hoàn tác lúc").wait_for()
    again = table_of(page, server, "Quy về đơn vị của một ngày")
    assert re.search(r"Thôn Bắc\s+26", again)
    assert "Thôn Hợp Nhất" not in again
