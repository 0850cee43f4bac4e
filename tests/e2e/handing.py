"""Handing a report in on the form, as one of its own where the unit has one of the period already."""

import re


def upload(page):
    """Press the button that reads the chosen file, answer that it is another report where that is asked; ends on the review page."""
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.locator(".rp-doubt, .rp-summary").first.wait_for()
    if page.locator(".rp-doubt").count():
        page.get_by_label("Một báo cáo khác của cùng kỳ").check()
        page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_url(re.compile(r"/bao-cao/\d+/$"))
