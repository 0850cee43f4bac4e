"""The month closes once: a report is asked for, answered, checked, its figures kept, heard at the session, concluded upon, its tasks done,
and the next session begins with the results. Then the conclusion again, by keyboard alone, with every press counted."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.browser import dress, faults, screenshot, tab_to, too_wide, until
from tests.e2e.handing import upload

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
MONTH = f"{TODAY:%Y-%m}"
MONTH_NAME = f"tháng {TODAY.month} năm {TODAY.year}"
REPORT = f"""BÁO CÁO
Kết quả công tác {MONTH_NAME}
Phòng đã tiếp nhận 1.314 hồ sơ. Đã trả trước hạn 940 hồ sơ.
Khó khăn, vướng mắc
Nhà văn hóa thôn Đông xuống cấp, chưa có kinh phí sửa chữa.
"""
WORKS = (
    "rà soát tiến độ giải ngân vốn đầu tư công",
    "lập danh sách hộ nghèo, hộ cận nghèo",
    "khắc phục tình trạng hồ sơ quá hạn",
    "kiểm tra điều kiện phòng cháy tại chợ",
    "tổng hợp kiến nghị của cử tri",
)
UNITS = (
    "Phòng Kinh tế",
    "Phòng Văn hóa – Xã hội",
    "Trung tâm Phục vụ hành chính công",
    "Ban Quản lý chợ trung tâm",
    "Văn phòng HĐND và UBND",
)


def conclusion(count):
    """A conclusion of so many points; every fourth of five names a board that is no unit."""
    due = f"{TODAY + timedelta(days=20):%d/%m/%Y}"
    points = [
        f"{n + 1}. Giao {UNITS[n % 5]} {WORKS[n % 5]} đợt {n // 5 + 1}, xong trước ngày {due}." for n in range(count)
    ]
    return "\n".join(["Chủ tịch UBND xã kết luận như sau:", *points, ""])


class Count:
    """Presses of the mouse and typed signs, counted as a person would make them."""

    def __init__(self):
        self.clicks = self.signs = 0

    def click(self, target):
        self.clicks += 1
        target.click()

    def type(self, page, words):
        self.signs += len(words)
        page.keyboard.type(words)

    def press(self, page, key):
        self.signs += 1
        page.keyboard.press(key)


def tab(page, name):
    page.locator(".gb-tabs").get_by_role("link", name=name, exact=True).click()


def ask_and_answer(clerk, head, server, tmp_path):
    """The office asks, the unit answers from its account, the office confirms."""
    clerk.goto(server.url("/bao-cao/yeu-cau/moi/"))
    clerk.get_by_label("Phòng Văn hóa – Xã hội xã An Phú").check()
    clerk.get_by_label("Nội dung báo cáo").fill("Báo cáo công tác văn hóa của tháng")
    clerk.get_by_label("Kỳ báo cáo").fill(MONTH)
    clerk.get_by_label("Hạn nộp").fill(f"{TODAY + timedelta(days=3):%Y-%m-%d}")
    clerk.get_by_role("button", name="Lập yêu cầu").click()
    clerk.wait_for_url(re.compile(r"/yeu-cau/\d+/$"))
    file = tmp_path / "bao-cao-van-hoa.txt"
    file.write_text(REPORT, "utf-8")
    head.goto(clerk.url)
    head.get_by_role("link", name="Nộp tệp").click()
    head.locator("input[type=file]").set_input_files(str(file))
    upload(head)
    if head.get_by_role("button", name="Gửi báo cáo").count():
        head.get_by_role("button", name="Gửi báo cáo").click()
    clerk.goto(head.url)
    for _ in range(clerk.locator("article.rp-finding:not(.rp-decided) button[value=accept]").count()):
        clerk.locator("article.rp-finding:not(.rp-decided) button[value=accept]").first.click()
        clerk.wait_for_load_state("networkidle")
    clerk.get_by_role("button", name="Xác nhận báo cáo").click()


def keep_a_figure(clerk):
    """A confirmed figure becomes an observation of an indicator made on the page."""
    clerk.get_by_role("link", name="Ghi vào sổ số liệu").click()
    row = clerk.locator("#ghi-so-lieu tbody tr").filter(has=clerk.locator("mark", has_text="1.314 hồ sơ"))
    row.locator(".rp-new summary").click()
    row.get_by_label("Tên chỉ tiêu").fill("Hồ sơ văn hóa tiếp nhận trong kỳ")
    row.get_by_role("button", name="Tạo và chọn").click()
    row.locator("input[name=ghi]:checked").wait_for()
    clerk.get_by_role("button", name="Ghi các số đã đánh dấu").click()
    clerk.get_by_text("số liệu vào sổ").first.wait_for()


def plan(page, server, kind=""):
    """Plan a session as the form proposes it, or one of a kind for today; ends on its agenda."""
    page.goto(server.url("/phien-hop/moi/"))
    if kind:
        page.get_by_label("Loại phiên họp").select_option(label=kind)
        page.get_by_label("Ngày họp").fill(TODAY.isoformat())
    page.get_by_role("button", name="Lập phiên họp").click()
    page.wait_for_url(re.compile(r"/phien-hop/\d+/$"))


def hold(clerk):
    """The session: its report is on the agenda, who came, what goes badly."""
    assert "Báo cáo công tác văn hóa của tháng" in clerk.locator(".mt-items").inner_text()
    clerk.get_by_role("button", name="Bắt đầu phiên họp").click()
    clerk.locator(".mt-item").first.get_by_role("button", name="Đã thảo luận").click()
    clerk.locator(".mt-item.mt-discussed").first.wait_for()
    tab(clerk, "Thành phần")
    clerk.get_by_role("button", name="Lưu; ai chưa ghi đều có mặt").click()
    assert "3 trên 3" in clerk.locator(".mt-present").inner_text()
    tab(clerk, "Vướng mắc")
    clerk.get_by_label("Nhà văn hóa thôn Đông xuống cấp").check()
    clerk.get_by_role("button", name="Ghi các câu đã chọn").click()
    clerk.get_by_text("Giao trả lời").first.click()
    clerk.get_by_role("combobox", name="Đơn vị trả lời").fill("kinh te")
    clerk.get_by_role("option", name="Phòng Kinh tế xã An Phú").click()
    clerk.get_by_label("Hạn trả lời").fill(f"{TODAY + timedelta(days=9):%d/%m/%Y}")
    clerk.locator("button[value=assign]").click()
    assert "Phòng Kinh tế xã An Phú" in clerk.locator(".mt-difficulty").inner_text()
    assert faults(clerk) == []


def conclude(page, text, count=None):
    """Paste the conclusion, name the lead unit of whatever is doubtful, issue it; ends on the tasks."""
    made = count or Count()
    made.click(page.locator(".gb-tabs").get_by_role("link", name="Kết luận", exact=True))
    page.get_by_label("Dán văn bản kết luận").fill(text)  # pasted: a click and a key
    made.clicks += 1
    made.signs += 1
    made.click(page.get_by_role("button", name="Đọc kết luận"))
    page.locator("li.mt-task").first.wait_for()
    for _ in range(page.locator("li.mt-task-proposed").count()):
        left = page.locator("li.mt-task-proposed").count()
        made.press(page, "e")
        made.type(page, "kinh te")
        made.press(page, "Enter")
        made.press(page, "Enter")
        until(page, "n => document.querySelectorAll('li.mt-task-proposed').length === n", arg=left - 1)
    made.click(page.locator("#nut-ban-hanh").get_by_text("Ban hành kết luận và giao nhiệm vụ"))
    made.click(page.locator("dialog").get_by_role("button", name="Ban hành", exact=True))
    page.wait_for_url(re.compile(r"/phien-hop/\d+/nhiem-vu/$"))
    return made


def do_task(clerk, head, server):
    """The unit takes its task, reports it done; the office confirms."""
    head.goto(server.url("/"))
    head.locator("#my-tasks").get_by_role("link", name="Lập danh sách hộ nghèo").first.click()
    head.get_by_role("button", name="Nhận nhiệm vụ").click()
    head.get_by_role("button", name="Báo cáo hoàn thành").first.click()
    head.locator("dialog[open] textarea").fill("Đã lập xong danh sách, gửi kèm văn bản")
    head.locator("dialog[open] button[type=submit], dialog[open] button.btn-primary").last.click()
    head.get_by_text("Đã báo cáo hoàn thành").first.wait_for()
    clerk.goto(server.url("/"))
    clerk.locator("#reported-tasks").get_by_role("link", name="Lập danh sách hộ nghèo").first.click()
    clerk.get_by_role("button", name="Xác nhận hoàn thành").click()
    clerk.get_by_text("Đã xác nhận hoàn thành").first.wait_for()


def close(page, address):
    """Close a session; what has no outcome counts as discussed."""
    page.goto(address)
    page.get_by_role("button", name="Kết thúc phiên họp").first.click()
    if page.get_by_label("Coi là đã thảo luận").count():
        page.get_by_label("Coi là đã thảo luận").check()
    page.locator("dialog[open]").get_by_role("button", name="Kết thúc phiên họp").click()
    page.get_by_text("Đã kết thúc").first.wait_for()


def test_the_month_closes(visit, server, tmp_path):
    clerk, head = visit("binh"), visit("cuong")
    ask_and_answer(clerk, head, server, tmp_path)
    keep_a_figure(clerk)
    plan(clerk, server, "Phiên họp thường kỳ")
    session = clerk.url
    hold(clerk)
    conclude(clerk, conclusion(5))
    assert "5" in clerk.locator(".gb-tile").first.inner_text()
    clerk.get_by_role("link", name="Thông báo kết luận").click()
    assert "TB-UBND" in clerk.locator("main").inner_text()
    do_task(clerk, head, server)
    close(clerk, session)
    screenshot(clerk, "session-closed", widths=(1280,), themes=("light",))
    plan(clerk, server)
    first = clerk.locator(".mt-item").first
    assert "5 nhiệm vụ: 1 hoàn thành đúng hạn, 0 hoàn thành chậm, 0 quá hạn, 4 đang thực hiện" in first.inner_text()
    assert "Đã lập xong danh sách" in first.inner_text()
    for size, theme in ((PHONE, "light"), (DESK, "dark")):
        clerk.set_viewport_size(size)
        dress(clerk, theme)
        assert faults(clerk) == []
    screenshot(clerk, "next-session", widths=(360, 1280), themes=("light",))
    clerk.set_viewport_size(DESK)
    clerk.goto(server.url("/thang/"))
    board = clerk.locator(".dk-steps").inner_text()
    assert "1/5 nhiệm vụ đã xong" in board
    assert faults(clerk) == []
    screenshot(clerk, "month-board", widths=(360, 1280), themes=("light",))


@pytest.mark.slow
def test_a_conclusion_of_fifteen_tasks_takes_few_presses(page, server):
    plan(page, server, "Hội nghị giao ban")
    page.get_by_role("button", name="Bắt đầu phiên họp").click()
    made = conclude(page, conclusion(15))
    assert page.locator("tbody tr").count() == 15
    assert (made.clicks, made.signs) == (5, 31)
    close(page, page.url.replace("nhiem-vu/", ""))


@pytest.mark.slow
def test_the_conclusion_is_worked_by_keyboard_alone(page, server):
    plan(page, server, "Hội nghị")
    page.get_by_role("button", name="Bắt đầu phiên họp").click()
    tab(page, "Kết luận")
    page.get_by_label("Dán văn bản kết luận").fill(conclusion(5))
    page.get_by_role("button", name="Đọc kết luận").click()
    tasks = page.locator("li.mt-task")
    tasks.first.wait_for()
    assert page.locator("li.mt-task.current").get_attribute("class").count("mt-task-proposed") == 1
    page.keyboard.press("k")
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    page.locator("li.mt-task-dismissed").wait_for()
    assert "Không phải nhiệm vụ" in tasks.nth(2).inner_text()
    page.keyboard.press("k")
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.keyboard.press("e")
    assert page.locator("details.mt-edit[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.mt-edit[open]").count() == 0
    page.evaluate(
        """() => { const text = document.querySelector('[data-text]').firstChild;
          const range = document.createRange(); range.setStart(text, 0); range.setEnd(text, 20);
          getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.locator("[data-add-selected]").click()
    until(page, "n => document.querySelectorAll('li.mt-task').length === n", arg=6)
    assert "Chủ tịch UBND xã kết" in tasks.first.inner_text()
    for size, theme in ((PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(size)
        dress(page, theme)
        page.evaluate("scrollTo(0, 0)")
        assert faults(page) == []
    screenshot(page, "conclusion", widths=(360, 1280), themes=("light",), full=False)


@pytest.mark.slow
def test_the_agenda_is_ordered_by_keyboard_and_fits_a_phone(page, server):
    plan(page, server, "Phiên họp chuyên đề")
    for title in ("Quy chế làm việc", "Dự toán thu ngân sách"):
        page.locator("#noi-dung-moi").fill(title)
        page.get_by_role("button", name="Thêm", exact=True).click()
    first = page.locator(".mt-item").last.get_by_role("button", name=re.compile("lên"))
    tab_to(page, first)
    page.keyboard.press("Alt+ArrowUp")
    last_but_one = "title => [...document.querySelectorAll('.mt-item-what strong')].at(-2)?.textContent === title"
    until(page, last_but_one, arg="Dự toán thu ngân sách")
    until(page, "() => document.activeElement.closest('.mt-item') !== null")
    assert page.evaluate("document.activeElement.closest('.mt-item')?.innerText.includes('Dự toán')")
    page.set_viewport_size(PHONE)
    assert faults(page) == []
    for name in ("Tài liệu", "Thành phần", "Vướng mắc", "Nhiệm vụ", "Lịch sử"):
        tab(page, name)
        assert too_wide(page) == [], name
    page.set_viewport_size(DESK)
    tab(page, "Chương trình")
    page.get_by_role("link", name="In chương trình").click()
    assert faults(page) == []


@pytest.mark.parametrize("who", ["dung"])
def test_the_stranger_finds_no_session_of_another_body(visit, server, who):
    page = visit(who)
    page.goto(server.url("/phien-hop/"))
    assert "xã An Phú" not in page.locator("main").inner_text()
    assert page.goto(server.url("/phien-hop/1/")).status == 404
