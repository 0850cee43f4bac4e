"""Programs read and write figures by a person's key: with that person's rights, in one shape, told precisely what was not taken."""

import csv
import io
from decimal import Decimal

import pyarrow.parquet
import pytest
from django.test import Client

from giaoban.ground.journal.models import Entry
from giaoban.records.figures import selectors
from giaoban.records.figures.models import Indicator, Observation
from giaoban.records.figures.selectors.exports import Wanted, exported
from tests.programs import Program
from tests.records.figures.making import indicator, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def rows(program, *sent, key="k1"):
    return program.send("observations", {"rows": list(sent)}, key=key)


ROW = {"indicator": "GCN", "unit": "Phòng Văn hóa – Xã hội xã An Phú", "period": "2026-11", "amount": "1.046"}


def test_without_a_key_or_with_one_for_something_else_nothing_is_told(cast):
    assert Client().get("/api/v1/indicators").status_code == 401
    wrong = Client(headers={"Authorization": "Bearer gbk_x"}).get("/api/v1/indicators")
    assert (wrong.status_code, wrong.json()["code"], wrong["WWW-Authenticate"]) == (401, "DIR-032", "Bearer")
    indicator(cast, code="GCN")
    answer = rows(Program(cast, verbs=["figures.view"]), ROW)
    assert (answer.status_code, answer.json()["code"]) == (403, "DIR-031")
    assert Observation.objects.count() == 0


def test_figures_are_recorded_once_per_key_and_each_refused_row_is_told(cast):
    of = indicator(cast, code="GCN")
    program = Program(cast)
    bad = ROW | {"unit": "Phòng Lạ", "period": "2026-11"}
    answer = rows(
        program,
        ROW,
        bad,
        ROW | {"amount": "bốn mươi", "period": "2026-10"},
        ROW | {"amount": None, "period": "2026-09", "note": "chưa có"},
    )
    told = answer.json()
    assert (answer.status_code, told["recorded"], told["repeated"]) == (200, 2, False)
    assert [(row["row"], row["code"]) for row in told["refused"]] == [(2, "ORG-014"), (3, "OBS-016")]
    amounts = {str(o.period): o.amount for o in selectors.current(cast.actor("binh")).filter(indicator=of)}
    assert amounts == {"tháng 11 năm 2026": Decimal(1046), "tháng 9 năm 2026": None}
    assert rows(program, ROW, key="k1").json()["code"] == "OBS-014"
    again = rows(program, ROW, key="k2").json()
    assert (again["recorded"], again["unchanged"]) == (0, 1)
    entry = Entry.objects.filter(verb="figures.import").latest("pk")
    assert (entry.source, entry.user_id) == ("api", cast.users["binh"].pk)


def test_what_is_read_is_what_the_person_may_see(cast):
    of, secret = indicator(cast, code="GCN"), indicator(cast, name="Quân số", code="QS", classification=1)
    record(cast, of, "46")
    record(cast, secret, "120")
    record(cast, of, None, unit="kinh_te", note="chưa có")
    mine = Program(cast).get("observations").json()
    assert {(v["indicator"], v["unit_name"], v["amount"]) for v in mine} == {
        ("GCN", "Phòng Văn hóa – Xã hội xã An Phú", "46.000000"),
        ("QS", "Phòng Văn hóa – Xã hội xã An Phú", "120.000000"),
        ("GCN", "Phòng Kinh tế xã An Phú", None),
    }
    assert {v["indicator"] for v in Program(cast, "giang", ["figures.view"]).get("observations").json()} <= {"GCN"}
    assert Program(cast, "dung").get("observations").json() == []
    assert Program(cast, "dung").get("indicators").json() == []


def test_filters_and_pages_meet_every_figure_once(cast):
    of = indicator(cast, code="GCN")
    for month in range(1, 8):
        record(cast, of, str(month), period=f"2026-{month:02}")
    program, seen, after = Program(cast), [], 0
    while page := program.get("observations", limit=3, after=after).json():
        seen += [Decimal(row["amount"]) for row in page]
        after = page[-1]["number"]
    assert seen == [1, 2, 3, 4, 5, 6, 7]
    some = program.get("observations", since="2026-03-01", until="2026-05-01", indicator="GCN", role="actual").json()
    assert [row["period"] for row in some] == ["2026-03", "2026-04"]
    assert program.get("observations", indicator="KHAC").json() == []
    assert program.get("observations", unit=str(cast.units["kinh_te"].pk)).json() == []
    for query in ({"unit": "x"}, {"limit": 5000}, {"since": "hôm qua"}, {"after": "-1"}):
        assert program.get("observations", **query).status_code == 422, query


def test_files_hold_the_same_figures(cast):
    of = indicator(cast, code="GCN", unit_of_measure="giấy")
    record(cast, of, "46.5")
    record(cast, of, None, unit="kinh_te", note="chưa có")
    record(cast, of, "300", period="2026-H1", role="estimate")
    program = Program(cast)
    plain = list(csv.DictReader(io.StringIO(read(program.get("observations/export/csv")))))
    assert [(row["period"], row["amount"], row["role"]) for row in plain] == [
        ("2026-11", "46.500000", "actual"),
        ("2026-11", "", "actual"),
        ("2026-H1", "300.000000", "estimate"),
    ]
    answer = program.get("observations/export/sdmx-csv")
    assert answer["Content-Type"].startswith("application/vnd.sdmx.data+csv; version=2.0.0")
    rows = list(csv.DictReader(io.StringIO(read(answer))))
    area = f"U{cast.units['van_hoa'].pk}"
    named = (
        "STRUCTURE",
        "ACTION",
        "INDICATOR",
        "REF_AREA",
        "FREQ",
        "TIME_PERIOD",
        "OBS_VALUE",
        "OBS_STATUS",
        "UNIT_MEASURE",
        "DECIMALS",
    )
    assert [rows[0][name] for name in named] == ["dataflow", "I", "GCN", area, "M", "2026-11", "46.5", "A", "giấy", "1"]
    assert [(row["FREQ"], row["TIME_PERIOD"], row["OBS_VALUE"], row["OBS_STATUS"]) for row in rows[1:]] == [
        ("M", "2026-11", "", "M"),
        ("S", "2026-S1", "300", "E"),
    ]
    table = pyarrow.parquet.read_table(io.BytesIO(program.get("observations/export/parquet").content))
    assert table.column("amount").to_pylist() == [Decimal("46.500000"), None, Decimal("300.000000")]
    assert program.get("observations/export/xls").status_code == 422


def read(answer):
    return b"".join(answer.streaming_content).decode()


def test_the_dictionary_is_written_by_who_may(cast):
    program = Program(cast)
    new = {"name": "Số hộ nghèo", "unit_of_measure": "hộ", "code": "HN", "kind": "stock"}
    made = program.send("indicators", new)
    assert (made.status_code, made.json()["code"]) == (201, "HN")
    whole = program.send("indicators", {"name": "Số hộ", "unit_of_measure": "hộ", "code": "SH", "kind": "stock"}).json()
    rate = {
        "name": "Tỷ lệ hộ nghèo",
        "unit_of_measure": "%",
        "kind": "rate",
        "numerator": "HN",
        "denominator": whole["code"],
    }
    assert program.send("indicators", rate).json()["numerator"] == "HN"
    assert program.send("indicators", rate | {"numerator": "KHONG"}).json()["code"] == "OBS-015"
    assert program.send("indicators", new).json()["code"] == "OBS-001"
    number = made.json()["number"]
    assert program.send(f"indicators/{number}", {"source": "Điều tra năm"}, "patch").json()["source"] == "Điều tra năm"
    assert program.send(f"indicators/{number}", {}, "patch").status_code == 200
    assert Program(cast, "dung").send(f"indicators/{number}", {"source": "x"}, "patch").status_code == 404
    assert [row["code"] for row in program.get("indicators", text="ho ngheo").json()] == ["HN", rate_code(cast)]
    assert {u["name"] for u in program.get("units").json()} >= {"Xã An Phú", "Thôn Đông"}


def rate_code(cast):
    return Indicator.objects.get(kind="rate").code


def test_malformed_calls_are_told_where(cast):
    answer = Program(cast).send("observations", {"rows": [{"indicator": "X"}]}, key="a")
    assert answer.status_code == 422
    assert {"body.sent.rows.0.unit", "body.sent.rows.0.period"} <= {place["place"] for place in answer.json()["places"]}
    assert Program(cast).send("observations", {"rows": []}).status_code == 422  # without a key of its own


def test_a_block_of_figures_costs_two_queries_beside_those_for_rights(cast, django_assert_num_queries):
    of = indicator(cast, code="GCN")
    for month in range(1, 10):
        record(cast, of, str(month), period=f"2026-{month:02}")
    actor = cast.actor("binh")
    with django_assert_num_queries(4):
        assert len(next(exported(actor, Wanted(), most=9))) == 9


def test_the_description_tells_every_call(cast, client):
    described = client.get("/api/v1/openapi.json").json()
    assert set(described["paths"]["/api/v1/observations"]) == {"get", "post"}
    page = client.get("/api/v1/docs").content.decode()
    for path in described["paths"]:
        assert path in page
