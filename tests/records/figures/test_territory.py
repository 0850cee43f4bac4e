"""The page that reads one indicator before and after units merge; what a preview of a merger says of figures, and what keeps it."""

import pytest
from django.urls import reverse

from giaoban.ground.directory.foresight import foreseen, rests_on, touched
from giaoban.ground.directory.services.organisation import change_undo, unit_merge, unit_split
from giaoban.ground.org.models import UnitChange
from giaoban.ground.org.services import NewUnit, rehearse
from giaoban.kernel.problems import Problem
from tests.records.figures.test_above import unit as unit_of_kind
from tests.records.figures.test_lineage import REFORM, indicator, of_schools, school, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def binh(cast, client):
    client.force_login(cast.users["binh"])
    return client


def two(cast):
    """Two hamlets with schools of the standard, their number, and the rate; returns (indicators, hamlets)."""
    indicators = of_schools(cast)
    east, west = school(cast, "Thôn Bắc"), school(cast, "Thôn Nam")
    for unit, good, every in ((east, "26", "35"), (west, "20", "25")):
        told(cast, indicators[0], unit, good)
        told(cast, indicators[1], unit, every)
    return indicators, [east, west]


def merge(cast, old):
    return unit_merge(
        actor=cast.actor("binh"), sources=old, into=school(cast, "Thôn Hợp Nhất", None), on=REFORM, document="QĐ 812",
        reason="sắp xếp",
    )  # fmt: skip


def page(client, **query):
    return client.get(reverse("figures:territory"), query)


def test_the_page_asks_for_an_indicator_first(cast, binh):
    indicator(cast)
    answer = page(binh)
    assert answer.status_code == 200
    assert "Chọn một chỉ tiêu" in answer.content.decode()
    assert "Chưa có số liệu" in page(binh, **{"chi-tieu": answer.context["indicators"][0].pk}).content.decode()


def test_a_rate_reads_right_before_and_after_with_the_reason(cast, binh):
    (n, m, rate), old = two(cast)
    new = merge(cast, old)
    told(cast, n, new, "36", "2026-11")
    told(cast, m, new, "54", "2026-11")
    answer = page(binh, **{"chi-tieu": rate.pk, "ngay": "2026-11-20"})
    ((_unit, _name, cells, _below),) = [row for row in answer.context["rows"] if row[0] == new.pk]
    assert [float(cell.amount) for cell in cells] == [76.666667, 66.666667]
    text = answer.content.decode()
    assert "76,67" in text
    assert "66,67" in text
    assert "Thôn Bắc và Thôn Nam sáp nhập thành Thôn Hợp Nhất từ ngày 01/07/2026 (QĐ 812)." in text
    totals = page(binh, **{"chi-tieu": n.pk}).context["totals"]
    assert [cell and cell.amount for cell in totals] == [None, None]
    reported = page(binh, **{"chi-tieu": n.pk, "cach": "bao-cao"}).context["rows"]
    assert [(name, [cell and int(cell.amount) for cell in cells]) for _unit, name, cells, _below in reported] == [
        ("Thôn Bắc", [26, None]),
        ("Thôn Hợp Nhất", [None, 36]),
        ("Thôn Nam", [20, None]),
    ]
    early = page(binh, **{"chi-tieu": n.pk, "ngay": "2026-05-31"})
    assert {row[1] for row in early.context["rows"]} >= {"Thôn Bắc", "Thôn Nam"}


def test_totals_are_told_where_every_unit_has_its_figure(cast, binh):
    (n, m, rate), old = two(cast)
    told(cast, n, cast.units["thon_dong"], "4")
    told(cast, m, cast.units["thon_dong"], "5")
    for of, expected in ((n, 50), (rate, 50 / 65 * 100)):
        (cell,) = page(binh, **{"chi-tieu": of.pk}).context["totals"]
        assert abs(float(cell.amount) - expected) < 0.000001
    assert old


def test_a_division_without_parts_asks_for_them_with_a_link(cast, binh):
    of, old = indicator(cast), school(cast, "Thôn Giữa")
    told(cast, of, old, "100")
    parts = [(school(cast, name, None), None) for name in ("Thôn Trái", "Thôn Phải")]
    unit_split(actor=cast.actor("binh"), unit=old, parts=parts, on=REFORM, reason="tách")
    text = page(binh, **{"chi-tieu": of.pk}).content.decode()
    assert "Chưa biết phần của Thôn Giữa chuyển về Thôn Trái và Thôn Phải" in text
    assert reverse("directory:unit_shares", args=[old.pk]) in text
    assert text.count("chưa rõ phần chia") == 2


def test_strangers_see_no_figure_of_it(cast, client):
    (n, _m, _rate), old = two(cast)
    merge(cast, old)
    client.force_login(cast.users["dung"])
    answer = page(client, **{"chi-tieu": n.pk})
    assert answer.context["indicator"] is None
    client.logout()
    assert page(client).status_code == 302


def test_the_page_takes_few_queries_whatever_merged(cast, binh, django_assert_max_num_queries):
    (n, _m, rate), old = two(cast)
    merge(cast, old)
    page(binh)
    for query in ({"chi-tieu": rate.pk}, {"chi-tieu": n.pk, "cach": "bao-cao"}):
        with django_assert_max_num_queries(15):
            page(binh, **query)


def test_a_preview_shows_the_sums_that_would_be_and_what_is_touched(cast):
    (n, m, _rate), old = two(cast)
    actor = cast.actor("binh")

    def look(_unit):
        change = UnitChange.objects.get()
        return foreseen(actor, change), touched(actor, change.units)

    (section,), counts = rehearse(lambda: merge(cast, old), look)
    assert sorted(section.rows) == sorted(
        [
            (m.name, "tháng 5 năm 2026", "Thôn Bắc: 35; Thôn Nam: 25", "Thôn Hợp Nhất: 60"),
            (n.name, "tháng 5 năm 2026", "Thôn Bắc: 26; Thôn Nam: 20", "Thôn Hợp Nhất: 46"),
        ]
    )
    assert ("Số liệu đã ghi", 4) in counts
    stranger = rehearse(lambda: merge(cast, old), lambda _u: foreseen(cast.actor("dung"), UnitChange.objects.get()))
    assert stranger == []


def test_figures_recorded_since_keep_a_merger(cast):
    (n, _m, _rate), old = two(cast)
    new = merge(cast, [*old])
    change = UnitChange.objects.get()
    assert rests_on(cast.actor("binh"), change) == []
    told(cast, n, new, "36", "2026-11")
    UnitChange.objects.update(made_at=change.made_at.replace(year=2020))
    change.refresh_from_db()
    assert rests_on(cast.actor("binh"), change) == ["1 số liệu ghi sau ngày 01/07/2026"]
    with pytest.raises(Problem) as refused:
        change_undo(actor=cast.actor("binh"), change=change, reason="nhầm")
    assert refused.value.code == "DIR-015"


def test_districts_are_put_together_from_communes_and_the_total_counts_nobody_twice(cast, binh):
    n, _m, rate = of_schools(cast)
    east = unit_of_kind(cast, "Huyện Đông", "district", cast.units["an_phu"])
    a, b = (unit_of_kind(cast, name, "commune", east) for name in ("Xã A", "Xã B"))
    for where, good, every in ((a, "26", "35"), (b, "20", "25"), (east, "1", "2")):
        told(cast, n, where, good)
        told(cast, _m, where, every)
    new = NewUnit(kind="commune", level="commune", name="Xã AB", parent=east)
    unit_merge(actor=cast.actor("binh"), sources=[a, b], into=new, on=REFORM, document="QĐ 812", reason="sắp xếp")
    for of, total, said in ((n, 46, "46"), (rate, 76.666667, "76,67")):
        answer = page(binh, **{"chi-tieu": of.pk, "ngay": "2026-11-20"})
        cells = {name: cell for _unit, name, (cell,), _below in answer.context["rows"]}
        assert [float(cells[name].amount) for name in ("Huyện Đông", "Xã AB")] == [total, total]
        assert [float(cell.amount) for cell in answer.context["totals"]] == [total]
        text = answer.content.decode()
        assert said in text
        assert "cộng từ 1 đơn vị cấp dưới" in text
        assert "Xã A và Xã B sáp nhập thành Xã AB từ ngày 01/07/2026 (QĐ 812)." in text
