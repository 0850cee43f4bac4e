"""Every kind of target in the source pages is judged, with the arithmetic in the sentence."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kernel.calendar import parse_period
from giaoban.kernel.indicators import WORDS, Actuals, Target, verdict
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import INFINITY, Interval
from giaoban.kernel.wording import said
from tests.laws import often

YEAR = parse_period("2021")
SEPTEMBER = parse_period("2021-9M")
D = Decimal


def known(value, *, reached=YEAR, **more):
    amounts = {k: D(str(v)) if isinstance(v, (int, str)) and not isinstance(v, bool) else v for k, v in more.items()}
    exact = value if isinstance(value, Interval) or value is None else Interval.point(D(str(value)))
    return Actuals(value=exact, reached=reached if exact is not None else None, **amounts)


def judge(kind, amount=None, value=None, *, reached=YEAR, on=None, high=None, nature="sum", actual=None, **fields):
    target = Target(
        kind=kind,
        amount=None if amount is None else D(str(amount)),
        high=None if high is None else D(str(high)),
        nature=nature,
        **fields,
    )
    return verdict(target, actual or known(value, reached=reached), YEAR, on=on or reached.last)


WHOLE = [
    # kind, amount, high, last year, value, expected
    ("at_least", 2000, None, None, 2000, "met"),
    ("at_least", 2000, None, None, 1999, "missed"),
    ("above", 94, None, None, 94, "missed"),
    ("above", 94, None, None, "94.01", "met"),
    ("at_most", 5, None, None, 5, "met"),
    ("at_most", 5, None, None, 6, "missed"),
    ("below", "3.5", None, None, "3.5", "missed"),
    ("below", "3.5", None, None, "3.4", "met"),
    ("equal", 21, None, None, 21, "met"),
    ("equal", 21, None, None, 22, "missed"),
    ("range", 6300, 6500, None, 6400, "met"),
    ("range", 6300, 6500, None, 6501, "missed"),
    ("n_of_m", 5, 7, None, 5, "met"),
    ("n_of_m", 5, 7, None, 4, "missed"),
    ("raise_to", 85, None, 80, 85, "met"),
    ("keep", None, None, 100, 100, "met"),
    ("keep", None, None, 100, 99, "missed"),
    ("keep", 100, None, None, 100, "met"),
    ("change_at_least", 10, None, 1000, 1100, "met"),
    ("change_at_least", 10, None, 1000, 1099, "missed"),
    ("change_at_least", -5, None, 100, 95, "met"),
    ("change_at_least", -5, None, 100, 96, "missed"),
    ("exceed", 500, None, None, 501, "met"),
    ("exceed", 500, None, None, 499, "missed"),
]


@pytest.mark.parametrize(("kind", "amount", "high", "last", "value", "expected"), WHOLE)
def test_a_period_that_is_over_is_met_or_missed(kind, amount, high, last, value, expected):
    found = judge(kind, amount, high=high, actual=known(value, last_year=last), nature="stock")
    assert found.status == expected
    assert found.sentence.endswith((f"{WORDS[expected]}.", "đã đạt mức này."))


PACE = [
    # kind, amount, high, value after nine months of twelve, expected
    ("at_least", 2000, None, 1500, "on_pace"),
    ("at_least", 2000, None, 1499, "behind"),
    ("at_least", 2000, None, 2000, "met"),
    ("at_most", 100, None, 75, "on_pace"),
    ("at_most", 100, None, 76, "behind"),
    ("at_most", 100, None, 101, "missed"),
    ("below", 100, None, 75, "on_pace"),
    ("equal", 100, None, 75, "on_pace"),
    ("equal", 100, None, 100, "on_pace"),
    ("equal", 100, None, 101, "missed"),
    ("range", 6300, 6500, 4725, "on_pace"),
    ("range", 6300, 6500, 4724, "behind"),
    ("range", 6300, 6500, 6400, "on_pace"),
    ("range", 6300, 6500, 6501, "missed"),
    ("exceed", 500, None, 400, "on_pace"),
    ("keep", 100, None, 60, "behind"),
]


@pytest.mark.parametrize(("kind", "amount", "high", "value", "expected"), PACE)
def test_what_adds_up_is_held_against_the_months_elapsed(kind, amount, high, value, expected):
    found = judge(kind, amount, value, high=high, reached=SEPTEMBER)
    assert found.status == expected
    assert "đã qua 9/12 tháng (75 % thời gian)" in found.sentence


def test_more_than_the_upper_end_is_met_where_more_is_better():
    assert judge("range", 6300, 6600, high=6500, direction="up").status == "met"
    assert judge("range", 6300, 6600, high=6500, direction="up", reached=SEPTEMBER).status == "met"
    assert judge("equal", 100, 101, direction="up").status == "missed"


def test_a_sentence_shows_the_arithmetic():
    found = judge("at_least", 2000, 1620, reached=SEPTEMBER, unit="người")
    assert found.sentence == (
        "Giao từ 2.000 người trở lên; 9 tháng đầu năm 2021 đạt 1.620 người, bằng 81 % mức giao; "
        "đã qua 9/12 tháng (75 % thời gian): đúng tiến độ."
    )
    assert (found.share, found.pace, found.words) == (D("81.0"), D("75.0"), "đúng tiến độ")
    estimate = judge("at_least", 2000, unit="người", actual=known(2100, estimate=True))
    assert "năm 2021 ước đạt 2.100 người, bằng 105 % mức giao: đã đạt." in estimate.sentence


@pytest.mark.parametrize(
    ("kind", "amount", "value", "last", "nature", "expected", "words"),
    [
        ("above", 99, "99.72", None, "rate", "on_pace", "đang ở mức giao, kết luận khi hết kỳ"),
        ("above", 99, "98.5", None, "rate", "behind", "còn thiếu 0,5 điểm %"),
        ("below", "3.5", "3.6", None, "rate", "behind", "vượt 0,1 điểm %"),
        ("below", 3, "3.1", 5, "rate", "on_pace", "giảm từ 5 (năm trước) xuống 3,1, đạt 95 % mức phải giảm"),
        ("raise_to", 85, 85, 80, "rate", "met", "nâng lên 85"),
        ("raise_to", 85, 84, 80, "rate", "on_pace", "tăng từ 80 (năm trước) lên 84, đạt 80 % mức phải tăng"),
        ("raise_to", 85, 83, 80, "rate", "behind", "tăng từ 80 (năm trước) lên 83, đạt 60 % mức phải tăng"),
        ("raise_to", 85, 79, 80, "rate", "behind", "giảm từ 80 (năm trước) xuống 79 trong khi phải tăng"),
        ("raise_to", 85, 80, 80, "rate", "behind", "vẫn 80 như năm trước, chưa tăng theo yêu cầu"),
        ("at_most", 135, 171, 171, "stock", "behind", "vẫn 171 như năm trước, chưa giảm theo yêu cầu"),
        ("at_most", 135, 180, 171, "stock", "behind", "tăng từ 171 (năm trước) lên 180 trong khi phải giảm"),
        ("raise_to", 85, 79, 85, "rate", "behind", "thấp hơn năm trước"),
        ("at_most", 85, 90, 85, "stock", "behind", "cao hơn năm trước"),
        ("at_least", 100, 100, None, "stock", "met", "đã đạt"),
        ("at_most", 40, 38, None, "stock", "on_pace", "kết luận khi hết kỳ"),
        ("keep", 100, 100, None, "rate", "on_pace", "duy trì 100"),
        ("keep", 3, 3, None, "rate", "on_pace", "duy trì 3"),
    ],
)  # fmt: skip
def test_a_level_is_judged_by_the_way_made_since_last_year(kind, amount, value, last, nature, expected, words):
    direction = "down" if amount == 3 and kind == "keep" else "none"
    actual = known(value, reached=SEPTEMBER, last_year=last)
    found = judge(kind, amount, nature=nature, actual=actual, reached=SEPTEMBER, unit="%", direction=direction)
    assert found.status == expected
    assert words in found.sentence
    assert "đã qua" not in found.sentence


def test_the_figure_of_last_year_that_was_taken_is_named_and_one_that_differs_from_it():
    year, december = parse_period("2020"), parse_period("2020-12")
    poor = {"nature": "stock", "direction": "down", "reached": SEPTEMBER, "unit": "hộ"}
    actual = known(149, reached=SEPTEMBER, last_year=171, last_of=year, beside=(december, D(162)))
    found = judge("at_most", 135, actual=actual, **poor)
    assert found.sentence == (
        "Giao không quá 135 hộ; 9 tháng đầu năm 2021 đạt 149 hộ, bằng 110,4 % mức giao; giảm từ 171 (năm trước, số năm 2020) "
        "xuống 149, đạt 61,1 % mức phải giảm: chậm tiến độ. Năm trước có hai số khác nhau: 171 hộ (năm 2020) và 162 hộ "
        "(tháng 12 năm 2020); ở đây lấy số năm 2020."
    )
    english = said(found.sentence, "en")
    assert "down from 171 (last year, the figure of 2020) to 149, 61.1% of the fall asked for: behind." in english
    assert "two different figures: 171 hộ (2020) and 162 hộ (December 2020); that of 2020 is taken here." in english
    one = judge("at_most", 135, actual=known(149, reached=SEPTEMBER, last_year=162, last_of=december), **poor)
    assert "giảm từ 162 (năm trước, số tháng 12 năm 2020) xuống 149, đạt 48,1 % mức phải giảm" in one.sentence
    assert "hai số" not in one.sentence
    easy = judge("at_most", 180, actual=actual, **poor).sentence
    assert easy.index("đã đạt mức này.") < easy.index("Năm trước có hai số khác nhau")


def test_a_change_is_held_against_the_same_part_of_last_year_until_the_year_is_over():
    part = known(1450, reached=SEPTEMBER, same_part=1300, last_year=1900)
    found = judge("change_at_least", 10, actual=part, reached=SEPTEMBER, unit="thẻ")
    assert found.status == "on_pace"
    assert (
        "tăng ít nhất 10 % so với cùng kỳ năm trước; cùng kỳ năm trước 1.300 thẻ, tức là từ 1.430 thẻ" in found.sentence
    )
    assert judge("change_at_least", 12, actual=part, reached=SEPTEMBER).status == "behind"
    assert judge("change_at_least", -5, actual=known(95, reached=SEPTEMBER), reached=SEPTEMBER).status == "unknown"
    fewer = judge("change_at_least", -5, actual=known(95, last_year=100), unit="vụ")
    assert "giảm ít nhất 5 % so với năm trước; năm trước 100 vụ, tức là không quá 95 vụ" in fewer.sentence
    points = judge("change_at_least", -1, actual=known("4.2", last_year="5.1"), nature="rate", points=True, unit="%")
    assert points.status == "missed"
    assert "giảm ít nhất 1 điểm %" in points.sentence


@pytest.mark.parametrize(("direction", "value", "expected"), [
    ("up", 101, "met"), ("up", 99, "missed"), ("down", 99, "met"), ("down", 101, "missed"), ("none", 100, "met"), ("none", 101, "missed"),
])  # fmt: skip
def test_to_keep_means_not_worse_than_last_year(direction, value, expected):
    found = judge("keep", actual=known(value, last_year=100), direction=direction, nature="stock")
    assert found.status == expected
    assert "giữ như năm trước; năm trước 100" in found.sentence
    mid = judge("keep", actual=known(value, reached=SEPTEMBER, same_part=100), direction=direction, reached=SEPTEMBER)
    assert mid.status == {"met": "on_pace", "missed": "behind"}[expected]


def test_what_is_missing_is_said_and_never_taken_as_zero():
    assert judge("at_least", 5, None, unit="xã").sentence == (
        "Giao từ 5 xã trở lên; chưa có số thực hiện: chưa đánh giá được."
    )
    assert judge("keep", None, None).sentence == "Chưa có số thực hiện: chưa đánh giá được."
    assert "chưa có số năm trước để so sánh" in judge("keep", None, 5).sentence
    assert "cấp trên chưa giao số cụ thể" in judge("exceed", None, 5).sentence
    assert judge("by_reference", None, 5).status == "unknown"


def test_the_target_of_the_level_above_is_taken_where_the_own_one_refers_to_it():
    above = Target(kind="at_most", amount=D("1.2"), unit="%", name="Tỷ lệ hộ nghèo")
    found = judge("by_reference", None, "1.1", reference=above, nature="rate")
    assert found.status == "met"
    assert "không quá 1,2 %" in found.sentence
    legal = Target(kind="at_least", amount=D(900), unit="tỷ đồng")
    found = judge("exceed", None, 950, reference=legal, unit="tỷ đồng")
    assert found.status == "met"
    assert "đạt và vượt chỉ tiêu cấp trên giao; cấp trên giao 900 tỷ đồng" in found.sentence


def test_figures_of_a_part_do_not_judge_a_year_that_is_over():
    found = judge("at_least", 2000, 1620, reached=SEPTEMBER, on=date(2022, 2, 1))
    assert (found.status, "kỳ đã hết nhưng số liệu mới đến 30/09/2021" in found.sentence) == ("unknown", True)
    assert judge("at_least", 2000, 2100, reached=SEPTEMBER, on=date(2022, 2, 1)).status == "met"


@pytest.mark.parametrize(
    ("value", "expected", "words"),
    [
        (Interval(D(94), INFINITY, True), "met", "trên 94"),
        (Interval(D(90), INFINITY), "unknown", "từ 90 % trở lên"),
        (Interval(-INFINITY, D(90)), "missed", "không quá 90"),
        (Interval(-INFINITY, D(94), False, True), "missed", "dưới 94"),
        (Interval(D(93), D(95)), "unknown", "93 – 95"),
        (Interval(D("62.5"), D("63.5")), "missed", "62,5 – 63,5"),
    ],
)
def test_an_inexact_figure_decides_only_what_it_can(value, expected, words):
    found = judge("above", 94, actual=known(value), nature="rate", unit="%")
    assert found.status == expected
    assert words in found.sentence
    assert found.share is None


def test_a_target_that_last_years_result_had_reached_is_flagged():
    found = judge("at_least", 95, actual=known(None, last_year="99.72"))
    assert (found.status, found.already) == ("unknown", True), "known before anything is known of this year"
    assert "đã đạt mức này" in found.sentence
    found = judge("at_least", 95, actual=known(96, last_year="99.72"), nature="rate", unit="%")
    assert found.already
    assert found.sentence.endswith("Kết quả năm trước (99,72 %) đã đạt mức này.")
    assert not judge("at_least", 95, actual=known(96, last_year=94), nature="rate").already
    assert not judge("keep", actual=known(96, last_year=96), nature="rate").already


def test_a_target_of_all_communes_says_when_their_number_has_changed():
    found = judge("n_of_m", 5, high=7, actual=known(5, population=6), nature="stock", unit="xã")
    assert "Giao 5/7 xã; năm 2021 đạt 5/6 xã" in found.sentence
    assert "tổng số nay là 6 xã" in found.sentence


def part(name, weight=None, **fields):
    return Target(kind="at_least", amount=D(1), nature="rate", name=name, weight=weight, **fields)


def test_a_weighted_mean_is_computed_from_its_parts():
    parts = (part("Dịch vụ", D(60)), part("Công nghiệp", D(30)), part("Nông nghiệp", D(10)))
    target = Target(kind="weighted_mean", amount=D(12), nature="rate", unit="%", parts=parts)
    of_parts = tuple(known(v) for v in ("12.5", "10.5", "13.5"))
    found = verdict(target, Actuals(parts=of_parts), YEAR, on=YEAR.last)
    assert found.status == "met"
    assert "năm 2021 đạt 12 %" in found.sentence
    assert [v.status for v in found.parts] == ["met", "met", "met"]
    for known_parts in (of_parts[:2], (*of_parts[:2], Actuals(reached=YEAR))):
        assert verdict(target, Actuals(parts=known_parts), YEAR, on=YEAR.last).status == "unknown"
    own = verdict(target, known(13, parts=of_parts), YEAR, on=YEAR.last)
    assert "đạt 13 %" in own.sentence


def test_the_same_change_on_three_series_holds_for_all_of_them():
    series = tuple(
        Target(kind="change_at_least", amount=D(-5), name=name)
        for name in ("Số vụ", "Số người chết", "Số người bị thương")
    )
    target = Target(kind="all_parts", parts=series)
    fine, bad = known(90, last_year=100), known(99, last_year=100)
    assert verdict(target, Actuals(parts=(fine, fine, fine)), YEAR, on=YEAR.last).status == "met"
    found = verdict(target, Actuals(parts=(fine, bad, fine)), YEAR, on=YEAR.last)
    assert found.status == "missed"
    assert found.sentence == (
        "3 thành phần, 2 đã đạt, 1 không đạt (Số vụ: đã đạt; Số người chết: không đạt; Số người bị thương: đã đạt): không đạt."
    )
    assert verdict(target, Actuals(parts=(fine,)), YEAR, on=YEAR.last).status == "unknown"
    nameless = replace(target, parts=(replace(series[0], name=""),))
    assert verdict(nameless, Actuals(parts=(fine,)), YEAR, on=YEAR.last).sentence == "1 thành phần, 1 đã đạt: đã đạt."


def test_a_part_range_counts_with_the_range():
    jobs = Target(
        kind="range",
        amount=D(6300),
        high=D(6500),
        parts=(Target(kind="range", amount=D(3000), high=D(3200), name="Mới"),),
    )
    assert verdict(jobs, known(6400, parts=(known(3100),)), YEAR, on=YEAR.last).status == "met"
    found = verdict(jobs, known(6400, parts=(known(2999),)), YEAR, on=YEAR.last)
    assert found.status == "missed"
    assert found.sentence.endswith("đã đạt. Tính cả thành phần: không đạt.")


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "at_least"},
        {"kind": "change_at_least"},
        {"kind": "range", "amount": D(5)},
        {"kind": "range", "amount": D(5), "high": D(4)},
        {"kind": "n_of_m", "high": D(4)},
        {"kind": "at_least", "amount": D(5), "high": D(6)},
        {"kind": "weighted_mean", "amount": D(5)},
        {"kind": "all_parts"},
        {"kind": "weighted_mean", "amount": D(5), "parts": (Target(kind="keep"),)},
        {"kind": "weighted_mean", "amount": D(5), "parts": (Target(kind="keep", weight=D(0)),)},
    ],
)
def test_a_target_that_says_too_little_is_refused(fields):
    with pytest.raises(Problem) as refusal:
        Target(**fields)
    assert refusal.value.code == "IND-001"


def test_days_are_the_pace_of_a_run_that_is_no_months():
    campaign = parse_period("2021-03-10..2021-03-19")
    target = Target(kind="at_least", amount=D(100))
    reached = campaign.until(date(2021, 3, 14))
    found = verdict(target, known(50, reached=reached), campaign, on=reached.last)
    assert (found.status, "đã qua 5/10 ngày (50 % thời gian)" in found.sentence) == ("on_pace", True)


SMALL = settings(max_examples=often(80))
AMOUNTS = st.decimals(D("0"), D("10000"), places=2)
MONTHS = st.integers(1, 12)
BOUNDS = st.sampled_from(["at_least", "above", "raise_to", "exceed"])
RANK = {"missed": 0, "behind": 1, "unknown": 2, "on_pace": 3, "met": 4}


@SMALL
@given(BOUNDS, AMOUNTS, AMOUNTS, AMOUNTS, MONTHS, st.sampled_from(["sum", "stock", "rate"]))
def test_more_is_never_judged_worse_where_a_lower_bound_is_set(kind, amount, value, more, month, nature):
    reached = parse_period(f"2021-01..2021-{month:02d}")
    one, two = (judge(kind, amount, v, reached=reached, nature=nature) for v in (value, value + more))
    assert RANK[two.status] >= RANK[one.status]


@SMALL
@given(AMOUNTS, AMOUNTS, MONTHS)
def test_the_same_figure_is_never_judged_better_later(amount, value, month):
    def at(number):
        return RANK[judge("at_least", amount, value, reached=parse_period(f"2021-01..2021-{number:02d}")).status]

    assert at(12) <= at(month) or (at(month) == RANK["behind"] and at(12) == RANK["missed"])


@SMALL
@given(AMOUNTS, AMOUNTS, st.integers(0, 364))
def test_a_verdict_agrees_with_plain_arithmetic(amount, value, day):
    reached = YEAR.until(YEAR.start + timedelta(days=day))
    found = judge("at_least", amount, value, reached=reached)
    passed, whole = YEAR.elapsed(reached.last)
    if value >= amount:
        assert found.status == "met"
    elif reached == YEAR:
        assert found.status == "missed"
    else:
        assert (found.status == "on_pace") == (value * whole >= amount * passed)
