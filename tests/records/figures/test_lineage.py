"""What was reported stays as it was; read for the units of another day it is neither lost nor doubled, and no rate is added."""

from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.ground.org.models import Unit, UnitLineage, UnitName, UnitParent
from giaoban.ground.org.selectors import arrows_between, lineage_told
from giaoban.ground.org.services import NewUnit, shares_set, unit_merge, unit_rename, unit_split
from giaoban.ground.org.shares import shares_of
from giaoban.records.figures import services
from giaoban.records.figures.models import CurrentValue
from giaoban.records.figures.selectors.lineage import Cell, parts_of, rate_of, restated, total
from tests.records.figures.making import indicator, record

pytestmark = pytest.mark.django_db
START = date(2020, 1, 1)
REFORM = date(2026, 7, 1)
TODAY = date(2026, 11, 20)
BEFORE = TODAY.replace(month=6)
SETTINGS = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
NUMBERS = st.integers(0, 10**9).map(lambda n: Decimal(n) / 100)


@contextmanager
def tried():
    """Everything written inside is taken back: examples of one test do not meet."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def school(cast, name, on=START):
    new = NewUnit(kind="hamlet", level="hamlet", name=name, parent=cast.units["an_phu"])
    return new if on is None else unit_of(cast, new, on)


def unit_of(cast, new, on):
    unit = Unit.objects.create(kind=new.kind, level=new.level, valid_from=on)
    UnitName.objects.create(unit=unit, name=new.name, valid_from=on)
    UnitParent.objects.create(unit=unit, tree="state", parent=cast.units["an_phu"], valid_from=on)
    cast.units[new.name] = unit
    return unit


def told(cast, of, unit, amount, period="2026-05", **kw):
    cast.units["one"] = unit
    return record(cast, of, amount, unit="one", period=period, **kw)


def read(cast, of, units, period="2026-05", to=TODAY, who="binh", **kw):
    found = [of] if not isinstance(of, list) else of
    chosen = services.period_of(period)
    return restated(cast.actor(who), indicators=found, units=[u.pk for u in units], periods=[chosen], to=to, **kw)


def amount(cast, of, unit, period="2026-05", **kw):
    cell = read(cast, of, [unit], period, **kw).get((of.pk, unit.pk, services.period_of(period).pk))
    return cell and cell.amount


def of_schools(cast):
    """Schools of the national standard, schools, and the rate of the one in the other."""
    n = indicator(cast, name="Số trường đạt chuẩn quốc gia", unit_of_measure="trường", kind="stock", time_op="last")
    m = indicator(cast, name="Số trường học", unit_of_measure="trường", kind="stock", time_op="last")
    rate = indicator(
        cast,
        name="Tỷ lệ trường đạt chuẩn quốc gia",
        unit_of_measure="%",
        kind="rate",
        time_op="none",
        unit_op="recompute",
        numerator=n,
        denominator=m,
    )
    return n, m, rate


def test_46_of_60_before_and_36_of_54_after_the_merger_are_both_right_and_the_change_is_told(cast):
    n, m, rate = of_schools(cast)
    east, west = school(cast, "Cụm Đông"), school(cast, "Cụm Tây")
    for unit, good, all_, share in ((east, "26", "35", "74.29"), (west, "20", "25", "80")):
        told(cast, n, unit, good)
        told(cast, m, unit, all_)
        told(cast, rate, unit, share)
    new = unit_merge(sources=[east, west], into=school(cast, "Cụm Chung", None), on=REFORM, document="QĐ 812/QĐ-UBND")
    for of, value in ((n, "36"), (m, "54"), (rate, "66.67")):
        told(cast, of, new, value, "2026-11")
    seen = {period: [amount(cast, of, new, period) for of in (n, m, rate)] for period in ("2026-05", "2026-11")}
    assert seen == {
        "2026-05": [46, 60, Decimal("76.666667")],
        "2026-11": [36, 54, Decimal("66.67")],
    }
    reported = read(cast, [n, m, rate], [east, west], to=BEFORE)
    assert [cell.amount for _key, cell in sorted(reported.items())] == [26, 20, 35, 25, Decimal("74.29"), 80]
    assert lineage_told(arrows_between(units=[new.pk], after=date(2026, 5, 31), until=TODAY)) == [
        "Cụm Đông và Cụm Tây sáp nhập thành Cụm Chung từ ngày 01/07/2026 (QĐ 812/QĐ-UBND)."
    ]


def test_a_rate_nobody_reported_is_made_of_its_parts(cast):
    n, m, rate = of_schools(cast)
    unit = school(cast, "Cụm Đông")
    told(cast, n, unit, "2")
    assert amount(cast, rate, unit) is None
    told(cast, m, unit, "3")
    assert amount(cast, rate, unit) == Decimal("66.666667")


def test_a_rate_without_parts_is_not_added_but_says_what_it_needs(cast):
    rate = indicator(cast, name="Tỷ lệ hộ nghèo", unit_of_measure="%", kind="rate", unit_op="none", time_op="none")
    old = [school(cast, name) for name in ("A", "B")]
    for unit in old:
        told(cast, rate, unit, "8")
    new = unit_merge(sources=old, into=school(cast, "AB", None), on=REFORM)
    (cell,) = read(cast, rate, [new]).values()
    assert (cell, cell.words, cell.known) == (Cell(2, 2, reason="rate"), "cần tử số và mẫu số", False)


def test_a_rate_by_nothing_is_no_rate(cast):
    n, m, rate = of_schools(cast)
    unit = school(cast, "Cụm Đông")
    told(cast, n, unit, "0")
    told(cast, m, unit, "0")
    assert [cell.reason for key, cell in read(cast, rate, [unit]).items() if key[0] == rate.pk] == ["rate"]


def test_averages_weigh_by_their_denominator(cast):
    money = indicator(cast, name="Tổng thu nhập", unit_of_measure="triệu đồng")
    people = indicator(cast, name="Số người", unit_of_measure="người", kind="stock", time_op="last")
    parts = {"numerator": money, "denominator": people}
    mean = indicator(
        cast, name="Thu nhập bình quân", unit_of_measure="triệu đồng/người", kind="rate", unit_op="average", **parts
    )
    old = [school(cast, name) for name in ("A", "B")]
    for unit, total_, heads in zip(old, ("100", "900"), ("10", "30"), strict=True):
        told(cast, money, unit, total_)
        told(cast, people, unit, heads)
    new = unit_merge(sources=old, into=school(cast, "AB", None), on=REFORM)
    assert amount(cast, mean, new) == 25


def test_what_does_not_add_up_is_listed(cast):
    of = indicator(cast, name="Mô hình tiêu biểu", unit_op="none")
    old = [school(cast, name) for name in ("A", "B")]
    for unit, value in zip(old, ("1", "2"), strict=True):
        told(cast, of, unit, value)
    new = unit_merge(sources=old, into=school(cast, "AB", None), on=REFORM)
    (cell,) = read(cast, of, [new]).values()
    assert (cell.reason, cell.words) == ("text", "không cộng được")
    period = services.period_of("2026-05")
    parts = parts_of(cast.actor("binh"), indicator=of, unit=new.pk, period=period, to=TODAY)
    assert [(part.unit, part.share, part.amount) for part in parts] == [(old[0].pk, 1, 1), (old[1].pk, 1, 2)]


def test_a_sum_of_some_is_none_and_says_how_many_are_there(cast):
    of = indicator(cast)
    old = [school(cast, name) for name in ("A", "B")]
    told(cast, of, old[0], "8")
    told(cast, of, old[1], None, note="chưa thống kê")
    new = unit_merge(sources=old, into=school(cast, "AB", None), on=REFORM)
    (cell,) = read(cast, of, [new]).values()
    assert (cell.amount, cell.words) == (None, "mới có 1/2 đơn vị")
    assert total([cell]) is None


def test_ranges_add_at_both_ends(cast):
    of = indicator(cast)
    old = [school(cast, name) for name in ("A", "B")]
    told(cast, of, old[0], None, low=Decimal(6), high=Decimal(7))
    told(cast, of, old[1], "10")
    new = unit_merge(sources=old, into=school(cast, "AB", None), on=REFORM)
    (cell,) = read(cast, of, [new]).values()
    assert (cell.low, cell.high, cell.amount, cell.known) == (16, 17, None, True)


def test_a_divided_unit_asks_for_its_parts_and_uses_them(cast):
    of = indicator(cast)
    old, left = school(cast, "Thôn Giữa"), school(cast, "Thôn Trái")
    told(cast, of, old, "100")
    told(cast, of, left, "7")
    (_left, right) = unit_split(unit=old, parts=[(left, None), (school(cast, "Thôn Phải", None), None)], on=REFORM)
    assert [cell.words for cell in read(cast, of, [left, right]).values()] == ["chưa rõ phần chia"] * 2
    shares_set(unit=old, on=REFORM, shares={left.pk: Decimal("0.3"), right.pk: Decimal("0.7")}, basis="population")
    assert (amount(cast, of, left), amount(cast, of, right)) == (37, 70)


def test_who_lives_on_keeps_the_rest(cast):
    of = indicator(cast)
    old = school(cast, "Thôn Giữa")
    told(cast, of, old, "100")
    parts = [(school(cast, "Thôn Phải", None), Decimal("0.4"))]
    (part,) = unit_split(unit=old, parts=parts, on=REFORM, lives_on=True)
    told(cast, of, old, "61", "2026-11")
    assert (amount(cast, of, old), amount(cast, of, part)) == (60, 40)
    assert (amount(cast, of, old, "2026-11"), amount(cast, of, part, "2026-11")) == (61, None)
    assert amount(cast, of, old, "2026-11", to=BEFORE) is None
    told(cast, of, part, "39", "2026-11")
    assert amount(cast, of, old, "2026-11", to=BEFORE) == 100


def test_a_later_figure_of_merged_units_cannot_be_taken_apart(cast):
    of = indicator(cast)
    old = [school(cast, name) for name in ("A", "B")]
    new = unit_merge(sources=old, into=school(cast, "AB", None), on=REFORM)
    told(cast, of, new, "30", "2026-11")
    assert [cell.reason for cell in read(cast, of, old, "2026-11", to=BEFORE).values()] == ["share", "share"]


def test_a_renamed_unit_reads_the_same_there_and_back(cast):
    n, m, rate = of_schools(cast)
    unit = school(cast, "Cụm Đông")
    for of, early, late in ((n, "1", "2"), (m, "3", "3"), (rate, "33.3", "66.7")):
        told(cast, of, unit, early)
        told(cast, of, unit, late, "2026-11")
    unit_rename(unit=unit, name="Cụm Bắc", on=REFORM)
    for of, early, late in ((n, 1, 2), (m, 3, 3), (rate, Decimal("33.3"), Decimal("66.7"))):
        assert (amount(cast, of, unit), amount(cast, of, unit, "2026-11", to=BEFORE)) == (early, late)


def test_figures_of_units_that_ended_inside_a_period_count_until_the_new_one_has_its_own(cast):
    of = indicator(cast)
    old = [school(cast, name) for name in ("A", "B")]
    for unit in old:
        told(cast, of, unit, "10", "2026")
    new = unit_merge(sources=old, into=school(cast, "AB", None), on=REFORM)
    assert amount(cast, of, new, "2026") == 20
    told(cast, of, new, "25", "2026")
    assert amount(cast, of, new, "2026") == 25


def test_strangers_see_nothing_of_it(cast):
    of = indicator(cast)
    old = [school(cast, name) for name in ("A", "B")]
    for unit in old:
        told(cast, of, unit, "10")
    new = unit_merge(sources=old, into=school(cast, "AB", None), on=REFORM)
    assert amount(cast, of, new) == 20
    assert read(cast, of, [new], who="dung") == {}
    assert read(cast, of, [new], who="nobody") == {}


def test_nothing_asked_is_nothing_answered(cast, django_assert_num_queries):
    of, actor = indicator(cast), cast.actor("binh")
    with django_assert_num_queries(0):
        assert restated(actor, indicators=[of], units=[], periods=[], to=TODAY) == {}
    assert total([]) is None
    assert rate_of(None, Decimal(1), scale=Decimal(1)) is None


def test_a_table_of_many_units_periods_and_indicators_takes_two_queries(cast, django_assert_max_num_queries):
    n, m, rate = of_schools(cast)
    units = [school(cast, f"Cụm {number}") for number in range(6)]
    for unit in units:
        for of in (n, m):
            for period in ("2026-04", "2026-05"):
                told(cast, of, unit, "3", period)
    new = [unit_merge(sources=units[i : i + 2], into=school(cast, f"C{i}", None), on=REFORM) for i in (0, 2, 4)]
    periods = [services.period_of(key) for key in ("2026-04", "2026-05", "2026-06")]
    actor = cast.actor("binh")
    asked = {"units": [unit.pk for unit in new], "periods": periods, "to": TODAY}
    restated(actor, indicators=[n], **asked)
    with django_assert_max_num_queries(2):
        found = restated(actor, indicators=[n, m, rate], **asked)
    assert len(found) == 3 * 3 * 2
    assert {cell.amount for cell in found.values()} == {6, 100}
    assert total(cell for key, cell in found.items() if key[0] == n.pk).amount == 36


# --- What holds whatever merged into what -------------------------------------------------------------------------------


def fresh(cast, number, on=START):
    return unit_of(cast, NewUnit(kind="hamlet", level="hamlet", name=f"Thôn {number}"), on)


def values(of, period, given):
    """Figures without the walk of services: many examples, one statement each."""
    CurrentValue.objects.bulk_create(
        CurrentValue(
            body_id=of.body_id, indicator=of, unit=unit, period=period, role="actual", amount=figure,
            state="approved", revision=1, observation_id=0,
        )
        for unit, figure in given
    )  # fmt: skip


@st.composite
def histories(draw):
    """Steps of a random history over at most six first units: ("merge", [places]) or ("split", place, [quantities])."""
    steps = []
    for _number in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            steps.append(("merge", draw(st.lists(st.integers(0, 5), min_size=2, max_size=4, unique=True))))
        else:
            quantities = draw(st.lists(st.integers(1, 999), min_size=2, max_size=4))
            steps.append(("split", draw(st.integers(0, 5)), quantities))
    return steps


def lived(cast, steps, amounts):
    """Carry a history out and reckon beside it, in Python, what each unit alive should hold. Returns {unit: amount}."""
    numbers = count()
    alive = [(fresh(cast, next(numbers)), figure) for figure in amounts]
    first, day = list(alive), REFORM
    for step in steps:
        day += timedelta(days=30)
        made = fresh(cast, next(numbers), day)
        if step[0] == "merge":
            old = [alive[place % len(alive)] for place in step[1]]
            old = list(dict(old).items())
            UnitLineage.objects.bulk_create(
                UnitLineage(source=unit, target=made, on=day, kind="merge") for unit, _figure in old
            )
            born = [(made, sum(figure for _unit, figure in old))]
        else:
            old = [alive[step[1] % len(alive)]]
            shares = shares_of([Decimal(quantity) for quantity in step[2]])
            heirs = [made, *(fresh(cast, next(numbers), day) for _share in shares[1:])]
            UnitLineage.objects.bulk_create(
                UnitLineage(source=old[0][0], target=heir, on=day, kind="split", share=share)
                for heir, share in zip(heirs, shares, strict=True)
            )
            born = [(heir, old[0][1] * share) for heir, share in zip(heirs, shares, strict=True)]
        Unit.objects.filter(pk__in=[unit.pk for unit, _figure in old]).update(valid_to=day)
        alive = [pair for pair in alive if pair not in old] + born
    return first, dict(alive), day


@SETTINGS
@given(histories(), st.lists(NUMBERS, min_size=6, max_size=6))
def test_any_history_of_mergers_and_divisions_loses_and_doubles_nothing(cast, steps, amounts):
    with tried():
        of = indicator(cast)
        period = services.period_of("2026-05")
        first, alive, day = lived(cast, steps, amounts)
        values(of, period, first)
        found = restated(cast.actor("system"), indicators=[of], units=[u.pk for u in alive], periods=[period], to=day)
        assert {key[1]: cell.amount for key, cell in found.items()} == {unit.pk: value for unit, value in alive.items()}
        assert total(found.values()).amount == sum(amounts)


@SETTINGS
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=2, max_size=5))
def test_a_rate_of_merged_units_lies_between_theirs(cast, pairs):
    with tried():
        n, m, rate = of_schools(cast)
        period = services.period_of("2026-05")
        old = [fresh(cast, number) for number in range(len(pairs))]
        made = fresh(cast, 99, REFORM)
        UnitLineage.objects.bulk_create(UnitLineage(source=u, target=made, on=REFORM, kind="merge") for u in old)
        Unit.objects.filter(pk__in=[unit.pk for unit in old]).update(valid_to=REFORM)
        values(n, period, [(u, Decimal(part)) for u, (part, _all) in zip(old, pairs, strict=True)])
        values(m, period, [(u, Decimal(all_)) for u, (_part, all_) in zip(old, pairs, strict=True)])
        (cell,) = restated(
            cast.actor("system"), indicators=[rate], units=[made.pk], periods=[period], to=TODAY
        ).values()
        single = [rate_of(Decimal(part), Decimal(all_), scale=Decimal(100)) for part, all_ in pairs]
        assert min(single) <= cell.amount <= max(single)


@SETTINGS
@given(st.lists(NUMBERS, min_size=2, max_size=5))
def test_later_figures_of_the_parts_read_back_as_the_unit_they_came_from(cast, amounts):
    with tried():
        of = indicator(cast)
        period = services.period_of("2026-11")
        first, alive, _day = lived(cast, [("split", 0, [1] * len(amounts))], [Decimal(1)])
        values(of, period, zip(alive, amounts, strict=True))
        old = first[0][0]
        found = restated(cast.actor("system"), indicators=[of], units=[old.pk], periods=[period], to=BEFORE)
        assert {key: cell.amount for key, cell in found.items()} == {(of.pk, old.pk, period.pk): sum(amounts)}
