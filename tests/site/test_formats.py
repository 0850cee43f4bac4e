"""Dates and numbers are written and read as Vietnamese offices do; English pages keep the order of dates."""

from datetime import date
from decimal import Decimal

import pytest
from django.forms import DateField, DecimalField
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format

from giaoban.site.formats.en import formats as english
from giaoban.site.formats.vi import formats as vietnamese


def test_both_languages_say_the_same_things():
    names = {name for name in vars(vietnamese) if name.isupper()}
    assert "DATE_FORMAT" in names
    assert names == {name for name in vars(english) if name.isupper()}


def test_a_date_is_day_month_year_in_both_languages():
    for language in ("vi", "en"):
        with translation.override(language):
            assert date_format(date(2026, 11, 5), "SHORT_DATE_FORMAT") == "05/11/2026"


@pytest.mark.parametrize(("language", "text"), [("vi", "1.234.567,8"), ("en", "1,234,567.8")])
def test_a_number_is_grouped_and_keeps_its_decimals(language, text):
    with translation.override(language):
        assert Template("{% num n %}").render(Context({"n": Decimal("1234567.8")})) == text


@pytest.mark.parametrize(("language", "text"), [("vi", "76,7 % –"), ("en", "76.7% –")])
def test_a_share_has_its_sign_as_the_language_writes_it(language, text):
    with translation.override(language):
        assert Template("{% percent n %} {% percent a %}").render(Context({"n": Decimal("76.7"), "a": None})) == text


def test_no_number_is_a_dash_and_nought_is_nought():
    assert Template("{% num a %} {% num b %}").render(Context({"a": None, "b": 0})) == "– 0"


@pytest.mark.parametrize("text", ["05/11/2026", "5-11-2026", "05.11.2026", "2026-11-05"])
def test_a_date_is_read_in_the_forms_people_write(text):
    with translation.override("vi"):
        assert DateField().clean(text) == date(2026, 11, 5)


def test_a_decimal_comma_is_read():
    with translation.override("vi"):
        assert DecimalField(localize=True).clean("1234,5") == Decimal("1234.5")
