"""A second factor and a passkey, set up and used in a real browser (its virtual authenticator stands for the device)."""

import re

from tests.cast import PASSWORD
from tests.e2e.browser import faults


def sign_in_form(page, server, name):
    page.goto(server.url("/tai-khoan/login/"))
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(name)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)


def confirm_password(page):
    """Sensitive pages ask for the password again where the sign-in is not fresh."""
    if "reauthenticate" in page.url:
        field = page.locator("main input[type=password]")
        field.fill(PASSWORD)
        field.press("Enter")
        page.wait_for_url(lambda url: "reauthenticate" not in url)


def test_a_code_from_the_phone_is_asked_for_once_it_is_set_up(visit, server):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    def code(secret):
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    page = visit()
    sign_in_form(page, server, "khanh")
    page.goto(server.url("/tai-khoan/2fa/totp/activate/"))
    confirm_password(page)
    assert faults(page) == []
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.content()).group(0)
    page.locator("input[name=code]").fill("000000")
    page.locator("main form").get_by_role("button").last.click()
    assert page.locator(".gb-error").count() >= 1
    page.locator("input[name=code]").fill(code(secret))
    page.locator("main form").get_by_role("button").last.click()
    page.wait_for_url(re.compile(r"/2fa/(recovery-codes/)?"))

    again = visit()
    sign_in_form(again, server, "khanh")
    again.wait_for_url(re.compile(r"/2fa/authenticate/"))
    assert faults(again) == []
    assert again.goto(server.url("/bao-cao/")).url.startswith(server.url("/tai-khoan/"))


def test_a_passkey_is_added_and_opens_the_door_without_a_password(visit, server):
    origin = server.origin.replace("127.0.0.1", "localhost")
    page = visit(base_url=origin)
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    client.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto("/tai-khoan/login/")
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill("an")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto("/tai-khoan/2fa/webauthn/add/")
    confirm_password(page)
    page.locator("input[name=name]").fill("Máy ở phòng")
    box = page.locator("input[name=passwordless]")
    if box.count():
        box.check()
    page.locator("main form").get_by_role("button").last.click()
    page.wait_for_url(re.compile(r"/2fa/(?!webauthn/add)"))
    assert "Máy ở phòng" in page.goto("/tai-khoan/2fa/webauthn/").text()

    page.context.clear_cookies()
    page.goto("/tai-khoan/login/")
    page.locator("#passkey_login, [form=mfa_login], button:has-text('khóa truy cập')").first.click()
    page.wait_for_url(re.compile(r"localhost:\d+/$"))
    assert "Nguyễn Văn An" in page.content()
