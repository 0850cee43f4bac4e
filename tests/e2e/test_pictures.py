"""The lesson of docs/vi/hoc, done once on the demo commune as written there; its pictures are taken on the way.

`GIAOBAN_PICTURES=write` puts fresh ones into docs/vi/hinh. The words that are typed stand in the lesson and are read from it.
"""

import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from giaoban.ground.directory.demo.people import PASSWORD
from tests.cli.running import Program
from tests.e2e.browser import PICTURES, dress, settle, until

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "docs" / "vi" / "hinh"
LESSON = ROOT / "docs" / "vi" / "hoc" / "README.md"
HEAVIEST = 150_000
"""Bytes of a picture at most."""
COLOURS = 192
WINDOW = {"width": 1280, "height": 820}
DAY_TOLD = "31/12/2026"
"""The deadline of the lesson; the reader is told to take a day to come."""
TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
slow = pytest.mark.slow


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    """`giaoban demo` with the commune alone."""
    top = Path(tempfile.mkdtemp(prefix="giaoban-test-"))
    top.chmod(0o755)
    shutil.copytree(ROOT / "examples" / "xa-an-phu", top / "examples" / "xa-an-phu")
    program = Program(top / "data", "demo", GIAOBAN_EXAMPLES=str(top / "examples"))
    try:
        program.ready()
        yield program
    finally:
        program.end()
        shutil.rmtree(top)


class Visitors:
    """Pages of the people of the lesson, in windows of one size."""

    def __init__(self, browser: Any, origin: str) -> None:
        self.browser, self.origin = browser, origin
        self.contexts: list[Any] = []

    def page(self) -> Any:
        """A page of somebody without an account."""
        context = self.browser.new_context(locale="vi-VN", viewport=WINDOW, reduced_motion="reduce")
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        return context.new_page()

    def sign_in(self, name: str) -> Any:
        """The page of an account of the demonstration, on its desk."""
        page = self.page()
        page.goto(self.origin + "/tai-khoan/login/")
        page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(name)
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(self.origin + "/")
        return page


@pytest.fixture
def visitors(browser: Any, program: Program) -> Iterator[Visitors]:
    """Who takes part."""
    found = Visitors(browser, f"http://127.0.0.1:{program.port}")
    yield found
    for context in found.contexts:
        context.close()


def picture(page, name):
    """Take the window as it stands."""
    dress(page, "light")
    settle(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    taken = PICTURES / name
    image = Image.open(io.BytesIO(page.screenshot()))
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(taken, optimize=True)
    assert taken.stat().st_size < HEAVIEST, name
    if os.environ.get("GIAOBAN_PICTURES") == "write":
        TARGET.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(taken, TARGET / name)


def told(number):
    """The n-th text to type of the lesson, without its margin."""
    found = re.findall(r"```text\n(.*?)```", re.sub(r"(?m)^ {3}", "", LESSON.read_text("utf-8")), re.S)
    return found[number].strip() + "\n"


def menu(page, name):
    """Follow an entry of the main menu."""
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).first.click()


def tab(page, name):
    """Open a tab of a page."""
    page.locator(".gb-tabs").get_by_role("link", name=name, exact=True).click()


def ask_by_link(clerk, school):
    """Step 1: a link for the school; the school pastes its report, sees the finding, corrects, sends."""
    menu(clerk, "Yêu cầu báo cáo")
    clerk.locator("tbody tr", has_text="Trường THCS An Phú").first.get_by_role("link").click()
    clerk.get_by_role("button", name="Tạo đường dẫn").click()
    message = clerk.get_by_label("Tin gửi đơn vị").input_value()
    school.goto(re.search(r"http\S+", message)[0])
    school.get_by_label("Hoặc dán nội dung báo cáo").fill(told(0))
    school.get_by_role("button", name="Tải lên và xem phát hiện").click()
    assert "614" in school.locator("#phat-hien").inner_text()
    picture(school, "nop-qua-duong-dan.png")
    school.get_by_role("link", name="Tải lên tệp khác").click()
    school.get_by_label("Hoặc dán nội dung báo cáo").fill(told(0).replace("296", "294"))
    school.get_by_role("button", name="Tải lên và xem phát hiện").click()
    assert "Không có phát hiện nào" in school.locator("#phat-hien").inner_text()
    school.get_by_role("button", name="Gửi báo cáo").click()
    school.get_by_text("Đã gửi báo cáo.").wait_for()


def check(clerk):
    """Step 2: the findings of the economy office's report are decided by keys; the report is confirmed."""
    menu(clerk, "Báo cáo")
    clerk.locator("tbody tr", has_text="Phòng Kinh tế").first.get_by_role("link").click()
    clerk.wait_for_load_state("networkidle")
    clerk.keyboard.press("j")
    clerk.locator("article.rp-finding.current").wait_for()
    picture(clerk, "xem-bao-cao.png")
    while left := clerk.locator("article.rp-finding:not(.rp-decided)").count():
        clerk.keyboard.press("a")
        until(clerk, "n => document.querySelectorAll('article.rp-finding:not(.rp-decided)').length < n", arg=left)
    clerk.get_by_role("button", name="Xác nhận báo cáo").click()
    clerk.get_by_role("link", name="Ghi vào sổ số liệu").wait_for()


def record(clerk):
    """Step 3: the figures that belong to known indicators go into the book; the table shows them."""
    clerk.get_by_role("link", name="Ghi vào sổ số liệu").click()
    assert clerk.locator("input[name=ghi]:checked").count() > 0
    picture(clerk, "ghi-so-lieu.png")
    clerk.get_by_role("button", name="Ghi các số đã đánh dấu").click()
    clerk.get_by_role("link", name="Xem bảng số liệu").click()
    clerk.locator("tbody tr").first.wait_for()


def hold(clerk):
    """Step 4: the session that is being prepared; ends on its difficulties."""
    menu(clerk, "Phiên họp")
    clerk.locator("tbody tr", has_text="Đang chuẩn bị").get_by_role("link").click()
    clerk.get_by_role("button", name="Đưa vào chương trình").click()
    assert "15 nhiệm vụ" in clerk.locator(".mt-item").first.inner_text()
    picture(clerk, "chuong-trinh.png")
    clerk.get_by_role("button", name="Bắt đầu phiên họp").click()
    tab(clerk, "Thành phần")
    clerk.get_by_role("button", name="Lưu; ai chưa ghi đều có mặt").click()
    tab(clerk, "Vướng mắc")
    clerk.get_by_label("Hai phòng học bị dột").check()
    clerk.get_by_role("button", name="Ghi các câu đã chọn").click()
    clerk.locator(".mt-difficulty").first.wait_for()


def conclude(clerk):
    """Step 5: the conclusion is pasted, its doubtful task gets its unit, all are given."""
    tab(clerk, "Kết luận")
    clerk.get_by_label("Văn bản kết luận").first.fill(
        told(1).replace(DAY_TOLD, f"{TODAY + timedelta(days=20):%d/%m/%Y}")
    )
    clerk.get_by_role("button", name="Đọc kết luận").click()
    clerk.locator("li.mt-task").first.wait_for()
    assert clerk.locator("li.mt-task-proposed").count() == 1
    assert DAY_TOLD in LESSON.read_text("utf-8")
    picture(clerk, "ket-luan.png")
    clerk.keyboard.press("e")
    clerk.keyboard.type("van phong hdnd")
    clerk.keyboard.press("Enter")
    clerk.keyboard.press("Enter")
    until(clerk, "() => document.querySelectorAll('li.mt-task-proposed').length === 0")
    clerk.locator("#nut-ban-hanh").get_by_text("Ban hành kết luận và giao nhiệm vụ").click()
    clerk.locator("dialog").get_by_role("button", name="Ban hành", exact=True).click()
    clerk.wait_for_url(re.compile(r"/phien-hop/\d+/nhiem-vu/$"))


def follow(clerk, head):
    """Step 6: the unit takes its task and reports it done; the office confirms and closes the session."""
    session = clerk.url.replace("nhiem-vu/", "")
    head.reload()
    head.locator("#my-tasks").get_by_role("link", name="Lập hồ sơ quyết toán").first.click()
    head.get_by_role("button", name="Nhận nhiệm vụ").click()
    picture(head, "nhiem-vu.png")
    head.get_by_role("button", name="Báo cáo hoàn thành").first.click()
    head.locator("dialog[open] textarea").fill(told(2).strip())
    head.locator("dialog[open]").get_by_role("button", name="Gửi báo cáo").click()
    head.get_by_text("Đã báo cáo hoàn thành").first.wait_for()
    menu(clerk, "Bàn làm việc")
    clerk.locator("#reported-tasks").get_by_role("link", name="Lập hồ sơ quyết toán").click()
    clerk.get_by_role("button", name="Xác nhận hoàn thành").click()
    clerk.get_by_text("Đã xác nhận hoàn thành").first.wait_for()
    clerk.goto(session)
    clerk.get_by_role("button", name="Kết thúc phiên họp").first.click()
    clerk.get_by_label("Coi là đã thảo luận").check()
    clerk.locator("dialog[open]").get_by_role("button", name="Kết thúc phiên họp").click()
    clerk.get_by_text("Đã kết thúc").first.wait_for()


def begin_again(clerk):
    """The next session begins with the results; the board shows the month."""
    menu(clerk, "Phiên họp")
    clerk.get_by_role("link", name="Lập phiên họp").click()
    clerk.get_by_label("Ngày họp").fill(f"{TODAY + timedelta(days=30):%Y-%m-%d}")
    clerk.get_by_role("button", name="Lập phiên họp").click()
    clerk.wait_for_url(re.compile(r"/phien-hop/\d+/$"))
    first = clerk.locator(".mt-item").first.inner_text()
    assert "5 nhiệm vụ: 1 hoàn thành đúng hạn" in first
    menu(clerk, "Theo dõi tháng")
    picture(clerk, "theo-doi-thang.png")


@slow
def test_the_lesson_of_the_first_month_can_be_done_as_it_is_written(visitors):
    clerk = visitors.sign_in("vanthu")
    picture(clerk, "ban-lam-viec.png")
    ask_by_link(clerk, visitors.page())
    check(clerk)
    record(clerk)
    hold(clerk)
    conclude(clerk)
    follow(clerk, visitors.sign_in("kinhte"))
    begin_again(clerk)
