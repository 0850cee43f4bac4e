"""A body's own words: read with a message for each wrong line, kept by who may, and used when its files are read."""

import pytest
from django.urls import reverse

from giaoban.kernel.checks import Known, Observation
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.vocabulary import Vocabulary, abbreviated, parsed
from tests.occasions.reports.test_pages import file
from tests.occasions.reports.test_services import receive, refusal
from tests.pages import client_of, text_of

GOOD = """# của xã
[danh_tu]
them = ["tổ liên gia", "Mô hình dân vận"]
[don_vi_tinh]
"bao lúa" = ["bao thóc"]
[ten_don_vi]
them = ["tiểu ban"]
[viet_tat]
NTM = "nông thôn mới"
"""


def told(text):
    return [(fault.line, fault.message) for fault in parsed(text)[1]]


def test_words_are_read_in_small_letters_each_once():
    words, faults = parsed(GOOD)
    assert faults == []
    assert words == Vocabulary(
        ("tổ liên gia", "mô hình dân vận"), {"bao lúa": ("bao thóc",)}, ("tiểu ban",), {"NTM": "nông thôn mới"}
    )
    assert parsed("") == (Vocabulary(), [])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[danh_tu]\nthem = ["a"\n\n[viet_tat]', 4, "không đọc được"),
        ("[danh_tu]\nthem = tổ", 2, "không đọc được"),
        ('[danh_tu]\nthem = ["a', 2, "không đọc được"),
        ('[danh_tu]\nthem = ["x"]\n[mau_sac]\na = "b"', 3, "chưa có mục [mau_sac]"),
        ('mau = "xanh"', 1, "chưa có mục [mau]"),
        ("[danh_tu]\nthem = [1, 2]", 2, "phải là chữ"),
        ('[danh_tu]\n\nthem = ["12 hộ"]', 3, "bắt đầu bằng chữ cái"),
        ('[danh_tu]\nthem = ["a; b"]', 2, "không dùng được"),
        ('[viet_tat]\nNTM = ["nông thôn mới"]', 2, "một cụm từ"),
        ('[viet_tat]\n"9" = "chín"', 2, "bắt đầu bằng chữ cái"),
        (f"[danh_tu]\nthem = {['a' * 61]!r}", 2, "dài nhất 60"),
        (f"[danh_tu]\nthem = {['a'] * 501!r}", 1, "nhiều nhất 500"),
        ("#" * 70_000, 1, "dài quá"),
    ],
)
def test_a_wrong_line_is_named_with_its_number(text, line, words):
    faults = told(text)
    assert faults[0][0] == line
    assert words in faults[0][1]
    assert parsed(text)[0] == Vocabulary()


def test_an_abbreviation_gives_every_indicator_its_short_name():
    known = Known(
        observations=(Observation("Xã nông thôn mới", "xã", "2026", 1, aliases=("số xã đạt nông thôn mới",)),)
    )
    wide = abbreviated(known, {"NTM": "nông thôn mới"}).observations[0].aliases
    assert wide == ("số xã đạt nông thôn mới", "Xã NTM", "số xã đạt NTM")
    assert abbreviated(known, {}) is known


@pytest.mark.django_db
def test_a_file_is_read_with_the_words_of_its_body_and_of_no_other(cast):
    services.words_set(actor=cast.actor("binh"), text=GOOD)
    text = "BÁO CÁO\nĐã thu 120 bao thóc của 15 tổ liên gia.\n"
    figures = selectors.latest_reading(receive(cast, text=text)).data["figures"]
    assert [row["unit"] for row in figures] == ["bao lúa", "tổ liên gia"]
    assert selectors.words_of(cast.bodies["ubnd_tl"].pk) == Vocabulary()


@pytest.mark.django_db
def test_words_are_kept_by_who_may_and_never_with_a_fault(cast):
    assert refusal(services.words_set, actor=cast.actor("giang"), text=GOOD) == "ACC-001"
    assert refusal(services.words_set, actor=cast.actor("binh"), text="[x]") == "REP-050"
    assert selectors.words_row(cast.actor("binh")) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_a_clerk_types_the_words_or_loads_a_file_and_sees_each_fault(cast):
    client, url = client_of(cast), reverse("reports:words")
    assert "[danh_tu]" in text_of(client.get(url))
    wrong = client.post(url, {"text": '[danh_tu]\n\nthem = ["12 hộ"]'})
    assert (wrong.status_code, "Dòng 3:" in text_of(wrong), "12 hộ" in text_of(wrong)) == (422, True, True)
    page = client.post(url, {"text": "", "file": file(GOOD, "tu-vung.toml")}, follow=True)
    assert "Đã lưu từ vựng" in text_of(page)
    assert "tổ liên gia" in text_of(page)
    page = client.post(url, {"text": GOOD.replace("tiểu ban", "tiểu khu")}, follow=True)
    assert selectors.words_of(cast.bodies["ubnd"].pk).heads == ("tiểu khu",)
    assert client_of(cast, "giang").get(url).status_code == 403
    assert "Từ vựng" in text_of(client.get(reverse("reports:inbox")))
