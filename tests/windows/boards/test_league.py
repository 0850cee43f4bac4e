"""The league table says what was decided: rank, class, points, the change since, who was not rated and why."""

import pytest
from django.urls import reverse

from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.services.earlier import Paper
from giaoban.windows.boards.view import Row, shown
from giaoban.windows.boards.views.pivot import counted
from tests.occasions.appraisals.walk import D, decided, live_set, opened
from tests.queries import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def binh(cast, client):
    client.force_login(cast.users["binh"])
    return client


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [(1, 3, (1, 2, 4)), (4, 6, (3, 4, 4)), (1, 6, (1, 4, 4)), (1, 1, (0, 0, 4)), (0, 0, (0, 0, 4))],
)
def test_a_pager_counts_units_and_not_the_lines_that_name_groups(first, last, told):
    rows = [Row(("",), weight) for weight in ("heading", "body", "body", "heading", "body", "body")]
    assert counted(rows, first=first, last=last) == told


def ask(client, status=200, **query):
    answer = client.get(reverse("boards:league"), query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer


def lines(answer):
    view = answer.context["view"]
    return [[f"{c.words} | {c.remark}" if c.remark else c.words for c in shown(view, row)] for row in view.rows]


def test_ranks_points_and_the_change_from_the_year_before(cast, binh):
    made = live_set(cast)
    actor = cast.actor("binh")
    rows = [
        services.Earlier(cast.units["van_hoa"].pk, "kha", D(75), "Cơ quan"),
        services.Earlier(cast.units["kinh_te"].pk, "kha", D(72), "Cơ quan"),
        services.Earlier(cast.units["mot_cua"].pk, "yeu", None, "Cơ quan"),
    ]
    services.earlier_record(
        actor=actor, score_set=made, title="Năm 2025", period="2025", rows=rows, paper=Paper("99/QĐ-UBND", actor.at)
    )
    appraisal = decided(cast, opened(cast, score_set=made), {"van_hoa": 80, "kinh_te": 60, "mot_cua": 80})
    answer = ask(binh, dot=appraisal.pk)
    head, first, second, third = lines(answer)
    assert head[0] == "Cơ quan"
    assert "Từ 1 đến 3 trong 3" in answer.content.decode(), "the line of the group is no unit"
    by_unit = {row[0].split()[1]: row[1:] for row in (first, second, third)}
    assert by_unit["Văn"] == ["1 | đồng hạng", "92", "92", "Tốt", "75", "Khá", "1", "17", "0"]
    assert by_unit["tâm"] == ["1 | đồng hạng", "92", "92", "Tốt", "–", "Yếu", "–", "–", "–"]
    assert by_unit["Kinh"] == ["3", "84", "84", "Khá", "72", "Khá", "2", "12", "-1"]
    view = answer.context["view"]
    assert "12/QĐ-UBND" in view.note
    assert "so với: Năm 2025" in view.note
    assert ask(binh).context["chosen"].pk == appraisal.pk


def test_a_unit_that_was_not_rated_stands_last_with_its_reason(cast, binh):
    appraisal = opened(cast)
    left = appraisal.sheets.get(unit=cast.units["mot_cua"])
    services.unit_exclude(actor=cast.actor("binh"), appraisal=appraisal, sheet_id=left.pk, reason="mới thành lập")
    decided(cast, appraisal, {"van_hoa": 80, "kinh_te": 60})
    answer = ask(binh, dot=appraisal.pk)
    *_others, head, last = lines(answer)
    assert head[0] == "Đơn vị không chấm"
    assert last[0].endswith("| mới thành lập")
    assert len(answer.context["view"].columns) == 5
    text = b"".join(ask(binh, dot=appraisal.pk, dang="csv").streaming_content).decode()
    assert "mới thành lập" in text
    assert ask(binh, dot=appraisal.pk, dang="docx").content[:2] == b"PK"


def test_nothing_is_told_before_the_decision_but_to_those_who_lead(cast, binh, client):
    appraisal = opened(cast)
    assert "Kết quả tạm tính" in ask(binh, dot=appraisal.pk).context["view"].note
    assert "Chưa có kết quả" in ask(binh).content.decode()
    client.force_login(cast.users["cuong"])
    ask(client, status=409, dot=appraisal.pk)


def test_a_stranger_finds_no_league_and_the_page_takes_few_queries(cast, binh, client):
    made, actor = live_set(cast), cast.actor("binh")
    rows = [services.Earlier(cast.units["van_hoa"].pk, "kha", D(75), "Cơ quan")]
    services.earlier_record(
        actor=actor, score_set=made, title="Năm 2025", period="2025", rows=rows, paper=Paper("99/QĐ-UBND", actor.at)
    )
    appraisal = decided(cast, opened(cast, score_set=made), {"van_hoa": 80, "kinh_te": 60, "mot_cua": 80})
    ask(binh, dot=appraisal.pk)
    with queries("boards", "bảng xếp hạng", is_list=True):
        ask(binh, dot=appraisal.pk)
    client.force_login(cast.users["dung"])
    ask(client, status=404, dot=appraisal.pk)
    assert "view" not in ask(client).context
