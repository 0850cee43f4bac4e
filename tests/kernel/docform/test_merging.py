"""Two people's edits of one text: put together where they do not meet, left to a person where they do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.docform import merged
from giaoban.kernel.docform.merging import LONG, TOKEN

BASE = "Thu ngân sách đạt 8.105 triệu đồng, bằng 73,7% dự toán."
sentences = st.lists(st.sampled_from(["thu", "chi", "8.105", ",", "đạt", "hộ", "xã "]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        (BASE, BASE.replace("Thu", "Tổng thu"), BASE.replace("Thu", "Tổng thu")),
        (BASE.replace("8.105", "8.250"), BASE, BASE.replace("8.105", "8.250")),
        (
            BASE.replace("8.105", "8.250"),
            BASE.replace("Thu", "Tổng thu").replace(".", "; cao nhất ba năm."),
            None,
        ),
        (
            BASE.replace("8.105", "8.250"),
            BASE.replace("Thu", "Nhờ cố gắng, thu").replace("toán.", "toán cả năm."),
            "Nhờ cố gắng, thu ngân sách đạt 8.250 triệu đồng, bằng 73,7% dự toán cả năm.",
        ),
        (BASE.replace("8.105", "8.250"), BASE.replace("8.105", "8.200"), None),
        (BASE.replace("8.105", "8.250"), BASE.replace("triệu", "nghìn"), None),
        (BASE.replace("8.105", "8.250"), BASE.replace("8.105", "8.250"), BASE.replace("8.105", "8.250")),
        (BASE[:-1] + " giao.", BASE[:-1] + " giao.", BASE[:-1] + " giao."),
        ("Chi " + BASE, "Chi " + BASE + " Hết.", "Chi " + BASE + " Hết."),
        ("x" * LONG, BASE.replace("Thu", "Chi"), None),
    ],
)
def test_edits_that_do_not_meet_are_both_made_and_others_left_to_a_person(ours, theirs, wanted):
    assert merged(BASE, ours, theirs) == wanted
    assert merged(BASE, theirs, ours) == wanted, "whoever comes first"


@given(sentences, sentences, sentences)
def test_nothing_that_one_side_wrote_is_lost(base, ours, theirs):
    assert "".join(TOKEN.findall(base)) == base
    assert merged(base, base, theirs) == theirs
    assert merged(base, ours, base) == ours
    both = merged(base, ours, theirs)
    if both is not None:
        for side in (ours, theirs):
            written = {word.strip() for word in TOKEN.findall(side)} - {word.strip() for word in TOKEN.findall(base)}
            assert written <= {word.strip() for word in TOKEN.findall(both)}
