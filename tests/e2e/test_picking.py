"""One post out of many, found by keyboard; and without any script, by typing and answering which one is meant."""

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import faults, screenshot

PAGE = "/quan-tri/phan-vai-tro/moi/"


@pytest.fixture(scope="module")
def posts(server, django_db_blocker):
    """More posts than one plain list takes; two of them have the same title."""
    from giaoban.ground import journal
    from giaoban.ground.org.models import Post
    from tests.cast import SINCE
    from tests.postgres import pointed

    body, units = server.cast.bodies["ubnd"], server.cast.units
    with django_db_blocker.unblock(), pointed(server.database), journal.acting(label="kiểm thử", source="command"):
        for number in range(40):
            Post.objects.create(body=body, unit=units["van_phong"], title=f"Chuyên viên {number}", valid_from=SINCE)
        for unit in ("van_hoa", "kinh_te"):
            Post.objects.create(body=body, unit=units[unit], title="Kế toán", valid_from=SINCE)


@pytest.mark.slow
def test_a_post_is_found_by_keyboard_and_by_typing_alone(posts, server, visit):
    page = visit("binh")
    page.goto(server.url(PAGE))
    field, found = page.get_by_role("combobox", name="Chức vụ"), page.locator("[data-picker-pop] [role=option]")
    field.press("ArrowDown")
    expect(found).to_have_count(20)
    field.press_sequentially("ke toan")
    expect(found).to_have_count(2)
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == found.nth(1).get_attribute("id")
    assert faults(page) == []
    screenshot(page, "picker-open", full=False)
    named = found.nth(1).get_attribute("data-label")
    field.press("Enter")
    assert field.input_value() == named
    assert page.locator("input[name=post]").input_value().isdecimal()
    field.press("End")
    field.press("Backspace")
    assert page.locator("input[name=post]").input_value() == ""
    field.press("Escape")
    bare = visit("binh", java_script_enabled=False)
    bare.goto(server.url(PAGE))
    bare.get_by_label("Chức vụ").fill("ke toan")
    bare.get_by_role("button", name="Phân vai trò").click()
    asked = bare.get_by_role("group", name="Ý là mục nào?")
    assert asked.get_by_role("radio").count() == 2
    asked.get_by_role("radio").first.check()
    bare.get_by_label("Vai trò", exact=True).select_option(index=1)
    bare.get_by_role("button", name="Phân vai trò").click()
    assert "/moi/" not in bare.url
    assert "Đã phân vai trò." in bare.inner_text("main")


@pytest.fixture(scope="module")
def hamlets(server, django_db_blocker):
    """More units under the commune than one plain list takes."""
    from giaoban.ground import journal
    from giaoban.ground.org.models import Unit, UnitName, UnitParent
    from tests.cast import SINCE
    from tests.postgres import pointed

    with django_db_blocker.unblock(), pointed(server.database), journal.acting(label="kiểm thử", source="command"):
        for number in range(40):
            unit = Unit.objects.create(kind="hamlet", level="hamlet", valid_from=SINCE)
            UnitName.objects.create(unit=unit, name=f"Ấp Bàu {number}", form="ap", valid_from=SINCE)
            UnitParent.objects.create(unit=unit, tree="state", parent=server.cast.units["an_phu"], valid_from=SINCE)


@pytest.mark.slow
def test_units_for_a_task_are_gathered_by_keyboard_and_by_typing_alone(hamlets, server, visit):
    page = visit("binh")
    page.goto(server.url("/nhiem-vu/moi/"))
    field, box = page.get_by_label("Đơn vị chủ trì"), page.locator("[data-picker=many]").first
    found, chosen = box.locator("[role=option]"), box.locator("[data-picker-chosen] input[type=checkbox]:checked")
    for number, text in enumerate(("phong kinh te", "ap bau 17"), 1):
        field.press_sequentially(text)
        expect(found).to_have_count(1)
        field.press("ArrowDown")
        field.press("Enter")
        expect(chosen).to_have_count(number)
        expect(field).to_have_value("")
    box.get_by_label("Ấp Bàu 17").uncheck()
    expect(chosen).to_have_count(1)
    assert faults(page) == []
    field.press_sequentially("ap bau")
    expect(found).to_have_count(20)
    screenshot(page, "gather", widths=(360, 1280), themes=("light", "dark"), full=False)
    field.press("Escape")
    field.fill("")
    page.get_by_label("Tên nhiệm vụ").fill("Rà soát ao hồ")
    page.get_by_label("Nội dung phải làm").fill("Rà soát ao hồ sâu.")
    page.get_by_role("button", name="Giao nhiệm vụ").click()
    expect(page.get_by_text("Đã giao 1 nhiệm vụ.")).to_be_visible()
    bare = visit("binh", java_script_enabled=False)
    bare.goto(server.url("/nhiem-vu/moi/"))
    bare.get_by_label("Đơn vị chủ trì").fill("Phòng Kinh tế xã An Phú; ap bau 1")
    bare.get_by_label("Tên nhiệm vụ").fill("Rà soát ao hồ")
    bare.get_by_label("Nội dung phải làm").fill("Rà soát ao hồ sâu.")
    bare.get_by_role("button", name="Giao nhiệm vụ").click()
    expect(bare.get_by_text("Đã giao 2 nhiệm vụ.")).to_be_visible()
