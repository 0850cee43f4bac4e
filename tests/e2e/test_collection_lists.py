"""The lists of boxes of a new collection: counted, searched without accents, a breakdown together with its indicator."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import giaoban.occasions.collection

pytestmark = pytest.mark.slow
MODULE = Path(giaoban.occasions.collection.__file__).parent / "static" / "collection" / "create.js"


def box(name, value, label):
    return f'<div><label><input type="checkbox" name="{name}" value="{value}">{label}</label></div>'


def test_lists_are_counted_and_searched_and_a_breakdown_keeps_with_its_indicator(browser):
    indicators = [box("indicators", 1, "Số hộ nghèo"), *(box("indicators", n, f"Đường loại {n}") for n in range(2, 12))]
    breakdowns = [box("breakdowns", "1:gioi", "theo giới tính"), box("breakdowns", "11:gioi", "theo giới tính")]
    lists = "".join(f'<div class="gb-checks">{"".join(rows)}</div>' for rows in (indicators, breakdowns))
    page = browser.new_page()
    page.set_content(
        f'<form data-choose data-words-count="Đã đánh dấu {{n}}/{{m}}" data-words-find="Tìm">{lists}</form>'
        f'<script type="module">{MODULE.read_text(encoding="utf-8")}</script>'
    )
    counts, lines = page.locator(".co-count"), page.locator(".gb-checks").first.locator("> div:visible")
    expect(counts).to_have_text(["Đã đánh dấu 0/11", "Đã đánh dấu 0/2"])
    for each in page.locator("[name=breakdowns]").all():
        each.check()
    expect(counts).to_have_text(["Đã đánh dấu 2/11", "Đã đánh dấu 2/2"])
    page.get_by_label("Số hộ nghèo").uncheck()
    expect(counts).to_have_text(["Đã đánh dấu 1/11", "Đã đánh dấu 1/2"])
    expect(page.locator("[name=breakdowns]").last).to_be_checked()  # "11:gioi" is no breakdown of indicator 1
    page.get_by_label("Tìm").fill("ho ngheo")
    expect(lines).to_have_count(2)  # the one that was found, and the one that is ticked
    page.get_by_label("Tìm").fill("duong loai")
    expect(lines).to_have_count(10)
    page.close()
