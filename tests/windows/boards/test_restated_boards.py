"""Figures restated to the units of a day: with plan, target, how many units they are made of and what they are as of; also of districts."""

from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.ground.directory.services.organisation import unit_merge
from giaoban.ground.org.services import NewUnit
from giaoban.records.figures.models import CurrentValue
from giaoban.windows.boards.view import shown
from tests.pages import client_of, text_of
from tests.queries import queries
from tests.records.figures.making import indicator
from tests.records.figures.test_above import moved, unit
from tests.records.figures.test_lineage import REFORM, of_schools, told
from tests.records.figures.test_territory import merge, two
from tests.windows.boards.test_indicator_page import page, target, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
TODAY = {"cach": "quy-doi", "ngay": "2026-11-20"}


def test_a_restated_course_has_its_plan_its_target_and_says_of_how_many_units_it_is(cast):
    (n, _m, _rate), old = two(cast)
    new = merge(cast, old)
    told(cast, n, new, "36", "2026-11")
    for each, amount in zip(old, ("30", "22"), strict=True):
        told(cast, n, each, amount, role="plan")
        cast.units["one"] = each
        target(cast, n, amount, unit="one", period="2026-05")
    answer = page(cast, n, don_vi=new.pk, **TODAY)
    assert values(answer)[-7:] == [46, None, None, None, None, None, 36]
    assert values(answer, "Mức giao")[-7:] == [52, None, None, None, None, None, None]
    remarks = [point.remark for point in answer.context["chart"].series[0].points]
    assert (remarks[-7], remarks[-1]) == ("gồm 2 đơn vị", "")
    newest = CurrentValue.objects.filter(indicator=n).order_by("-observation").first().observation_id
    as_of = answer.context["view"].as_of
    assert (dict(as_of.states), as_of.latest) == ({"approved": 5}, newest)
    assert "gồm 5 đã duyệt." in text_of(answer)
    assert f'data-latest="{newest}"' in answer.content.decode()


def test_plans_that_are_figures_are_restated_like_them(cast):
    (n, _m, _rate), old = two(cast)
    for each, amount in zip(old, ("30", "22"), strict=True):
        told(cast, n, each, amount, role="plan")
    new = merge(cast, old)
    assert values(page(cast, n, don_vi=new.pk, **TODAY), "Kế hoạch")[-1] == 52


def test_a_target_is_put_together_only_where_every_old_unit_had_one_of_the_same_kind(cast):
    (n, _m, _rate), old = two(cast)
    for each in old:
        cast.units[f"u{each.pk}"] = each
    target(cast, n, "30", unit=f"u{old[0].pk}", period="2026-05")
    target(cast, n, "22", unit=f"u{old[1].pk}", period="2026-05", kind="at_most")
    new = merge(cast, old)
    names = [each.name for each in page(cast, n, don_vi=new.pk, **TODAY).context["chart"].series]
    assert names == ["Thực hiện"]


def district(cast):
    """Huyện Đông with Xã A and B, which merged into Xã AB; the district's stored totals are wrong on purpose. (indicators, units)."""
    n, m, rate = of_schools(cast)
    east = unit(cast, "Huyện Đông", "district", cast.units["an_phu"])
    a, b = (unit(cast, name, "commune", east) for name in ("Xã A", "Xã B"))
    for where, good, every in ((a, "26", "35"), (b, "20", "25"), (east, "1", "2")):
        told(cast, n, where, good)
        told(cast, m, where, every)
    new = NewUnit(kind="commune", level="commune", name="Xã AB", parent=east)
    made = unit_merge(
        actor=cast.actor("binh"), sources=[a, b], into=new, on=REFORM, document="QĐ 812", reason="sắp xếp"
    )
    told(cast, n, made, "36", "2026-11")
    told(cast, m, made, "54", "2026-11")
    return (n, m, rate), (east, made)


def test_a_districts_page_reads_46_of_60_before_and_36_of_54_after(cast):
    (n, m, rate), (east, _new) = district(cast)
    for of, before, after in ((n, 46, 36), (m, 60, 54)):
        found = values(page(cast, of, don_vi=east.pk, **TODAY))
        assert (found[-7], found[-1]) == (before, after)
    points = page(cast, rate, don_vi=east.pk, ky="month", **TODAY).context
    assert "chart" not in points, "nobody reported the rate itself: its page has no periods"
    told(cast, rate, east, "50", "2026-05")
    answer = page(cast, rate, don_vi=east.pk, **TODAY)
    assert answer.context["chart"].series[0].points[-1].value == Decimal("76.666667")


def test_a_district_that_lost_a_commune_says_how_many_communes_have_figures(cast):
    of = indicator(cast)
    east, west = (unit(cast, name, "district", cast.units["an_phu"]) for name in ("Huyện Đông", "Huyện Tây"))
    a, b, c = (unit(cast, f"Xã {n}", "commune", top) for n, top in (("A", east), ("B", east), ("C", west)))
    for where, amount in ((a, "10"), (c, "5"), (east, "30"), (west, "5")):
        told(cast, of, where, amount)
    moved(b, west)
    answer = page(cast, of, don_vi=west.pk, **TODAY)
    point = answer.context["chart"].series[0].points[-1]
    assert (point.value, point.remark) == (None, "mới có 1/2 đơn vị")
    assert values(page(cast, of, don_vi=east.pk, **TODAY))[-1] == 10


def test_the_pivot_restates_districts_in_the_same_way(cast):
    (n, m, rate), _units = district(cast)
    query = {"cap": "district", "tu": "2026-05", "den": "2026-05", "ngay": "2026-11-20", "cach": "quy-doi"}
    for of, said in ((n, "46"), (m, "60"), (rate, "76,7")):
        answer = client_of(cast).get(reverse("boards:pivot"), {**query, "ct": of.pk}, follow=True)
        view = answer.context["view"]
        rows = {cells[0].words: cells[1].words for cells in (shown(view, row) for row in view.rows)}
        assert rows["Huyện Đông"] == said


def test_restated_pages_of_districts_keep_to_their_queries(cast):
    (n, _m, _rate), (east, _new) = district(cast)
    client, url = client_of(cast), reverse("boards:indicator", args=[n.pk])
    query = {"don-vi": east.pk, **TODAY}
    client.get(url, query)
    with queries("boards", "indicator restated above communes"):
        client.get(url, query)
