"""A unit's results over the years, those on paper among them; and how a clerk writes them down."""

import pytest
from django.urls import reverse

from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.models import Appraisal
from giaoban.occasions.appraisals.services.earlier import Paper
from tests.occasions.appraisals.walk import SET, D, decided, live_set, opened
from tests.pages import client_of, text_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def paper_of(cast, score_set, period, rows, decision="99/QĐ-UBND"):
    actor = cast.actor("binh")
    return services.earlier_record(
        actor=actor,
        score_set=score_set,
        title=f"Xếp loại năm {period}",
        period=period,
        rows=[services.Earlier(cast.units[unit].pk, band, points, "Cơ quan") for unit, band, points in rows],
        paper=Paper(decision, actor.at),
    )


def page(cast, unit, who="binh"):
    return client_of(cast, who).get(reverse("appraisals:years", args=[cast.units[unit].pk]))


def lines(answer):
    """By set: (period, total, change of points, class, class before, rank, change of places, on paper)."""
    return {
        each.code: [
            (y.sheet.appraisal.period, y.sheet.total, y.points, y.band, y.band_before, y.sheet.rank, y.places, y.on_paper)
            for y in each.years
        ]
        for each in answer.context["sets"]
    }  # fmt: skip


def test_every_year_stands_with_its_change_and_its_source(cast):
    made = live_set(cast)
    paper_of(cast, made, "2024", [("van_hoa", "yeu", D(60)), ("kinh_te", "kha", D(80))], "11/QĐ-UBND")
    paper_of(cast, made, "2025", [("van_hoa", "kha", D(75)), ("kinh_te", "kha", D(72)), ("mot_cua", "yeu", None)])
    decided(cast, opened(cast, score_set=made), {"van_hoa": 80, "kinh_te": 60, "mot_cua": 80})
    answer = page(cast, "van_hoa")
    assert lines(answer) == {
        "cntt": [
            ("2026", D(92), D(17), "Tốt", "Khá", 1, 0, False),
            ("2025", D(75), D(15), "Khá", "Yếu", 1, 1, True),
            ("2024", D(60), None, "Yếu", "", 2, None, True),
        ]
    }
    text = text_of(answer)
    assert "quyết định trên giấy, Trần Thị Bình" in text
    for decision in ("11/QĐ-UBND", "99/QĐ-UBND", "12/QĐ-UBND"):
        assert decision in text
    assert lines(page(cast, "mot_cua"))["cntt"][-1][:3] == ("2025", None, None)


def test_a_year_in_which_a_unit_was_not_rated_says_why_and_is_compared_with_nothing(cast):
    made = live_set(cast)
    paper_of(cast, made, "2025", [("van_hoa", "kha", D(75))])
    appraisal = opened(cast, score_set=made)
    left = appraisal.sheets.get(unit=cast.units["van_hoa"])
    services.unit_exclude(actor=cast.actor("binh"), appraisal=appraisal, sheet_id=left.pk, reason="mới thành lập")
    decided(cast, appraisal, {"kinh_te": 60, "mot_cua": 80})
    answer = page(cast, "van_hoa")
    assert [(y.points, y.on_paper) for y in answer.context["sets"][0].years] == [(None, False), (None, True)]
    assert "mới thành lập" in text_of(answer)


def test_a_new_version_of_a_set_continues_the_old_one_and_another_set_stands_apart(cast):
    first = live_set(cast)
    paper_of(cast, first, "2024", [("van_hoa", "kha", D(75))])
    second = services.set_version(actor=cast.actor("binh"), score_set=first)
    services.set_step(actor=cast.actor("binh"), score_set=second, verb="publish", compared="Quyết định 02/QĐ-UBND")
    paper_of(cast, second, "2025", [("van_hoa", "tot", D(90))])
    other = live_set(cast, SET.replace('code = "cntt"', 'code = "khac"').replace("công nghệ", "kỹ nghệ"))
    paper_of(cast, other, "2025", [("van_hoa", "tot", D(99))])
    found = lines(page(cast, "van_hoa"))
    assert [(row[0], row[2]) for row in found["cntt"]] == [("2025", D(15)), ("2024", None)]
    assert [(row[0], row[2]) for row in found["khac"]] == [("2025", None)]


def test_what_is_not_decided_or_not_ones_to_see_is_not_there(cast):
    opened(cast)
    assert page(cast, "van_hoa").status_code == 404
    made = live_set(cast, SET.replace('code = "cntt"', 'code = "khac"'))
    paper_of(cast, made, "2025", [("van_hoa", "kha", D(75)), ("kinh_te", "kha", D(70))])
    assert page(cast, "van_hoa", "cuong").status_code == 200
    assert page(cast, "kinh_te", "cuong").status_code == 404
    assert page(cast, "van_hoa", "dung").status_code == 404


def test_the_page_of_many_years_takes_few_queries(cast):
    made = live_set(cast)
    for year in range(2016, 2026):
        paper_of(cast, made, str(year), [("van_hoa", "kha", D(75)), ("kinh_te", "kha", D(72))])
    address = reverse("appraisals:years", args=[cast.units["van_hoa"].pk])
    client = client_of(cast)
    client.get(address)
    with queries("appraisals", "years", is_list=True):
        client.get(address)


GIVEN = {"title": "Xếp loại năm 2025", "period": "2025", "decision": "99/QĐ-UBND", "decided_on": "2026-01-15"}


def test_a_clerk_pastes_what_stands_on_paper(cast):
    made, client = live_set(cast), client_of(cast)
    address = reverse("appraisals:paper", args=[made.pk])
    assert "Phòng Kinh tế xã An Phú |  | " in text_of(client.get(address))
    rows = "Phòng Văn hóa – Xã hội xã An Phú\t75,5\tKhá\nphong kinh te xa an phu | 90 | tốt\nVăn phòng HĐND và UBND xã An Phú |  | "
    answer = client.post(address, {**GIVEN, "rows": rows})
    assert answer.status_code == 302, text_of(answer)
    appraisal = Appraisal.objects.get()
    assert (appraisal.state, appraisal.decision, f"{appraisal.decided_at:%d/%m/%Y}") == (
        "decided",
        "99/QĐ-UBND",
        "15/01/2026",
    )
    found = {row.unit_id: (row.total, row.band, row.rank) for row in appraisal.sheets.all()}
    assert found == {
        cast.units["van_hoa"].pk: (D("75.5"), "kha", 2),
        cast.units["kinh_te"].pk: (D(90), "tot", 1),
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rows": "Phòng Kinh tê xã An Phu cũ | 90 | Tốt"}, "gần nhất là “Phòng Kinh tế xã An Phú”"),
        ({"rows": "Phòng Kinh tế xã An Phú | 90 | Xuất sắc"}, "các mức: Tốt, Khá, Yếu"),
        ({"rows": "Phòng Kinh tế xã An Phú | chín mươi | Tốt"}, "Dòng 1:"),
        ({"rows": "x | | Tốt\n" * 5001}, "Nhiều nhất 5000 dòng"),
        ({"rows": "Phòng Kinh tế xã An Phú |  | "}, "Chưa có điểm hay mức xếp loại"),
        ({"decided_on": "2026-12-01"}, "ngày đã qua"),
        ({"rows": "Phòng Kinh tế xã An Phú | 60 | Tốt"}, "chưa đến mức Tốt"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line_and_nothing_is_recorded(cast, change, said):
    address = reverse("appraisals:paper", args=[live_set(cast).pk])
    rows = {"rows": "Phòng Kinh tế xã An Phú | 90 | Tốt"}
    answer = client_of(cast).post(address, {**GIVEN, **rows, **change})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not Appraisal.objects.exists()


def test_only_those_who_lead_write_down_results_and_never_of_a_draft(cast):
    made = live_set(cast)
    address = reverse("appraisals:paper", args=[made.pk])
    assert client_of(cast, "giang").get(address).status_code in (403, 404)
    assert client_of(cast, "dung").get(address).status_code == 404
    draft = services.set_version(actor=cast.actor("binh"), score_set=made)
    assert client_of(cast).get(reverse("appraisals:paper", args=[draft.pk])).status_code == 409
