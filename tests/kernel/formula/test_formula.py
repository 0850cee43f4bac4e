"""The language as its tables tell it: values, refusals, formulas over entries."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.kernel.formula import MOMENT, Span, Summary, Type, check, compiled, names, over, parse
from giaoban.kernel.problems import Problem

HERE = Path(__file__).parent
SLOW = [HealthCheck.too_slow]
MOMENTS = {"on": date(2020, 6, 1), "period.start": date(2020, 1, 1), "period.end": date(2021, 1, 1)}
FIELDS = {
    "a": Type.NUMBER, "b": Type.NUMBER, "day": Type.DATE, "word": Type.TEXT, "yes": Type.BOOL, "no": Type.BOOL,
    "gap": Type.NUMBER, "uses": Type.LIST,
}  # fmt: skip
ENTRY = {
    "a": Decimal(7), "b": Decimal(2), "day": date(2020, 1, 31), "word": "tốt", "yes": True, "no": False, "gap": None,
    "uses": ("mang", "in"), **MOMENTS,
}  # fmt: skip
SCHOOL = {"level": Type.TEXT, "kind": Type.TEXT, "pupils": Type.NUMBER, "recognised": Type.DATE}
SCHOOLS = [
    {"level": "1", "kind": "mam_non", "pupils": Decimal(300), "recognised": date(2015, 6, 1)},
    {"level": "0", "kind": "tieu_hoc", "pupils": Decimal(100), "recognised": None},
    {"level": "0", "kind": "tieu_hoc", "pupils": Decimal(300), "recognised": None},
    {"level": "1", "kind": "mam_non", "pupils": None, "recognised": date(2018, 6, 1)},
]


def cases(name):
    rows = (HERE / f"{name}.case").read_text("utf-8").splitlines()
    pairs = [row.rsplit("=> ", 1) for row in rows if row and not row.startswith("#")]
    return [(formula.strip(), wanted.strip()) for formula, wanted in pairs]


def said(value):
    if value is None:
        return "missing"
    if isinstance(value, bool):
        return str(value).lower()
    return f"span {value.months} {value.days}" if isinstance(value, Span) else str(value)


@pytest.mark.parametrize(("formula", "wanted"), cases("values"))
def test_a_formula_gives_what_the_table_says(formula, wanted):
    node = parse(formula)
    kind = check(node, FIELDS)
    value = compiled(node)(ENTRY)
    assert said(value) == wanted
    fitting = {Type.NUMBER: Decimal, Type.DATE: date, Type.TEXT: str, Type.BOOL: bool, Type.SPAN: Span}
    assert value is None or isinstance(value, fitting[kind]), "the checked kind is the kind of the value"


@pytest.mark.parametrize(("formula", "wanted"), cases("wrong"))
def test_a_wrong_formula_is_refused_with_its_place_and_what_to_do(formula, wanted):
    with pytest.raises(Problem) as caught:
        check(parse(formula), FIELDS)
    code, words = wanted.split(" ", 1)
    assert caught.value.code == code
    assert words in caught.value.sentence()
    assert caught.value.sentence("en")


@pytest.mark.parametrize(("formula", "wanted"), cases("over"))
def test_a_formula_over_entries_gives_what_the_table_says(formula, wanted):
    node = parse(formula)
    check(node, SCHOOL, over_entries=True)
    found = over(node, SCHOOLS, MOMENTS)
    assert said(found.value) + (f" ({found.gaps})" if found.gaps else "") == wanted


@pytest.mark.parametrize(
    ("formula", "code", "words"),
    [
        ("pupils", "FML-002", "sum(pupils)"),
        ("count(*) + pupils", "FML-002", "count"),
        ("count(count(*) > 1)", "FML-006", "lồng nhau"),
        ("sum(level)", "FML-005", "một số"),
        ("sum(*)", "FML-005", "sum(paid"),
        ("mean(pupils)", "FML-008", "average"),
    ],
)
def test_a_field_of_one_entry_means_nothing_outside_a_count(formula, code, words):
    with pytest.raises(Problem) as caught:
        check(parse(formula), SCHOOL, over_entries=True)
    assert caught.value.code == code
    assert words in caught.value.sentence()


def test_size_and_depth_are_bounded():
    for formula in ("1" + "+1" * 1100, "(" * 41 + "1" + ")" * 41, "+".join(["a"] * 300), "not " * 401 + "yes"):
        with pytest.raises(Problem) as caught:
            check(parse(formula), FIELDS)
        assert caught.value.code == "FML-004"
    assert compiled(parse("(" * 39 + "1" + ")" * 39))({}) == 1
    assert compiled(parse("+".join(["a"] * 200)))(ENTRY) == 1400


def test_the_names_of_a_formula_are_known_before_it_is_computed():
    assert names(parse("if(missing(a), -b, c + count(*))")) == {"a", "b", "c"}
    assert set(MOMENT) == set(MOMENTS)


def test_a_name_without_a_value_is_missing():
    assert compiled(parse("a + 1"))({}) is None


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(st.text(alphabet='ab17 .,()+-*/<>="andortifcsumyeh*', max_size=60))
def test_any_text_is_a_value_or_a_problem(text):
    code = "FML-"
    try:
        node = parse(text)
        check(node, FIELDS)
        compiled(node)(ENTRY)
        over(node, [ENTRY], MOMENTS)
    except Problem as problem:
        code = problem.code
    assert code.startswith("FML-")


@settings(deadline=None, suppress_health_check=SLOW)
@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15)))
def test_a_sum_is_exact_and_nothing_summed_is_missing(amounts):
    node = parse("sum(x)")
    found = over(node, [{"x": amount} for amount in amounts], {})
    assert found.value == (sum(amounts) if amounts else None)


def test_twenty_thousand_entries_take_seconds_not_minutes():
    node = parse('100 * count(recognised + 5 years >= period.end and level = "1") / count(*)')
    summary = Summary(node, MOMENTS)
    begun = process_time()
    for number in range(20_000):
        summary.add({**SCHOOLS[number % 4], **MOMENTS})
    assert summary.over.value == Decimal(25)
    assert process_time() - begun < 10


def told():
    blocks = (HERE / "said.case").read_text("utf-8").split("\n\n")[1:]
    return [tuple(block.splitlines()) for block in blocks]


@pytest.mark.parametrize(("formula", "vietnamese", "english"), told())
def test_a_refusal_is_said_whole_in_each_language(formula, vietnamese, english):
    with pytest.raises(Problem) as caught:
        check(parse(formula.removeprefix("* ")), FIELDS, over_entries=formula.startswith("* "))
    assert (caught.value.sentence(), caught.value.sentence("en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("formula", "limit", "english"),
    [
        ("1" + "+1" * 1100, "2000 ký tự", "2000 characters"),
        ("(" * 41 + "1" + ")" * 41, "40 lớp ngoặc", "40 levels of brackets"),
        ("+".join(["a"] * 300), "400 phép tính", "400 operations"),
    ],
)
def test_a_limit_is_named_in_each_language(formula, limit, english):
    with pytest.raises(Problem) as caught:
        parse(formula)
    assert f"(tối đa {limit})" in caught.value.sentence()
    assert f"(at most {english})" in caught.value.sentence("en")
