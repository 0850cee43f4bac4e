"""Folding is the same in Python and in SQL, whatever the text."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.ground.org.folding import LOWER, PLAIN, UPPER, VARIANT, fold, normalise, squeeze

pytestmark = pytest.mark.django_db
LETTERS = UPPER + LOWER + VARIANT + " .,-'()0123456789"


def in_sql(texts):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT vn_norm(t), vn_fold(t) FROM unnest(%s::text[]) WITH ORDINALITY AS x (t, n) ORDER BY n", [texts]
        )
        return cursor.fetchall()


@pytest.mark.parametrize(
    ("text", "normal", "folded"),
    [
        ("Hòa giải", "hoà giải", "hoa giai"),
        ("Hoà giải", "hoà giải", "hoa giai"),
        ("ỦY BAN NHÂN DÂN", "uỷ ban nhân dân", "uy ban nhan dan"),
        ("Đông Sơn", "đông sơn", "dong son"),
        ("Thị trấn Thứa", "thị trấn thứa", "thi tran thua"),
        ("xã Bình\u00a0Định – khối 2’", "xã bình định - khối 2'", "xa binh dinh - khoi 2'"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Huệ"), "nguyễn thị huệ", "nguyen thi hue"),
        ("", "", ""),
    ],
)
def test_known_names_fold_as_people_search_for_them(text, normal, folded):
    assert (normalise(text), fold(text)) == (normal, folded)
    assert in_sql([text]) == [(normal, folded)]


def test_the_tables_pair_letter_by_letter():
    assert len(UPPER) == len(LOWER) == len(set(UPPER)) == 26 + 67
    assert len(VARIANT) == len(PLAIN)
    assert UPPER.lower() == LOWER


def test_every_letter_folds_alike_in_both():
    texts = [a + b for a in LETTERS for b in "aeuoy "]
    assert in_sql(texts) == [(normalise(t), fold(t)) for t in texts]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(
            st.one_of(
                st.sampled_from(LETTERS),
                st.characters(max_codepoint=0x2FFF, exclude_characters="\x00", exclude_categories=["Cs", "Cn", "Co"]),
            ),
            max_size=40,
        ),
        max_size=20,
    )
)
def test_any_text_folds_alike_in_python_and_in_sql(texts):
    assert in_sql(texts) == [(normalise(t), fold(t)) for t in texts]


@given(st.text(st.sampled_from(LETTERS), max_size=60))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
    assert normalise(normalise(text)) == normalise(text)


def test_names_are_compared_without_stray_spaces():
    assert squeeze("  Xã   Bình\tĐịnh ") == "xa binh dinh"
