"""Which block is which: marks first, then words; the fewest moves explain an order."""

from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.docform import ReadBlock, Text
from giaoban.kernel.docform.alignment import aligned, moved


def block(text: str, *marks: str) -> ReadBlock:
    return ReadBlock("paragraph", marks, (Text(text),))


def test_a_mark_decides_even_where_the_words_are_others():
    wanted = [block("một hai ba", "gb_a"), block("bốn năm sáu", "gb_b")]
    assert aligned(wanted, [block("bốn năm sáu", "gb_a"), block("một hai ba", "gb_b")]) == {
        0: (0, False),
        1: (1, False),
    }


def test_without_marks_words_decide_and_what_is_unlike_is_left_alone():
    wanted = [block("một hai ba", "gb_a"), block("bốn năm sáu", "gb_b")]
    assert aligned(wanted, [block("bốn năm bảy"), block("khác hẳn")]) == {1: (0, True)}
    assert aligned(wanted[:1], [ReadBlock("picture")]) == {}


def test_too_many_unmarked_blocks_are_not_compared_one_by_one():
    wanted = [block(f"câu số {n}", f"gb_{n}") for n in range(600)]
    assert aligned(wanted, [block(f"câu số {n}") for n in range(600)]) == {}


@given(st.permutations(range(9)))
def test_without_the_moved_ones_the_order_rises_and_one_moved_block_is_enough_for_one_move(order):
    gone = moved(order)
    kept = [value for place, value in enumerate(order) if place not in gone]
    assert kept == sorted(kept)
    assert len(gone) < len(order)


@given(st.integers(0, 8), st.integers(0, 8))
def test_one_block_moved_is_one_move(source, target):
    order = list(range(9))
    order.insert(target, order.pop(source))
    assert len(moved(order)) <= 1


def test_an_empty_order_has_no_moves():
    assert moved([]) == set()
