"""Driving Debian's Chromium: what tests of whole pages share.

def test_the_inbox_is_usable(page, server):
    page.goto(server.url("/bao-cao/"))
    assert faults(page) == []
"""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Locator, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = Path(__file__).resolve().parents[2] / ".cache" / "screenshots"
WANTED = bool(os.environ.get("GIAOBAN_PICTURES"))
"""Whether pictures are taken; `make test-slow` wants them, to be looked at."""
AXE = Axe().axe_script
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BAD = {"serious", "critical"}
WIDTHS = (360, 1280, 1920)
THEMES = ("light", "dark")
HEIGHT = 900


@dataclass
class Watch:
    """What a page said and asked for while it was used."""

    origin: str
    said: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        """Listen to a page. A refused address (4xx) is the test's own business, not a fault of the page."""
        page.on(
            "console", lambda m: self.said.append(m.text) if m.type == "error" and "status of 4" not in m.text else None
        )
        page.on("pageerror", lambda error: self.said.append(str(error)))
        own = (self.origin, self.origin.replace("127.0.0.1", "localhost"), "data:")
        page.on("request", lambda r: None if r.url.startswith(own) else self.outside.append(r.url))


def until(page: Page, holds: str, arg: Any = None) -> None:
    """Wait until an expression or function of the page's script holds.

    The driver's own waiting asks again inside the page by `eval`, which our content policy forbids: it fails wherever its first
    look comes too early. A page that is being left is asked again too.
    """
    end = time.monotonic() + 30
    while True:
        try:
            page.wait_for_load_state("domcontentloaded")  # a page that is only beginning has none of what is counted
            if page.evaluate(holds, arg):
                return
        except Error as error:
            if "context" not in str(error) and "navigat" not in str(error):
                raise
        if time.monotonic() > end:
            raise AssertionError(f"the page never came to: {holds} ({arg!r})")
        page.wait_for_timeout(50)


def settle(page: Page) -> None:
    """Wait until the page is drawn as it now is: fonts there, no transition under way, two frames shown."""
    page.wait_for_load_state("domcontentloaded")
    page.evaluate(
        """async () => {
          await document.fonts.ready;
          for (let round = 0; round < 20 && document.getAnimations().length; round += 1)
            await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => null)));
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }"""
    )


def violations(page: Page) -> list[str]:
    """What axe-core finds serious or critical under WCAG 2.2 A and AA, one line each.

    Bars that stick to an edge lie in the flow meanwhile: what they happen to cover is a matter of scrolling, not of the page.
    """
    settle(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        """async (rules) => {
          const sticking = [...document.querySelectorAll("body *")].filter((e) => getComputedStyle(e).position === "sticky");
          for (const e of sticking) e.style.setProperty("position", "static", "important");
          try { return await axe.run({ runOnly: rules, resultTypes: ["violations"] }); }
          finally { for (const e of sticking) e.style.removeProperty("position"); }
        }""",
        arg=RULES,
    )
    return [
        f"{v['id']} ({v['impact']}): {node['html'][:140]} {' '.join(node['failureSummary'].split())[:220]}"
        for v in found["violations"]
        if v["impact"] in BAD
        for node in v["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """The elements that make the page scroll sideways, none when it fits the window."""
    page.wait_for_load_state("domcontentloaded")  # a page that is only beginning has no width
    found: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll("body *")]
            .filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest(".gb-table-box, .visually-hidden"))
            .slice(0, 5).map((e) => e.outerHTML.slice(0, 120));
        }"""
    )
    return found


def faults(page: Page) -> list[str]:
    """Everything a machine can see wrong with the page as it stands."""
    return violations(page) + [f"too wide: {html}" for html in too_wide(page)]


def dress(page: Page, theme: str) -> None:
    """Show the page in a theme, as the server would render it."""
    page.wait_for_load_state("domcontentloaded")
    page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme)


def screenshot(
    page: Page, name: str, widths: Iterable[int] = WIDTHS, themes: Iterable[str] = THEMES, *, full: bool = True
) -> list[Path]:
    """Take the page at each width in each theme where pictures are wanted; the files are `.cache/screenshots/<name>-<width>-<theme>.png`.

    The page is left in the last width and theme, also where no picture is taken.
    """
    if not WANTED:
        dress(page, [*themes][-1])
        page.set_viewport_size({"width": [*widths][-1], "height": HEIGHT})
        return []
    PICTURES.mkdir(parents=True, exist_ok=True)
    taken = []
    for theme in themes:
        dress(page, theme)
        for width in widths:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            settle(page)
            path = PICTURES / f"{name}-{width}-{theme}.png"
            page.screenshot(path=str(path), full_page=full)
            taken.append(path)
    return taken


def choose(page: Page, label: str, name: str) -> None:
    """Take the choice called `name` in a field that is a list while the choices are few and a search when they are many."""
    field = page.get_by_label(label, exact=True)
    if field.evaluate("e => e.tagName") == "SELECT":
        field.select_option(label=name)
        return
    field.fill(name)
    page.locator(f'[role=option][data-label="{name}"]').click()


def tab_to(page: Page, target: Locator, *, limit: int = 80) -> int:
    """Press Tab until `target` has the focus; how often. Errors: AssertionError where it cannot be reached by keyboard."""
    for pressed in range(1, limit + 1):
        page.keyboard.press("Tab")
        if target.evaluate("e => e === document.activeElement"):
            return pressed
    raise AssertionError(f"not reached by {limit} times Tab: {target}")


def focus_is_visible(page: Page) -> bool:
    """Whether the element that has the focus shows it."""
    seen: bool = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; }"
    )
    return seen
