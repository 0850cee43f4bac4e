"""An indicator's course is drawn from its table, for eye, ear, keyboard, printer and file; without scripts the table stays."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import dress, faults, focus_is_visible, screenshot, tab_to

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
MONTHS = {"2025-08": "112", "2025-09": "118.5", "2025-11": "124", "2025-12": "131", "2026-01": "147"}
DOT = "M1 0A1 1"
"""How the drawing's round symbols begin: one a figure."""


@pytest.fixture
def course(server, django_db_blocker):
    """Six months of the commune with October missing, a target, and two offices; the page's address."""
    from giaoban.ground import journal
    from giaoban.records.figures import services
    from tests.postgres import pointed
    from tests.records.figures.making import indicator, record

    cast = server.cast
    with django_db_blocker.unblock(), pointed(server.database), journal.acting(label="kiểm thử", source="command"):
        of = indicator(cast, name="Rác thải thu gom", unit_of_measure="tấn", kind="stock", time_op="last")
        for month, amount in MONTHS.items():
            record(cast, of, amount, unit="an_phu", period=month)
        record(cast, of, "40", unit="kinh_te", period="2026-01")
        record(cast, of, "60", unit="van_hoa", period="2026-01")
        services.target_set(
            actor=cast.actor("binh"),
            indicator=of,
            unit=cast.units["an_phu"],
            period=services.period_of("2026"),
            kind="at_least",
            amount=Decimal(150),
            act="12/NQ-HĐND",
        )
    return server.url(f"/bang-so-lieu/chi-tieu/{of.pk}/?so-ky=6&den=2026-01")


def dots(page):
    return page.locator(f'.bd-plot path[d^="{DOT}"]').count()


def colour(page):
    return page.locator(f'.bd-plot path[d^="{DOT}"]').first.get_attribute("fill")


@pytest.mark.slow
def test_a_course_is_drawn_read_aloud_walked_by_keyboard_printed_and_saved(page, visit, course, tmp_path):
    page.set_viewport_size(DESK)
    page.goto(course)
    plot = page.locator(".bd-plot")
    plot.locator("svg").wait_for()
    assert dots(page) == len(MONTHS)
    copying = page.locator("button[data-copy]")
    copying.click()
    expect(copying).to_have_text("Đã sao chép")
    assert page.evaluate("() => document.getSelection().toString()") == page.locator("#duong-dan").input_value()
    label = plot.get_attribute("aria-label")
    assert (
        "Thực hiện: thấp nhất 112 (08/2025), cao nhất 147 (01/2026), mới nhất 147 (01/2026), 1 chỗ không có số liệu"
        in label
    )
    assert not page.locator(".bd-behind").evaluate("e => e.open")
    tab_to(page, plot)
    assert focus_is_visible(page)
    page.keyboard.press("ArrowLeft")
    assert page.locator("[data-chart-voice]").inner_text() == "01/2026; Thực hiện: 147; Mức giao: 150"
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert page.locator("[data-chart-voice]").inner_text().startswith("10/2025; Thực hiện: –")
    for size, theme in ((PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(size)
        dress(page, theme)
        assert faults(page) == []
    in_the_dark = colour(page)
    page.emulate_media(media="print")
    assert plot.locator("svg").bounding_box()["height"] > 200
    expect(page.locator(".bd-behind[open]")).to_have_count(1)
    paper = page.locator(".bv-paper")
    assert paper.is_visible()
    assert "Chỗ trống là chưa có số liệu" in paper.inner_text()
    assert not page.locator("details.bv-sources").is_visible()
    page.emulate_media(media="screen")
    expect(page.locator(".bd-behind[open]")).to_have_count(0)
    assert not paper.is_visible()
    dress(page, "light")
    expect(page.locator(f'.bd-plot path[d^="{DOT}"]').first).not_to_have_attribute("fill", in_the_dark)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Tải ảnh PNG").click()
    picture = tmp_path / "anh.png"
    caught.value.save_as(picture)
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20]) == 2400
    screenshot(page, "board-indicator", widths=(360, 1280), themes=("light",))
    plain = visit("binh", java_script_enabled=False)
    plain.goto(course)
    assert plain.locator(".bd-behind td").first.is_visible()
    assert not plain.locator(".bd-plot").is_visible()
