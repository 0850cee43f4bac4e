"""Every page at three widths in both themes: no serious finding of axe, nothing wider than the window, a picture to look at."""

import pytest

from tests.e2e.browser import HEIGHT, THEMES, WIDTHS, dress, faults, screenshot
from tests.e2e.places import BEFORE_SIGN_IN, places

pytestmark = pytest.mark.slow


def name_of(path):
    return path.strip("/").replace("/", "_") or "home"


def look_at(page, path):
    found = {}
    for theme in THEMES:
        dress(page, theme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found[f"{path} {width} {theme}"] = faults(page)
    screenshot(page, name_of(path))
    return {place: lines for place, lines in found.items() if lines}


@pytest.mark.parametrize("path", places())
def test_a_page_has_no_fault_at_any_width_in_any_theme(page, server, path):
    if page.request.get(server.url(path)).status == 405:
        pytest.skip("answers to POST only")
    assert page.goto(server.url(path)).status == 200
    assert look_at(page, path) == {}


@pytest.mark.parametrize("path", BEFORE_SIGN_IN)
def test_a_page_before_sign_in_has_no_fault_at_any_width_in_any_theme(visitor, server, path):
    assert visitor.goto(server.url(path)).status == 200
    assert look_at(visitor, path) == {}
