"""The pivot adds what may be added, recomputes rates, says what is missing, and hides what is hidden also in its totals."""

import csv
import io
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.ground.journal.models import Entry
from giaoban.ground.org.models import Unit
from giaoban.records.figures import services
from giaoban.windows.boards.view import cell_of, shown
from tests.queries import queries
from tests.records.figures.making import indicator
from tests.records.figures.test_lineage import REFORM, of_schools, school, told
from tests.records.figures.test_territory import merge

pytestmark = pytest.mark.django_db


@pytest.fixture
def binh(cast, client):
    client.force_login(cast.users["binh"])
    return client


def of_dossiers(cast):
    """Dossiers in time, dossiers, and the rate of the one in the other."""
    n = indicator(cast, code="HC1", name="Hồ sơ đúng hạn", unit_of_measure="hồ sơ")
    m = indicator(cast, code="HC2", name="Hồ sơ đã giải quyết", unit_of_measure="hồ sơ")
    parts = {"numerator": n, "denominator": m}
    words = {"code": "HC3", "name": "Tỷ lệ đúng hạn", "unit_of_measure": "%"}
    rate = indicator(cast, **words, kind="rate", time_op="none", unit_op="recompute", **parts)
    return n, m, rate


@pytest.fixture
def made(cast):
    """Three hamlets: dossiers in time 9/10, 30/60, 45/50 in October; 10/10 and 20/50 in November, of the third nothing."""
    (n, m, rate), places = of_dossiers(cast), [school(cast, name) for name in ("Thôn Bắc", "Thôn Đông", "Thôn Nam")]
    Unit.objects.filter(kind="hamlet").exclude(pk__in=[unit.pk for unit in places]).update(valid_to="2026-01-01")
    for unit, good, every in zip(places, (9, 30, 45), (10, 60, 50), strict=True):
        told(cast, n, unit, str(good), "2026-10")
        told(cast, m, unit, str(every), "2026-10")
    for unit, good, every in zip(places, (10, 20), (10, 50), strict=False):
        told(cast, n, unit, str(good), "2026-11")
        told(cast, m, unit, str(every), "2026-11")
    return (n, m, rate), places


def ask(client, status=200, **query):
    usual = {"cap": "hamlet", "tu": "2026-10", "den": "2026-11"}
    answer = client.get(reverse("boards:pivot"), {**usual, **query}, follow=True)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer


def table(answer):
    """{name of the row: the cells as printed, each with its remark}."""
    view = answer.context["view"]
    found = {}
    for row in view.rows:
        words = [f"{c.words} | {c.remark}" if c.remark else c.words for c in shown(view, row)]
        found[words[0]] = words[1:]
    return found


def test_the_rate_of_all_units_and_months_is_that_of_the_sums(made, binh):
    """October 84/120 = 70 %; November 30/60 = 50 %, of two of three; both together 114/180 = 63.3 %."""
    (_n, _m, rate), _places = made
    rows = table(ask(binh, ct=rate.pk))
    assert rows["Thôn Bắc"] == ["90,0", "100,0", "95,0"]
    assert rows["Thôn Đông"] == ["50,0", "40,0", "45,5"]
    assert rows["Thôn Nam"] == ["90,0", "–", "90,0 | 1/2 kỳ có số"]
    assert rows["Tổng cộng"] == ["70,0", "50,0 | 2/3 đơn vị có số", "63,3 | 5/6 số liệu"]


def test_what_arises_is_added_and_a_missing_figure_is_told_and_no_zero(cast, made, binh):
    flow = indicator(cast, code="HS", name="Hồ sơ", unit_of_measure="hồ sơ")
    for unit, amount in zip(made[1], ("5", "0"), strict=False):
        told(cast, flow, unit, amount, "2026-10")
    rows = table(ask(binh, ct=flow.pk))
    assert rows["Thôn Đông"] == ["0", "–", "0 | 1/2 kỳ có số"]
    assert rows["Thôn Nam"] == ["–", "–", "–"]
    assert rows["Tổng cộng"][0] == "5 | 2/3 đơn vị có số"
    assert rows["Tổng cộng"][1] == "– | 0/3 đơn vị có số"


def test_stocks_take_the_last_month_and_quarters_are_made_of_months(cast, made, binh):
    n, m, rate = of_schools(cast)
    for unit, october, november in zip(made[1], ("26", "20", "9"), ("27", "21", None), strict=True):
        told(cast, n, unit, october, "2026-10")
        told(cast, m, unit, "40", "2026-10")
        if november:
            told(cast, n, unit, november, "2026-11")
            told(cast, m, unit, "40", "2026-11")
    assert table(ask(binh, ct=n.pk))["Tổng cộng"] == ["55", "48 | 2/3 đơn vị có số", "48 | 2/3 đơn vị có số"]
    quarter = table(ask(binh, ct=n.pk, ky="quy"))
    assert quarter["Thôn Bắc"] == ["27 | đến 30/11/2026"]
    assert quarter["Tổng cộng"] == ["48 | 2/3 đơn vị có số, đến 30/11/2026"]
    assert table(ask(binh, ct=rate.pk))["Tổng cộng"] == ["45,8", "60,0 | 2/3 đơn vị có số", "60,0 | 2/3 đơn vị có số"]
    assert table(ask(binh, ct=rate.pk))["Thôn Nam"] == ["22,5", "–", "22,5 | đến 31/10/2026"]
    assert table(ask(binh, ct=made[0][1].pk, ky="nam"))["Thôn Đông"] == ["110 | đến 30/11/2026"]


def test_rows_and_columns_are_as_asked_with_sub_totals(made, binh):
    (n, m, rate), _places = made
    answer = ask(binh, ct=f"{n.pk},{m.pk},{rate.pk}", hang="ct,dv", cot="ky")
    view = answer.context["view"]
    assert [column.title for column in view.columns] == [
        "Chỉ tiêu / Đơn vị",
        "Đơn vị tính",
        "10/2026",
        "11/2026",
        "Cả kỳ",
    ]
    weights = [(shown(view, row)[0].words, row.weight) for row in view.rows]
    assert weights[:4] == [(n.name, "subtotal"), ("Thôn Bắc", "body"), ("Thôn Đông", "body"), ("Thôn Nam", "body")]
    assert [cell_of(cell).value for cell in view.rows[8].cells[2:4]] == [Decimal(70), Decimal(50)]
    turned = ask(binh, ct=f"{n.pk},{m.pk}", hang="ky", cot="dv,ct").context["view"]
    assert turned.groups[1:] == [("Thôn Bắc", 2), ("Thôn Đông", 2), ("Thôn Nam", 2), ("Tổng cộng", 2)]
    mixed = ask(binh, ct=f"{n.pk},{m.pk}", hang="dv,ct", cot="ky").context["view"]
    assert [row.weight for row in mixed.rows][-3:] == ["heading", "total", "total"]
    assert ask(binh, ct=n.pk, hang="dv,ky", cot="sl").context["view"].rows[-1].weight == "total"
    assert ask(binh, ct=n.pk, hang="ct", cot="sl").status_code == 200


def test_plan_and_actual_stand_side_by_side_and_their_share_is_of_units_with_both(cast, made, binh):
    flow = indicator(cast, code="NS", name="Thu ngân sách", unit_of_measure="triệu đồng")
    for unit, plan, got in zip(made[1], ("100", "300", "50"), ("50", "270", None), strict=True):
        told(cast, flow, unit, plan, "2026", role="plan")
        if got:
            told(cast, flow, unit, got, "2026")
    rows = table(ask(binh, ct=flow.pk, ky="nam", cot="sl", sl="kh,th,dat"))
    assert rows["Thôn Bắc"] == ["100", "50", "50,0 %"]
    assert rows["Tổng cộng"] == ["450", "320 | 2/3 đơn vị có số", "80,0 % | 2/3 đơn vị có số"]


def test_a_target_of_the_year_is_its_plan(cast, made, binh):
    flow = indicator(cast, code="NS", name="Thu ngân sách", unit_of_measure="triệu đồng")
    unit = made[1][0]
    services.target_set(
        actor=cast.actor("binh"), indicator=flow, unit=unit, period=services.period_of("2026"), kind="at_least",
        amount=Decimal(200), act="NQ 1",
    )  # fmt: skip
    told(cast, flow, unit, "50", "2026")
    rows = table(ask(binh, ct=flow.pk, dv=unit.pk, ky="nam", hang="dv", cot="sl", sl="kh,dat"))
    assert rows["Thôn Bắc"] == ["200", "25,0 %"]
    told(cast, flow, unit, "250", "2026", role="plan")
    rows = table(ask(binh, ct=flow.pk, dv=unit.pk, ky="nam", hang="dv", cot="sl", sl="kh,dat"))
    assert rows["Thôn Bắc"] == ["200", "25,0 %"], "what was issued counts, as in reports"


def test_estimates_and_ranges_are_told(cast, made, binh):
    flow = indicator(cast, code="DT", name="Diện tích", unit_of_measure="ha")
    told(cast, flow, made[1][0], "5", "2026-10", role="estimate")
    told(cast, flow, made[1][1], None, "2026-10", low=Decimal(6300), high=Decimal(6500))
    rows = table(ask(binh, ct=flow.pk, den="2026-10"))
    assert rows["Thôn Bắc"] == ["5 | ước"]
    assert rows["Thôn Đông"] == ["6.300 – 6.500"]
    assert rows["Tổng cộng"] == ["6.305 – 6.505 | ước, 2/3 đơn vị có số"]


def test_merged_units_are_restated_and_without_it_each_counts_in_its_time(cast, made, binh):
    (n, m, rate), places = made
    for unit in places[:2]:
        told(cast, n, unit, "4", "2026-05")
        told(cast, m, unit, "8", "2026-05")
    new = merge(cast, places[:2])
    told(cast, n, new, "6", "2026-12")
    told(cast, m, new, "8", "2026-12")
    asked = {"ct": rate.pk, "tu": "2026-05", "den": "2026-05"}
    plain = table(ask(binh, **asked))
    assert plain["Thôn Bắc"] == ["50,0"]
    assert "Thôn Hợp Nhất" not in plain
    assert table(ask(binh, **{**asked, "den": "2026-12"}))["Thôn Hợp Nhất"][:3] == [
        "– | chưa có hoặc đã kết thúc"
    ] * 2 + ["–"]
    assert plain["Tổng cộng"] == ["50,0 | 2/3 đơn vị có số"]
    again = table(ask(binh, **asked, ngay="2026-11-20"))
    assert again["Thôn Hợp Nhất"] == ["50,0"]
    assert "Thôn Bắc" not in again
    assert str(REFORM.year) in ask(binh, **asked, ngay="2026-11-20").context["view"].note


def test_a_hidden_figure_hides_the_totals_it_belongs_to(cast, made, binh, client):
    """Cường's role reaches his office only: figures of a restricted indicator in hamlets are not his to see, nor to subtract."""
    secret = indicator(cast, code="MAT", name="Số nội bộ", unit_of_measure="vụ", classification=1)
    told(cast, secret, made[1][0], "3", "2026-10")
    told(cast, secret, cast.units["van_hoa"], "4", "2026-10")
    cells = table(ask(binh, ct=secret.pk, dv=f"{made[1][0].pk},{cast.units['van_hoa'].pk}", den="2026-10"))
    assert cells["Tổng cộng"] == ["7"]
    narrowed(cast, "cuong", unit="van_hoa")
    client.force_login(cast.users["cuong"])
    rows = table(ask(client, ct=secret.pk, dv=f"{made[1][0].pk},{cast.units['van_hoa'].pk}", den="2026-10"))
    assert rows[next(name for name in rows if "ăn hóa" in name)] == ["4"]
    assert rows["Thôn Bắc"] == ["– | có số liệu không hiển thị"]
    assert rows["Tổng cộng"] == ["– | có số liệu không hiển thị"]


def narrowed(cast, who, *, unit):
    """Give somebody's role only one unit's reach."""
    from giaoban.ground.access.models import RoleAssignment

    RoleAssignment.objects.filter(post=cast.posts[who]).update(unit=cast.units[unit], classification=1)


def test_a_stranger_sees_nothing_of_it(cast, made, client):
    client.force_login(cast.users["dung"])
    answer = ask(client, ct=made[0][0].pk)
    assert "view" not in answer.context
    assert "Thôn Bắc" not in answer.content.decode()
    client.logout()
    assert client.get(reverse("boards:pivot")).status_code == 302


def test_the_link_shows_the_same_again_and_the_page_says_as_of_when(made, binh):
    (n, m, _rate), places = made
    query = {"ct": f"{n.pk},{m.pk}", "hang": "ct", "cot": "dv,sl", "sl": "th,kh,dat", "dv": places[0].pk, "ky": "quy"}
    first = ask(binh, **query)
    view = first.context["view"]
    again = binh.get(view.link.removeprefix("http://testserver"))
    assert again.context["view"].link == view.link
    assert table(again) == table(first)
    assert re.fullmatch(
        r"Số liệu đọc lúc \d\d:\d\d ngày \d\d/\d\d/\d{4}, gồm 4 đã duyệt\.",
        view.as_of.words,
    )
    assert view.link in first.content.decode().replace("&amp;", "&")


def test_a_file_is_the_whole_table_and_enters_the_journal(made, binh):
    (_n, _m, rate), _places = made
    answer = ask(binh, ct=rate.pk, dang="csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0] == ["Đơn vị", "10/2026", "11/2026", "Cả kỳ", "Ghi chú"]
    assert rows[4][:2] == ["Tổng cộng", "70"]
    assert "11/2026: 2/3 đơn vị có số" in rows[4][4]
    entry = Entry.objects.filter(verb="boards.export").latest("pk")
    assert (entry.after["page"], entry.after["kind"], entry.label.split(",")[0]) == ("pivot", "csv", "Trần Thị Bình")
    assert ask(binh, ct=rate.pk, dang="xlsx").content[:2] == b"PK"
    assert ask(binh, ct=rate.pk, dang="docx")["Content-Disposition"].endswith('.docx"')
    ask(binh, status=400, ct=rate.pk, dang="exe")


def test_nonsense_in_the_query_is_filled_in_and_too_much_is_refused(made, binh, monkeypatch):
    answer = ask(
        binh, ct="x,9999999", hang="xx", cot="dv,dv", ky="tuan", tu="2026-99", den="hôm nay", sl="?", ngay="x", dv="-1"
    )
    assert answer.context["asked"].rows == ("dv",)
    monkeypatch.setattr("giaoban.windows.boards.table.MOST", 2)
    assert "quá" in ask(binh, status=400, ct=made[0][0].pk).content.decode()


def test_nothing_recorded_says_so(binh):
    assert "Chưa có số liệu" in ask(binh).content.decode()


@pytest.mark.parametrize("way", ["như báo cáo", "quy đổi"])
def test_the_page_takes_few_queries_whatever_its_size(cast, made, binh, way):
    (n, m, rate), _places = made
    for number in range(12):
        told(cast, n, school(cast, f"Thôn {number}"), "1", "2026-10")
    query = {
        "ct": f"{n.pk},{m.pk},{rate.pk}",
        "sl": "th,kh,dat",
        **({"ngay": "2026-11-20"} if way == "quy đổi" else {}),
    }
    ask(binh, **query)
    with queries("boards", f"pivot {way}", is_list=True):
        ask(binh, **query)
