"""A count from the book of figures is a numerator: it has no points before its denominator is there, and says what is missing."""

import pytest
from django.urls import reverse

from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.selectors.cards import card
from giaoban.records.figures import services as figures
from tests.occasions.appraisals.walk import SET, D, card_of, live_set, number, opened
from tests.pages import client_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
FIRST = 'rule = { kind = "share" }\n'


def made(cast, code, amount, measure="máy", kind="stock", **changes):
    """An indicator with a figure of the office of culture in October; none without an amount."""
    actor = cast.actor("binh")
    words = {"code": code, "name": f"Chỉ tiêu {code}", "unit_of_measure": measure, "kind": kind}
    row = figures.indicator_create(actor=actor, body_id=cast.bodies["ubnd"].pk, **words, **changes)
    if amount is not None:
        figures.observation_record(
            actor=actor,
            indicator=row,
            unit=cast.units["van_hoa"],
            period=figures.period_of("2026-10"),
            amount=D(amount),
            source=figures.Source(kind="person"),
        )
    return row


def started(cast, *, whole=""):
    """A card whose first criterion is a share that names an indicator, perhaps one for the whole."""
    more = f'indicator = "P1"\nwhole_indicator = "{whole}"\n' if whole else 'indicator = "P1"\n'
    appraisal = opened(cast, score_set=live_set(cast, SET.replace(FIRST, FIRST + more)))
    return appraisal, card_of(cast, appraisal, "van_hoa"), number(appraisal, "1.1")


def line_of(cast, sheet):
    return card(cast.actor("binh"), sheet).blocks[0].lines[0]


def taken(cast, sheet, of):
    offer = line_of(cast, sheet).proposed
    services.scores_save(
        actor=cast.actor("binh"), sheet=sheet, given={of: services.Given(observation_id=offer.observation.pk)}
    )
    return line_of(cast, sheet)


def test_a_count_taken_from_the_book_is_no_percentage_and_asks_for_its_denominator(cast):
    made(cast, "P1", 18)
    _appraisal, sheet, of = started(cast)
    line = taken(cast, sheet, of)
    assert (line.score.value, line.score.points, line.taken, line.as_percent) == (18, None, True, False)
    assert line.left == "Số lấy từ sổ (18 máy) mới chỉ là tử số, không phải tỷ lệ %; đề nghị nhập mẫu số."
    assert sheet.appraisal.sheets.get(pk=sheet.pk).self_total == 0
    assert "1.1" in card(cast.actor("binh"), sheet).state.unanswered


def test_the_denominator_typed_beside_it_scores_and_keeps_where_the_numerator_comes_from(cast):
    made(cast, "P1", 18)
    _appraisal, sheet, of = started(cast)
    taken(cast, sheet, of)
    url = reverse("appraisals:score", args=[sheet.pk, of])
    client_of(cast).post(url, {"gia-tri": "18", "mau-so": "", "giai-trinh": "đếm lại"})
    assert (line_of(cast, sheet).score.points, line_of(cast, sheet).taken) == (None, True)
    for whole, points in (("20", 36), ("24", 30)):
        client_of(cast).post(url, {"gia-tri": "18", "mau-so": whole, "giai-trinh": ""})
        line = line_of(cast, sheet)
        assert (line.score.points, line.taken, line.left) == (points, True, "")
    client_of(cast).post(url, {"gia-tri": "19", "mau-so": "24", "giai-trinh": ""})
    assert not line_of(cast, sheet).taken


def test_a_whole_that_the_criterion_names_and_the_book_lacks_is_named(cast):
    made(cast, "P1", 18)
    made(cast, "M1", None)
    _appraisal, sheet, of = started(cast, whole="M1")
    assert "chưa có số của mẫu số “Chỉ tiêu M1” trong kỳ này" in text_of(
        client_of(cast).get(reverse("appraisals:sheet", args=[sheet.pk]))
    )
    line = taken(cast, sheet, of)
    assert line.score.points is None
    assert "sổ chưa có số của mẫu số “Chỉ tiêu M1” trong kỳ này, đề nghị nhập mẫu số" in line.left


def test_both_sides_on_record_or_a_percentage_on_record_score_at_once(cast):
    made(cast, "P1", 18)
    made(cast, "M1", 24)
    _appraisal, sheet, of = started(cast, whole="M1")
    assert (taken(cast, sheet, of).score.points, line_of(cast, sheet).left) == (30, "")


def test_a_percentage_on_record_needs_no_denominator(cast):
    made(cast, "P1", 75, measure="%", kind="rate", time_op="last", unit_op="none")
    _appraisal, sheet, of = started(cast)
    line = taken(cast, sheet, of)
    assert (line.score.points, line.as_percent, line.left) == (30, True, "")
