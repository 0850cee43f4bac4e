"""Points of one criterion, by each rule of the list."""

from decimal import Decimal

import pytest

from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import Answer, PointChoice, PointStep, ScoringRule, score

D = Decimal
BANDS = (PointStep(D(0), D(0)), PointStep(D(50), D(5)), PointStep(D(80), D(10)))


def points(rule, value, whole=None, *, maximum="10", variant=""):
    entry = Answer(None if value is None else D(value), None if whole is None else D(whole))
    return score("2.1", rule, entry, maximum=D(maximum), variant=variant)


def refused(rule, value, whole=None):
    with pytest.raises(Problem) as refusal:
        points(rule, value, whole)
    assert "2.1" in refusal.value.sentence()
    return refusal.value.code


def test_nothing_entered_is_no_points_and_never_zero():
    assert points(ScoringRule(), None).points is None


def test_points_by_hand_stay_within_the_maximum():
    assert points(ScoringRule(), "7.5").points == D("7.5")
    assert (refused(ScoringRule(), "10.5"), refused(ScoringRule(), "-1")) == ("SCO-003", "SCO-002")


def test_yes_is_all_and_no_is_nothing():
    rule = ScoringRule("yes_no")
    assert (points(rule, 1).points, points(rule, 0).points, refused(rule, 2)) == (10, 0, "SCO-002")


def test_only_an_answer_that_is_offered_counts():
    rule = ScoringRule("choice", choices=(PointChoice(D(2), "sớm"), PointChoice(D(0), "muộn")))
    assert points(rule, 2).how == "sớm"
    assert refused(rule, 1) == "SCO-002"


def test_bands_of_a_count_are_half_open():
    rule = ScoringRule("count_bands", steps=BANDS)
    assert [points(rule, value).points for value in ("49.99", 50, "79.99", 80, 900)] == [0, 5, 5, 10, 10]
    assert points(rule, 50).how == "50: mức từ 50"


def test_below_the_first_band_there_are_no_points():
    rule = ScoringRule("count_bands", steps=BANDS[1:])
    assert (points(rule, 3).points, points(rule, 3).how) == (0, "3: dưới mức có điểm")


def test_bands_of_a_share_take_part_and_whole_or_a_percentage():
    rule = ScoringRule("share_bands", steps=BANDS)
    assert points(rule, 46, 60).how == "46/60 = 76,67 %: mức từ 50 %"
    assert points(rule, 80).points == 10
    assert points(ScoringRule("share_bands", steps=BANDS[1:]), 1, 60).how == "1/60 = 1,67 %: dưới mức có điểm"


def test_a_share_times_the_maximum_keeps_its_digits():
    assert points(ScoringRule("share"), 1, 3).points == D(1) * 100 / 3 * 10 / 100
    assert points(ScoringRule("share"), 85, maximum="20").how == "85 % × 20 điểm"


@pytest.mark.parametrize(("value", "whole"), [("101", None), ("5", "0"), ("7", "6")])
def test_a_share_that_cannot_be_is_refused(value, whole):
    assert refused(ScoringRule("share"), value, whole) == "SCO-002"


def test_a_threshold_is_that_of_the_region():
    rule = ScoringRule("threshold", compare="<=", bounds={"": D(6), "TDMNPB": D(12)})
    assert [points(rule, "6.1").points, points(rule, "6.1", variant="TDMNPB").points] == [0, 10]
    assert points(rule, "6.1").how == "6,1: chưa đạt (≤ 6)"


@pytest.mark.parametrize(
    ("compare", "reached"), [(">=", "011"), (">", "001"), ("<=", "110"), ("<", "100"), ("=", "010")]
)
def test_every_comparison_means_what_it_says(compare, reached):
    rule = ScoringRule("threshold", compare=compare, bounds={"": D(5)})
    assert "".join("1" if points(rule, value).points else "0" for value in (4, 5, 6)) == reached


def test_a_threshold_that_the_province_has_not_set_gives_no_points():
    found = points(ScoringRule("threshold"), 5)
    assert (found.points, found.how) == (None, "chưa có ngưỡng: UBND tỉnh quy định")


def test_faults_take_points_off_but_never_below_zero():
    rule = ScoringRule("faults", each=D("0.5"))
    assert [points(rule, value).points for value in (0, 3, 100)] == [10, D("8.5"), 0]
    assert points(rule, 3).how == "3 lỗi × 0,5 điểm: trừ 1,5"


def test_items_earn_points_up_to_the_maximum():
    rule = ScoringRule("items", each=D("2.5"))
    assert [points(rule, value).points for value in (0, 3, 5)] == [0, D("7.5"), 10]
    assert points(rule, 3).how == "3 × 2,5 điểm = 7,5"


def test_the_mean_of_dossiers_is_rounded_half_up_to_one_place():
    rule = ScoringRule("mean")
    assert points(rule, 1349, 900, maximum="2").points == D("1.5")
    assert points(rule, 29, 20, maximum="2").how == "29 điểm / 20 hồ sơ = 1,5"
    assert (refused(rule, 5), refused(rule, 5, 0)) == ("SCO-002", "SCO-002")
