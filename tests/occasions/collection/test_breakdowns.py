"""An indicator asked for by the keys of a breakdown: sub-columns, totals from their parts, files, and figures that land with their key."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.breakdowns import dimension_words, group_words, offered, part_words
from giaoban.occasions.collection.filing.paste import paste_read
from giaoban.occasions.collection.filing.reading import workbook_read
from giaoban.occasions.collection.filing.workbook import workbook_bytes
from giaoban.occasions.collection.grid import MISSING, sum_mismatches, summed
from giaoban.occasions.collection.models import Cell
from giaoban.records.figures.models import Observation
from giaoban.records.figures.services import Source, indicator_create, observation_record, period_of
from tests.occasions.collection.making import collection, put, refused, row_of
from tests.occasions.collection.tables import REF, column, grid, nobody, shown, xlsx
from tests.pages import client_of, text_of

D = Decimal
PEOPLE = column("21", "Số người được tập huấn", "người", whole="Số người được tập huấn")
PARTS = tuple(
    column(key, f"Số người được tập huấn, {part}", "người", part_of="21", dims=dims, group=group, part=part, whole=PEOPLE.name)
    for key, part, dims, group in (
        ("22", "nam", "gioi=nam", "giới tính"),
        ("23", "nữ", "gioi=nữ", "giới tính"),
        ("24", "dưới 35", "tuoi=duoi35", "nhóm tuổi"),
        ("25", "từ 35", "tuoi=tu35", "nhóm tuổi"),
    )
)  # fmt: skip
COLUMNS = (PEOPLE, *PARTS, column("26", "Số lớp", "lớp"))


def people(cast):
    """The dictionary: people trained, by sex and by age."""
    return {
        "tap": indicator_create(
            actor=cast.actor("binh"),
            body_id=cast.bodies["ubnd"].pk,
            code="tap",
            name="Số người được tập huấn",
            unit_of_measure="người",
            dimensions={"gioi": ["nam", "nữ"], "dan_toc": []},
        )
    }


def asked(cast, **more):
    """A collection that asks for them by sex."""
    codes = people(cast)
    return collection(cast, codes=codes, by={codes["tap"].pk: ["gioi"]}, **more)


def test_keys_are_said_in_the_words_of_people():
    assert (dimension_words("gioi"), dimension_words("loai_dat")) == ("giới tính", "loai dat")
    assert (part_words("gioi=nu"), part_words("tuoi=15-60"), part_words("")) == ("nữ", "15-60 tuổi", "")
    assert group_words("gioi=nam") == "giới tính"
    assert offered({"gioi": ["nam", "nữ"], "dan_toc": []}) == {"gioi": ("gioi=nam", "gioi=nữ")}


def test_a_total_is_held_against_the_parts_of_each_breakdown_by_itself():
    cells = {(1, "21"): D(30), (1, "22"): D(18), (1, "23"): D(12), (1, "24"): D(20), (1, "25"): D(9)}
    found = sum_mismatches(grid(columns=COLUMNS, cells=cells))
    assert [(row.unit_id, total.key) for row, total, _problem in found] == [(1, "21")]
    sentence = found[0][2].sentence("vi")
    assert "tổng ghi 30" in sentence
    assert "cộng lại là 29" in sentence
    assert "“Số người được tập huấn, dưới 35”" in sentence


def test_parts_of_a_rate_never_add_up():
    rate = column("31", "Tỷ lệ", "%", kind="rate")
    parts = [
        column(key, "Tỷ lệ", "%", kind="rate", part_of="31", dims=f"gioi={key}", group="g") for key in ("32", "33")
    ]
    cells = {(1, "31"): D(50), (1, "32"): D(45), (1, "33"): D(55)}
    assert sum_mismatches(grid(columns=(rate, *parts), cells=cells)) == []


def test_a_blank_total_is_the_sum_of_its_parts_and_of_nothing_less():
    assert summed({"22": D(18), "23": D(12)}, COLUMNS) == {"21": (D(30), "giới tính")}
    assert summed({"22": D(18)}, COLUMNS) == {}
    assert summed({"22": D(18), "23": MISSING}, COLUMNS) == {}
    assert summed({"21": D(31), "22": D(18), "23": D(12)}, COLUMNS) == {}


def test_a_workbook_carries_the_parts_out_and_in():
    table = grid(columns=COLUMNS, cells={(1, "22"): D(18)}, versions={(1, "22"): 1})
    data = workbook_bytes(table, ref=REF)
    reading = workbook_read(data, grid(columns=COLUMNS, cells={}), name="a.xlsx", ref=REF, resolve=nobody)
    assert shown(reading) == {}  # what the file said when it left is no change
    filled = xlsx([["Đơn vị", "#21", "#22", "#23"], ["Xã An Phú", 30, 18, 12]])
    found = workbook_read(filled, grid(columns=COLUMNS, cells={}), name="a.xlsx", ref=REF, resolve=nobody)
    assert shown(found) == {(1, "21"): D(30), (1, "22"): D(18), (1, "23"): D(12)}


def test_a_pasted_table_with_heads_over_several_columns_finds_whole_and_parts():
    text = (
        "Đơn vị\tSố người được tập huấn\t\t\tSố lớp\n"
        "\tTổng số\tNam\tNữ\t\n"
        "Xã An Phú\t30\t18\t12\t2\n"
        "Xã Bình Minh\t9\t4\t5\t1"
    )
    reading = paste_read(text, grid(columns=COLUMNS, cells={}), first=None, resolve=nobody)
    assert shown(reading) == {
        (1, "21"): D(30), (1, "22"): D(18), (1, "23"): D(12), (1, "26"): D(2),
        (2, "21"): D(9), (2, "22"): D(4), (2, "23"): D(5), (2, "26"): D(1),
    }  # fmt: skip
    assert reading.odd == []


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_values_land_with_their_key_and_a_blank_total_is_added_up_when_submitted(cast):
    made = asked(cast)
    office, client, row = client_of(cast, "binh"), client_of(cast, "cuong"), row_of(made, cast)
    keys = {each.dims: each.key for _row, each in selectors.columns_of(made)}
    assert list(keys) == ["", "gioi=nam", "gioi=nữ"]
    page = text_of(office.get(reverse("collection:matrix", args=[made.pk])))
    assert 'colspan="3"' in page
    assert "Tổng số" in page
    for dims, text in (("gioi=nam", "18"), ("gioi=nữ", "12")):
        where = reverse("collection:cell_save", args=[made.pk, row.pk, keys[dims]])
        answer = client.post(where, {"text": text, "version": "0"}).json()
    assert answer["cells"][keys[""]]["suggest"] == ["30", "cộng theo giới tính"]
    form = text_of(client.get(reverse("collection:form", args=[made.pk, row.pk])))
    assert "Nhận 30" in form
    assert "trong đó, theo giới tính" in form
    services.row_step(actor=cast.actor("cuong"), row=row, verb="submit")
    recorded = Observation.objects.order_by("dims").values_list("dims", "amount", "state")
    assert list(recorded) == [("", 30, "submitted"), ("gioi=nam", 18, "submitted"), ("gioi=nữ", 12, "submitted")]
    assert Cell.objects.get(column=keys[""]).changed_by.startswith("Lê Mạnh Cường")


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_each_part_is_compared_with_its_own_part_of_the_month_before(cast):
    codes = people(cast)
    for dims, amount in (("", "500"), ("gioi=nam", "300"), ("gioi=nữ", "200")):
        observation_record(
            actor=cast.actor("binh"), indicator=codes["tap"], unit=cast.units["van_hoa"], period=period_of("2026-10"),
            amount=D(amount), dims=dims, source=Source(kind="person"),
        )  # fmt: skip
    made = collection(cast, codes=codes, by={codes["tap"].pk: ["gioi"]})
    line = selectors.sheet(cast.actor("cuong"), made, only=row_of(made, cast)).lines[0]
    assert [(box.column.dims, box.last) for box in line.boxes] == [("", 500), ("gioi=nam", 300), ("gioi=nữ", 200)]


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_a_breakdown_is_chosen_on_the_page_added_later_and_taken_over_by_the_next(cast):
    codes = people(cast)
    pk = codes["tap"].pk
    client = client_of(cast, "binh")
    page = text_of(client.get(reverse("collection:create")))
    assert "tap – Số người được tập huấn: theo giới tính (nam, nữ)" in page
    assert "dan_toc" not in page  # a breakdown without a list of values has no columns
    typed = {
        "title": "Số liệu", "period": "11/2026", "due_on": "2026-11-25", "role": "actual",
        "units": [cast.units["van_hoa"].pk], "indicators": [pk],
    }  # fmt: skip
    client.post(reverse("collection:create"), typed)
    made = selectors.collections(cast.actor("binh")).get()
    assert made.columns.count() == 1
    change = reverse("collection:change", args=[made.pk])
    client.post(change, {"title": "Số liệu", "due_on": "2026-11-25", "note": "", "breakdowns": [f"{pk}:gioi"]})
    assert made.columns.count() == 3
    assert "breakdowns" not in text_of(client.get(change))
    assert services.breakdowns_of(made) == {pk: ("gioi",)}
    again = text_of(client.get(reverse("collection:create")))
    assert again.count("checked") == 3  # the unit, the indicator, its breakdown
    unknown = refused(
        services.collection_change, actor=cast.actor("binh"), collection=made,
        wanted=services.Wanted(due_on=made.due_on, note="", by={pk: ["dan_toc"]}),
    )  # fmt: skip
    assert unknown.code == "COL-022"
    part, whole = made.columns.get(dims="gioi=nam"), made.columns.get(dims="")
    moved = refused(
        services.collection_change, actor=cast.actor("binh"), collection=made,
        wanted=services.Wanted(due_on=made.due_on, note="", totals={part.pk: None}),
    )  # fmt: skip
    assert (moved.code, part.total_id) == ("COL-009", whole.pk)


@pytest.mark.django_db
def test_a_number_for_a_total_that_was_typed_is_never_overwritten_by_the_sum(cast):
    made = asked(cast)
    row, keys = row_of(made, cast), {each.dims: each.key for _row, each in selectors.columns_of(made)}
    typed = [
        services.Typed(int(keys[dims]), text, 0, "")
        for dims, text in (("", "31"), ("gioi=nam", "18"), ("gioi=nữ", "12"))
    ]
    services.cells_type(actor=cast.actor("cuong"), row=row, typed=typed)
    asks = selectors.sheet(cast.actor("cuong"), made, only=row).lines[0].boxes[0].asked
    assert any("cộng lại là 30" in sentence for sentence in asks)
    services.row_step(actor=cast.actor("cuong", at=datetime(2026, 11, 23, 3, 0, tzinfo=UTC)), row=row, verb="submit")
    assert Observation.objects.get(dims="").amount == 31


@pytest.mark.django_db
def test_columns_that_people_called_parts_of_a_total_suggest_nothing_by_themselves(cast):
    made = collection(cast)
    whole, part = made.columns.order_by("order")[:2]
    services.collection_change(
        actor=cast.actor("binh"),
        collection=made,
        wanted=services.Wanted(due_on=made.due_on, note="", totals={part.pk: whole.pk}),
    )
    put(made, cast, "gks", "5")
    boxes = selectors.sheet(cast.actor("cuong"), made, only=row_of(made, cast)).lines[0].boxes
    assert boxes[0].suggestion is None
