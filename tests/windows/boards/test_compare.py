"""Units beside each other: differences, shares, places among all of their kind, and a mean that is one."""

from decimal import Decimal
from io import BytesIO
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse
from docx import Document as Docx
from docx.shared import Mm, Pt

from giaoban.ground.org.models import Unit
from giaoban.windows.boards.paper import LONG, fitted, needed
from giaoban.windows.boards.view import shown
from tests.queries import queries
from tests.records.figures.making import indicator
from tests.records.figures.test_lineage import school
from tests.records.figures.test_lineage import told as recorded
from tests.windows.boards.test_pivot import narrowed, of_dossiers

pytestmark = pytest.mark.django_db
NAMES = ("Thôn Bắc", "Thôn Đông", "Thôn Nam", "Thôn Tây")


def told(*args, **fields):
    """A figure that counts: approved, unless a test says otherwise."""
    return recorded(*args, **{"state": "approved", **fields})


@pytest.fixture
def binh(cast, client):
    client.force_login(cast.users["binh"])
    return client


@pytest.fixture
def made(cast):
    """Four hamlets in October: 9 of 10, 30 of 60, 45 of 50 dossiers in time; the fourth told nothing."""
    of, places = of_dossiers(cast), [school(cast, name) for name in NAMES]
    for each in of:
        each.direction = "up"
        each.save()
    Unit.objects.filter(kind="hamlet").exclude(pk__in=[unit.pk for unit in places]).update(valid_to="2026-01-01")
    for unit, good, every in zip(places, (9, 30, 45), (10, 60, 50), strict=False):
        told(cast, of[0], unit, str(good), "2026-10")
        told(cast, of[1], unit, str(every), "2026-10")
    return of, places


def ask(client, status=200, **query):
    answer = client.get(reverse("boards:compare"), {"thang": "2026-10", **query}, follow=True)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer


def table(answer):
    view = answer.context["view"]
    found = {}
    for row in view.rows:
        first, *rest = [f"{c.words} | {c.remark}" if c.remark else c.words for c in shown(view, row)]
        found[first] = rest
    return found


def test_units_stand_side_by_side_with_difference_share_and_place(made, binh):
    of, (north, east, south, west) = made
    answer = ask(binh, dv=f"{east.pk},{north.pk},{west.pk}", ct=",".join(str(row.pk) for row in of), tb="1")
    rows = table(answer)
    assert answer.context["view"].groups == [
        ("", 2),
        ("Thôn Đông", 2),
        ("Thôn Bắc", 4),
        ("Thôn Tây", 4),
        ("Bình quân chung", 1),
    ]
    assert rows["Hồ sơ đúng hạn"][:7] == ["hồ sơ", "30", "2/3", "9", "3/3", "-21", "30,0 %"]
    assert rows["Hồ sơ đúng hạn"][7:] == ["–", "", "–", "–", "28 | 3/4 đơn vị có số"]
    assert rows["Tỷ lệ đúng hạn"][:7] == ["%", "50,0", "3/3", "90,0", "1/3", "40,0", "–"]
    assert rows["Tỷ lệ đúng hạn"][-1] == "70,0 | 3/4 đơn vị có số"
    assert table(ask(binh, dv=f"{north.pk},{south.pk}", ct=of[2].pk))["Tỷ lệ đúng hạn"][4] == "1/3"


def test_where_less_is_better_the_lowest_is_first_and_a_mean_of_means_stays_one(cast, made, binh):
    late = indicator(cast, code="TRE", name="Hồ sơ trễ", unit_of_measure="hồ sơ", direction="down")
    mean = indicator(
        cast, code="BQ", name="Thu nhập", unit_of_measure="đồng", kind="rate", time_op="none", unit_op="average"
    )
    for unit, amount in zip(made[1], ("5", "0", "7"), strict=False):
        told(cast, late, unit, amount, "2026-10")
        told(cast, mean, unit, amount, "2026-10")
    wide = indicator(cast, code="DT", name="Diện tích", unit_of_measure="ha")
    told(cast, wide, made[1][0], None, "2026-10", low=Decimal(6), high=Decimal(8))
    told(cast, wide, made[1][1], "4", "2026-10")
    rows = table(
        ask(binh, dv=",".join(str(unit.pk) for unit in made[1][:2]), ct=f"{late.pk},{mean.pk},{wide.pk}", tb="1")
    )
    assert rows["Hồ sơ trễ"] == ["hồ sơ", "5", "2/3", "0", "1/3", "-5", "0,0 %", "4 | 3/4 đơn vị có số"]
    assert rows["Thu nhập"][-1] == "4 | 3/4 đơn vị có số"
    assert rows["Diện tích"] == ["ha", "6 – 8", "", "4", "", "–", "–", "– | 2/4 đơn vị có số"]


@pytest.mark.parametrize("restated", [False, True])
def test_a_draft_is_no_base_has_no_place_and_does_not_move_the_mean(cast, made, binh, restated):
    late = indicator(cast, code="TRE", name="Hồ sơ trễ", unit_of_measure="hồ sơ", direction="down")
    north, east, south, _west = made[1]
    told(cast, late, north, "900", "2026-10", state="draft")
    told(cast, late, east, "4", "2026-10")
    told(cast, late, south, "6", "2026-10")
    query = {"dv": f"{north.pk},{east.pk},{south.pk}", "ct": late.pk, "tb": "1"}
    answer = ask(binh, **query, **({"cach": "quy-doi", "ngay": "2026-11-20"} if restated else {}))
    row = table(answer)["Hồ sơ trễ"]
    assert row[1:3] + row[7:9] == ["4", "1/2", "6", "2/2"], "the first unit with figures is the base"
    assert row[9:11] == ["2", "150,0 %"]
    assert row[-1] == "5 | 2/4 đơn vị có số"
    assert row[3] == ("–" if restated else "– | số chưa duyệt, không tính")
    assert answer.context["view"].as_of.states == {"approved": 2}
    text = answer.content.decode()
    assert "900" not in text
    assert "So với Thôn Đông (%)" in text
    chosen = ask(binh, **query, goc=north.pk)
    assert "So với Thôn Bắc (%)" in chosen.content.decode()
    assert f"goc={north.pk}" in chosen.context["view"].link


def test_without_a_good_direction_nobody_has_a_place(cast, made, binh):
    plain = indicator(cast, code="HO", name="Hộ cận nghèo", unit_of_measure="hộ")
    for unit, amount in zip(made[1], ("5", "9"), strict=False):
        told(cast, plain, unit, amount, "2026-10")
    row = table(ask(binh, dv=f"{made[1][0].pk},{made[1][1].pk}", ct=plain.pk))["Hộ cận nghèo"]
    assert row == ["hộ", "5", "9", "4", "180,0 %"]


def test_no_word_and_no_number_is_broken_in_the_file_for_word(made, binh):
    _of, places = made
    answer = ask(binh, dv=",".join(str(unit.pk) for unit in places), tb="1")
    view = answer.context["view"]
    size, widths = fitted(view, view.rows, LONG - Mm(35))
    assert (size >= 7, sum(widths) <= LONG - Mm(35)) == (True, True)
    assert all(needed(view, view.rows, place, size) <= width for place, width in enumerate(widths))
    assert needed(view, view.rows, 5, size) >= Pt(size) * 2, "a heading of five letters"
    file = b"".join(ask(binh, **dict(parse_qsl(view.link.split("?")[1])), dang="docx"))
    table = Docx(BytesIO(file)).tables[0]
    assert [cell.width for cell in table.rows[1].cells] == pytest.approx(widths, abs=700)


def test_two_units_are_proposed_and_one_alone_is_not_compared(made, binh):
    of, (north, _east, _south, _west) = made
    assert ask(binh, ct=of[0].pk).context["chosen"] == tuple(unit.pk for unit in made[1][:2])
    lonely = ask(binh, ct=of[0].pk, dv=north.pk)
    assert "Chọn ít nhất hai đơn vị" in lonely.content.decode()
    assert (
        len(ask(binh, ct=of[0].pk, dv=",".join(str(unit.pk) for unit in made[1]) + ",1,2,3,4").context["asked"].units)
        == 6
    )
    assert "Chưa có số liệu" in ask(binh, thang="2020-01").content.decode()


def test_the_link_and_the_files_show_the_same(made, binh):
    of, places = made
    query = {
        "dv": f"{places[2].pk},{places[0].pk}",
        "ct": of[0].pk,
        "tb": "1",
        "ky": "quy",
        "cach": "quy-doi",
        "ngay": "2026-11-20",
    }
    first = ask(binh, **query)
    again = binh.get(first.context["view"].link.removeprefix("http://testserver"))
    assert table(again) == table(first)
    text = b"".join(ask(binh, **query, dang="csv").streaming_content).decode()
    assert "So sánh Thôn Nam, Thôn Bắc" in text
    assert "quy về đơn vị ngày 20/11/2026" in text


def test_places_are_not_told_where_they_would_count_hidden_figures(cast, made, binh, client):
    secret = indicator(cast, code="MAT", name="Số nội bộ", unit_of_measure="vụ", classification=1, direction="up")
    for unit in ("van_hoa", "kinh_te"):
        told(cast, secret, cast.units[unit], "4", "2026-10")
    narrowed(cast, "cuong", unit="van_hoa")
    client.force_login(cast.users["cuong"])
    rows = table(
        ask(client, cap="office", ct=secret.pk, dv=f"{cast.units['van_hoa'].pk},{cast.units['kinh_te'].pk}", tb="1")
    )
    hidden = "có số liệu không hiển thị"
    assert rows["Số nội bộ"] == ["vụ", "4", f" | {hidden}", f"– | {hidden}", f" | {hidden}", "–", "–", f"– | {hidden}"]


def test_a_column_of_places_that_none_of_the_units_has_is_left_out(cast, made, binh):
    _of, places = made
    chosen = ",".join(str(unit.pk) for unit in places[:2])
    empty = indicator(cast, code="RONG", name="Rác thu gom", unit_of_measure="tấn", direction="up")
    told(cast, empty, places[2], "4", "2026-10")
    heads = [column.title for column in ask(binh, ct=empty.pk, dv=chosen).context["view"].columns]
    assert "Hạng" not in heads
    told(cast, empty, places[0], "5", "2026-10")
    assert table(ask(binh, ct=empty.pk, dv=chosen))["Rác thu gom"][2] == "1/2"


def test_a_stranger_compares_nothing_and_the_page_takes_few_queries(cast, made, binh, client):
    of, places = made
    query = {"cap": "hamlet", "dv": f"{places[0].pk},{places[1].pk}", "ct": of[2].pk, "tb": "1"}
    ask(binh, **query)
    with queries("boards", "so sánh", is_list=True):
        ask(binh, **query)
    client.force_login(cast.users["dung"])
    assert "view" not in ask(client, **query).context
