"""The yearly review and the figures of a register."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import Indicator, Observation
from giaoban.records.figures.origins import origin_of
from giaoban.records.registers import selectors, services
from giaoban.records.registers.models import Calculation
from tests.records.registers.making import register, typed_of, well

pytestmark = pytest.mark.django_db
WINDOW = {"opens_on": date(2026, 11, 15), "closes_on": date(2026, 12, 20)}


def three_wells(cast):
    of = register(cast)
    mine = [well(cast, of, code=f"V{n}", unit=cast.units["van_hoa"].pk, clean="có", depth="10") for n in range(2)]
    return of, mine, well(cast, of, clean="không", depth="20")


def test_each_unit_reviews_its_own_entries(cast):
    of, mine, _other = three_wells(cast)
    review = services.review_open(actor=cast.actor("binh"), register=of, **WINDOW)
    cuong = cast.actor("cuong")
    lines = list(selectors.review_lines(cuong, review))
    assert {line.entry for line in lines} == set(mine)
    everything = list(review.lines.values_list("pk", flat=True))
    services.entry_correct(actor=cuong, entry=mine[0], typed=typed_of(mine[0], depth="11"), reason="Đo lại")
    assert services.lines_confirm(actor=cuong, review=review, lines=everything) == 1
    progress = {line.unit_id: line for line in selectors.progress(cast.actor("binh"), review)}
    own, others = progress[cast.units["van_hoa"].pk], progress[cast.units["kinh_te"].pk]
    assert (own.confirmed, own.changed, own.waiting) == (1, 1, 0)
    assert (others.done, others.waiting) == (0, 1)


def test_an_ended_entry_is_reviewed_by_its_end_and_a_closed_round_takes_no_more(cast):
    of, mine, other = three_wells(cast)
    binh = cast.actor("binh")
    review = services.review_open(actor=binh, register=of, **WINDOW)
    services.entry_end(actor=binh, entry=mine[0], on=date(2026, 11, 19), reason="Lấp")
    assert review.lines.get(entry=mine[0]).outcome == "ended"
    with pytest.raises(Problem) as caught:
        services.review_open(actor=binh, register=of, **WINDOW)
    assert caught.value.code == "REG-014"
    closed = services.review_close(actor=binh, review=review)
    line = review.lines.get(entry=other)
    with pytest.raises(Problem) as caught:
        services.lines_confirm(actor=binh, review=closed, lines=[line.pk])
    assert caught.value.code == "REG-015"
    with pytest.raises(Problem) as caught:
        services.review_open(actor=binh, register=of, opens_on=date(2027, 2, 1), closes_on=date(2027, 1, 1))
    assert caught.value.code == "REG-005"


def test_figures_are_computed_for_the_whole_and_for_each_unit(cast):
    of, _mine, _other = three_wells(cast)
    _live, period, found = services.computed(actor=cast.actor("binh"), register=of, code="2026-11")
    rows = {(one.rule.id, one.unit_id): one.value for one in found}
    assert rows == {
        ("wells.clean", None): Decimal("66.666667"),
        ("wells.depth", None): Decimal(40),
        ("wells.clean", cast.units["van_hoa"].pk): Decimal(100),
        ("wells.clean", cast.units["kinh_te"].pk): Decimal(0),
    }
    assert period.code == "2026-11"


def test_a_recorded_figure_knows_its_way_back_and_is_recorded_once(cast):
    of, _mine, _other = three_wells(cast)
    binh = cast.actor("binh")
    count = services.figures_record(actor=binh, register=of, code="2026-11")
    assert count == 10
    assert services.figures_record(actor=binh, register=of, code="2026-11") == 0
    share = Observation.objects.get(indicator__code="wells.clean", unit=cast.units["an_phu"])
    assert (share.amount, share.source_kind) == (Decimal("66.666667"), "register")
    assert share.indicator.numerator.code == "wells.clean.tu"
    assert Indicator.objects.get(code="wells.clean.mau").unit_of_measure == "giếng"
    calculation = Calculation.objects.get(pk=int(share.source_ref.rpartition("/")[2]))
    assert (calculation.entries, calculation.as_of, calculation.version.number) == (3, date(2026, 11, 20), 1)
    assert origin_of(share).url.endswith(f"/tinh/{calculation.pk}/")


def test_nothing_known_is_no_figure(cast):
    of = register(cast)
    with pytest.raises(Problem) as caught:
        services.figures_record(actor=cast.actor("binh"), register=of, code="2019")
    assert caught.value.code == "REG-018" or Observation.objects.count() == 0


def test_only_who_sees_every_entry_computes_figures(cast):
    of, _mine, _other = three_wells(cast)
    with pytest.raises(Problem) as caught:
        services.computed(actor=cast.actor("cuong"), register=of, code="2026-11")
    assert caught.value.code == "ACC-001"
