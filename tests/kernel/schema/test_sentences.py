"""What definitions and entries are refused for is said whole in each language; Vietnamese as it was before it became a code."""

from dataclasses import replace

import pytest

from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import NO_LOOKUP, Field, Kind, Rule, check_definition, load, meant, read, show

FIELD = '[fields.a]\ntype = "text"\nlabel_vi = "Tên"\n'
DEFINITION = f'id = "x"\nversion = 1\nname_vi = "Sổ"\nkey = ["a"]\n{FIELD}[[indicators]]\nid = "i"\nname_vi = "Chỉ tiêu"\nmeasure = "mục"\n'
CHOICES = (("m1", "Mức độ 1"), ("m2", "Mức độ 2"))


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("x = 1", "đầu tệp có từ lạ “x”", "the head of the file has the unknown word “x”"),
        ("fields = 3", "“fields” phải là bảng", "“fields” must be a table"),
        ("fields = {a = 1}", "fields.a phải là bảng", "fields.a must be a table"),
        ("rules = 1", "“rules” phải là danh sách [[rules]]", "“rules” must be a list [[rules]]"),
        (FIELD.replace('"text"', '"zz"'), "fields.a.type: không có loại “zz”", "fields.a.type: there is no kind “zz”"),
        ('[fields.a]\nlabel_vi = "x"', "fields.a thiếu “type”", "fields.a lacks “type”"),
        (FIELD.replace('"Tên"', "3"), "fields.a.label_vi chưa đúng kiểu", "fields.a.label_vi is of the wrong type"),
        ("z" * 200_001, "dài hơn 200000 ký tự", "longer than 200000 characters"),
    ],
)
def test_a_text_that_is_no_definition(text, vietnamese, english):
    with pytest.raises(Problem) as caught:
        load(text)
    said = [caught.value.sentence(language).partition(": ")[2] for language in ("vi", "en")]
    assert said[0].startswith(f"{vietnamese}. Sửa chỗ đó")
    assert said[1].startswith(f"{english}. Correct that place")


@pytest.mark.parametrize(
    ("kind", "typed", "vietnamese", "english"),
    [
        (Kind.DATE, "x", "không phải một ngày. Ghi như 30/11/2026.", "is not a date. Write it like 30/11/2026."),
        (Kind.MONTH, "x", "không phải một tháng. Ghi như 11/2026.", "is not a month. Write it like 11/2026."),
        (Kind.BOOLEAN, "có lẽ", "không phải có hoặc không. Ghi như có.", "is not yes or no. Write it like yes."),
        (Kind.CHOICE, "Mức độ 22", "Có phải “Mức độ 2”?", "Did you mean “Mức độ 2”?"),
        (Kind.DECIMAL, "x", "không phải số. Ghi chữ số, ví dụ 12,5.", "is no number. Write digits, for example 12.5."),
    ],
)
def test_a_value_that_is_none(kind, typed, vietnamese, english):
    fault = read(Field(name="f", kind=kind, label="Trường", choices=CHOICES), typed, NO_LOOKUP)[1]
    assert vietnamese in fault.sentence
    assert fault.sentence.said("vi") == fault.sentence
    assert english in fault.sentence.said("en")


def test_a_unit_not_found_is_told_with_what_was_meant():
    def nearest(field, text):
        return None, meant("Xã An Phú")

    fault = read(Field(name="f", kind=Kind.UNIT, label="Xã"), "An Phu", nearest)[1]
    assert "không tìm thấy “An Phu”. Có phải “Xã An Phú”?" in fault.sentence
    assert "was not found. Did you mean “Xã An Phú”?" in fault.sentence.said("en")


def test_an_indicator_needs_one_formula_or_two():
    faults = {fault.where: fault.sentence for fault in check_definition(load(DEFINITION))}
    assert "cần một công thức, hoặc cả tử số và mẫu số." in faults["indicators.i"]
    assert "where one formula, or both numerator and denominator is needed" in faults["indicators.i"].said("en")


def test_a_formula_of_another_kind_than_its_field_is_told_in_both():
    ruled = replace(load(DEFINITION), rules=(Rule(must="1 + 1", field="a", say="Sai"),))
    faults = {fault.where: fault.sentence for fault in check_definition(ruled)}
    assert "cho kết quả là số, ở đây cần đúng/sai." in faults["rules.1"]
    assert "gives a number; true/false is needed here" in faults["rules.1"].said("en")


def test_kinds_and_values_have_words_in_both():
    assert (str(Kind.MONEY.word), Kind.MONEY.word.said("en")) == ("Tiền (đồng)", "Money (VND)")
    row = Field(name="f", kind=Kind.BOOLEAN, label="Trường")
    assert [(str(one), one.said("en")) for one in (show(row, True), show(row, False))] == [
        ("Có", "Yes"),
        ("Không", "No"),
    ]
    amount = show(Field(name="f", kind=Kind.DECIMAL, label="Trường"), "1234.5")
    assert (str(amount), amount.said("en")) == ("1.234,5", "1,234.5")
