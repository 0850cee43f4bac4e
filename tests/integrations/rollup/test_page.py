"""The page of roll-ups: for those who may see all places, complete to the minute, and it says up to when."""

from datetime import datetime, time

import pytest
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from giaoban.integrations.rollup import asking
from giaoban.integrations.rollup.jobs import figures_seal
from tests.pages import client_of, text_of
from tests.records.figures.making import indicator, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A folder of the test's own."""
    monkeypatch.setattr("giaoban.integrations.rollup.asking.folder", lambda: tmp_path)
    return tmp_path


def seal(cast):
    """As the nightly job does."""
    figures_seal(datetime.combine(cast.actor("binh").on, time(3, 20), get_current_timezone()))


def shown(cast, of, who="binh", **query):
    """The page of an indicator."""
    return client_of(cast, who).get(reverse("rollup:page"), {"chi-tieu": of.pk, **query})


def test_the_page_tells_sums_of_places_and_up_to_when(cast):
    of = indicator(cast)
    record(cast, of, "1046", period="2026-10")
    assert "Chưa tổng hợp lần nào" in text_of(shown(cast, of))
    seal(cast)
    page = text_of(shown(cast, of))
    assert "IV/2026" in page
    assert "Tỉnh Nam Bình" in page
    assert "1.046" in page
    assert "Từ đó chưa có số liệu mới" in page
    record(cast, of, "4", period="2026-11")
    page = text_of(shown(cast, of, theo="year"))
    assert "1.050" in page
    assert "đọc thẳng từ số liệu đang có: tháng 11 năm 2026" in page


def test_stocks_take_the_last_value_and_rates_are_divided_again(cast):
    poor = indicator(cast, name="Số hộ nghèo", code="HN", kind="stock")
    whole = indicator(cast, name="Số hộ", code="SH", kind="stock")
    rate = indicator(cast, name="Tỷ lệ hộ nghèo", unit_of_measure="%", kind="rate", numerator=poor, denominator=whole)
    for month, few in (("2026-10", "9"), ("2026-11", "8")):
        record(cast, poor, few, period=month)
        record(cast, whole, "200", period=month)
    seal(cast)
    assert asking.rolled(poor.pk, kind="stock", grain="year").cells[(0, asking.date(2026, 1, 1))] == 8
    assert "4,25" in text_of(shown(cast, rate))  # 17 of 400
    assert "Chỉ số cộng dồn quy đổi được" in text_of(shown(cast, poor, **{"quy-doi": "1"}))
    assert "4,25" in text_of(shown(cast, rate, **{"quy-doi": "1"}))


def test_only_who_may_see_all_places_sees_it(cast):
    of = indicator(cast)
    assert shown(cast, of, "giang").status_code == 403
    assert client_of(cast).get(reverse("rollup:page"), {"chi-tieu": "x"}).status_code == 200
