"""A marked text is the text, cut but never changed."""

from hypothesis import given
from hypothesis import strategies as st

from giaoban.occasions.reports.highlight import pieces


def figure(key, start, end):
    return {"id": key, "start": start, "end": end}


def finding(key, severity, *spans):
    return {"id": key, "severity": severity, "spans": list(spans)}


def test_a_finding_may_lie_across_figures():
    cut = list(pieces("tổng 9/17=53% sai", [figure("f1", 5, 6), figure("f2", 7, 9)], [finding("n1", "error", (5, 13))]))
    assert [(p.text, p.figure, p.findings) for p in cut] == [
        ("tổng ", "", ()),
        ("9", "f1", ("n1",)),
        ("/", "", ("n1",)),
        ("17", "f2", ("n1",)),
        ("=53%", "", ("n1",)),
        (" sai", "", ()),
    ]
    assert cut[1].first == ("n1",)
    assert cut[2].first == ()


def test_the_gravest_finding_gives_the_colour():
    cut = list(pieces("100", [], [finding("n1", "note", (0, 3)), finding("n2", "error", (0, 3))]))
    assert (cut[0].severity, cut[0].findings) == ("error", ("n1", "n2"))


def test_only_the_first_place_of_a_finding_is_its_anchor():
    cut = [p for p in pieces("12 và 34", [], [finding("n1", "error", (0, 2), (6, 8))]) if p.findings]
    assert [p.first for p in cut] == [("n1",), ()]


def test_plain_text_is_one_piece():
    assert [p.plain for p in pieces("không có số", [], [])] == [True]


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
)
def test_the_pieces_put_together_are_the_text(text, figures, findings):
    def inside(spans):
        return [(min(a, b), max(a, b)) for a, b in spans if a != b and max(a, b) <= len(text)]

    apart, end = [], 0
    for start, stop in sorted(inside(figures)):
        if start >= end:
            apart.append((start, stop))
            end = stop
    cut = list(
        pieces(
            text,
            [figure(f"f{n}", *span) for n, span in enumerate(apart)],
            [finding(f"n{n}", "note", span) for n, span in enumerate(inside(findings))],
        )
    )
    assert "".join(p.text for p in cut) == text
