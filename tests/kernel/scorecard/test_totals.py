"""Total, class, completeness of one unit."""

from decimal import Decimal

from giaoban.kernel.scorecard import Band, CriteriaGroup, CriteriaSet, Criterion, ScoringRule, completeness, total

D = Decimal


def made(**changes):
    criteria = (
        Criterion("1.1", "Hạ tầng", "1", D(60), evidence="ảnh"),
        Criterion("2.1", "Ứng dụng", "2", D(40)),
        Criterion("T1", "Sáng kiến", "2", D(5), role="bonus", evidence="quyết định"),
        Criterion("P1", "Chậm báo cáo", "2", D(10), ScoringRule("items", each=D(1)), role="penalty"),
    )
    bands = (Band("tot", "Tốt", D(85)), Band("kha", "Khá", D(70)), Band("yeu", "Yếu", D(0)))
    fields = {
        "code": "cntt", "version": 1, "title": "CNTT", "rated": "",
        "groups": (CriteriaGroup("1", "Hạ tầng"), CriteriaGroup("2", "Ứng dụng")),
        "criteria": criteria, "bands": bands,
    }  # fmt: skip
    return CriteriaSet(**(fields | changes))


def test_points_between_two_printed_bands_belong_to_the_lower_one():
    """Bands printed 70-84 and 85-100 say nothing of 84,5; half-open bands do."""
    found = total(made(), {"1.1": D(50), "2.1": D("34.5")})
    assert (found.total, found.band.code) == (D("84.5"), "kha")
    assert found.how == "84,5 điểm tiêu chí = 84,5 → Khá (từ 70)"


def test_the_total_is_rounded_once_before_it_is_graded():
    assert total(made(), {"1.1": D("50.96"), "2.1": D(34)}).band.code == "tot"
    assert total(made(digits=2), {"1.1": D("50.96"), "2.1": D(34)}).band.code == "kha"


def test_bonus_is_added_and_penalty_taken_off_within_cap_and_zero():
    points = {"1.1": D(60), "2.1": D(39), "T1": D(5), "P1": D(2)}
    assert total(made(), points).how.startswith("99 điểm tiêu chí + 5 điểm thưởng − 2 điểm trừ = 102")
    assert total(made(cap=D(100)), points).total == 100
    assert total(made(), {"P1": D(9)}).total == 0


def test_a_class_may_need_criteria_and_says_what_is_missing():
    bands = (Band("tot", "Tốt", D(85), needs=("1", "2.1")), Band("kha", "Khá", D(70)))
    found = total(made(bands=bands), {"1.1": D(60), "2.1": D(39)})
    assert found.band.code == "kha"
    assert "chưa xếp Tốt vì chưa đạt 2.1" in found.how
    assert total(made(bands=bands[:1]), {"1.1": D(60), "2.1": D(39)}).band is None
    assert total(made(bands=bands), {}).band is None


def test_new_rural_sets_count_criteria_met_in_full():
    found = total(made(scale="met", digits=0, bands=(Band("dat", "Đạt", D(2)),)), {"1.1": D(60), "2.1": D(39)})
    assert (found.total, found.band, found.how) == (1, None, "đạt 1/2 tiêu chí = 1")
    assert [(group.points, group.maximum, group.met) for group in found.groups] == [(60, 60, True), (39, 40, False)]


def test_a_group_with_nothing_to_score_is_not_met():
    found = made(scale="met", groups=(CriteriaGroup("1", "Hạ tầng"), CriteriaGroup("3", "Khác")))
    assert [group.met for group in total(found, {"1.1": D(60)}).groups] == [True, False]


def test_the_maximum_leaves_bonus_and_penalty_out():
    assert (made().maximum, made(scale="met").maximum) == (100, 2)


def test_what_is_unverified_anywhere_makes_the_set_a_draft():
    assert not made().unverified
    assert made(criteria=(Criterion("1", "x", "1", D(1), confidence="unverified"),)).unverified


def test_completeness_counts_answers_and_evidence_and_names_what_is_missing():
    card = completeness(made(), {"1.1"}, set())
    assert (card.answered, card.criteria, card.evidenced, card.evidence) == (1, 2, 0, 1)
    assert (card.unanswered, card.bare, card.whole, card.percent) == (("2.1",), ("1.1",), False, 33)
    full = completeness(made(), {"1.1", "2.1", "T1"}, {"1.1", "T1"})
    assert (full.whole, full.percent, full.evidence) == (True, 100, 2)
    assert completeness(made(criteria=()), (), ()).percent == 100


def test_a_condition_is_worth_nothing_but_a_class_may_need_it():
    gate = Criterion("ĐK1", "100 % số xã đạt chuẩn", "0", D(1), role="gate")
    bands = (Band("dat", "Đạt", D(1), needs=("ĐK1",)),)
    found = made(
        scale="met",
        groups=(CriteriaGroup("0", "Điều kiện"), CriteriaGroup("1", "Hạ tầng")),
        bands=bands,
        criteria=(gate, *made().criteria[:1]),
    )
    assert found.maximum == 1
    assert total(found, {"1.1": D(60)}).how == "đạt 1/1 tiêu chí = 1; chưa xếp Đạt vì chưa đạt ĐK1"
    assert total(found, {"1.1": D(60), "ĐK1": D(1)}).band.code == "dat"
    assert completeness(found, {"1.1"}, {"1.1"}).unanswered == ("ĐK1",)
