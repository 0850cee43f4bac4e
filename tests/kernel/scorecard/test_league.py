"""Ranks, distribution and change, with the figures of the session of October 2019 (source page 000)."""

from decimal import Decimal

import pytest

from giaoban.kernel.scorecard import change_rule, changes, distribution, implied_counts, ranks, ties_rule

D = Decimal
CLASSES = ("tot", "kha", "tb", "yeu")


def shares(tot, kha, tb=0, yeu=0, digits=1):
    given = ["tot"] * tot + ["kha"] * kha + ["tb"] * tb + ["yeu"] * yeu
    return distribution(CLASSES, given, digits=digits)


def test_equal_totals_share_a_rank_and_the_next_is_left_out():
    found = ranks({"a": [D(90)], "b": [D(85)], "c": [D(85)], "d": [D(10)]})
    assert {key: row.rank for key, row in found.items()} == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert (found["b"].ties, found["a"].ties) == (2, 1)


def test_groups_decide_between_equal_totals_where_the_set_says_so():
    found = ranks({"a": [D(85), D(20)], "b": [D(85), D(30)]})
    assert (found["b"].rank, found["a"].rank) == (1, 2)


def test_the_rule_of_ranks_can_be_printed():
    assert "1, 2, 2, 4" in ties_rule("shared")
    assert "Hạ tầng, Ứng dụng" in ties_rule("groups", ["Hạ tầng", "Ứng dụng"])
    assert "theo thứ tự" not in ties_rule("groups")


def test_shares_of_the_seventeen_agencies_are_printed_as_the_source_could_have():
    found = shares(9, 8)
    assert [(share.count, str(share.printed)) for share in found[:2]] == [(9, "52.9"), (8, "47.1")]


def test_a_change_is_rounded_once_and_not_taken_from_printed_shares():
    """9/17 after 6/17: 17,6 points; the source printed 17,7 = 53 - 35,3, from rounded shares."""
    found = changes(shares(9, 8), shares(6, 11))
    assert [str(change.printed) for change in found[:2]] == ["17.6", "-17.6"]
    assert sum(change.exact for change in found) == 0
    whole = changes(shares(9, 8, digits=0), shares(6, 11, digits=1))
    assert str(whole[0].from_printed) == "17.7"
    assert whole[0].differs


def test_the_fourteen_communes_change_by_what_their_counts_say():
    """5, 7, 2 of 14 after 3, 11, 0: the source printed +14,7 where 14,3 is right."""
    found = changes(shares(5, 7, 2), shares(3, 11))
    assert [str(change.printed) for change in found] == ["14.3", "-28.6", "14.3", "0.0"]
    assert "điểm %" in change_rule(found)
    assert "lệch" not in change_rule(found).split("bằng 0.")[0]


def test_the_rule_says_where_rounding_shows():
    off = changes(shares(1, 1, 1), shares(3, 0))
    assert [str(change.printed) for change in off] == ["-66.7", "33.3", "33.3", "0.0"]
    assert "lệch −0,1" in change_rule(off) or "lệch -0,1" in change_rule(off)
    assert "hai tỷ lệ đã làm tròn" in change_rule(changes(shares(9, 8, digits=0), shares(6, 11, digits=1)))


def test_without_a_year_before_there_is_no_change():
    assert changes(shares(9, 8), ()) == ()
    assert distribution(CLASSES, []) == ()


def test_a_class_that_is_new_changes_from_nothing():
    before = tuple(share for share in shares(7, 7) if share.code != "tb")
    assert str(changes(shares(5, 7, 2), before)[2].printed) == "14.3"


@pytest.mark.parametrize(
    ("percent", "digits", "whole", "counts"),
    [("35.3", 1, 17, (6,)), ("21", 0, 14, (3,)), ("21.4", 1, 14, (3,)), ("21.0", 1, 14, ()), ("50", 0, 0, ())],
)
def test_a_printed_share_of_a_small_population_implies_a_whole_number_or_is_wrong(percent, digits, whole, counts):
    assert implied_counts(D(percent), digits=digits, whole=whole) == counts
