"""The books of one-stop dossiers and of petitions: states of a day, counts that add up, files, names that stay with who may see them."""

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from django.urls import reverse

from giaoban.ground import search
from giaoban.kernel.formula import over, parse
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import Field, Kind, load, row_of
from giaoban.records.figures.models import Indicator
from giaoban.records.registers import selectors, services
from giaoban.records.registers.asked import Asked, fits
from giaoban.records.registers.catalogs import catalogs
from giaoban.records.registers.models import Entry
from tests.pages import client_of, text_of
from tests.records.registers.making import catalog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
HEAD = ("Mã hồ sơ", "Lĩnh vực", "Thủ tục hành chính", "Người nộp hồ sơ", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả",
        "Ngày trả kết quả", "Kết quả", "Đơn vị giải quyết")  # fmt: skip
NAME = "Dương Thị Êm"
OWN, OTHER = "Trung tâm Phục vụ hành chính công", "Phòng Kinh tế"
EARLY, ON_TIME, LATE = "Đã giải quyết trước hạn", "Đã giải quyết đúng hạn", "Đã giải quyết quá hạn"
ROWS = (
    # number, field, procedure, applicant, channel, received, due, finished, result, unit -> state on 2026-11-20
    ("1", "Hộ tịch", "Khai sinh", NAME, "Trực tiếp", "20/10/2026", "30/10/2026", "28/10/2026", "Đã giải quyết", OWN, EARLY),
    ("2", "Đất đai", "Biến động", "A", "Trực tuyến", "20/10/2026", "05/11/2026", "05/11/2026", "Đã giải quyết", OTHER, ON_TIME),
    ("3", "Đất đai", "Biến động", "B", "Trực tuyến", "26/10/2026", "06/11/2026", "09/11/2026", "Từ chối giải quyết", OTHER, LATE),
    ("4", "Chứng thực", "Bản sao", "C", "Bưu chính công ích", "02/11/2026", "03/11/2026", "02/11/2026", "Đã giải quyết", OWN, EARLY),
    ("5", "Chứng thực", "Bản sao", "D", "Trực tiếp", "02/11/2026", "04/11/2026", "03/11/2026", "Người nộp rút", OWN, "Đã rút"),
    ("6", "Xây dựng", "Cấp phép", "E", "Trực tuyến", "03/11/2026", "18/11/2026", "", "", OTHER, "Đang giải quyết, quá hạn"),
    ("7", "Xây dựng", "Cấp phép", "G", "Trực tuyến", "10/11/2026", "20/11/2026", "", "", OTHER, "Đang giải quyết, trong hạn"),
)  # fmt: skip
COUNTED = {
    "hs.ky-truoc": 2, "hs.tiep-nhan": 4, "hs.truc-tuyen": 2, "hs.truc-tiep": 2, "hs.giai-quyet": 3, "hs.truoc-han": 1, "hs.dung-han": 1,
    "hs.qua-han": 1, "hs.rut": 1, "hs.dang-trong-han": 1, "hs.dang-qua-han": 1,
}  # fmt: skip
"""November as of the 20th, counted by hand from the rows."""


def workbook(rows, head=HEAD):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for line, row in enumerate([head, *rows]):
        for place, value in enumerate(row):
            sheet.write(line, place, value)
    book.close()
    return out.getvalue()


def loaded(cast, rows=ROWS, who="an"):
    of = catalog(cast, "dossiers")
    data = io.BytesIO(workbook([row[:10] for row in rows]))
    batch = services.import_read(actor=cast.actor(who), register=of, stream=data, name="so-mot-cua.xlsx")
    plan = services.import_plan(actor=cast.actor(who), batch=batch)[2]
    assert not Entry.objects.exists(), "the preview writes nothing"
    assert plan.counts == {"new": len(rows), "changed": 0, "same": 0, "refused": 0}
    services.import_apply(actor=cast.actor(who), batch=batch, digest=plan.digest, only_good=False)
    return of


def numbers(rows):
    return {row.title.split(" ")[0] for row in rows}


def asked(cast, of, who="an", on=None, **filters):
    return numbers(selectors.entries(cast.actor(who), services.live_of(of), Asked(on=on, filters=filters)))


def test_a_file_of_the_one_stop_system_goes_in_after_a_preview_and_each_dossier_has_its_state_of_the_day(cast):
    of = loaded(cast)
    live, an = services.live_of(of), cast.actor("an")
    columns = [one for one in selectors.columns_of(live.definition, 2) if one.field.name == "state"]
    shown = selectors.shown_rows(an, live, selectors.entries(an, live, Asked()), columns)
    assert {row.row.key: row.cells[0] for row in shown} == {row[0]: row[10] for row in ROWS}
    warned = {row.row.key: {one.id for one in row.warnings} for row in shown}
    assert warned["6"] == {"dang-qua-han", "chua-xin-loi"}
    assert warned["7"] == {"sap-den-han"}
    assert warned["3"] == {"chua-xin-loi"}
    assert warned["1"] == set()
    before = selectors.shown_rows(an, live, selectors.entries(an, live, Asked(on=date(2026, 10, 29))), columns,
                                  on=date(2026, 10, 29))  # fmt: skip
    assert {row.row.key: row.cells[0] for row in before} == {
        "1": "Đã giải quyết trước hạn", "2": "Đang giải quyết, trong hạn", "3": "Đang giải quyết, trong hạn",
    }  # fmt: skip


def test_a_list_is_narrowed_to_a_state_that_hangs_on_the_day(cast):
    of = loaded(cast)
    assert asked(cast, of, state="dang_qua_han") == {"6"}
    assert asked(cast, of, state="dang_trong_han", domain="xay_dung") == {"7"}
    assert asked(cast, of, on=date(2026, 11, 19), state="dang_trong_han") == {"7"}
    assert asked(cast, of, on=date(2026, 10, 27), state="dang_trong_han") == {"1", "2", "3"}
    assert asked(cast, of, state="-") == set()
    late = {"days_late-tu": "2"}
    assert asked(cast, of, **late) == {"3", "6"}
    assert asked(cast, of, **late, **{"days_late-den": "2"}) == {"6"}
    address = reverse("registers:entries", args=[of.pk])
    page = text_of(client_of(cast, "an").get(address, {"f-state": "qua_han"}))
    assert ("3 – Biến động" in page, "2 – Biến động" in page) == (True, False)


@pytest.mark.parametrize(
    ("kind", "stored", "filters", "wanted"),
    [
        ("text", "Quá hạn", {"f": "qua han"}, True),
        ("text", "Quá hạn", {"f": "đúng"}, False),
        ("text", None, {"f": "-"}, True),
        ("boolean", False, {"f": "0"}, True),
        ("boolean", None, {"f": "0"}, False),
        ("choices", ["a", "b"], {"f": "b"}, True),
        ("choices", None, {"f": "b"}, False),
        ("date", "2026-11-20", {"f-tu": "20/11/2026", "f-den": "21/11/2026"}, True),
        ("date", "2026-11-20", {"f-tu": "21/11/2026"}, False),
        ("date", None, {"f-den": "21/11/2026"}, False),
        ("decimal", "10", {"f-tu": "9,5"}, True),
        ("decimal", "10", {"f-den": "9,5"}, False),
        ("decimal", "10", {"f": "10"}, True),
    ],
)
def test_what_is_not_stored_is_compared_as_what_is(kind, stored, filters, wanted):
    one = Field(name="f", kind=Kind(kind), label="Trường", choices=(("a", "A"), ("b", "B")), derive="on")
    assert fits(one, stored, filters) is wanted


def test_a_bound_that_is_no_value_is_refused():
    with pytest.raises(Problem) as caught:
        fits(Field(name="f", kind=Kind.DATE, label="Ngày", derive="on"), None, {"f-tu": "hôm qua"})
    assert caught.value.code == "REG-020"


def test_a_late_dossier_leaves_as_a_number_of_days_in_the_file(cast):
    of = loaded(cast)
    answer = client_of(cast, "an").get(
        reverse("registers:export", args=[of.pk]), {"dang": "csv", "f-state": "dang_qua_han"}
    )
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Đang giải quyết, quá hạn" in lines[1]
    assert "Số ngày quá hạn" in lines[0]


def test_the_months_counts_are_those_of_the_rows_and_what_came_in_is_what_went_out_or_still_lies(cast):
    of = loaded(cast)
    _live, _period, found = services.computed(actor=cast.actor("an"), register=of, code="2026-11")
    whole = {one.rule.id: one.value for one in found if one.unit_id is None}
    assert {code: whole[code] for code in COUNTED} == COUNTED
    assert whole["hs.ty-le-som-dung"] == Decimal("66.666667")
    assert whole["hs.ty-le-truc-tuyen"] == 50
    for code in ("2026-10", "2026-11", "2026-Q4"):
        _live, _period, found = services.computed(actor=cast.actor("an"), register=of, code=code)
        for place in {one.unit_id for one in found}:
            told = {one.rule.id: one.value for one in found if one.unit_id == place}
            came, went = told["hs.ky-truoc"] + told["hs.tiep-nhan"], told["hs.giai-quyet"] + told["hs.rut"]
            assert came == went + told["hs.dang-trong-han"] + told["hs.dang-qua-han"]
            assert told["hs.giai-quyet"] == told["hs.truoc-han"] + told["hs.dung-han"] + told["hs.qua-han"]
            assert told["hs.tiep-nhan"] == told["hs.truc-tuyen"] + told["hs.truc-tiep"]


def test_the_parts_of_the_share_in_time_are_recorded_as_what_happened_in_the_month(cast):
    of = loaded(cast)
    services.figures_record(actor=cast.actor("an"), register=of, code="2026-10", by_unit=False)
    kinds = dict(Indicator.objects.filter(code__startswith="hs.ty-le-som-dung").values_list("code", "kind"))
    assert kinds == {"hs.ty-le-som-dung": "rate", "hs.ty-le-som-dung.tu": "sum", "hs.ty-le-som-dung.mau": "sum"}


def test_who_filed_a_dossier_is_hidden_from_colleagues_without_that_level_and_everything_from_the_stranger(cast):
    of = loaded(cast)
    entry = Entry.objects.get(key="1")
    pages = [reverse("registers:entry", args=[entry.pk]), reverse("registers:entry_history", args=[entry.pk])]
    for who, seen in (("an", True), ("binh", False), ("giang", False)):
        client = client_of(cast, who)
        assert [NAME in text_of(client.get(page)) for page in pages] == [seen, seen], who
        exported = client.get(reverse("registers:export", args=[of.pk]), {"dang": "csv"})
        assert (NAME in b"".join(exported.streaming_content).decode()) is seen, who
        assert asked(cast, of, who=who, applicant="dương thị êm") == ({"1"} if seen else asked(cast, of, who=who))
        assert search.find(cast.actor(who), NAME, 5) == []
    stranger = client_of(cast, "dung")
    assert [stranger.get(page).status_code for page in pages] == [404, 404]
    assert stranger.get(reverse("registers:entries", args=[of.pk])).status_code == 404


def test_a_result_without_its_day_and_a_day_before_the_dossier_came_are_refused_with_a_sentence(cast):
    of = catalog(cast, "dossiers")
    bad = [
        ("1", "Hộ tịch", "Khai sinh", "A", "Trực tiếp", "20/10/2026", "19/10/2026", "", "", OWN),
        ("2", "Hộ tịch", "Khai sinh", "A", "Trực tiếp", "20/10/2026", "21/10/2026", "19/10/2026", "Đã giải quyết", OWN),
        ("3", "Hộ tịch", "Khai sinh", "A", "Trực tiếp", "20/10/2026", "21/10/2026", "", "Đã giải quyết", OWN),
    ]
    batch = services.import_read(actor=cast.actor("an"), register=of, stream=io.BytesIO(workbook(bad)), name="a.xlsx")
    plan = services.import_plan(actor=cast.actor("an"), batch=batch)[2]
    told = {line.number: line.faults[0][1] for line in plan.of("refused")}
    assert sorted(told) == [2, 3, 4]
    assert "sớm hơn ngày tiếp nhận" in told[2]
    assert "sớm hơn ngày tiếp nhận" in told[3]
    assert "ghi cùng nhau" in told[4]


PETITION = {"number": "Đ1", "kind": "to_cao", "channel": "buu_chinh", "received_on": "2026-10-05", "unit": "1"}
"""What every petition here says."""


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, "cho_phan_loai"),
        ({"handling": "thu_ly", "handled_on": "2026-10-12"}, "dang_giai_quyet"),
        ({"handling": "thu_ly", "handled_on": "2026-10-12", "due_on": "2026-11-19"}, "dang_qua_han"),
        ({"handling": "chuyen", "handled_on": "2026-10-08", "due_on": "2026-10-20"}, "da_xu_ly"),
        (
            {"handling": "thu_ly", "due_on": "2026-11-04", "finished_on": "2026-11-04", "outcome": "sai"},
            "xong_dung_han",
        ),
        ({"handling": "thu_ly", "due_on": "2026-11-04", "finished_on": "2026-11-05", "outcome": "sai"}, "xong_qua_han"),
        ({"handling": "thu_ly", "finished_on": "2026-11-05", "outcome": "rut"}, "da_rut"),
    ],
)
def test_a_petition_has_the_state_of_what_was_done_with_it(more, state):
    definition = load(catalogs()["petitions"])
    row = row_of(definition, PETITION | more, on=date(2026, 11, 20))
    assert row["state"] == state
    moment = {"on": date(2026, 11, 20), "period.start": date(2026, 11, 1), "period.end": date(2026, 12, 1)}
    rules = {rule.id: rule for rule in definition.indicators}
    counted = {
        code: over(parse(rules[code].value), [row | moment], moment).value
        for code in ("don.giai-quyet", "don.dang-qua-han")
    }
    assert counted == {
        "don.giai-quyet": int(state.startswith("xong")),
        "don.dang-qua-han": int(state == "dang_qua_han"),
    }


def test_who_denounced_whom_is_hidden_without_that_level(cast):
    of = catalog(cast, "petitions")
    typed = PETITION | {"unit": cast.units["mot_cua"].pk, "sender": NAME, "accused": "Ông Sửu", "content": "Thu tiền"}
    entry = services.entry_create(actor=cast.actor("an"), register=of, typed=typed, start=date(2026, 10, 5))
    page = reverse("registers:entry", args=[entry.pk])
    for who, seen in (("an", True), ("binh", False), ("giang", False)):
        said = text_of(client_of(cast, who).get(page))
        assert [word in said for word in (NAME, "Ông Sửu", "Thu tiền")] == [seen] * 3, who
    assert client_of(cast, "dung").get(page).status_code == 404
