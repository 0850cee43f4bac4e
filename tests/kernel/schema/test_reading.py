"""What people type is read as the table says, or refused at its field with what to do."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.kernel.schema import NO_LOOKUP, Field, Kind, formula_value, number_in, read, show
from tests.laws import often

HERE = Path(__file__).parent
SLOW = [HealthCheck.too_slow]
CHOICES = (("m1", "Mức độ 1"), ("m2", "Mức độ 2"))


def field(kind, **more):
    given = {
        Kind.TEXT: {"longest": 15}, Kind.INTEGER: {"measure": "trường"}, Kind.DECIMAL: {"measure": "km"},
        Kind.CHOICE: {"choices": CHOICES}, Kind.CHOICES: {"choices": CHOICES},
    }.get(kind, {})  # fmt: skip
    return Field(name="f", kind=kind, label="Trường thử", **{**given, **more})


def cases():
    rows = (HERE / "read.case").read_text("utf-8").splitlines()
    for row in rows:
        if not row.startswith("#"):
            kind, rest = row.split(":", 1)
            typed, wanted = rest.rsplit("=> ", 1)
            yield Kind(kind), typed.strip(), wanted.strip()


@pytest.mark.parametrize(("kind", "typed", "wanted"), list(cases()))
def test_a_typed_value_is_read_as_the_table_says(kind, typed, wanted):
    stored, fault = read(field(kind), typed, NO_LOOKUP)
    if wanted.startswith("SCH-"):
        assert fault.code == wanted
        assert "Trường thử" in fault.sentence
        assert stored is None
    else:
        said = (
            ",".join(stored) if isinstance(stored, list) else str(stored).lower() if stored in (True, False) else stored
        )
        assert fault is None
        assert (wanted == "missing" and stored is None) or str(said) == wanted


@pytest.mark.parametrize(
    ("row", "typed", "code"),
    [
        (field(Kind.INTEGER, least="1", most="80"), "0", "SCH-023"),
        (field(Kind.INTEGER, least="1", most="80"), "81", "SCH-024"),
        (field(Kind.DATE, least="01/01/2000"), "31/12/1999", "SCH-023"),
        (field(Kind.MONTH, most="12/2026"), "01/2027", "SCH-024"),
    ],
)
def test_a_value_outside_its_limits_is_read_and_told(row, typed, code):
    stored, fault = read(row, typed, NO_LOOKUP)
    assert stored is not None
    assert fault.code == code
    assert read(row, show(row, read(row, row.least or row.most, NO_LOOKUP)[0]), NO_LOOKUP)[1] is None


def test_nothing_typed_is_missing_and_yes_and_no_are_themselves():
    assert read(field(Kind.BOOLEAN), None, NO_LOOKUP) == (None, None)
    assert read(field(Kind.BOOLEAN), True, NO_LOOKUP) == (True, None)
    assert read(field(Kind.BOOLEAN), False, NO_LOOKUP) == (False, None)
    assert read(field(Kind.CHOICES), ["m2", "m1"], NO_LOOKUP) == (["m1", "m2"], None)


def test_every_type_has_a_word_for_people_and_a_share_may_have_no_measure():
    assert {kind.word for kind in Kind} >= {"Chữ", "Tiền (đồng)", "Đơn vị"}
    assert read(Field(name="s", kind=Kind.DECIMAL, label="Tỷ lệ"), "93,5%", NO_LOOKUP) == ("93.5", None)


def test_the_nearest_choice_is_suggested():
    fault = read(field(Kind.CHOICE), "Mức độ 22", NO_LOOKUP)[1]
    assert "Có phải “Mức độ 2”?" in fault.sentence
    many = tuple((str(n), f"Loại {n}") for n in range(20))
    assert "…" in read(field(Kind.CHOICE, choices=many), "khác hẳn", NO_LOOKUP)[1].sentence


def test_formulas_see_values_and_people_see_words():
    table = [
        (Kind.MONEY, "39981000000", Decimal("39981000000"), "39.981.000.000"),
        (Kind.YEAR, 2026, Decimal(2026), "2026"),
        (Kind.DATE, "2026-11-30", date(2026, 11, 30), "30/11/2026"),
        (Kind.MONTH, "2026-11", date(2026, 11, 1), "11/2026"),
        (Kind.BOOLEAN, True, True, "Có"),
        (Kind.BOOLEAN, False, False, "Không"),
        (Kind.CHOICE, "m1", "m1", "Mức độ 1"),
        (Kind.CHOICES, ["m1", "m2"], ("m1", "m2"), "Mức độ 1, Mức độ 2"),
        (Kind.TEXT, "a", "a", "a"),
        (Kind.UNIT, 7, "7", "7"),
        (Kind.TEXT, None, None, ""),
    ]
    for kind, stored, value, words in table:
        assert formula_value(field(kind), stored) == value
        assert show(field(kind), stored) == words
    assert show(field(Kind.UNIT), 7, names={7: "Phòng Kinh tế"}) == "Phòng Kinh tế"


@settings(max_examples=often(60), deadline=None, suppress_health_check=SLOW)
@given(st.sampled_from(list(Kind)), st.text(max_size=40))
def test_any_text_is_read_or_told(kind, text):
    stored, fault = read(field(kind), text, NO_LOOKUP)
    if fault is None and stored is not None:
        shown = show(field(kind), stored)
        assert read(field(kind), shown, NO_LOOKUP)[0] == stored, "what is shown is read back the same"
    assert fault is None or fault.sentence


@settings(deadline=None, suppress_health_check=SLOW)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15))
def test_a_number_shown_is_read_back_exactly(value):
    row = field(Kind.DECIMAL)
    stored, fault = read(row, str(value).replace(".", ","), NO_LOOKUP)
    assert fault is None
    assert Decimal(stored) == value
    assert number_in(show(row, stored), whole=False) == value
