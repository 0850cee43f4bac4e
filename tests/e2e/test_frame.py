"""The frame in a real browser: sign-in, menus, dialogs, keys, themes, with and without scripts."""

import pytest

from tests.e2e.browser import dress, faults, focus_is_visible, screenshot, tab_to, too_wide, until

FAST = ["/", "/thang/", "/bo-giao-dien/"]


def test_sign_in_has_no_fault_in_either_theme(visitor, server):
    visitor.goto(server.url("/tai-khoan/login/"))
    for theme in ("light", "dark"):
        dress(visitor, theme)
        assert faults(visitor) == []
    screenshot(visitor, "login", widths=(360, 1280))


def test_wrong_credentials_say_what_to_do_and_keep_the_name(visitor, server):
    visitor.goto(server.url("/tai-khoan/login/"))
    visitor.get_by_label("Tên đăng nhập hoặc thư điện tử").fill("binh")
    visitor.get_by_label("Mật khẩu", exact=True).fill("sai")
    visitor.get_by_role("button", name="Đăng nhập", exact=True).click()
    assert "không đúng" in visitor.get_by_role("alert").inner_text()
    assert visitor.get_by_label("Tên đăng nhập hoặc thư điện tử").input_value() == "binh"
    assert faults(visitor) == []


@pytest.mark.parametrize("path", FAST)
def test_a_page_has_no_fault_on_a_phone_and_on_a_desk(page, server, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(server.url(path))
    assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    dress(page, "dark")
    assert faults(page) == []


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(page, server):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(server.url("/"))
    menu = page.locator("summary", has_text="Danh mục")
    tab_to(page, menu)
    page.keyboard.press("Enter")
    link = page.locator(".gb-menu").get_by_role("link", name="Theo dõi tháng")
    assert link.is_visible()
    assert too_wide(page) == []
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert menu.evaluate("e => e === document.activeElement")


def test_one_can_skip_to_the_content_and_always_sees_the_focus(page, server):
    page.goto(server.url("/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_every_stop_of_the_tab_key_shows_the_focus(page, server):
    page.goto(server.url("/bo-giao-dien/"))
    for _ in range(45):
        page.keyboard.press("Tab")
        assert focus_is_visible(page), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_a_dialog_takes_the_focus_and_gives_it_back(page, server):
    page.goto(server.url("/bo-giao-dien/"))
    opener = page.locator("#mau-light").get_by_role("button", name="Trả lại báo cáo")
    opener.focus()
    page.keyboard.press("Space")
    dialog = page.locator("#hoi-tra")
    assert dialog.is_visible()
    assert page.evaluate("document.activeElement.name") == "reason"
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert opener.evaluate("e => e === document.activeElement")


def test_a_dialog_opened_by_its_address_can_be_closed_again(page, server):
    page.goto(server.url("/bo-giao-dien/#hoi-tra"))
    dialog = page.locator("#hoi-tra")
    until(page, "document.querySelector('#hoi-tra').open")
    until(page, "document.activeElement.name === 'reason'")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert page.url == server.url("/bo-giao-dien/")


def test_keys_search_help_and_home_but_not_while_typing(page, server):
    page.goto(server.url("/thang/"))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("g h ? /")
    assert page.evaluate("document.activeElement.value") == "g h ? /"
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("#phim-tat").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url(server.url("/"))


def test_the_theme_is_remembered_and_there_from_the_first_paint(visit, server):
    page = visit("khanh")
    page.goto(server.url("/"))
    page.locator(".gb-head details:not(.gb-menu) summary").click()
    page.get_by_role("button", name="Tối").click()
    page.wait_for_load_state()
    response = page.goto(server.url("/thang/"))
    assert 'data-bs-theme="dark"' in response.text()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") in ("dark", "normal")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_auto_follows_the_device(visit, server):
    colours = []
    for scheme in ("light", "dark"):
        page = visit(color_scheme=scheme)
        page.goto(server.url("/tai-khoan/login/"))
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours == ["rgb(246, 244, 238)", "rgb(20, 22, 26)"]


def test_english_is_one_press_away(visit, server):
    page = visit("khanh")
    page.goto(server.url("/"))
    page.locator(".gb-head details:not(.gb-menu) summary").click()
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("heading", level=1).inner_text() == "My desk"


def test_without_scripts_one_signs_in_opens_menus_and_dialogs(visit, server):
    from tests.cast import PASSWORD

    page = visit(java_script_enabled=False)
    page.goto(server.url("/tai-khoan/login/"))
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill("giang")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    assert page.url == server.url("/")
    page.goto(server.url("/bo-giao-dien/#hoi-tra"))
    assert page.locator("#hoi-tra").is_visible()
    page.locator("#hoi-tra").get_by_role("button", name="Không, quay lại").click()
    assert not page.locator("#hoi-tra").is_visible()


def test_a_file_can_be_dropped_and_is_named(page, server, tmp_path):
    page.goto(server.url("/bo-giao-dien/"))
    file = tmp_path / "báo cáo tháng 11.docx"
    file.write_bytes(b"x" * 2_000_000)
    page.locator("#mau-light input[type=file]").set_input_files(str(file))
    assert page.locator("#mau-light output").inner_text() == "báo cáo tháng 11.docx (1,9 MB)"


def test_on_paper_there_is_no_chrome_and_it_is_black_on_white(page, server):
    page.goto(server.url("/bo-giao-dien/"))
    dress(page, "dark")
    page.emulate_media(media="print")
    assert not page.locator(".gb-head").is_visible()
    assert not page.locator(".gb-side").is_visible()
    until(page, "getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


def test_an_unknown_address_shows_a_page_an_office_can_read(page, server):
    response = page.goto(server.url("/khong-co-trang-nay/"))
    assert response.status == 404
    assert faults(page) == []
    screenshot(page, "404", widths=(360, 1280))
