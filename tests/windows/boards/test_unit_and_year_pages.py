"""A unit's month with plans, targets and ratings; the board of the year's targets beside the time that has passed."""

from collections import Counter
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.kernel.indicators import WORDS
from giaoban.occasions.appraisals import services as appraisals
from giaoban.occasions.appraisals.services.earlier import Paper
from giaoban.windows.boards.unit_page import newest_filled
from tests.occasions.appraisals.walk import live_set
from tests.pages import client_of, text_of
from tests.queries import queries
from tests.records.figures.making import indicator, record
from tests.windows.boards.test_indicator_page import target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def year(cast):
    """Four targets of the commune: met, behind, of a rate that cannot be judged, and one of an office."""
    met, late, blank = (indicator(cast, name=name) for name in ("Thu ngân sách", "Trồng rừng", "Xây cầu"))
    for period, good, bad in (("2026-01..2026-09", "108", "9"), ("2026-10", "12", "1")):
        record(cast, met, good, unit="an_phu", period=period)
        record(cast, late, bad, unit="an_phu", period=period)
    for of in (met, late, blank):
        target(cast, of, "100")
    target(cast, late, "20", unit="van_hoa")
    return met, late, blank


def board(cast, who="binh", **query):
    return client_of(cast, who).get(reverse("boards:year"), {key.replace("_", "-"): v for key, v in query.items()})


def unit_page(cast, unit="an_phu", who="binh", **query):
    return client_of(cast, who).get(reverse("boards:unit", args=[cast.units[unit].pk]), query)


def test_what_needs_somebody_stands_first_and_says_why(cast):
    year(cast)
    answer = board(cast)
    found = [(row.judged.target.indicator.name, row.judged.verdict.status) for row in answer.context["page_obj"]]
    assert [name for name, _status in found] == ["Trồng rừng", "Xây cầu", "Thu ngân sách"]
    assert [status for _name, status in found][1:] == ["unknown", "met"]
    assert found[0][1] in ("behind", "missed")
    assert "đã qua 10/12 tháng" in text_of(answer)


def test_boards_and_the_book_of_figures_have_names_of_their_own(cast):
    client = client_of(cast)
    home = client.get(reverse("boards:home")).content.decode()
    assert "<h1>Biểu đồ, so sánh</h1>" in " ".join(home.split())
    book = client.get(reverse("figures:table")).content.decode()
    assert "<h1>Sổ số liệu</h1>" in " ".join(book.split())
    assert "Bảng số liệu<" not in home + book


def test_progress_is_drawn_beside_the_time_that_has_passed(cast):
    year(cast)
    chart = board(cast).context["chart"]
    assert chart.labels == ("Trồng rừng", "Thu ngân sách")
    assert [[point.words for point in each.points] for each in chart.series] == [
        ["10 %", "120 %"],
        ["83,3 %", "83,3 %"],
    ]
    bars = [row.bar for row in board(cast).context["page_obj"]]
    assert [each and (str(each.width), str(each.tick)) for each in bars] == [("8.3", "69.4"), None, ("100.0", "69.4")]


def test_what_may_not_be_exceeded_is_drawn_apart_and_says_that_less_is_better(cast):
    year(cast)
    debt, rate = indicator(cast, name="Nợ đọng"), indicator(cast, name="Tỷ lệ trạm đạt chuẩn", kind="rate")
    record(cast, debt, "95", unit="an_phu", period="2026-01..2026-10")
    record(cast, rate, "50", unit="an_phu", period="2026-10")
    target(cast, debt, "100", kind="at_most")
    target(cast, rate, "80")
    answer = board(cast)
    chart = answer.context["chart"]
    reached, limited = chart.series[0], chart.series[1]
    at = chart.labels.index("Nợ đọng (càng thấp càng tốt)")
    assert (reached.look, reached.points[at].value, limited.look) == ("bar", None, "limit")
    assert (limited.points[at].words, limited.points[at].remark) == ("95 %", "vượt mức theo thời gian")
    assert "càng thấp càng tốt" in limited.name
    assert [point.value for place, point in enumerate(limited.points) if place != at] == [None, None]
    assert "chỗ không có số liệu" not in chart.description
    assert sorted(answer.context["undrawn"]) == [
        ("Tỷ lệ trạm đạt chuẩn", "chỉ tiêu là tỷ lệ, so với mức giao bằng điểm phần trăm"),
        ("Xây cầu", "chưa có số liệu"),
    ]
    assert "Không có trong biểu đồ: " in text_of(answer)
    counts = {status: count for status, _words, _tone, count in answer.context["statuses"]}
    assert (counts["over_pace"], counts["behind"]) == (1, 2)
    only = board(cast, ket_luan="over_pace").context["page_obj"]
    assert [row.judged.target.indicator.name for row in only] == ["Nợ đọng"]


def test_the_board_is_narrowed_by_unit_and_verdict_and_its_link_says_so(cast):
    year(cast)
    only = board(cast, ket_luan="met")
    assert [row.judged.target.indicator.name for row in only.context["page_obj"]] == ["Thu ngân sách"]
    assert only.context["view"].link.endswith(f"?nam=2026&don-vi={cast.units['an_phu'].pk}&ket-luan=met")
    office = board(cast, don_vi=cast.units["van_hoa"].pk)
    assert office.context["unit_name"].startswith("Phòng Văn hóa")
    assert [row[1] for row in office.context["overview"]] == ["Phòng Văn hóa – Xã hội xã An Phú", "Xã An Phú"]


def test_a_year_without_targets_says_how_to_set_them(cast):
    answer = board(cast, nam="2031")
    assert "Chưa giao chỉ tiêu cho năm này" in text_of(answer)
    assert board(cast, nam="hai nghìn").context["year"] == 2026


def test_the_board_goes_out_with_the_arithmetic(cast):
    year(cast)
    rows = b"".join(board(cast, dang="csv").streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0].endswith("So với mức giao (%),Thời gian đã qua (%),Kết luận,Cách tính")
    assert rows[1].split(",")[1] == "Trồng rừng"
    assert "đã qua 10/12 tháng" in rows[1]


def test_a_units_month_shows_plan_course_and_the_year_before(cast):
    met, *_rest = year(cast)
    record(cast, met, "15", unit="an_phu", period="2026-10", role="plan")
    answer = unit_page(cast, thang="2026-10")
    line = answer.context["found"].lines[0]
    assert (line.indicator.pk, line.now.words, line.plan.words, line.share) == (met.pk, "12", "15", Decimal("80.0"))
    assert (line.before.value, line.change) == (None, "")
    assert line.target.verdict.status == "met"
    assert len(line.drawing.dots) == 1
    assert WORDS["met"].capitalize() in text_of(answer)


def test_the_unit_opens_at_its_newest_month_and_keeps_it_in_the_link(cast):
    year(cast)
    answer = unit_page(cast)
    assert answer.context["month"].key == "2026-10"
    assert answer.context["view"].link.endswith("?thang=2026-10")
    assert unit_page(cast, thang="2026-13").context["month"].key == "2026-10"


def test_a_units_files_are_its_month_and_its_targets(cast):
    year(cast)
    month = b"".join(unit_page(cast, dang="csv").streaming_content).decode("utf-8-sig")
    assert "Thu ngân sách" in month.splitlines()[1]
    targets = b"".join(unit_page(cast, dang="csv", bang="chi-tieu-nam").streaming_content).decode("utf-8-sig")
    assert "Xây cầu" in targets
    assert "Xây cầu" not in month


def test_a_unit_without_figures_says_so_and_one_that_never_was_is_not_there(cast):
    assert "Chưa có số liệu theo tháng" in text_of(unit_page(cast, "mot_cua"))
    assert client_of(cast).get("/bang-so-lieu/don-vi/999999/").status_code == 404


def test_a_stranger_sees_none_of_the_figures(cast):
    year(cast)
    answer = unit_page(cast, who="dung")
    assert answer.context["found"].lines == ()
    assert answer.context["targets"] == []
    assert board(cast, who="dung").context["units"] == []


def test_boards_are_for_the_signed_in(client):
    for url in ("/bang-so-lieu/", "/bang-so-lieu/nam/", "/bang-so-lieu/don-vi/1/", "/bang-so-lieu/chi-tieu/1/"):
        assert client.get(url).status_code == 302


def test_pages_keep_to_their_queries_whatever_they_hold(cast):
    year(cast)
    client = client_of(cast)
    pages = {
        "home": reverse("boards:home"),
        "unit": reverse("boards:unit", args=[cast.units["an_phu"].pk]),
        "year": reverse("boards:year"),
    }
    for more in (False, True):
        if more:
            for number in range(6):
                record(cast, indicator(cast, name=f"Chỉ tiêu {number}"), "5", unit="an_phu")
        for name, url in pages.items():
            client.get(url)
            with queries("boards", name, is_list=True) as taken:
                assert client.get(url).status_code == 200
            assert len(taken) <= 12


def test_the_home_page_finds_indicators_by_word(cast):
    year(cast)
    text = text_of(client_of(cast).get("/bang-so-lieu/", {"q": "trong rung"}))
    assert "Trồng rừng" in text
    assert "Thu ngân sách" not in text
    assert "Không có chỉ tiêu nào khớp" in text_of(client_of(cast).get("/bang-so-lieu/", {"q": "zzz"}))


def test_a_unit_shows_how_it_was_rated_to_those_who_may_see_its_card(cast):
    actor = cast.actor("binh")
    rows = [appraisals.Earlier(cast.units["van_hoa"].pk, "kha", Decimal(75), "Cơ quan")]
    appraisals.earlier_record(
        actor=actor,
        score_set=live_set(cast),
        title="Năm 2025",
        period="2025",
        rows=rows,
        paper=Paper("99/QĐ-UBND", actor.at),
    )
    (card,) = unit_page(cast, "van_hoa").context["ratings"]
    assert (card.appraisal.title, card.total, card.band_title) == ("Năm 2025", Decimal(75), "Khá")
    assert "Kết quả chấm điểm" in text_of(unit_page(cast, "van_hoa"))
    assert unit_page(cast, "van_hoa", who="dung").context["ratings"] == []


def test_a_unit_silent_for_long_opens_at_the_month_it_spoke_last(cast):
    of = indicator(cast)
    record(cast, of, "5", unit="an_phu", period="2026-02")
    answer = unit_page(cast)
    assert answer.context["month"].key == "2026-02"
    assert [line.now.words for line in answer.context["found"].lines] == ["5"]


def test_a_month_that_has_only_begun_to_come_in_is_not_what_a_unit_opens_at():
    assert newest_filled(Counter({"2026-10": 25, "2026-11": 3})) == "2026-10"
    assert newest_filled(Counter({"2026-10": 25, "2026-11": 13})) == "2026-11"
    assert newest_filled(Counter()) == ""
