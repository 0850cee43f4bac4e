"""An indicator asked for by two keys crossed: totals held against their parts in both directions, in a form, a file and a paste."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.breakdowns import (
    breakdown_words,
    crossed_size,
    group_words,
    name_of,
    offered,
    part_words,
    with_margins,
)
from giaoban.occasions.collection.filing.paste import paste_read
from giaoban.occasions.collection.filing.reading import workbook_read
from giaoban.occasions.collection.filing.workbook import workbook_bytes
from giaoban.occasions.collection.grid import MISSING, sum_mismatches, summed
from giaoban.records.figures.models import Observation
from giaoban.records.figures.services import indicator_create
from tests.occasions.collection.making import changed, collection, fields_of, refused, row_of
from tests.occasions.collection.tables import REF, column, grid, nobody, shown
from tests.pages import client_of, text_of

D = Decimal
NAME = "Số người được tập huấn"
DIMENSIONS = {"gioi": ["nam", "nữ"], "tuoi": ["duoi_35", "tu_35"]}
KEYS = [key for name in ("gioi", "tuoi", "gioi*tuoi") for key in offered(DIMENSIONS)[name]]
WHOLE = column("21", NAME, "người", indicator_id=21, whole=NAME)


def part(number, dims, **more):
    said = part_words(dims)
    return column(
        str(number), f"{NAME}, {said}", "người", indicator_id=21, part_of="21", dims=dims, group=group_words(dims),
        part=said, whole=NAME, **more,
    )  # fmt: skip


PARTS = tuple(part(22 + number, dims) for number, dims in enumerate(KEYS))
COLUMNS = (WHOLE, *PARTS, column("40", "Số lớp", "lớp"))
BY = {each.dims: each.key for each in COLUMNS[:-1]}
CROSSED = {"gioi=nam;tuoi=duoi_35": 11, "gioi=nam;tuoi=tu_35": 7, "gioi=nữ;tuoi=duoi_35": 9, "gioi=nữ;tuoi=tu_35": 3}
MARGINS = {"": 30, "gioi=nam": 18, "gioi=nữ": 12, "tuoi=duoi_35": 20, "tuoi=tu_35": 10}


def cells(**other):
    """The cells of a unit, all of them or some changed."""
    return {(1, BY[dims]): D(value) for dims, value in (CROSSED | MARGINS | other).items() if value is not None}


def test_two_keys_are_crossed_and_said_in_the_words_of_people():
    assert offered(DIMENSIONS)["gioi*tuoi"] == tuple(CROSSED)
    assert (name_of("gioi=nữ;tuoi=tu_35"), breakdown_words("gioi*tuoi")) == ("gioi*tuoi", "giới tính × nhóm tuổi")
    assert part_words("gioi=nữ;tuoi=duoi_35") == "nữ, dưới 35 tuổi"
    assert with_margins(["gioi*tuoi", "tuoi"]) == ["gioi", "tuoi", "gioi*tuoi"]
    assert crossed_size("gioi*tuoi", DIMENSIONS) == 4
    assert crossed_size("gioi*khu_vuc", DIMENSIONS) == 0


def test_totals_are_held_against_their_parts_in_both_directions():
    assert sum_mismatches(grid(columns=COLUMNS, cells=cells())) == []
    wrong = sum_mismatches(grid(columns=COLUMNS, cells=cells(**{"gioi=nữ;tuoi=tu_35": 4})))
    assert {total.dims for _row, total, _problem in wrong} == {"gioi=nữ", "tuoi=tu_35"}
    sentences = sorted(problem.sentence("vi") for _row, _total, problem in wrong)
    assert "tổng ghi 12 nhưng" in sentences[0]
    assert "“Số người được tập huấn, nữ, dưới 35 tuổi”" in sentences[0]
    assert "cộng lại là 13" in sentences[0]
    assert [total.dims for _row, total, _p in sum_mismatches(grid(columns=COLUMNS, cells=cells(**{"": 31})))] == [
        "",
        "",
    ]
    bare = tuple(each for each in COLUMNS if each.dims not in MARGINS or not each.dims)  # without totals by one key
    assert [each.dims for _row, each, _p in sum_mismatches(grid(columns=bare, cells=cells(**{"": 31})))] == [""]


def test_crossed_cells_alone_give_every_total():
    values = {BY[dims]: D(value) for dims, value in CROSSED.items()}
    found = {dims: summed(values, COLUMNS)[BY[dims]][0] for dims in MARGINS}
    assert found == {dims: D(value) for dims, value in MARGINS.items()}
    assert summed(values, COLUMNS)[BY["gioi=nam"]] == (D(18), "nhóm tuổi")
    one_missing = values | {BY["gioi=nam;tuoi=tu_35"]: MISSING}
    assert set(summed(one_missing, COLUMNS)) == {BY["gioi=nữ"], BY["tuoi=duoi_35"]}
    rate = [part(each.key, each.dims, kind="rate") for each in PARTS]
    assert summed(values, (WHOLE, *rate)) == {}


def test_a_workbook_and_a_paste_with_three_rows_of_heads_carry_crossed_cells():
    table = grid(columns=COLUMNS, cells=cells(), versions=dict.fromkeys(cells(), 1))
    data = workbook_bytes(table, ref=REF)
    same = workbook_read(data, table, name="a.xlsx", ref=REF, resolve=nobody)
    assert (shown(same), same.odd, same.refused) == ({}, [], [])
    text = (
        f"Đơn vị\t{NAME}\t\t\t\t\t\t\tSố lớp\n"
        "\tTổng số\tNam\t\t\tNữ\t\t\t\n"
        "\t\tTổng số\tDưới 35 tuổi\tTừ 35 tuổi trở lên\tTổng số\tDưới 35 tuổi\tTừ 35 tuổi trở lên\t\n"
        "Xã An Phú\t30\t18\t11\t7\t12\t9\t3\t2"
    )
    reading = paste_read(text, grid(columns=COLUMNS, cells={}), first=None, resolve=nobody)
    told = {dims: CROSSED[dims] for dims in CROSSED} | {dims: MARGINS[dims] for dims in ("", "gioi=nam", "gioi=nữ")}
    assert shown(reading) == {(1, BY[dims]): D(value) for dims, value in told.items()} | {(1, "40"): D(2)}
    renamed = tuple(
        replace(each, name=each.name.replace(NAME, "Lượt học"), whole="Lượt học", known=each.name)
        if each.whole
        else each
        for each in COLUMNS
    )
    for words in (NAME, "Lượt học"):  # the indicator's own name still says what is meant
        again = paste_read(text.replace(NAME, words), grid(columns=renamed, cells={}), first=None, resolve=nobody)
        assert shown(again) == shown(reading)
    wrong = paste_read(text.replace("\t18\t", "\t19\t"), grid(columns=COLUMNS, cells={}), first=None, resolve=nobody)
    assert {change.proposed.column.dims for change in wrong.changes if change.asks} >= {
        "gioi=nam",
        "gioi=nam;tuoi=tu_35",
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_crossed_columns_are_chosen_on_the_page_filled_recorded_and_taken_out_together(cast):
    people = indicator_create(
        actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, code="tap", name=NAME, unit_of_measure="người",
        dimensions=DIMENSIONS | {"muc_do": [f"bac_{number}" for number in range(1, 40)]},
    )  # fmt: skip
    made = collection(cast, codes={"tap": people}, units=("van_hoa", "kinh_te"))
    office, row = client_of(cast, "binh"), row_of(made, cast)
    where = reverse("collection:change", args=[made.pk])
    many = office.post(where, fields_of(made, breakdowns=[f"{people.pk}:gioi*muc_do"]))
    assert (many.status_code, "thành 78 ô, quá 60 ô" in text_of(many)) == (422, True)
    assert "theo giới tính × nhóm tuổi (phân tổ kết hợp, 4 ô)" in text_of(many)
    three = services.Wanted(due_on=made.due_on, note="", by={people.pk: ["gioi*muc_do*tuoi"]})
    assert (
        refused(services.collection_change, actor=cast.actor("binh"), collection=made, wanted=three).code == "COL-049"
    )
    changed(office, made, fields_of(made, breakdowns=[f"{people.pk}:gioi*tuoi"]))
    keys = {each.dims: each.key for _row, each in selectors.columns_of(made)}
    assert set(keys) == {"", *KEYS}
    assert services.breakdowns_of(made) == {people.pk: ("gioi", "tuoi", "gioi*tuoi")}
    past = text_of(office.get(reverse("collection:history", args=[made.pk]))).split("<main")[1]
    assert "nữ, dưới 35 tuổi" in past
    assert ("gioi=" in past, f"{people.pk}/actual/" in past) == (False, False)
    typed = [services.Typed(int(keys[dims]), str(value), 0, "") for dims, value in CROSSED.items()]
    assert services.cells_type(actor=cast.actor("cuong"), row=row, typed=typed) == {}
    form = text_of(client_of(cast, "cuong").get(reverse("collection:form", args=[made.pk, row.pk])))
    assert "trong đó, theo giới tính, nhóm tuổi" in form
    assert "Nhận 30" in form
    assert [(each.answered, each.asked) for each in selectors.progress(cast.actor("cuong"), made)] == [(4, 9)]
    services.row_step(actor=cast.actor("cuong"), row=row, verb="submit")
    assert dict(Observation.objects.values_list("dims", "amount")) == CROSSED | MARGINS
    fields = fields_of(made, **{f"out-{people.pk}-gioi": "on"}, reason="Chỉ cần nhóm tuổi")
    said = office.post(where, fields)
    assert f"Bỏ cột {NAME}, chia theo giới tính × nhóm tuổi</strong>: 4 ô" in text_of(said)
    changed(office, made, fields, said)
    assert {each.dims for _row, each in selectors.columns_of(made)} == {"", "tuoi=duoi_35", "tuoi=tu_35"}
