"""Numbers inside a text keep their observation through any edit of the words around them. Pure."""

from decimal import Decimal

import pytest

from giaoban.kernel.quantity import find_figures
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation.fields import Field, Recorded

TEXT = "Thu ngân sách đạt 8.105 triệu đồng, chi 6.200 triệu đồng; trên 94% hộ có nước sạch."


def fields(text=TEXT):
    said = ((1, "8.105 triệu đồng"), (2, "6.200 triệu đồng"), (3, "94%"))
    places = [(text.index(words), text.index(words) + len(words), number) for number, words in said]
    return marks.linked(text, places)


def shown(text, found):
    return [(text[f.start : f.end], f.observation, f.typed) for f in found]


def known(amount, unit="triệu đồng", **more):
    return Recorded(9, 10, 1, "Thu", unit, None if amount is None else Decimal(amount), **more)


def test_only_the_digits_become_the_field_unless_words_stand_between_them():
    assert shown(TEXT, fields()) == [("8.105", 1, False), ("6.200", 2, False), ("94", 3, False)]
    text = "Thu 39 tỷ 981 triệu đồng."
    assert shown(text, marks.linked(text, [(4, 24, 1), (4, 6, 2), (90, 99, 3), (0, 3, 4)])) == [
        ("39 tỷ 981 triệu đồng", 1, False)
    ]  # fmt: skip


FIRST, TYPED = ("8.105", 1, False), ("8.300", 1, True)
SECOND, THIRD = ("6.200", 2, False), ("94", 3, False)


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (TEXT.replace("Thu ngân sách", "Nhờ cố gắng, thu ngân sách"), [FIRST, SECOND, THIRD]),
        ("Chi 6.200 triệu đồng. Thu ngân sách đạt 8.300 triệu đồng.", [SECOND, TYPED]),
        (TEXT.replace("8.105", "8.300"), [TYPED, SECOND, THIRD]),
        (TEXT.replace("8.105 triệu đồng", "8.300 triệu"), [TYPED, SECOND, THIRD]),
        ("Thu ngân sách đạt khá, chi 6.200 triệu đồng; trên 94% hộ có nước sạch.", [SECOND, THIRD]),
        ("", []),
    ],
)
def test_an_edit_keeps_the_fields_whose_numbers_still_stand(after, left):
    assert shown(after, marks.realigned(TEXT, after, fields())) == left


def test_a_text_that_did_not_change_keeps_everything():
    assert marks.realigned(TEXT, TEXT, fields()) == fields()
    assert marks.realigned("a 1", "b 2", []) == []


def test_a_value_is_printed_in_the_unit_and_with_the_places_that_stood_there():
    cases = [
        ("đạt 8.105 triệu đồng", "8.105", known("8250.5"), "8.250,5"),
        ("đạt 8,1 tỷ đồng", "8,1", known("8250"), "8,25"),
        ("đạt 94,0%", "94,0", known("95", "%"), "95,0"),
        ("có 12 hồ sơ", "12", known("15", "hồ sơ"), "15"),
        ("đạt 6.300 - 6.500 con", "6.300 - 6.500", known(None, "con", low=Decimal(6400), high=Decimal(6600)), "6.400 – 6.600"),
        ("thu 39 tỷ 981 triệu đồng", "39 tỷ 981 triệu đồng", known("40123"), "40.123 triệu đồng"),
    ]  # fmt: skip
    for text, words, recorded, wanted in cases:
        start = text.index(words)
        field = Field(start, start + len(words), 1)
        assert marks.reprinted(text, field, recorded, marks.figure_at(text, field)) == wanted, text


def test_printing_touches_no_other_sign():
    text, found = marks.replaced(TEXT, fields(), {0: ("18.105", 7), 2: ("95", 8)})
    assert text == TEXT.replace("8.105", "18.105").replace("94%", "95%")
    assert shown(text, found) == [("18.105", 7, False), ("6.200", 2, False), ("95", 8, False)]


def test_a_text_agrees_with_what_rounds_to_it_and_with_a_lower_bound():
    for text, recorded, wanted in [
        ("đạt 8,1 tỷ đồng", known("8105"), True),
        ("đạt 8,2 tỷ đồng", known("8105"), False),
        ("đạt trên 94% hộ", known("95.2", "%"), True),
        ("đạt 76 trường", known("36", "%"), True),
        ("tăng nhiều", known("1"), True),
        ("đạt 8,1 tỷ đồng", known(None), True),
        ("đạt 6.450 con", known(None, "con", low=Decimal(6400), high=Decimal(6600)), True),
    ]:
        figures = find_figures(text)
        assert marks.agrees(figures[0] if figures else None, recorded) is wanted, text


def test_fields_are_stored_and_read_back_in_order():
    found = fields()
    assert marks.loaded(marks.stored(reversed(found))) == found
    first, rest = marks.cut(found, TEXT.index("chi"))
    assert (len(first), len(rest)) == (1, 2)
    assert marks.shifted(rest, TEXT.index("chi")) == found[1:]
    assert known("5").words == "5"
