"""Sections of a file beside those it left with, as plain values: what moved, went, came, was joined."""

from dataclasses import asdict

import pytest

from giaoban.kernel.docform import Stand
from giaoban.occasions.consolidation.sectioning import Outline, candidates, regrouped

BASE = Outline(
    (
        ("s-a", 1), ("b1", 0), ("b2", 0),
        ("s-b", 1), ("b3", 2), ("b4", 0), ("b5", 2), ("b6", 0),
        ("s-c", 1), ("b7", 0),
    )
)  # fmt: skip
TITLES = {"a": "Kết quả", "b": "Hạn chế", "c": "Nhiệm vụ", "d": "Kiến nghị"}
LEVELS = dict(BASE.rows)


def told(*names, gone=(), titles=TITLES):
    """The changes where the file has these blocks ("=words" is new, "#words" a new title, "2=words" a new heading of that level)."""
    order = []
    for name in names:
        head, sign, words = name.partition("=")
        if name.startswith("#"):
            order.append(Stand("", "paragraph", name[1:], 1))
        elif sign:
            order.append(Stand("", "paragraph", words, int(head or 0)))
        else:
            kind = "table" if name == "@foot" else "paragraph"
            order.append(Stand(name, kind, name, LEVELS.get(name, 0)))
    removed = [
        {"kind": "removed", "block_id": name, "part": "", "before": name, "row": None, "level": 0, "moved_id": ""}
        for name in gone
    ]
    return regrouped(removed, [asdict(one) for one in order], BASE, titles)


def short(found):
    """Each change as its kind, what it is about and what belongs to it."""
    return [(one["kind"], one["moved_id"] or one["block_id"], *map(words, one.get("members", ()))) for one in found]


def words(member):
    return member if isinstance(member, str) else member["text"]


def test_a_file_that_nobody_touched_has_no_change_and_its_head_and_foot_are_no_section():
    assert told("@head", "@about", *LEVELS, "@foot") == []


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("s-c", "b7", "s-a", "b1", "b2", "s-b", "b3", "b4", "b5", "b6"), [("section_moved", "s-c")]),
        (("s-a", "b1", "b2", "s-c", "b7", "s-b", "b3", "b4", "b5", "b6"), [("section_moved", "s-c")]),
        (("s-b", "b3", "b4", "b5", "b6", "s-a", "b1", "b2", "s-c", "b7"), [("section_moved", "s-a")]),
        (("s-a", "b1", "b2", "s-b", "b5", "b6", "b3", "b4", "s-c", "b7"), [("moved", "b5", "b6")]),
        (("s-a", "b2", "b1", "s-b", "b3", "b4", "b5", "b6", "s-c", "b7"), None),
        (("s-a", "b1", "b2", "b3", "b4", "s-b", "b5", "b6", "s-c", "b7"), [("moved", "b3", "b4")]),
        (("b7", "s-a", "b1", "b2", "s-b", "b3", "b4", "b5", "b6", "s-c"), [("moved", "b7")]),
        (("s-a", "b1", "b2", "s-b", "b3", "b4", "b5", "b6", "s-c", "@foot", "b7"), [("moved", "b7")]),
        (("s-a", "b1", "s-b", "b3", "b4", "b5", "b6", "s-c", "b2", "b7"), [("moved", "b2")]),
    ],
)
def test_what_moved_is_told_once_and_a_heading_takes_along_what_is_under_it(names, wanted):
    found = short(told(*names))
    assert found == wanted if wanted is not None else [len(one) for one in found] == [2]


def test_a_moved_heading_stays_one_change_where_somebody_wrote_between_its_paragraphs():
    found = told("s-a", "b1", "b2", "s-b", "b5", "=mới", "b6", "b3", "b4", "s-c", "b7")
    assert short(found) == [("moved", "b5", "b6"), ("added", "b5")]


def test_a_section_that_went_takes_what_went_with_it_and_leaves_what_stands_elsewhere():
    whole = told("s-a", "b1", "b2", "s-c", "b7", gone=["s-b", "b3", "b4", "b5", "b6"])
    assert short(whole) == [("section_removed", "s-b", "b3", "b4", "b5", "b6")]
    some = told("s-a", "b1", "b4", "b2", "s-c", "b7", gone=["s-b", "b3", "b5", "b6"])
    assert short(some) == [("moved", "b4"), ("section_removed", "s-b", "b3", "b5", "b6")]
    assert some[-1]["into"] == ""
    assert told("s-a", "b1", "b2", "s-c", "b7") == [], "a section that the file never had is not gone"


@pytest.mark.parametrize(
    ("names", "gone", "into", "front"),
    [
        (("s-a", "b1", "b2", "b3", "b4", "b5", "b6", "s-c", "b7"), ["s-b"], "a", []),
        (("b1", "b2", "s-b", "b3", "b4", "b5", "b6", "s-c", "b7"), ["s-a"], "b", ["b1", "b2"]),
        (("s-a", "b1", "b2", "s-b", "b3", "b4", "b5", "b6", "@foot", "b7"), ["s-c"], "b", []),
    ],
)
def test_a_title_that_went_alone_joins_its_section_with_a_neighbour(names, gone, into, front):
    found = told(*names, gone=gone)
    assert [(one["kind"], one["into"], one["front"]) for one in found] == [("section_removed", into, front)]


def test_a_new_title_is_a_new_section_the_old_one_typed_anew_or_one_that_the_report_has():
    new = told("s-a", "b1", "#IV. Phần mới", "b2", "=lời mới", "s-b", "b3", "b4", "b5", "b6", "s-c", "b7")
    assert short(new) == [("section_added", "+2", "b2", "lời mới")]
    anew = told("s-a", "b1", "b2", "#II. Tên khác", "b3", "b4", "b5", "b6", "s-c", "b7", gone=["s-b"])
    assert [(one["kind"], one["block_id"], one["after"]) for one in anew] == [("text", "s-b", "Tên khác")]
    known = told(*LEVELS, "=IV. KIẾN NGHỊ", "=một câu")
    assert [(one["kind"], one["block_id"], one["after"]) for one in known] == [("added", "s-d", "một câu")]
    assert short(told(*LEVELS, "=iv. kiến nghị"))[0] == ("added", "b7"), "small letters are a paragraph"


def test_blocks_of_a_deleted_title_under_a_new_one_go_with_the_new_one():
    found = told("s-a", "b1", "#Mới", "b2", "b3", "b4", "#Khác", "b5", "b6", "s-c", "b7", gone=["s-b"])
    assert short(found) == [
        ("section_added", "+2", "b2", "b3", "b4"), ("section_added", "+3", "b5", "b6"), ("section_removed", "s-b")
    ]  # fmt: skip
    assert candidates(found[1]["keys"], "+3", {"a", "c"}) == ["a"]
    assert candidates(["a", "new"], "+3", {"a"}) == ["a"]


def test_a_heading_with_what_is_under_it_comes_and_goes_as_one():
    added = told("s-a", "b1", "b2", "2=3. Tổ mới", "=một", "3=a) Mục", "=hai", "2=4. Tổ khác", *list(LEVELS)[3:])
    assert short(added) == [("added", "b2", "một", "Mục", "hai"), ("added", "b2")]
    gone = told("s-a", "b1", "b2", "s-b", "b3", "b4", "s-c", "b7", gone=["b5", "b6"])
    assert short(gone) == [("removed", "b5", "b6")]
    assert short(told("s-a", "b1", "b2", "s-b", "b3", "b4", "b6", "s-c", "b7", gone=["b5"])) == [("removed", "b5")]


def test_a_picture_in_a_new_section_is_told_by_itself():
    rows = [asdict(Stand(name, "paragraph", name)) for name in LEVELS]
    rows += [asdict(Stand("", "paragraph", "Mới", 1)), asdict(Stand("", "picture", ""))]
    found = regrouped([], rows, BASE, TITLES)
    assert [(one["kind"], one["after"]) for one in found] == [("section_added", "Mới"), ("added", "")]


def test_the_closing_words_are_in_no_section_whatever_happens_to_the_last_one():
    rows = (("b0", 0), *BASE.rows, ("b9", 0))
    base = Outline(rows, frozenset({"b9"}))
    assert base.under("b5") == ["b6"]
    assert Outline((("s-x", 1), ("b1", 2), ("b2", 0)), frozenset({"b2"})).under("b1") == []

    def changes(*names, gone=()):
        order = [asdict(Stand(name, "paragraph", name, LEVELS.get(name, 0))) for name in names]
        removed = [
            {"kind": "removed", "block_id": name, "part": "", "before": name, "row": None, "level": 0, "moved_id": ""}
            for name in gone
        ]
        return short(regrouped(removed, order, base, TITLES))

    a, b, c = ("s-a", "b1", "b2"), ("s-b", "b3", "b4", "b5", "b6"), ("s-c", "b7")
    assert changes("b0", *a, *b, *c, "b9", "@foot") == []
    assert changes("b0", *a, *c, *b, "b9", "@foot") == [("section_moved", "s-c")]
    assert changes("b0", *a, *b, "b9", "@foot", gone=c) == [("section_removed", "s-c", "b7")]
