"""What holds for any number and any text."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from giaoban.kernel.quantity import find_figures, find_furniture, normalise, vietnamese
from tests.laws import often

WHOLES = st.integers(min_value=1, max_value=10**12)
MONEY = st.decimals(min_value=Decimal("0.1"), max_value=Decimal(9999), places=2)
PIECES = st.lists(
    st.sampled_from(
        [
            "1",
            "12",
            "2020",
            "1.234",
            "0,5",
            "3/4",
            "%",
            "tỷ",
            "triệu",
            "đồng",
            "hộ",
            "xã",
            "m3",
            "tăng",
            "giảm",
            "trên",
            "từ",
            "đến",
            "-",
            "/",
            "(",
            ")",
            ",",
            ".",
            ":",
            ";",
            "\n",
            "năm",
            "tháng",
            "ngày",
            "hai",
            "mươi",
            "một",
            "phần",
            "kế",
            "hoạch",
            "đạt",
            "số",
            "Quyết_định",
            "/QĐ-UBND",
            "“",
            "”",
            "trở",
            "lên",
            "1.",
            "a)",
            "[1]",
            "Covid-19",
            "+",
            "Tân",
            "phẩy",
            "rưỡi",
            "không",
        ]
    ),
    max_size=40,
).map(" ".join)
ANY = st.one_of(st.text(max_size=120), PIECES, PIECES.map(lambda text: text.replace(" ", "")))


def _only(text: str) -> Decimal:
    figures = find_figures(text)
    assert len(figures) == 1, figures
    assert figures[0].value is not None
    return figures[0].value


@given(WHOLES)
def test_a_count_printed_in_groups_reads_back(count: int) -> None:
    assert _only(f"có {vietnamese(Decimal(count))} hộ") == count


@given(WHOLES)
def test_a_count_printed_without_groups_reads_back(count: int) -> None:
    assert _only(f"có {count} hộ") == count


@given(st.decimals(min_value=0, max_value=10**9, places=3).filter(lambda v: v >= 1000))
def test_a_measure_with_decimals_reads_back(area: Decimal) -> None:
    assert _only(f"có {vietnamese(area)} ha") == area


@given(st.decimals(min_value=0, max_value=999, places=2))
def test_a_share_reads_back_with_comma_or_point(share: Decimal) -> None:
    assert _only(f"đạt {vietnamese(share, 2)}%") == share
    assert _only(f"đạt {share:f} %") == share


@given(MONEY, st.sampled_from([("tỷ đồng", 10**9), ("triệu đồng", 10**6), ("tỷ", 10**9), ("nghìn tỷ đồng", 10**12)]))
def test_money_reads_back_in_any_scale(amount: Decimal, scale: tuple[str, int]) -> None:
    word, factor = scale
    assert _only(f"chi {vietnamese(amount)} {word}") == amount * factor


@given(st.integers(1, 999), st.integers(1, 999))
def test_money_in_two_parts_reads_back(billions: int, millions: int) -> None:
    assert _only(f"chi {billions} tỷ {millions} triệu đồng") == billions * 10**9 + millions * 10**6


@given(st.integers(1, 9998), st.integers(1, 500))
def test_a_range_reads_back(low: int, more: int) -> None:
    (figure,) = find_figures(f"từ {vietnamese(Decimal(low))} đến {vietnamese(Decimal(low + more))} lượt người")
    assert (figure.low, figure.high, figure.value) == (low, low + more, None)


ONES = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def _tens(value: int, after_hundred: bool) -> str:
    ten, one = divmod(value, 10)
    if ten == 0:
        return f"linh {ONES[one]}" if after_hundred else ONES[one]
    tail = {5: "lăm", 1: "mốt" if ten > 1 else "một"}.get(one, ONES[one])
    return f"{'mười' if ten == 1 else ONES[ten] + ' mươi'} {tail}".strip()


@given(st.integers(2, 999))
@example(105)
@example(21)
@example(555)
def test_a_number_in_words_reads_back(value: int) -> None:
    hundred, rest = divmod(value, 100)
    words = _tens(rest, hundred > 0) if rest else ""
    spoken = f"{ONES[hundred]} trăm {words}".strip() if hundred else words
    assert _only(f"cả {spoken} hộ") == value


@settings(max_examples=often(400), deadline=None)
@given(ANY)
@example("1" * 40)
@example("(1)")
@example("-5%")
@example("İ 5 hộ")
@example("5 ")
def test_any_text_gives_sorted_spans_inside_it_and_the_same_twice(text: str) -> None:
    figures = find_figures(text)
    assert figures == find_figures(text)
    assert [f.id for f in figures] == [f"f{i + 1}" for i in range(len(figures))]
    end = 0
    for figure in figures:
        assert end <= figure.start <= figure.num_start < figure.num_end <= figure.end <= len(text)
        assert text[figure.num_start : figure.num_end].strip()
        assert (figure.value is None) == (figure.low is not None) == (figure.high is not None)
        assert figure.step >= 0
        figure.interval()
        end = figure.end


@settings(max_examples=often(200), deadline=None)
@given(ANY)
def test_furniture_spans_are_sorted_and_inside_the_text(text: str) -> None:
    spans = find_furniture(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b < c for (_, b), (c, _) in itertools.pairwise(spans))


@given(st.text(max_size=80))
def test_normalising_keeps_every_offset(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert normalise(normalise(text)) == normalise(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_a_printed_number_is_the_number(value: Decimal) -> None:
    assert Decimal(vietnamese(value).replace(".", "").replace(",", ".")) == value


@pytest.mark.parametrize("figure", find_figures("đạt 5/7 xã; 12 tỷ; 3-4%; 1.250 hộ"))
def test_offsets_hold_under_no_break_spaces(figure: object) -> None:
    text = "đạt 5/7 xã; 12 tỷ; 3-4%; 1.250 hộ"
    assert figure in find_figures(text.replace(" ", "\u00a0"))  # subjects hold no space here but single ones
