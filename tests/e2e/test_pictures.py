"""The pictures of README and docs are taken from the running program: `GIAOBAN_PICTURES=write` puts fresh ones into docs/vi/hinh."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.e2e.browser import PICTURES, dress

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "docs" / "vi" / "hinh"
EXAMPLE = ROOT / "examples" / "luong-tai-2019-10" / "report.docx"
pytestmark = pytest.mark.slow


def picture(page, name):
    PICTURES.mkdir(parents=True, exist_ok=True)
    taken = PICTURES / name
    page.screenshot(path=str(taken))
    if os.environ.get("GIAOBAN_PICTURES") == "write":
        TARGET.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(taken, TARGET / name)


def test_the_review_page_is_pictured_with_a_finding_chosen(visit, server):
    page = visit("binh", viewport={"width": 1280, "height": 820})
    page.goto(server.url("/bao-cao/moi/"))
    page.locator("input[type=file]").set_input_files(str(EXAMPLE))
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_url(re.compile(r"/bao-cao/\d+/$"))
    dress(page, "light")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    assert page.locator("mark.current").count() >= 1
    picture(page, "xem-bao-cao.png")


def test_pictures_that_the_docs_name_exist():
    named = set()
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+\.png)\)", path.read_text("utf-8")):
            named.add((path.parent / target).resolve())
    assert named
    assert [str(p) for p in named if not p.is_file()] == []
