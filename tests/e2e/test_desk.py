"""The desk and the month with work on them, as a person sees them."""

import io
from datetime import timedelta

import pytest

from tests.e2e.browser import PICTURES, faults, screenshot

TEXT = "BÁO CÁO tháng 11\nToàn xã có 20 nhà văn hóa, trong đó 12 nhà đạt chuẩn và 8 nhà chưa đạt chuẩn."
UNITS = ("van_hoa", "kinh_te", "mot_cua", "truong", "thon_dong")


@pytest.fixture(scope="module")
def work(server, django_db_blocker):
    """A month's requests, some answered, one late; reports in each state."""
    from django.utils import timezone

    from giaoban.occasions.reports import services
    from tests.postgres import pointed

    with django_db_blocker.unblock(), pointed(server.database):
        now = timezone.now()
        today = timezone.localdate(now)
        earlier, later = server.cast.actor("binh", at=now - timedelta(days=40)), server.cast.actor("binh", at=now)
        for number, unit in enumerate(UNITS):
            request = services.request_create(
                actor=earlier,
                body_id=server.cast.bodies["ubnd"].pk,
                unit_id=server.cast.units[unit].pk,
                title="Báo cáo kết quả công tác tháng",
                period=f"{today:%Y-%m}",
                due_on=today.replace(day=1) + timedelta(days=5 * number),
            )
            if number % 2:
                continue
            found = services.submission_receive(
                actor=later,
                body_id=request.body_id,
                unit_id=request.unit_id,
                stream=io.BytesIO(TEXT.encode()),
                name="báo cáo.txt",
                request=request,
            )
            if number:
                services.submission_step(actor=later, submission=found, verb="send", reason="")
    return today


def test_the_desk_shows_what_waits_and_leads_there(page, server, work):
    page.goto(server.url("/"))
    assert faults(page) == []
    screenshot(page, "desk-work", widths=(360, 1280, 1920))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#reports-sent").get_by_role("link").first.click()
    assert "/bao-cao/" in page.url


@pytest.fixture
def asked(server, django_db_blocker):
    """The names of the units that were asked."""
    from django.utils import timezone

    from giaoban.ground.org.selectors import unit_names
    from tests.postgres import pointed

    with django_db_blocker.unblock(), pointed(server.database):
        names = unit_names(units={server.cast.units[unit].pk for unit in UNITS}, on=timezone.localdate())
    return set(names.values())


def test_the_month_shows_who_has_answered(page, server, work, asked):
    page.goto(server.url("/thang/"))
    assert faults(page) == []
    rows = [row.inner_text() for row in page.get_by_role("row").all()]
    assert len(asked) == len(UNITS)
    assert {name for name in asked if any(name in row for row in rows)} == asked
    screenshot(page, "month-work", widths=(360, 1280))


def test_menus_and_dialogs_look_right_when_open(page, server):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(server.url("/"))
    page.locator("summary", has_text="Danh mục").click()
    assert faults(page) == []
    screenshot(page, "menu-open", widths=(360,), full=False)
    page.goto(server.url("/bo-giao-dien/#hoi-tra"))
    assert faults(page) == []
    screenshot(page, "dialog-open", widths=(360, 1280), full=False)
    page.goto(server.url("/thang/"))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator(".gb-head details:not(.gb-menu) summary").click()
    assert faults(page) == []
    screenshot(page, "account-open", widths=(1280,), full=False)


def test_the_month_prints_on_a4_without_chrome(page, server, work):
    import pypdfium2

    page.goto(server.url("/thang/"))
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / "month.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(str(path))
    width, height = document[0].get_size()
    text = document[0].get_textpage().get_text_range()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
    assert "Theo dõi tháng" in text
    assert "Phòng Kinh tế xã An Phú" in text
    assert "Bàn làm việc" not in text
    document[0].render(scale=1.5).to_pil().save(PICTURES / "month-print.png")
