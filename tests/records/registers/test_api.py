"""Programs read registers and write their entries by the rules of the pages, with the rights of the person whose key they use."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giaoban.ground.directory.models import Answer
from giaoban.ground.journal.models import Entry as JournalEntry
from giaoban.records.registers.models import Entry
from tests.programs import Program
from tests.records.registers.making import SMALL, register, well

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
HIDDEN = 987654321


def rows(program, of, *sent, key="k1"):
    return program.send(f"registers/{of.pk}/entries", {"rows": list(sent)}, key=key)


def refusals(answer):
    return [(row["row"], row["column"], row["code"]) for row in answer.json()["refused"]]


def test_registers_and_their_definitions_are_read(cast):
    of = register(cast)
    well(cast, of, who="an")
    program = Program(cast, "an")
    assert [(r["number"], r["code"], r["entries"]) for r in program.get("registers").json()] == [(of.pk, "wells", 1)]
    told = program.get(f"registers/{of.pk}").json()
    assert (told["version"], told["key"], told["unit"]) == (1, ["code"], "unit")
    depth = next(one for one in told["fields"] if one["name"] == "depth")
    assert (depth["kind"], depth["measure"], depth["least"]) == ("decimal", "m", "1")
    assert told["rules"][0]["say"] == "Giếng đào không sâu quá 50 m."


def test_entries_are_read_by_page_narrowed_and_as_of_a_day(cast):
    of = register(cast)
    for number in range(1, 6):
        well(cast, of, code=f"G{number}", who="an", depth=str(10 * number), tested_on="2025-10-01")
    program, seen, after = Program(cast, "an"), [], 0
    while page := program.get(f"registers/{of.pk}/entries", limit=2, after=after).json():
        seen += [row["key"] for row in page]
        after = page[-1]["number"]
    assert seen == ["g1", "g2", "g3", "g4", "g5"]
    some = program.get(f"registers/{of.pk}/entries", **{"f-depth-tu": "35"}).json()
    assert [row["values"]["depth"] for row in some] == ["40", "50"]
    assert (some[0]["derived"], some[0]["warnings"]) == ({"next_test": "2026-10-01"}, ["due"])
    assert program.get(f"registers/{of.pk}/entries", on="2025-12-31").json() == []
    assert len(program.get(f"registers/{of.pk}/entries", on="2026-01-01").json()) == 5
    assert program.get(f"entries/{some[0]['number']}").json() == some[0]
    assert program.get(f"registers/{of.pk}/entries", limit=501).status_code == 422


def test_rows_are_written_once_per_key_by_the_rules_of_the_form_and_each_fault_is_told(cast):
    of, unit = register(cast), cast.units["kinh_te"].pk
    program = Program(cast, "an")
    good = {
        "code": "A1",
        "unit": "Phòng Kinh tế xã An Phú",
        "depth": 1.234,
        "clean": True,
        "uses": ["an"],
        "tested_on": "2026-03-01",
    }
    sent = (
        {"values": good | {"depth": 12.5}},
        {"values": {"unit": unit, "depth": 400, "kind": "máy bay"}},
        {"values": {"code": "A2", "unit": unit, "kind": "dao", "depth": 60}},
        {"values": {"code": "A3", "sâu": "1"}},
        {"values": good},
    )
    answer = rows(program, of, *sent)
    told = answer.json()
    assert (answer.status_code, told["rows"], told["recorded"], told["repeated"]) == (200, 5, 1, False)
    assert refusals(answer) == [
        (2, "code", "SCH-020"), (2, "depth", "SCH-024"), (2, "kind", "SCH-026"),
        (3, "depth", "SCH-029"), (4, "", "SCH-004"), (5, "depth", "SCH-022"),
    ]  # fmt: skip
    entry = Entry.objects.get(register=of)
    assert told["numbers"] == [[entry.pk], None, None, None, None]
    assert entry.data == {
        "code": "A1",
        "unit": unit,
        "depth": "12.5",
        "clean": True,
        "uses": ["an"],
        "tested_on": "2026-03-01",
    }
    again = rows(program, of, *sent).json()
    assert again == told | {"repeated": True}
    assert rows(program, of, sent[0]).json()["code"] == "DIR-033"
    assert refusals(rows(program, of, sent[0], key="k2")) == [(1, "code", "REG-004")]
    assert Entry.objects.filter(register=of).count() == 1
    written = JournalEntry.objects.filter(verb="registers.create").latest("pk")
    assert (written.source, written.user_id) == ("api", cast.users["an"].pk)


def test_entries_are_changed_corrected_ended_and_withdrawn_and_what_is_not_named_stays(cast):
    text = SMALL.replace('most = "300"', 'most = "300"\ndigits = 3')
    of = register(cast, text)
    one, two = well(cast, of, who="an", depth="12,345"), well(cast, of, code="G2", who="an")
    program = Program(cast, "an")
    answer = rows(
        program, of,
        {"entry": one.pk, "values": {"note": "Mới"}, "on": "2026-10-01"},
        {"entry": two.pk, "do": "correct", "values": {"depth": 21}, "reason": "Đo lại"},
        {"entry": two.pk, "do": "correct", "values": {"depth": 22}},
        {"entry": one.pk, "values": {"note": "Mới"}, "on": "2026-10-01"},
        {"do": "end", "on": "2026-10-01", "reason": "Lấp"},
    )  # fmt: skip
    told = answer.json()
    assert (told["recorded"], told["unchanged"]) == (2, 1)
    assert refusals(answer) == [(3, "", "REG-006"), (5, "", "ACC-002")]
    one.refresh_from_db()
    assert (one.data["depth"], one.data["note"]) == ("12.345", "Mới")
    stale = {"entry": one.pk, "values": {"note": "Khác"}, "revision": 1}
    assert refusals(rows(program, of, stale, key="k2")) == [(1, "", "REG-022")]
    end = {"entry": one.pk, "do": "end", "on": "2026-11-01", "reason": "Lấp giếng"}
    void = {"entry": two.pk, "do": "void", "reason": "Ghi nhầm"}
    assert rows(program, of, end, void, key="k3").json()["recorded"] == 2
    one.refresh_from_db()
    assert (one.valid_to, Entry.objects.get(pk=two.pk).void) == (date(2026, 11, 1), True)
    assert [row["key"] for row in program.get(f"registers/{of.pk}/entries", standing="ended").json()] == ["g1"]


def test_restricted_fields_are_neither_read_nor_written_by_who_may_not(cast):
    """Bình reads up to level 1; the cost is of level 2."""
    of = register(cast)
    entry = well(cast, of, who="an", cost=str(HIDDEN))
    low, high = Program(cast, "binh"), Program(cast, "an")
    for path in (f"registers/{of.pk}", f"registers/{of.pk}/entries", f"entries/{entry.pk}"):
        assert "cost" not in low.get(path).content.decode(), path
        assert "cost" in high.get(path).content.decode(), path
    assert len(low.get(f"registers/{of.pk}/entries", **{"f-cost-tu": str(HIDDEN + 1)}).json()) == 1
    assert refusals(rows(low, of, {"entry": entry.pk, "values": {"cost": 1}})) == [(1, "", "SCH-004")]
    assert rows(low, of, {"entry": entry.pk, "values": {"note": "x"}}, key="k2").json()["recorded"] == 1
    entry.refresh_from_db()
    assert (entry.data["cost"], entry.data["note"]) == (str(HIDDEN), "x")
    assert refusals(rows(high, of, {"entry": entry.pk, "values": {"paper": "1"}})) == [(1, "", "SCH-004")], "no file"


def test_the_stranger_a_reader_and_a_key_for_something_else_write_and_learn_nothing(cast):
    of, other = register(cast), register(cast, SMALL.replace('"wells"', '"other"'))
    entry = well(cast, of, who="an", unit=cast.units["van_hoa"].pk)
    stranger = Program(cast, "dung")
    assert stranger.get("registers").json() == []
    for path in (f"registers/{of.pk}", f"registers/{of.pk}/entries", f"entries/{entry.pk}"):
        assert stranger.get(path).status_code == 404, path
    row = {"entry": entry.pk, "values": {"note": "x"}}
    assert rows(stranger, of, row).status_code == 404
    assert refusals(rows(Program(cast, "an"), other, row)) == [(1, "", "ACC-002")]
    new = {"values": {"code": "X", "unit": cast.units["kinh_te"].pk}}
    cuong = Program(cast, "cuong")
    assert refusals(rows(cuong, of, new)) == [(1, "", "ACC-001")], "another unit's"
    assert cuong.get(f"entries/{entry.pk}").status_code == 200
    reads = Program(cast, "an", ["registers.view"])
    assert rows(reads, of, new).json()["code"] == "DIR-031"
    writes = Program(cast, "an", ["registers.report"])
    assert writes.get(f"entries/{entry.pk}").json()["code"] == "DIR-031"
    assert Entry.objects.count() == 1


def test_answers_are_kept_for_a_while_and_belong_to_one_person(cast):
    of, unit = register(cast), cast.units["kinh_te"].pk
    program = Program(cast, "an")
    rows(program, of, {"values": {"code": "A", "unit": unit}}, key="same")
    mine = rows(Program(cast, "binh"), of, {"values": {"code": "B", "unit": unit}}, key="same").json()
    assert (mine["repeated"], mine["recorded"]) == (False, 1)
    Answer.objects.filter(user=cast.users["an"]).update(at=date(2026, 1, 1))
    rows(program, of, key="next")
    assert sorted(Answer.objects.values_list("key", flat=True)) == ["next", "same"]


def test_a_page_of_entries_takes_as_many_queries_for_many_as_for_few(cast):
    of = register(cast)
    for number in range(6):
        well(cast, of, code=f"G{number}", who="an")
    program = Program(cast, "an")
    program.get("registers")
    counts = []
    for limit in (1, 6):
        with CaptureQueriesContext(connection) as queries:
            assert len(program.get(f"registers/{of.pk}/entries", limit=limit).json()) == limit
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
