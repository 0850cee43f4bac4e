"""A definition: written and read without loss, every fault at once, entries checked, and what becomes of them when it changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import (
    NO_LOOKUP,
    Definition,
    Fate,
    Field,
    Indicator,
    Kind,
    Review,
    Rule,
    Warn,
    check_definition,
    compare,
    dated,
    day_in_year,
    derived,
    derived_on,
    dump,
    key_of,
    load,
    lost,
    migrate,
    removed,
    row_of,
    validate,
    warned,
)
from tests.laws import often

TEXT = (Path(__file__).parent / "schools.toml").read_text("utf-8")
SCHOOLS = load(TEXT)
GOOD = {
    "code": "TH01", "name": "Trường Tiểu học An Phú", "unit": "12", "founded_on": "05/09/1990", "level": "Mức độ 1",
    "recognised_on": "04/05/2018", "classes": "20", "pupils": "910 học sinh", "budget": "1,5 tỷ đồng", "noise": "x",
}  # fmt: skip


def changed(which, **values):
    """The schools with one field changed."""
    return replace(SCHOOLS, fields=tuple(replace(f, **values) if f.name == which else f for f in SCHOOLS.fields))


def codes(definition):
    return {(fault.where, fault.code) for fault in check_definition(definition)}


def test_a_definition_is_read_back_as_it_was_written():
    assert load(dump(SCHOOLS)) == SCHOOLS
    assert dump(load(dump(SCHOOLS))) == dump(SCHOOLS)
    assert check_definition(SCHOOLS) == []
    kinds = {row.name: row.kind for row in SCHOOLS.fields if row.derive}
    assert kinds == {"expires_on": Kind.DATE, "per_class": Kind.DECIMAL, "crowded": Kind.BOOLEAN, "word": Kind.TEXT}
    assert hash(SCHOOLS) == hash(load(TEXT))


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=often(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words, words, st.lists(st.tuples(words, words), max_size=3, unique_by=lambda pair: pair[0]), st.booleans())
def test_any_words_survive_toml(label, about, choices, required):
    field = Field(name="f", kind=Kind.CHOICE, label=label, choices=tuple(choices), required=required, was="g")
    one = Definition(id="x", version=1, name=label, about=about, key=("f",), fields=(field,))
    assert load(dump(one)) == one


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 200_001, "dài hơn"),
        ("id = ", "document"),
        ("a=" + "[" * 3000, ""),
        ('id = "x"', "thiếu “version”"),
        ('id = "x"\nversion = "1"\nname_vi = "X"', "version chưa đúng kiểu"),
        ('id = "x"\nversion = 1\nname_vi = "X"\ncolour = 1', "từ lạ “colour”"),
        ('id = "x"\nversion = 1\nname_vi = "X"\nkey = "a"', "key chưa đúng kiểu"),
        ('id = "x"\nversion = 1\nname_vi = "X"\nkey = [1]', "key chưa đúng kiểu"),
        ('id = "x"\nversion = 1\nname_vi = "X"\nfields = 3', "“fields” phải là bảng"),
        ('id = "x"\nversion = 1\nname_vi = "X"\nfields = { a = 1 }', "fields.a phải là bảng"),
        ('id = "x"\nversion = 1\nname_vi = "X"\nrules = 3', "“rules” phải là danh sách"),
        ('id = "x"\nversion = 1\nname_vi = "X"\n[fields.a]\nlabel_vi = "A"', "thiếu “type”"),
        ('id = "x"\nversion = 1\nname_vi = "X"\n[fields.a]\nlabel_vi = "A"\ntype = "colour"', "không có loại “colour”"),
        ('id = "x"\nversion = 1\nname_vi = "X"\n[fields.a]\nlabel_vi = "A"\nname = "b"\ntype = "text"', "từ lạ “name”"),
        (
            'id = "x"\nversion = 1\nname_vi = "X"\n[fields.a]\nlabel_vi = "A"\nchoices = 1\ntype = "text"',
            "choices chưa đúng",
        ),
        (
            'id = "x"\nversion = 1\nname_vi = "X"\n[fields.a]\nlabel_vi = "A"\nrequired = 1\ntype = "text"',
            "required chưa đúng",
        ),
    ],
)
def test_a_text_that_is_no_definition_is_refused_with_the_place(text, words):
    with pytest.raises(Problem) as caught:
        load(text)
    assert caught.value.code == "SCH-001"
    assert words in caught.value.sentence()


def test_an_unreadable_formula_leaves_its_field_a_text_until_it_is_corrected():
    text = 'id = "x"\nversion = 1\nname_vi = "X"\n[fields.a]\nlabel_vi = "A"\nderive = "1 +"'
    assert load(text).fields[0].kind is Kind.TEXT
    assert codes(load(text)) == {("fields.a", "FML-001")}


@pytest.mark.parametrize(
    ("definition", "wanted"),
    [
        (replace(SCHOOLS, id="Tr"), ("id", "SCH-002")),
        (replace(SCHOOLS, name=" "), ("name_vi", "SCH-010")),
        (Definition(id="x", version=1, name="X"), ("fields", "SCH-008")),
        (changed("pupils", name="Số"), ("fields.Số", "SCH-002")),
        (changed("pupils", name="entry"), ("fields.entry", "SCH-002")),
        (changed("pupils", name="name"), ("fields.name", "SCH-003")),
        (changed("pupils", label=""), ("fields.pupils", "SCH-010")),
        (changed("level", choices=()), ("fields.level", "SCH-006")),
        (changed("classes", most="nhiều"), ("fields.classes", "SCH-007")),
        (changed("classes", default="x"), ("fields.classes", "SCH-007")),
        (replace(SCHOOLS, unit="name"), ("unit", "SCH-004")),
        (replace(SCHOOLS, person="nobody"), ("person", "SCH-004")),
        (replace(SCHOOLS, key=("kode",)), ("key", "SCH-004")),
        (replace(SCHOOLS, title=("expires_on",)), ("title", "SCH-004")),
        (changed("code", level=2), ("key", "SCH-011")),
        (replace(SCHOOLS, rules=(Rule(must="true", field="zz", say="?"),)), ("rules.1", "SCH-004")),
        (replace(SCHOOLS, rules=(Rule(must="pupils", field="pupils", say="?"),)), ("rules.1", "FML-007")),
        (replace(SCHOOLS, warnings=(Warn(id="w", when="nothing", label="?"),)), ("warnings.w", "FML-002")),
        (replace(SCHOOLS, indicators=(Indicator(id="i", name="I", measure="%"),)), ("indicators.i", "FML-001")),
        (
            replace(SCHOOLS, indicators=(Indicator(id="i", name="I", measure="%", value="pupils"),)),
            ("indicators.i", "FML-002"),
        ),
        (
            replace(SCHOOLS, indicators=(Indicator(id="I", name="I", measure="%", value="1"),)),
            ("indicators.I", "SCH-002"),
        ),
        (changed("expires_on", derive="word"), ("fields.expires_on", "FML-007")),
        (changed("per_class", derive='if(word = "a", 1, 2)'), ("fields", "SCH-005")),
        (changed("per_class", derive="1 +"), ("fields.per_class", "FML-001")),
        (changed("budget", kind=Kind.FILE), ("fields.budget", "SCH-012")),
        (changed("per_class", derive="budget / classes"), ("fields.per_class", "SCH-013")),
        (
            replace(SCHOOLS, indicators=(Indicator(id="i", name="I", measure="đ", value="sum(budget)"),)),
            ("indicators.i", "SCH-013"),
        ),
        (replace(SCHOOLS, review=Review(opens="13-01", closes="10-15")), ("review", "SCH-009")),
    ],
)
def test_every_fault_of_a_definition_is_told_at_its_place(definition, wanted):
    assert wanted in codes(definition)
    assert all(fault.sentence for fault in check_definition(definition))


def test_a_definition_without_review_and_with_empty_formulas_is_sound():
    assert check_definition(replace(SCHOOLS, review=None, rules=(), unit="", person="", start="")) == []
    assert day_in_year("10-15", 2026) == date(2026, 10, 15)


def test_a_good_entry_becomes_stored_values():
    checked = validate(SCHOOLS, GOOD, NO_LOOKUP)
    assert checked.faults == ()
    assert checked.values["pupils"] == 910
    assert checked.values["budget"] == "1500000000"
    assert "noise" not in checked.values
    assert key_of(SCHOOLS, checked.values) == "TH01"
    assert derived(SCHOOLS, checked.values) == {
        "expires_on": "2023-05-04", "per_class": "45.5", "crowded": True, "word": "đông",
    }  # fmt: skip


def test_every_fault_of_an_entry_is_told_at_its_field():
    typed = {**GOOD, "name": " ", "classes": "không rõ", "recognised_on": "01/01/1980", "unit": "Phòng lạ"}
    faults = validate(SCHOOLS, typed, NO_LOOKUP).faults
    assert [(fault.where, fault.code) for fault in faults] == [
        ("name", "SCH-020"), ("unit", "SCH-028"), ("classes", "SCH-021"), ("recognised_on", "SCH-029"),
    ]  # fmt: skip
    assert faults[-1].sentence == "Ngày công nhận phải sau ngày thành lập."
    assert validate(SCHOOLS, {**GOOD, "recognised_on": ""}, NO_LOOKUP).faults == ()


def test_expiry_is_warned_of_five_months_ahead_and_not_after():
    values = validate(SCHOOLS, GOOD, NO_LOOKUP).values

    def on(day):
        return [warning.id for warning in warned(SCHOOLS, row_of(SCHOOLS, values, on=day))]

    assert on(date(2022, 12, 3)) == []
    assert on(date(2022, 12, 4)) == ["expiring"]
    assert on(date(2023, 5, 3)) == ["expiring"]
    assert on(date(2023, 5, 4)) == []
    assert row_of(SCHOOLS, values)["per_class"] == Decimal("45.5")


def test_what_becomes_of_entries_is_known_before_a_version_is_published():
    renamed = replace(SCHOOLS.field("name"), name="school", was="name")
    added = Field(name="area", kind=Kind.DECIMAL, label="Diện tích", required=True)
    filled = Field(name="state", kind=Kind.TEXT, label="Tình trạng", default="đang dạy")
    empty = Field(name="note", kind=Kind.TEXT, label="Ghi chú")
    keep = [row for row in SCHOOLS.typed if row.name not in ("name", "level", "budget")]
    keep = [replace(row, kind=Kind.TEXT) if row.name == "pupils" else row for row in keep]
    keep = [replace(row, most="10") if row.name == "classes" else row for row in keep]
    keep = [replace(row, least="01/01/1900") if row.name == "founded_on" else row for row in keep]
    after = replace(SCHOOLS, version=4, fields=(renamed, *keep, added, filled, empty), indicators=(), warnings=())
    steps = compare(SCHOOLS, after)
    fates = {(step.new or step.old).name: step.fate for step in steps}
    assert fates == {
        "school": Fate.RENAMED, "code": Fate.KEPT, "unit": Fate.KEPT, "founded_on": Fate.CONVERTED,
        "recognised_on": Fate.KEPT, "classes": Fate.CONVERTED, "pupils": Fate.CONVERTED, "area": Fate.ADDED,
        "state": Fate.ADDED, "note": Fate.ADDED, "level": Fate.LOST, "budget": Fate.LOST,
    }  # fmt: skip
    values = validate(SCHOOLS, GOOD, NO_LOOKUP).values
    moved = migrate(steps, after, values, NO_LOOKUP, {})
    assert moved.values["school"] == "Trường Tiểu học An Phú"
    assert moved.values["pupils"] == "910"
    assert moved.values["state"] == "đang dạy"
    assert [(fault.where, fault.code) for fault in moved.faults] == [("classes", "SCH-024"), ("area", "SCH-020")]
    assert lost(steps, {**values, "budget": "1"}) == {"level": "m1", "budget": "1"}
    assert lost(steps, {}) == {}


def test_a_number_stays_that_number_when_its_type_changes():
    before = Field(name="x", kind=Kind.DECIMAL, label="X", digits=3)
    for after, wanted in (
        (replace(before, digits=4), "1.234"),
        (replace(before, kind=Kind.MONEY), None),
        (replace(before, kind=Kind.TEXT), "1,234"),
    ):
        old, new = (Definition(id="x", version=1, name="X", fields=(row,)) for row in (before, after))
        moved = migrate(compare(old, new), new, {"x": "1.234"}, NO_LOOKUP, {})
        assert moved.values.get("x") == wanted
        assert bool(moved.faults) == (wanted is None)


@pytest.mark.parametrize(
    ("kind", "stored", "kept"), [(Kind.CHOICE, "xa", "tinh"), (Kind.CHOICES, ["tinh", "xa"], ["tinh"])]
)
def test_a_choice_that_is_no_more_is_told_by_its_label(kind, stored, kept):
    before = Field(name="x", kind=kind, label="Nguồn vốn", choices=(("tinh", "Ngân sách tỉnh"), ("xa", "Ngân sách xã")))
    after = replace(before, choices=before.choices[:1])
    old, new = (Definition(id="x", version=1, name="X", fields=(row,)) for row in (before, after))
    assert removed(before, after, stored) == ["Ngân sách xã"]
    moved = migrate(compare(old, new), new, {"x": stored}, NO_LOOKUP, {})
    assert (moved.values, ["“Ngân sách xã” không có" in fault.sentence for fault in moved.faults]) == ({}, [True])
    assert removed(before, after, kept) == []
    assert migrate(compare(old, new), new, {"x": kept}, NO_LOOKUP, {}).values == {"x": kept}
    assert removed(before, Field(name="x", kind=Kind.TEXT, label="X"), stored) == []


def test_units_keep_their_number_and_become_their_name_as_text():
    before = Field(name="x", kind=Kind.UNIT, label="X")
    old = Definition(id="x", version=1, name="X", fields=(before,))
    limited = replace(old, fields=(replace(before, most="9"),))
    assert migrate(compare(old, limited), limited, {"x": 7}, NO_LOOKUP, {}).values == {"x": 7}
    text = replace(old, fields=(replace(before, kind=Kind.TEXT),))
    assert migrate(compare(old, text), text, {"x": 7}, NO_LOOKUP, {7: "Phòng Kinh tế"}).values == {"x": "Phòng Kinh tế"}
    made = replace(old, fields=(replace(before, derive="1", kind=Kind.DECIMAL),))
    assert [step.fate for step in compare(made, old)] == [Fate.ADDED]


HANGING = """
id = "x"
version = 1
name_vi = "X"
fields.due = { type = "date", label_vi = "Hạn" }
fields.plain = { derive = "due + 1 day", label_vi = "Hôm sau" }
fields.word = { type = "text", derive = "if(late, \\"muộn\\", \\"kịp\\")", label_vi = "Chữ" }
fields.late = { derive = "due < on", label_vi = "Muộn" }
"""


def test_a_derived_field_that_hangs_on_the_day_is_told_for_that_day_and_never_stored():
    one = load(HANGING)
    assert check_definition(one) == []
    assert dated(one) == {"late", "word"}
    assert derived(one, {"due": "2026-11-20"}) == {"plain": "2026-11-21"}
    row = row_of(one, {"due": "2026-11-20"}, on=date(2026, 11, 21))
    assert derived_on(one, row) == {"late": True, "word": "muộn"}
    assert derived_on(one, row_of(one, {"due": "2026-11-20"}, on=date(2026, 11, 20))) == {"late": False, "word": "kịp"}
    assert derived_on(one, row_of(one, {}, on=date(2026, 11, 20))) == {}
