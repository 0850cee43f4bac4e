"""An indicator's page: its course with target and the year before, all units beside each other, gaps, restating, links, files."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.records.figures import services
from giaoban.windows.boards import courses
from tests.pages import client_of, text_of
from tests.queries import queries
from tests.records.figures.making import indicator, record
from tests.records.figures.test_lineage import school, told
from tests.records.figures.test_territory import merge, two

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
MONTHS = ("2026-08", "2026-09", "2026-11")


def target(cast, of, amount, unit="an_phu", period="2026", **changes):
    return services.target_set(
        actor=cast.actor("binh"),
        indicator=of,
        unit=cast.units[unit],
        period=services.period_of(period),
        amount=Decimal(amount),
        **{"kind": "at_least", "act": "12/NQ-HĐND", **changes},
    )


def course(cast):
    """Three months of the commune with October missing, November of the year before, two offices in November."""
    of = indicator(cast, valid_from=date(2025, 1, 1))
    for month, amount in zip(MONTHS, ("40", "46", "52"), strict=True):
        record(cast, of, amount, unit="an_phu", period=month)
    record(cast, of, "50", unit="an_phu", period="2025-11")
    record(cast, of, "12", unit="van_hoa")
    record(cast, of, "30", unit="kinh_te")
    return of


def page(cast, of, who="binh", **query):
    return client_of(cast, who).get(
        reverse("boards:indicator", args=[of.pk]), {key.replace("_", "-"): v for key, v in query.items()}
    )


def values(answer, name="Thực hiện"):
    (found,) = [each for each in answer.context["chart"].series if each.name == name]
    return [None if point.value is None else int(point.value) for point in found.points]


def test_a_month_without_figure_is_a_gap_never_zero(cast):
    answer = page(cast, course(cast), so_ky="6")
    assert answer.context["chart"].labels == ("06/2026", "07/2026", "08/2026", "09/2026", "10/2026", "11/2026")
    assert values(answer) == [None, None, 40, 46, None, 52]
    assert values(answer, "Cùng kỳ năm trước") == [None] * 5 + [50]
    assert 'data-value="0"' not in text_of(answer)


def test_every_figure_leads_to_where_it_was_read(cast):
    of = course(cast)
    made = record(cast, of, "53", unit="an_phu")
    points = page(cast, of).context["chart"].series[0].points
    assert points[-1].url == reverse("figures:observation", args=[made.pk])
    assert (points[-1].words, points[-2].url) == ("53", "")


def test_a_years_target_of_what_adds_up_is_held_against_the_cumulated_figure_only(cast):
    of = indicator(cast)
    for month in range(1, 4):
        record(cast, of, "10", unit="an_phu", period=f"2026-{month:02d}")
    target(cast, of, "100")
    assert [each.name for each in page(cast, of).context["chart"].series] == ["Thực hiện"]
    answer = page(cast, of, tinh="luy-ke", so_ky="6")
    assert values(answer) == [None, None, None, 10, 20, 30]
    assert values(answer, "Mức giao") == [None, None, None, 100, 100, 100]
    assert "mức giao năm 2026: ≥ 100" in text_of(answer)


def test_a_cumulated_figure_ends_at_the_first_missing_month(cast):
    of = indicator(cast)
    for month in ("2026-01", "2026-03"):
        record(cast, of, "10", unit="an_phu", period=month)
    assert values(page(cast, of, tinh="luy-ke", so_ky="6"))[-3:] == [10, None, None]


def test_a_years_target_of_a_rate_is_a_line_over_its_months(cast):
    of = indicator(cast, name="Tỷ lệ", unit_of_measure="%", kind="rate", time_op="last", unit_op="none")
    record(cast, of, "70", unit="an_phu")
    target(cast, of, "80")
    answer = page(cast, of)
    assert values(answer, "Mức giao") == [None, None] + [80] * 11
    assert not answer.context["sums"]


def test_the_board_says_how_far_the_plan_of_the_year_is_reached(cast):
    of = indicator(cast)
    for month in range(1, 4):
        record(cast, of, "10", unit="an_phu", period=f"2026-{month:02d}")
    assert page(cast, of).context["of_plan"] == ""
    record(cast, of, "120", unit="an_phu", period="2026", role="plan")
    assert page(cast, of, ky="month").context["of_plan"].endswith("bằng 25 % kế hoạch năm (120).")
    target(cast, of, "100")
    answer = page(cast, of, ky="month")
    assert "Từ đầu năm đến 03/2026: 30 " in text_of(answer)
    assert "bằng 30 % kế hoạch năm (100)." in text_of(answer), "what was issued counts, as in reports"
    record(cast, of, "10", unit="an_phu", period="2026-05")
    assert page(cast, of, ky="month").context["of_plan"] == "", "April is missing"
    rate = indicator(cast, code="TL", name="Tỷ lệ", unit_of_measure="%", kind="rate", time_op="last", unit_op="none")
    record(cast, rate, "70", unit="an_phu")
    target(cast, rate, "80")
    assert page(cast, rate).context["of_plan"] == "11/2026: 70 %, so với kế hoạch năm (80): -10 điểm %."
    stock = indicator(cast, code="HN", name="Hộ nghèo", kind="stock", time_op="last")
    record(cast, stock, "70", unit="an_phu")
    target(cast, stock, "50", kind="at_most")
    assert page(cast, stock).context["of_plan"].endswith("bằng 140 % kế hoạch năm (50).")


def test_a_target_that_is_no_level_draws_no_line(cast):
    of = indicator(cast, kind="stock", time_op="last")
    record(cast, of, "70", unit="an_phu")
    target(cast, of, "5", kind="change_at_least")
    assert [each.name for each in page(cast, of).context["chart"].series] == ["Thực hiện"]


def test_units_stand_beside_each_other_on_one_scale_with_bars(cast):
    answer = page(cast, course(cast))
    lines = {line.name: line for line in answer.context["lines"]}
    assert next(iter(lines)) == "Xã An Phú"
    found = {name: (line.point.words, line.bar and str(line.bar.width)) for name, line in lines.items()}
    assert found["Phòng Kinh tế xã An Phú"] == ("30", "100.0")
    assert found["Phòng Văn hóa – Xã hội xã An Phú"] == ("12", "40.0")
    assert found["Xã An Phú"] == ("52", None), "what the units add up to is not measured beside them"
    assert (lines["Xã An Phú"].change, lines["Phòng Kinh tế xã An Phú"].change) == ("104 %", "")
    assert text_of(answer).count('class="bd-spark"') == 2


def test_a_rate_of_the_area_is_drawn_beside_those_of_its_units(cast):
    of = indicator(cast, name="Tỷ lệ", unit_of_measure="%", kind="rate", time_op="last", unit_op="none")
    for unit, amount in (("an_phu", "80"), ("van_hoa", "40")):
        record(cast, of, amount, unit=unit)
    widths = [str(line.bar.width) for line in page(cast, of).context["lines"]]
    assert widths == ["100.0", "50.0"]


def test_a_link_shows_the_same_again_on_a_later_day(cast):
    of = course(cast)
    answer = page(cast, of, don_vi=cast.units["kinh_te"].pk, so_ky="6")
    link = answer.context["view"].link
    record(cast, of, "60", unit="an_phu", period="2026-12")
    again = client_of(cast).get(link.split("testserver")[1])
    assert again.context["asked"] == answer.context["asked"]
    assert f"don-vi={cast.units['kinh_te'].pk}" in link
    assert "den=2026-11" in link


def test_words_that_say_nothing_are_as_most_people_want_it(cast):
    of = course(cast)
    usual = page(cast, of).context["asked"]
    odd = page(cast, of, don_vi="9" * 30, ky="tuan", den="hom nay", so_ky="1000", tinh="x", cach="y", trang="z")
    assert odd.context["asked"] == usual
    assert len(usual.keys) == 13
    assert page(cast, of, den="2026-Q1").context["asked"] == usual


def test_quarters_and_years_are_courses_of_their_own(cast):
    of = indicator(cast, frequency="quarter")
    record(cast, of, "5", unit="an_phu", period="2026-Q3")
    record(cast, of, "1", unit="an_phu", period="2026-10")
    answer = page(cast, of)
    assert answer.context["asked"].kind == "quarter"
    assert answer.context["chart"].labels[-1] == "Quý III/2026"
    assert page(cast, of, ky="month").context["asked"].last == "2026-10"


def test_restated_figures_are_those_of_the_units_of_a_day(cast):
    (n, m, rate), old = two(cast)
    new = merge(cast, old)
    told(cast, n, new, "36", "2026-11")
    told(cast, m, new, "54", "2026-11")
    reported = page(cast, n, don_vi=new.pk)
    assert values(reported)[-7:] == [None] * 6 + [36]
    answer = page(cast, n, don_vi=new.pk, cach="quy-doi", ngay="2026-11-20")
    assert values(answer)[-7:] == [46] + [None] * 5 + [36]
    assert "Đã quy đổi theo đơn vị của ngày 20/11/2026." in answer.context["view"].sources
    assert answer.context["chart"].series[0].points[-7].url.startswith(reverse("figures:territory"))
    shares = page(cast, rate, don_vi=new.pk, cach="quy-doi", ky="month")
    assert shares.status_code == 200


def test_an_indicator_without_figures_says_how_to_get_them(cast):
    answer = page(cast, indicator(cast))
    assert answer.status_code == 200
    assert "Chưa có số liệu của chỉ tiêu này" in text_of(answer)
    assert "echarts" not in text_of(answer)


def test_what_is_restricted_stays_hidden(cast):
    secret = indicator(cast, name="Quân số dự bị", who="an", classification=1)
    record(cast, secret, "90", who="an")
    assert page(cast, secret, who="an").status_code == 200
    assert page(cast, secret, who="giang").status_code in (403, 404)


def test_another_communes_indicator_is_not_there_for_a_stranger(cast):
    of = course(cast)
    assert page(cast, of, who="dung").status_code == 404
    assert client_of(cast).get("/bang-so-lieu/chi-tieu/999999/").status_code == 404


def test_the_course_and_the_units_go_out_as_files(cast):
    of = course(cast)
    answer = page(cast, of, dang="csv", so_ky="6")
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0] == "Kỳ,Thực hiện (giấy chứng nhận),Cùng kỳ năm trước (giấy chứng nhận),So với cùng kỳ"
    assert rows[1:7] == [
        "tháng 6 năm 2026,,,",
        "tháng 7 năm 2026,,,",
        "tháng 8 năm 2026,40,,",
        "tháng 9 năm 2026,46,,",
        "tháng 10 năm 2026,,,",
        "tháng 11 năm 2026,52,50,104 %",
    ]
    units = page(cast, of, dang="csv", bang="cac-don-vi")
    assert "Xã An Phú,52,,,50,104 %" in b"".join(units.streaming_content).decode("utf-8-sig")
    assert page(cast, of, dang="xlsx").headers["Content-Type"].endswith("sheet")


def test_the_page_takes_few_queries_whatever_it_shows(cast):
    of = course(cast)
    client, url = client_of(cast), reverse("boards:indicator", args=[of.pk])
    client.get(url)
    with queries("boards", "indicator", is_list=True) as taken:
        assert client.get(url).status_code == 200
    assert len(taken) <= 12
    for number in range(8):
        told(cast, of, school(cast, f"Thôn {number}"), "5", "2026-11")
    with queries("boards", "indicator", is_list=True):
        client.get(url)
    with queries("boards", "indicator restated", is_list=True):
        client.get(url, {"cach": "quy-doi"})


def test_a_rate_of_six_places_is_told_with_two(cast):
    of = indicator(cast, name="Tỷ lệ", unit_of_measure="%", kind="rate", time_op="last", unit_op="none")
    record(cast, of, "62.857143", unit="an_phu")
    found = courses.reading(cast.actor("binh"), of, units=[cast.units["an_phu"].pk], keys=["2026-11"])
    assert found.reached[cast.units["an_phu"].pk, "2026-11"].words == "62,86"
    assert found.reached[cast.units["an_phu"].pk, "2026-11"].value == Decimal("62.857143")


def test_an_estimate_and_a_range_are_told_as_such(cast):
    of = indicator(cast)
    record(cast, of, "30", unit="an_phu", role="estimate")
    point = page(cast, of).context["chart"].series[0].points[-1]
    assert (point.words, point.remark) == ("30", "ước thực hiện")
    record(cast, of, None, unit="an_phu", low=Decimal(10), high=Decimal(20))
    point = page(cast, of).context["chart"].series[0].points[-1]
    assert (point.value, point.words, point.remark) == (Decimal(15), "10 – 20", "")


def test_keys_of_periods_move_within_their_calendar():
    assert courses.keys_until("2027-01", 2, calendar="reporting15") == ["2026-12", "2027-01"]
    assert courses.months_to("2026-03", calendar="civil") == ["2026-01", "2026-02", "2026-03"]
    assert courses.months_to("2026", calendar="civil") == ["2026"]
    assert courses.before("2025/2026-HK1", calendar="civil") == "2024/2025-HK1"
    assert courses.before("1945", calendar="civil") == ""
    assert courses.year_of("2025/2026-HK1") == "2025/2026"
    assert courses.short("2026", calendar="civil") == "2026"
    assert courses.short("2026-H1", calendar="civil") == "6 tháng đầu năm 2026"
