"""A file into a register: every row is told before it is written, all or nothing, and taken back as a whole."""

import io
import re
from datetime import date

import pytest
import xlsxwriter
from django.urls import reverse

from giaoban.ground.journal.models import Entry as JournalEntry
from giaoban.ground.org.models import Person
from giaoban.kernel.problems import Problem
from giaoban.records.registers import selectors, services
from giaoban.records.registers.asked import Asked
from giaoban.records.registers.models import ColumnMap, Entry
from giaoban.records.registers.sheets import sheet_of
from tests.pages import client_of, text_of
from tests.records.registers.making import SMALL, catalog, register, typed_of, well

pytestmark = pytest.mark.django_db
HEAD = "STT;Mã giếng;Đơn vị;Độ sâu (m);Nước sạch;Chi phí (triệu đồng);Ghi chú\n(1);(2);(3);(4);(5);(6);(7)\n"
GOOD = "1;G1;Phòng Kinh tế;20;có;1,5;một\n2;G2;phong van hoa - xa hoi;30,5;không;;hai\n"


def read(cast, of, text, who="an", name="gieng.csv"):
    data = text.encode() if isinstance(text, str) else text
    return services.import_read(actor=cast.actor(who), register=of, stream=io.BytesIO(data), name=name)


def plan_of(cast, batch, who="an"):
    return services.import_plan(actor=cast.actor(who), batch=batch)[2]


def apply(cast, batch, who="an", **more):
    digest = plan_of(cast, batch, who).digest
    return services.import_apply(actor=cast.actor(who), batch=batch, digest=digest, **{"only_good": False, **more})


def test_a_file_of_new_entries_is_read_by_its_titles(cast):
    of = register(cast)
    batch = read(cast, of, HEAD + GOOD)
    assert batch.columns == {"1": "code", "2": "unit", "3": "depth", "4": "clean", "5": "cost*1000000", "6": "note"}
    assert plan_of(cast, batch).counts == {"new": 2, "changed": 0, "same": 0, "refused": 0}
    assert not Entry.objects.exists(), "a preview writes nothing"
    apply(cast, batch, on=date(2026, 1, 1))
    first, second = Entry.objects.order_by("key")
    assert (first.data["cost"], first.data["depth"], first.valid_from) == ("1500000", "20", date(2026, 1, 1))
    assert second.unit_id == cast.units["van_hoa"].pk
    assert JournalEntry.objects.get(verb="registers.load", op="B").rows == 4, (
        "one entry for two entries and their revisions"
    )


def test_each_fault_is_told_with_its_row_and_column(cast):
    of = register(cast)
    rows = (
        HEAD
        + GOOD
        + "3;;Phòng Kinh tế;400;có lẽ;;\n4;G4;Phòng Kinh tê lạ;chín;;;\n5;G5;Phòng Kinh tế;60;;;\n5;G5;Phòng Kinh tế;61;;;\n"
    )
    plan = plan_of(cast, read(cast, of, rows))
    assert plan.counts == {"new": 2, "changed": 0, "same": 0, "refused": 4}
    told = {line.number: line.faults for line in plan.of("refused")}
    assert sorted(told) == [5, 6, 7, 8]
    assert {title for title, _sentence in told[5]} == {"Mã giếng", "Độ sâu (m)", "Nước sạch"}
    assert any("Có phải" in sentence for title, sentence in told[6] if title == "Đơn vị")
    twice = "Dòng 8 và dòng 7 trùng nhau ở Mã giếng “G5” nhưng khác nội dung."
    assert any(sentence.startswith(twice) for _title, sentence in told[7]), "the field by its title, what stands there"


def test_refused_rows_hold_everything_back_unless_only_the_good_ones_are_wanted(cast):
    of = register(cast)
    batch = read(cast, of, HEAD + GOOD + "3;G3;;999;;;\n")
    with pytest.raises(Problem) as caught:
        apply(cast, batch)
    assert caught.value.code == "REG-011"
    assert not Entry.objects.exists()
    done = apply(cast, batch, only_good=True)
    assert (done.counts["new"], done.counts["refused"], Entry.objects.count()) == (2, 1, 2)


def test_a_second_file_changes_what_is_different_and_keeps_what_it_does_not_say(cast):
    of = register(cast)
    apply(cast, read(cast, of, HEAD + GOOD), on=date(2026, 1, 1))
    batch = read(cast, of, "Mã giếng;Độ sâu;Ghi chú\nG1;25;\nG2;30,5;hai\n")
    plan = plan_of(cast, batch)
    assert plan.counts == {"new": 0, "changed": 1, "same": 1, "refused": 0}
    assert plan.of("changed")[0].differs == [("Độ sâu", "20", "25")]
    apply(cast, batch, on=date(2026, 6, 1))
    entry = Entry.objects.get(key="g1")
    assert (entry.data["depth"], entry.data["note"]) == ("25", "một")
    assert entry.revisions.get(number=2).kind == "change"
    batch = read(cast, of, "Mã giếng;Độ sâu\nG1;26\n")
    apply(cast, batch, reason="Đo lại")
    assert entry.revisions.get(number=3).kind == "correct"


def test_what_somebody_changed_since_the_preview_is_not_written_over(cast):
    of, an = register(cast), cast.actor("an")
    entry = well(cast, of)
    batch = read(cast, of, "Mã giếng;Độ sâu\nG1;25\n")
    digest = plan_of(cast, batch).digest
    services.entry_correct(actor=an, entry=entry, typed=typed_of(entry, depth="40"), reason="Đo lại")
    with pytest.raises(Problem) as caught:
        services.import_apply(actor=an, batch=batch, digest=digest, only_good=False)
    assert caught.value.code == "REG-012"


@pytest.mark.usefixtures("moment")
def test_a_preview_names_units_and_people_and_tells_names_that_the_file_writes_otherwise(cast):
    text = SMALL.replace('title = ["code", "note"]', 'title = ["code", "unit"]')
    of, full = register(cast, text), "Phòng Kinh tế xã An Phú"
    well(cast, of, unit=None, keeper=None)
    keeper = Person.objects.filter(holdings__post__body=cast.bodies["ubnd"]).order_by("pk").first()
    rows = (
        f"Mã giếng;Đơn vị;Người trông coi\nG1;Phòng Kinh tê;{keeper.full_name}\nG2;Phòng Kinh tế;\nG3;phong kinh te;\n"
    )
    batch = read(cast, of, rows)
    plan = plan_of(cast, batch)
    assert plan.of("changed")[0].differs == [
        ("Đơn vị", "", full),
        ("Người trông coi", "", keeper.full_name),
    ]
    assert [line.loose for line in plan.lines] == [
        [("Đơn vị", full, "Phòng Kinh tê")],
        [],
        [("Đơn vị", full, "phong kinh te")],
    ]
    assert [line.title for line in plan.lines] == [f"G{number} – {full}" for number in (1, 2, 3)]
    page = " ".join(text_of(client_of(cast, "an").get(reverse("registers:import", args=[batch.pk]))).split())
    assert page.count(f"đọc là “{full}”; trong tệp ghi “Phòng Kinh tê”") == 2, "above the rows and at its row"
    assert page.count("trong tệp ghi “phong kinh te”") == 1, "the row itself is on another tab"


@pytest.mark.usefixtures("moment")
def test_refused_rows_stand_under_their_reason_and_a_conditional_reason_is_not_called_optional(cast):
    of = register(cast)
    well(cast, of)
    batch = read(cast, of, "Mã giếng;Độ sâu\nG1;25\nG2;999\n")
    url, client = reverse("registers:import", args=[batch.pk]), client_of(cast, "an")
    refused = text_of(client.get(url + "?loai=refused"))
    assert re.search(r"<th[^>]*>\s*Lý do từ chối", refused)
    assert not re.search(r"<th[^>]*>\s*Thay đổi", refused)
    assert re.search(r"<th[^>]*>\s*Thay đổi", text_of(client.get(url + "?loai=changed")))
    assert re.search(r">Lý do\s*</label>", refused)
    assert "Bắt buộc khi sửa sổ ghi nhầm." in refused


def test_a_file_is_taken_back_but_for_what_was_changed_since(cast):
    of, an = register(cast), cast.actor("an")
    well(cast, of, depth="5")
    batch = apply(cast, read(cast, of, HEAD + GOOD + "3;G3;;9;;;\n"))
    third = Entry.objects.get(key="g3")
    services.entry_correct(actor=an, entry=third, typed=typed_of(third, depth="8"), reason="Đo lại")
    with pytest.raises(Problem) as caught:
        services.import_undo(actor=an, batch=batch, reason=" ")
    assert caught.value.code == "REG-006"
    assert services.import_undo(actor=an, batch=batch, reason="Nhầm tệp") == (2, 1)
    live = services.live_of(of)
    assert {row.key: row.data["depth"] for row in selectors.entries(an, live, Asked())} == {"g1": "5", "g3": "8"}
    with pytest.raises(Problem):
        services.import_undo(actor=an, batch=batch, reason="Lần nữa")


def test_columns_are_remembered_for_files_of_the_same_layout(cast):
    of, an = register(cast), cast.actor("an")
    text = "Ký hiệu lạ;Sâu\nG1;20\n"
    batch = read(cast, of, text)
    assert "code" not in batch.columns.values()
    with pytest.raises(Problem) as caught:
        plan_of(cast, batch)
    assert caught.value.code == "REG-010"
    services.import_map(
        actor=an, batch=batch, meant={"0": "code", "1": "depth", "9": "nothing", "2": "code", "3": "cost*7"}
    )
    assert ColumnMap.objects.get().columns == {"0": "code", "1": "depth"}
    assert read(cast, of, text.upper()).columns == {"0": "code", "1": "depth"}


def test_money_is_read_in_the_unit_that_its_column_states(cast):
    of = catalog(cast, "revenue")
    text = "Tháng\tNguồn thu\tSố thu (triệu đồng)\n11/2026\tPhí, lệ phí\t1.234,5\n10/2026\tPhí, lệ phí\t2 tỷ đồng\n"
    apply(cast, read(cast, of, text, name="thu.tsv"))
    amounts = dict(Entry.objects.values_list("data__month", "data__amount"))
    assert amounts == {"2026-11": "1234500000", "2026-10": "2000000000"}


def test_an_xlsx_workbook_comes_in_and_the_exported_one_changes_nothing(cast):
    of, an = register(cast), cast.actor("an")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Danh sách giếng"])
    sheet.write_row(2, 0, ["Mã giếng", "Độ sâu", "Ngày xét nghiệm"])
    sheet.write_row(3, 0, ["G1", 20.5])
    sheet.write_datetime(3, 2, date(2026, 5, 4), book.add_format({"num_format": "dd/mm/yyyy"}))
    book.close()
    apply(cast, read(cast, of, out.getvalue(), name="gieng.xlsx"))
    entry = Entry.objects.get()
    assert (entry.data["depth"], entry.data["tested_on"]) == ("20.5", "2026-05-04")
    from giaoban.records.registers.exporting import workbook

    live = services.live_of(of)
    columns = selectors.columns_of(live.definition, 2, everything=True)
    data = workbook(an, live, selectors.entries(an, live, Asked()), columns)
    assert plan_of(cast, read(cast, of, data, name="xuat.xlsx")).counts["same"] == 1


def test_rows_for_units_of_others_are_refused(cast):
    of = register(cast)
    text = "Mã giếng;Đơn vị\nG1;Phòng Kinh tế\nG2;Phòng Văn hóa – Xã hội\nG3;\n"
    plan = plan_of(cast, read(cast, of, text, who="cuong"), who="cuong")
    assert [line.kind for line in plan.lines] == ["refused", "new", "refused"]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [(b"", "a.csv", "FIL-002"), (b"mot dong", "a.csv", "REG-008"), (b"not a book", "a.xlsx", "EXT-")],
)
def test_a_file_without_a_table_is_refused_in_words(cast, data, name, code):
    of = register(cast)
    with pytest.raises(Problem) as caught:
        read(cast, of, data, name=name)
    assert caught.value.code.startswith(code) or caught.value.code == "REG-008"


def test_files_of_older_programs_are_read(cast):
    assert sheet_of("Mã;Số\nA;1\n".encode("utf-16"), name="x.csv").titles == ("Mã", "Số")
    assert sheet_of(b"Ma;So\nA;\xe9\n", name="x.csv").rows[0][1][0] == "A"
