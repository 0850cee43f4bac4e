"""A merged unit is compared with what its old units reported together, or with nothing."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.ground.org import services as org
from giaoban.ground.org.models import UnitLineage
from giaoban.records.figures import selectors, services
from giaoban.records.figures.selectors.table import lines
from tests.records.figures.making import indicator, record, refusal

pytestmark = pytest.mark.django_db
REFORM = date(2026, 7, 1)


def merged(cast, into=None):
    """Two hamlets of An Phú that became one on 1 July 2026 (or were merged into another)."""
    new = {"kind": "hamlet", "level": "hamlet", "form": "thon", "parent": cast.units["an_phu"]}
    old = [org.unit_create(new=org.NewUnit(name=f"Thôn {n}", **new), on=date(2000, 1, 1)) for n in ("Bắc", "Nam")]
    target = into or org.NewUnit(name="Thôn Hợp Nhất", **new)
    return old, org.unit_merge(sources=[*old, *([into] if into else [])], into=target, on=REFORM)


def before_of(cast, of, unit):
    """(what is set beside the unit's November, what it is against that)."""
    cast.units["new"] = unit
    made = record(cast, of, "30", unit="new")
    binh = cast.actor("binh")
    sheet = selectors.sheet(binh, period=made.period, periods=selectors.periods_with_figures(binh))
    line = next(line for line in lines(sheet, sheet.pairs) if line.unit_id == unit.pk)
    return line, line.of_before


def past(cast, of, *rows):
    for number, (unit, amount) in enumerate(rows):
        cast.units[f"old{number}"] = unit
        record(cast, of, amount, unit=f"old{number}", period="2025-11")


def test_the_figures_of_the_old_units_are_added_up(cast):
    of, (old, new) = indicator(cast), merged(cast)
    past(cast, of, (old[0], "8"), (old[1], "12"))
    line, share = before_of(cast, of, new)
    assert (line.restated.amount, line.restated.units, share) == (Decimal(20), 2, "150 %")


def test_a_unit_that_others_joined_counts_itself_too(cast):
    of, (old, new) = indicator(cast), merged(cast, into=cast.units["thon_dong"])
    assert new == cast.units["thon_dong"]
    past(cast, of, (old[0], "8"), (old[1], "12"), (new, "40"))
    line, share = before_of(cast, of, new)
    assert (line.before.amount, line.restated.amount, share) == (40, 60, "50 %")


def test_a_sum_of_some_is_none(cast):
    of, (old, new) = indicator(cast), merged(cast, into=cast.units["thon_dong"])
    past(cast, of, (old[0], "8"), (new, "40"))
    line, share = before_of(cast, of, new)
    assert (line.merged, line.restated, line.before.amount, share) == (True, None, 40, "")


def test_rates_are_never_added(cast):
    of = indicator(cast, name="Tỷ lệ hộ nghèo", unit_of_measure="%", kind="rate")
    old, new = merged(cast)
    past(cast, of, (old[0], "8"), (old[1], "12"))
    assert before_of(cast, of, new)[0].restated is None


@pytest.mark.parametrize(("share", "amount"), [(None, None), (Decimal("0.4"), Decimal("15.2"))])
def test_a_part_of_a_unit_counts_by_its_share_and_not_at_all_where_nobody_told_it(cast, share, amount):
    of, (old, new) = indicator(cast), merged(cast)
    past(cast, of, (old[0], "8"), (old[1], "12"))
    UnitLineage.objects.filter(source=old[0]).update(share=share, kind="split")
    line, _against = before_of(cast, of, new)
    assert line.merged
    assert (line.restated.amount if line.restated else None) == amount


def test_an_estimate_of_a_year_before_is_added_up_too(cast):
    of, (old, new) = indicator(cast), merged(cast)
    for number, (unit, amount) in enumerate(zip(old, ("8", "12"), strict=True)):
        cast.units[f"old{number}"] = unit
        record(cast, of, amount, unit=f"old{number}", period="2025-11", role="estimate")
    assert before_of(cast, of, new)[0].restated.amount == 20


def test_the_past_of_the_units_that_became_the_bodys_area_may_be_recorded(cast):
    of = indicator(cast)
    new = {"kind": "commune", "level": "commune", "form": "xa", "parent": cast.units["tinh"]}
    old = org.unit_create(new=org.NewUnit(name="Xã Cũ", **new), on=date(2000, 1, 1))
    cast.units["cu"] = old
    assert refusal(record, cast, of, unit="cu", period="2025-11") == "OBS-012"
    org.unit_merge(sources=[old, cast.units["an_phu"]], into=cast.units["an_phu"], on=REFORM)
    assert record(cast, of, unit="cu", period="2025-11").unit == old
    assert services.period_of("2025-11").cut < REFORM
