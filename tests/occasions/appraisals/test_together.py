"""Many cards at once: what one after the other would be, all of them or none."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.models import ScoreSheet, SheetScore
from tests.occasions.appraisals.walk import card_of, checked, live_set, number, opened

pytestmark = pytest.mark.django_db
UNITS = {"van_hoa": "90", "kinh_te": "70", "mot_cua": "100"}


def given(cast, appraisal, parts=UNITS):
    numbers = number(appraisal, "1.1"), number(appraisal, "2.1")
    return [
        (card_of(cast, appraisal, unit), {
            numbers[0]: services.Given(Decimal(part), Decimal(100)),
            numbers[1]: services.Given(Decimal(1), note="có kế hoạch"),
        })
        for unit, part in parts.items()
    ]  # fmt: skip


def told(appraisal):
    """Everything that was stored of the cards and their lines."""
    cards = ScoreSheet.objects.filter(appraisal=appraisal).order_by("unit")
    lines = SheetScore.objects.filter(sheet__appraisal=appraisal).order_by("sheet__unit", "criterion__code")
    return (
        list(cards.values_list("unit", "state", "self_total", "total", "band", "how", "submitted_at", "submitted_by")),
        list(lines.values_list("sheet__unit", "criterion__code", "value", "whole", "points", "how", "note", "reviewed",
                               "reviewed_by", "reviewed_at")),
    )  # fmt: skip


def walked(cast, appraisal, parts=UNITS):
    """The cards together as far as they can be checked."""
    binh, an = cast.actor("binh"), cast.actor("an")
    said = given(cast, appraisal, parts)
    sheets = [sheet for sheet, _entered in said]
    services.scores_save_all(actor=binh, given=said)
    services.sheets_send(actor=binh, sheets=sheets)
    assert services.reviews_agree(actor=an, sheets=sheets) == 2 * len(sheets)
    return services.sheets_step(actor=an, sheets=sheets, verb="finish_review")


def test_cards_that_go_together_are_what_each_alone_would_be(cast):
    score_set = live_set(cast)
    alone, together = opened(cast, score_set=score_set), opened(cast, score_set=score_set, period="2027")
    for unit, part in UNITS.items():
        checked(cast, alone, unit, part)
    rows = walked(cast, together)
    assert [row.state for row in rows] == ["reviewed"] * 3
    assert told(together) == told(alone)
    totals = ScoreSheet.objects.filter(appraisal=together).values_list("total", flat=True)
    assert sorted(totals) == [88, 96, 100]


def test_saving_and_checking_more_cards_takes_no_more_queries(cast):
    score_set = live_set(cast)
    counts = []
    for units, period in ((("van_hoa",), "2026"), (tuple(UNITS), "2027")):
        made = opened(cast, units=units, score_set=score_set, period=period)
        said = given(cast, made, {unit: UNITS[unit] for unit in units})
        sheets = [sheet for sheet, _entered in said]
        binh, an = cast.actor("binh"), cast.actor("an")
        with CaptureQueriesContext(
            connection,
        ) as saving:
            services.scores_save_all(actor=binh, given=said)
        services.sheets_send(actor=binh, sheets=sheets)
        with CaptureQueriesContext(connection) as checking:
            services.reviews_agree(actor=an, sheets=sheets)
            services.sheets_step(actor=an, sheets=sheets, verb="finish_review")
        counts.append((len(saving), len(checking)))
    assert counts[0] == counts[1]


def test_one_card_at_fault_holds_all_back(cast):
    made = opened(cast)
    said = given(cast, made)
    services.scores_save_all(actor=cast.actor("binh"), given=said)
    services.sheet_send(actor=cast.actor("binh"), sheet=said[2][0])
    before = told(made)
    changed = [(sheet, {pk: services.Given(Decimal(1), Decimal(100)) for pk in list(each)[:1]}) for sheet, each in said]
    sheets = [sheet for sheet, _entered in said]
    binh, an = cast.actor("binh"), cast.actor("an")
    for code, call in (
        ("APR-006", lambda: services.scores_save_all(actor=binh, given=changed)),
        ("APR-006", lambda: services.sheets_send(actor=binh, sheets=sheets)),
        ("APR-006", lambda: services.reviews_agree(actor=an, sheets=sheets)),
        ("APR-011", lambda: services.sheets_step(actor=an, sheets=sheets[2:], verb="finish_review")),
        ("ACC-002", lambda: services.sheets_send(actor=cast.actor("dung"), sheets=sheets[:2])),
    ):
        with pytest.raises(Problem) as caught:
            call()
        assert caught.value.code == code
        assert told(made) == before
