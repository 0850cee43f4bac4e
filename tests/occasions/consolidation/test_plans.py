"""The column "Kế hoạch" has one meaning: the target that was issued for the year, else the plan on record; where both differ it is told."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from giaoban.kernel import docform
from giaoban.occasions.consolidation import figures, selectors, services
from giaoban.occasions.consolidation.plans import gaps, told
from giaoban.occasions.consolidation.refreshing import refresh_of
from giaoban.occasions.consolidation.rendering import document_of
from giaoban.records.figures.models import Period, Target
from giaoban.records.figures.selectors import lines, sheet
from giaoban.records.figures.services import period_of, target_set
from tests.occasions.consolidation.making import PERIOD, drafted, indicator, month, observed
from tests.occasions.consolidation.test_pages import address
from tests.pages import client_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def targeted(cast, row, amount, *, kind="at_least", act="Nghị quyết 18/NQ-HĐND của HĐND xã", **more):
    return target_set(
        actor=cast.actor("binh"), indicator=row, unit=cast.units["an_phu"], period=period_of("2026"), kind=kind,
        amount=None if amount is None else Decimal(amount), act=act, **more,
    )  # fmt: skip


def table(cast, report):
    return figures.table_of(selectors.book_of(cast.actor("binh"), report), [])["rows"]


def test_the_target_of_the_year_is_the_plan_and_a_plan_on_record_stands_in_where_there_is_none(cast):
    report = drafted(cast)
    wanted = {
        "A1": ("at_least", "17005", "17900", "17.005"),
        "A2": ("at_most", "1350", None, "≤ 1.350"),
        "A3": (None, None, "11000", "11.000"),
        "A4": ("change_at_least", "5", "200", "200"),
        "A5": ("keep", None, None, "giữ như cùng kỳ"),
    }
    for code, (kind, amount, plan, _shown) in wanted.items():
        row = indicator(cast, code, f"Chỉ tiêu {code}")
        observed(cast, row, "2026-01..2026-10", 120)
        if kind:
            targeted(cast, row, amount, kind=kind)
        if plan:
            observed(cast, row, "2026", plan, role="plan")
    rows = table(cast, report)
    with override("en"):
        assert table(cast, report) == rows, "the paper is Vietnamese whatever language its maker reads"
    cells = {row["code"]: row["cells"] for row in rows}
    assert {code: cells[code]["plan"]["shown"] for code in cells} == {code: one[3] for code, one in wanted.items()}
    shares = {code: cells[code]["share"]["shown"] for code in cells}
    assert shares == {"A1": "0,7", "A2": "8,9", "A3": "1,1", "A4": "60", "A5": ""}, "nothing is measured by words"
    assert [(one.name, one.target, one.plan) for one in gaps(rows)] == [("Chỉ tiêu A1", "17.005", "17.900")]
    assert told(rows) == (
        "Cột 1: mức giao của năm theo Nghị quyết 18/NQ-HĐND của HĐND xã (dòng 1, 2, 5). "
        "Chưa có mức giao thì lấy kế hoạch ghi trong sổ số liệu (dòng 3, 4)."
    )
    assert told([rows[2]]) == "Cột 1: kế hoạch ghi trong sổ số liệu (dòng 1)."
    assert told([]) == ""


def test_a_target_that_differs_from_the_plan_on_record_is_a_finding_with_both_sources(cast):
    made = month(cast, culture=False)
    assert "11.000" in text_of(client_of(cast).get(address("report", made.report)))
    target = targeted(cast, made.indicator, "12000")
    found = refresh_of(cast.actor("binh"), made.report)
    assert ("plan", "11.000", "12.000") in [(one.where, one.before, one.after) for one in found.changes]
    services.refresh_apply(actor=cast.actor("binh"), report=made.report, token=found.token)
    page = text_of(client_of(cast).get(address("report", made.report)))
    assert "mức giao của năm là 12.000, kế hoạch ghi trong sổ là 11.000 triệu đồng. Biểu lấy mức giao." in page
    (gap,) = gaps(next(b for b in selectors.blocks(made.report) if b.kind == "table").data["rows"])
    assert (f"/chi-tieu-nam/{target.pk}/" in page, f"/so-lieu/quan-sat/{gap.observation}/" in page) == (True, True)
    assert "1 chỉ tiêu có kế hoạch trong sổ khác mức giao của năm." in page
    assert "Cột Kế hoạch là mức giao của năm" in page
    blocks = document_of(made.report, selectors.blocks(made.report), on=cast.actor("binh").on).blocks
    paper = next(one for one in blocks if isinstance(one, docform.Table))
    assert paper.source.startswith("Cột 1: mức giao của năm theo Nghị quyết 18/NQ-HĐND"), "Word and PDF say it too"
    words = "Thu ngân sách trên địa bàn đạt 67,5% kế hoạch 12.000 triệu đồng."
    services.block_add(actor=cast.actor("binh"), report=made.report, section="ket-qua", text=words)
    assert selectors.checked(cast.actor("binh"), made.report, selectors.blocks(made.report)).open_count == 0


def test_the_book_of_figures_measures_by_the_same_plan(cast):
    row = indicator(cast)
    observed(cast, row, PERIOD, 900)
    observed(cast, row, "2026", 1800, role="plan")

    def planned():
        actor, period = cast.actor("binh"), Period.objects.get(key=PERIOD)
        found = sheet(actor, period=period, periods=[period])
        (one,) = lines(found, found.pairs)
        return one.given, one.plan_amount, one.of_plan

    assert planned() == (None, 1800, "50 %")
    target = targeted(cast, row, "1000")
    assert planned() == (target, 1000, "90 %")
    assert Target(kind="range", amount=Decimal(1), high=Decimal(2)).as_plan is None
    client = client_of(cast)
    page = text_of(client.get(f"/so-lieu/?ky={Period.objects.get(key=PERIOD).pk}"))
    assert ("≥ 1.000" in page, "90 %" in page) == (True, True)
