"""Two keys of a breakdown crossed: a table on the indicator's page, its files, and the pivot with one key down and the other across."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from docx import Document

from giaoban.windows.boards.crossing import crossings
from tests.pages import client_of, text_of
from tests.queries import queries
from tests.records.figures.making import indicator, record
from tests.windows.boards.test_breakdowns import ask
from tests.windows.boards.test_exports import cells_of
from tests.windows.boards.test_indicator_page import page
from tests.windows.boards.test_pivot import table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
NAME = "gioi*tuoi"
KEYS = {"gioi": ["nam", "nữ"], "tuoi": ["duoi_35", "35-60"]}
YOUNG_MEN, OLD_MEN, YOUNG_WOMEN, OLD_WOMEN = (
    f"gioi={sex};tuoi={age}" for sex in ("nam", "nữ") for age in ("duoi_35", "35-60")
)


def trained(cast, **parts):
    """People trained in November by the office of culture, by sex and age."""
    of = indicator(cast, name="Lượt người được tập huấn", unit_of_measure="lượt người", dimensions=KEYS)
    for dims, amount in {"": "40", YOUNG_MEN: "10", OLD_MEN: "8", YOUNG_WOMEN: "12", **parts}.items():
        record(cast, of, amount, dims=dims)
    return of


def crossed(answer):
    """{row: the cells as the page prints them, a remark behind them}."""
    return {
        cells[0].words: [f"{each.words} | {each.remark}" if each.remark else each.words for each in cells[1:]]
        for _row, cells in answer.context["crossed_lines"]
    }


def test_a_crossed_breakdown_is_a_table_of_one_key_down_and_the_other_across_and_a_gap_is_never_zero(cast):
    of = trained(cast, **{"gioi=nam": "18"})
    answer = page(cast, of, phan_to=NAME, don_vi=cast.units["van_hoa"].pk)
    view = answer.context["crossed"]
    heads = [(column.group, column.title) for column in view.columns]
    assert heads == [("", "Giới tính"), ("Nhóm tuổi", "Dưới 35 tuổi"), ("Nhóm tuổi", "35-60 tuổi"), ("", "Tổng số")]
    assert crossed(answer) == {
        "Nam": ["10", "8", "18"],
        "Nữ": ["12", "–", "–"],
        "Tổng số": ["22 | cộng từ các ô", "–", "40"],
    }
    assert (NAME, "giới tính × nhóm tuổi") in answer.context["breakdowns"]
    assert answer.context["parts"] is None
    assert dict(view.as_of.states) == {"approved": 4}, "the parts that are shown, not the whole"
    assert view.note == "Tháng 11 năm 2026; đơn vị tính: lượt người."
    assert 'value="2026-11" selected' in text_of(answer)


def test_a_reported_total_stands_and_says_what_its_cells_make_where_they_make_something_else(cast):
    of = trained(cast, **{OLD_WOMEN: "9", "gioi=nữ": "20", "tuoi=35-60": "17"})
    answer = page(cast, of, phan_to=NAME, don_vi=cast.units["van_hoa"].pk)
    assert crossed(answer) == {
        "Nam": ["10", "8", "18 | cộng từ các ô"],
        "Nữ": ["12", "9", "20 | các ô cộng lại 21"],
        "Tổng số": ["22 | cộng từ các ô", "17", "40 | các ô cộng lại 39"],
    }


def test_a_rate_has_no_total_of_its_cells(cast):
    of = indicator(cast, kind="rate", unit_of_measure="%", time_op="last", unit_op="none", dimensions=KEYS)
    for dims in (YOUNG_MEN, OLD_MEN, YOUNG_WOMEN, OLD_WOMEN, ""):
        record(cast, of, "50", dims=dims)
    answer = page(cast, of, phan_to=NAME, don_vi=cast.units["van_hoa"].pk)
    assert crossed(answer) == {"Nam": ["50", "50", "–"], "Nữ": ["50", "50", "–"], "Tổng số": ["–", "–", "50"]}


def test_a_crossed_table_goes_out_as_every_kind_of_file(cast):
    of, files = trained(cast), {}
    for kind in ("csv", "xlsx", "docx"):
        answer = page(cast, of, phan_to=NAME, don_vi=cast.units["van_hoa"].pk, bang="phan-to", dang=kind)
        files[kind] = b"".join(answer.streaming_content) if kind == "csv" else answer.content
    rows = files["csv"].decode("utf-8-sig").splitlines()
    assert rows[0] == "Giới tính,Nhóm tuổi – Dưới 35 tuổi,Nhóm tuổi – 35-60 tuổi,Tổng số,Ghi chú"
    assert rows[2] == "Nữ,12,,,"
    cells, _formulas = cells_of(files["xlsx"])
    assert {10, 8, 18, 12} <= {Decimal(words) for words, number in cells.values() if number}
    words = [cell.text for row in Document(io.BytesIO(files["docx"])).tables[-1].rows for cell in row.cells]
    assert {"Nhóm tuổi", "35-60 tuổi", "12", "–"} <= set(words)


def test_only_two_keys_with_listed_values_and_few_enough_cells_are_crossed(cast):
    few = {f"k{n}": ["1", "2"] for n in (1, 2, 3)}
    assert crossings(indicator(cast, dimensions=few)) == ["k1*k2", "k1*k3", "k2*k3"]
    many = {"a": [str(n) for n in range(8)], "b": [str(n) for n in range(8)], "mo": []}
    of = indicator(cast, dimensions=many)
    assert crossings(of) == []
    record(cast, of, "9")
    assert page(cast, of, phan_to="a*b").context["crossed"] is None
    assert page(cast, of, phan_to="a*mo").context["crossed"] is None
    assert ask(cast, ct=of.pk, khoa="a*b", hang="pt", cot="ph").context["view"] is not None


def test_a_page_without_parts_says_so_and_restated_or_cumulated_ones_have_no_crossed_table(cast):
    of, unit = trained(cast), cast.units["kinh_te"].pk
    record(cast, of, "7", unit="kinh_te")
    assert "Chưa có số liệu theo cách chia này" in text_of(page(cast, of, phan_to=NAME, don_vi=unit))
    assert page(cast, of, phan_to=NAME, cach="quy-doi").context["crossed"] is None
    assert page(cast, of, phan_to=NAME, tinh="luy-ke").context["crossed"] is None


def test_the_pivot_lays_one_key_down_and_the_other_across(cast):
    of = trained(cast, **{OLD_WOMEN: "9", "tuoi=35-60": "17"})
    unit = cast.units["van_hoa"].pk
    answer = ask(cast, ct=of.pk, khoa=NAME, hang="pt", cot="ph", dv=unit, tu="2026-11")
    view = answer.context["view"]
    assert [column.title for column in view.columns] == ["Giới tính", "Tổng số", "Dưới 35 tuổi", "35-60 tuổi"]
    assert table(answer) == {"Tổng số": ["40", "–", "17"], "Nam": ["–", "10", "8"], "Nữ": ["–", "12", "9"]}
    assert "phân tổ theo giới tính × nhóm tuổi" in view.note
    assert (NAME, "Giới tính × nhóm tuổi") in answer.context["keys_offered"]
    assert ("ph", "Nhóm tuổi") in answer.context["dimensions"]
    record(cast, of, "5", unit="kinh_te", dims=YOUNG_MEN)
    both = f"{unit},{cast.units['kinh_te'].pk}"
    several = table(ask(cast, ct=of.pk, khoa=NAME, hang="pt,dv", cot="ph", dv=both, tu="2026-11"))
    assert several["Nam"][1] == "15"


def test_crossed_cells_are_as_hidden_as_the_whole(cast):
    secret = indicator(cast, name="Quân số", who="an", classification=1, dimensions=KEYS)
    record(cast, secret, "90", who="an", dims=YOUNG_MEN)
    record(cast, secret, "90", who="an")
    assert page(cast, secret, who="giang", phan_to=NAME).status_code == 404
    query = {
        "cap": "office",
        "tu": "2026-11",
        "den": "2026-11",
        "ct": secret.pk,
        "khoa": NAME,
        "hang": "pt",
        "cot": "ph",
    }
    seen = client_of(cast, "giang").get(reverse("boards:pivot"), query, follow=True)
    assert secret.pk not in seen.context["asked"].indicators
    assert "Quân số" not in text_of(seen)


def test_crossed_tables_keep_to_the_queries_of_other_breakdowns(cast):
    of = trained(cast)
    client, url = client_of(cast), reverse("boards:indicator", args=[of.pk])
    client.get(url)
    with queries("boards", "indicator by parts", is_list=True):
        assert client.get(url, {"phan-to": NAME}).status_code == 200
    full = ask(cast, ct=of.pk, khoa=NAME, hang="pt", cot="ph", tu="2026-11").request
    address = f"{full['PATH_INFO']}?{full['QUERY_STRING']}"
    with queries("boards", "pivot theo phân tổ", is_list=True):
        assert "Nhóm tuổi" in text_of(client.get(address))
