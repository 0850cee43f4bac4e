"""Figures without a connection: what is typed is kept in the browser, sent when the connection is back, never lost and never forced."""

import io
import json
import zipfile

import pytest

from tests.e2e.browser import faults, screenshot
from tests.e2e.conftest import sign_in
from tests.postgres import pointed

SLOW_TEST = 15_000


@pytest.fixture
def asked(server, django_db_blocker):
    """November's figures of three offices, open."""
    from giaoban.ground import journal
    from tests.occasions.collection.making import collection

    with django_db_blocker.unblock(), pointed(server.database), journal.acting(label="kiểm thử", source="command"):
        from giaoban.records.figures.models import Indicator

        known = {row.code: row for row in Indicator.objects.filter(code__in=("hon", "gks", "bhyt"))}
        yield collection(server.cast, codes=known or None)


@pytest.fixture
def away(browser, server):
    """A signed-in person whose connection may fail: refused requests are no faults of the page here."""
    made = []

    def open_page(name):
        context = browser.new_context(storage_state=sign_in(server, name), locale="en-US", reduced_motion="reduce")
        context.set_default_timeout(SLOW_TEST)
        made.append(context)
        return context, context.new_page()

    yield open_page
    for context in made:
        context.close()


def kept(page):
    """What the browser keeps: texts by person."""
    found = page.evaluate("() => JSON.stringify(localStorage)")
    return {
        key: sorted(each["text"] for each in json.loads(value).values()) for key, value in json.loads(found).items()
    }


def fill(page, label, text):
    page.get_by_label(label).fill(text)
    page.get_by_label(label).press("Tab")


@pytest.mark.slow
def test_cells_typed_offline_wait_in_the_browser_and_are_sent_later(away, server, asked, django_db_blocker):
    from giaoban.occasions.collection.models import Cell

    context, page = away("an")
    table = server.url(f"/thu-thap/{asked.pk}/bang/")
    page.goto(table)
    context.set_offline(True)
    fill(page, "Phòng Kinh tế xã An Phú, Số hộ nghèo (hộ)", "31")
    fill(page, "Phòng Kinh tế xã An Phú, Số giấy khai sinh (giấy)", "4")
    fill(page, "Phòng Văn hóa – Xã hội xã An Phú, Số hộ nghèo (hộ)", "12")
    box = page.locator("details[data-unsent]")
    box.get_by_text("Chưa gửi (3 ô)").wait_for()
    box.locator("summary").click()
    assert faults(page) == []
    screenshot(page, "collection-unsent", widths=(360, 1280), themes=("light", "dark"))
    ((key, texts),) = kept(page).items()
    assert texts == ["12", "31", "4"]
    assert key.endswith(f"{server.cast.users['an'].pk}.{asked.pk}")

    with pointed(server.database):
        assert not Cell.objects.filter(row__collection=asked).exists()
    context.set_offline(False)
    page.get_by_text("Đã gửi hết các ô chờ.").wait_for(state="attached")
    assert kept(page) == {}
    assert box.is_hidden()
    with pointed(server.database):
        amounts = Cell.objects.filter(row__collection=asked).values_list("amount", flat=True)
        assert sorted(amounts) == [4, 12, 31]


@pytest.mark.slow
def test_a_cell_that_somebody_changed_meanwhile_is_never_overwritten_by_the_queue(
    away, server, asked, django_db_blocker
):
    from tests.occasions.collection.making import put

    context, page = away("an")
    table = server.url(f"/thu-thap/{asked.pk}/bang/")
    page.goto(table)
    context.set_offline(True)
    label = "Phòng Kinh tế xã An Phú, Số hộ nghèo (hộ)"
    fill(page, label, "31")
    page.get_by_text("Chưa gửi (1 ô)").wait_for()
    with pointed(server.database):
        put(asked, server.cast, "hon", "40", unit="kinh_te", who="binh")
    page.locator("details[data-unsent] summary").click()
    context.set_offline(False)
    page.get_by_text("Ô này đã được người khác sửa").wait_for()
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(table)
    assert page.get_by_label(label).input_value() == "40", (
        "what the server refused is not put over the other's number again"
    )
    page.locator("details[data-unsent] summary").click()
    page.get_by_role("button", name="Gửi lại").click()
    page.get_by_label(label).focus()
    page.get_by_role("button", name="Giữ số của người kia: 40").click()
    assert page.get_by_label(label).input_value() == "40"
    assert kept(page) == {}


@pytest.mark.slow
def test_signing_out_asks_and_then_leaves_nothing_behind(away, server, asked):
    context, page = away("an")
    page.goto(server.url(f"/thu-thap/{asked.pk}/bang/"))
    context.set_offline(True)
    fill(page, "Phòng Kinh tế xã An Phú, Số hộ nghèo (hộ)", "31")
    page.get_by_text("Chưa gửi (1 ô)").wait_for()
    page.route("**/ghi/", lambda route: route.abort())
    context.set_offline(False)
    page.get_by_text("Nguyễn Văn An").first.click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Đăng xuất").click()
    assert kept(page) != {}
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/tai-khoan/login/**")
    assert kept(page) == {}


@pytest.mark.slow
def test_cells_pasted_into_a_cell_are_shown_before_they_are_written(visit, server, asked, tmp_path):
    page = visit("an")
    table = server.url(f"/thu-thap/{asked.pk}/bang/")
    page.goto(table)
    page.get_by_label("Phòng Kinh tế xã An Phú, Số hộ nghèo (hộ)").focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "31\\t4\\t96\\r\\n12\\tx\\t97,5\\r\\n");
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    page.get_by_role("heading", name="Nhập từ bảng tính").wait_for()
    assert page.get_by_role("checkbox").count() == 6
    assert faults(page) == []
    screenshot(page, "collection-preview", widths=(360, 1280), themes=("light", "dark"))
    page.get_by_role("button", name="Ghi các ô đã đánh dấu").click()
    page.get_by_text("Đã ghi").wait_for()
    assert page.get_by_label("Phòng Văn hóa – Xã hội xã An Phú, Số giấy khai sinh (giấy)").input_value() == "x"

    with page.expect_download() as caught:
        page.get_by_role("link", name="Tải tệp để điền").click()
    path = tmp_path / "so-lieu.xlsx"
    caught.value.save_as(str(path))
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
        assert "xl/worksheets/sheet2.xml" in book.namelist()
    page.goto(server.url(f"/thu-thap/{asked.pk}/nhap/"))
    assert faults(page) == []
    screenshot(page, "collection-import", widths=(360, 1280), themes=("light", "dark"))
    page.locator("input[type=file]").set_input_files(str(path))
    page.get_by_role("button", name="Đọc tệp và xem trước").click()
    page.get_by_text("Không có ô nào thay đổi").wait_for()
