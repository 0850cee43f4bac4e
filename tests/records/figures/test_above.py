"""A district or province read for the tree of another day is put together from its communes: never a stored total of other communes."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.ground.org.models import Unit, UnitLineage, UnitName, UnitParent
from giaoban.ground.org.selectors import arrows_between, lineage_told, units_within
from giaoban.ground.org.services import NewUnit, unit_merge
from giaoban.records.figures import services
from giaoban.records.figures.selectors.above import restated_with_above
from tests.records.figures.making import indicator
from tests.records.figures.test_lineage import BEFORE, REFORM, START, TODAY, of_schools, told

pytestmark = pytest.mark.django_db


def unit(cast, name, kind, under, on=START):
    made = Unit.objects.create(kind=kind, level=kind, valid_from=on)
    UnitName.objects.create(unit=made, name=name, valid_from=on)
    UnitParent.objects.create(unit=made, tree="state", parent=under, valid_from=on)
    cast.units[name] = made
    return made


def moved(commune, to, on=REFORM):
    """A commune stands under another district from a day on."""
    UnitParent.objects.filter(unit=commune).update(valid_to=on)
    UnitParent.objects.create(unit=commune, tree="state", parent=to, valid_from=on)


@pytest.fixture
def districts(cast):
    """Huyện Đông with communes A and B, huyện Tây with commune C."""
    east, west = (unit(cast, name, "district", cast.units["an_phu"]) for name in ("Huyện Đông", "Huyện Tây"))
    a, b, c = (unit(cast, f"Xã {n}", "commune", top) for n, top in (("A", east), ("B", east), ("C", west)))
    return east, west, a, b, c


def read(cast, of, units, period="2026-05", to=TODAY, who="binh"):
    """What is said of an indicator in units: the amount, or why there is none."""
    chosen = services.period_of(period)
    found = restated_with_above(
        cast.actor(who), indicators=[of], units=[each.pk for each in units], periods=[chosen], to=to
    )
    cells = [found.get((of.pk, each.pk, chosen.pk)) for each in units]
    return [cell and (cell.amount if cell.known else cell.words) for cell in cells]


def tell(cast, of, rows, period="2026-05"):
    for where, amount in rows.items():
        told(cast, of, where, str(amount), period)


def test_46_of_60_and_36_of_54_of_a_district_whose_communes_merged_are_both_right_and_explained(cast, districts):
    """The district's stored totals are wrong on purpose: nothing is taken from them."""
    n, m, rate = of_schools(cast)
    east, _west, a, b, _c = districts
    tell(cast, n, {a: 26, b: 20, east: 1})
    tell(cast, m, {a: 35, b: 25, east: 2})
    tell(cast, rate, {east: 50})
    new = unit_merge(
        sources=[a, b], into=NewUnit(kind="commune", level="commune", name="Xã AB", parent=east), on=REFORM,
        document="QĐ 812/QĐ-UBND",
    )  # fmt: skip
    tell(cast, n, {new: 36}, "2026-11")
    tell(cast, m, {new: 54}, "2026-11")
    assert [read(cast, of, [east])[0] for of in (n, m, rate)] == [46, 60, Decimal("76.666667")]
    assert [read(cast, of, [east], "2026-11")[0] for of in (n, m, rate)] == [36, 54, Decimal("66.666667")]
    below = units_within(units=[east.pk], on=TODAY, kinds=["commune"])[east.pk]["commune"]
    assert lineage_told(arrows_between(units=below, after=date(2026, 5, 31), until=TODAY)) == [
        "Xã A và Xã B sáp nhập thành Xã AB từ ngày 01/07/2026 (QĐ 812/QĐ-UBND)."
    ]


def test_a_commune_that_changed_its_district_takes_its_figures_along(cast, districts):
    of = indicator(cast)
    east, west, a, b, c = districts
    tell(cast, of, {a: 10, b: 20, c: 5, east: 30, west: 5})
    assert read(cast, of, [east, west]) == [30, 5]
    moved(b, west)
    assert read(cast, of, [east, west]) == [10, 25]
    assert read(cast, of, [east, west], to=BEFORE) == [30, 5], "the tree of then is still known"


def test_a_missing_commune_is_counted_and_no_stored_total_of_other_communes_stands_in(cast, districts):
    of = indicator(cast)
    east, west, a, b, c = districts
    tell(cast, of, {a: 10, c: 5, east: 30, west: 5})
    assert read(cast, of, [east]) == [30], "the same communes: their stored total still speaks of them"
    moved(b, west)
    assert read(cast, of, [east, west]) == [10, "mới có 1/2 đơn vị"]


def test_a_rate_without_figures_of_every_commune_says_how_many_there_are(cast, districts):
    n, m, rate = of_schools(cast)
    east, west, a, b, c = districts
    tell(cast, n, {a: 26, c: 4})
    tell(cast, m, {a: 35, c: 5})
    tell(cast, rate, {east: 70})
    assert read(cast, rate, [east]) == [70], "nothing changed, and what the district reported stands"
    moved(b, west)
    assert read(cast, rate, [east, west]) == [Decimal("74.285714"), "mới có 1/2 đơn vị"]


def test_what_neither_adds_nor_has_parts_is_not_made_up(cast, districts):
    rate = indicator(cast, name="Tỷ lệ", unit_of_measure="%", kind="rate", time_op="none", unit_op="none")
    listed = indicator(cast, name="Xếp hạng", unit_of_measure="hạng", kind="stock", time_op="last", unit_op="none")
    east, west, a, b, c = districts
    for of in (rate, listed):
        tell(cast, of, {a: 8, b: 4, c: 6, east: 7, west: 6})
    assert [read(cast, of, [east, west]) for of in (rate, listed)] == [[7, 6], [7, 6]]
    moved(b, west)
    assert read(cast, rate, [east, west]) == ["cần tử số và mẫu số"] * 2
    assert read(cast, listed, [east, west]) == ["không cộng được"] * 2


def test_ranges_of_communes_are_not_added_and_an_unknown_share_is_said(cast, districts):
    of = indicator(cast)
    east, west, a, b, c = districts
    tell(cast, of, {a: 10, b: 20, c: 5})
    UnitLineage.objects.create(source=c, target=a, kind="split", on=REFORM)
    assert read(cast, of, [east, west]) == ["chưa rõ phần chia"] * 2
    later = indicator(cast, name="Số khác")
    told(cast, later, a, None, low=Decimal(1), high=Decimal(2))
    told(cast, later, b, "5")
    assert read(cast, later, [east], to=BEFORE) == ["không cộng được"]


def test_a_province_is_put_together_from_the_communes_of_its_districts(cast, districts):
    of = indicator(cast)
    east, west, a, b, c = districts
    top = unit(cast, "Tỉnh Mới", "province", cast.units["an_phu"])
    for district in (east, west):
        UnitParent.objects.filter(unit=district).update(parent=top)
    tell(cast, of, {east: 30, west: 5})
    assert read(cast, of, [top]) == [35], "where no commune reported, its districts are its parts"
    tell(cast, of, {a: 10, b: 21, c: 5})
    assert read(cast, of, [top, east]) == [36, 31]


def test_units_that_nobody_reported_below_stay_what_they_said(cast, districts):
    of = indicator(cast)
    east, *_others = districts
    tell(cast, of, {east: 30})
    assert read(cast, of, [east, cast.units["thon_dong"]]) == [30, None]


def test_what_a_reader_may_not_see_is_not_in_the_sum(cast, districts):
    secret = indicator(cast, name="Quân số dự bị", who="an", classification=1)
    east, _west, a, b, _c = districts
    for where, amount in ((a, "1"), (b, "2")):
        told(cast, secret, where, amount, who="an")
    assert read(cast, secret, [east], who="an") == [3]
    assert read(cast, secret, [east], who="giang") == [None]
