"""Programs read targets with their verdicts and set them, with the rights of the person whose key they use."""

from decimal import Decimal

import pytest

from giaoban.records.figures import services
from giaoban.records.figures.models import Target
from tests.programs import Program
from tests.records.figures.making import indicator, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
UNIT = "Phòng Văn hóa – Xã hội xã An Phú"
ROW = {
    "indicator": "GCN",
    "unit": UNIT,
    "period": "2026",
    "kind": "at_least",
    "amount": "1.200",
    "act": "12/QĐ-UBND",
    "issued_on": "2026-01-05",
}


def write(program, *rows, key="k1"):
    return program.send("targets", {"rows": list(rows)}, key=key)


def test_targets_are_set_once_per_key_and_each_refused_row_is_told(cast):
    indicator(cast, code="GCN", unit_of_measure="giấy")
    program = Program(cast)
    sent = (
        ROW,
        ROW | {"unit": "Phòng Lạ"},
        ROW | {"indicator": "KHONG"},
        ROW | {"kind": "range", "high": "5"},
        ROW | {"amount": "nhiều"},
        ROW | {"period": "năm nao"},
    )
    answer = write(program, *sent)
    told = answer.json()
    assert (answer.status_code, told["recorded"]) == (200, 1)
    assert [(row["row"], row["column"], row["code"]) for row in told["refused"]] == [
        (2, "unit", "ORG-014"), (3, "indicator", "OBS-015"), (4, "", "OBS-010"), (5, "amount", "OBS-016"), (6, "period", "OBS-004"),
    ]  # fmt: skip
    target = Target.objects.get()
    assert told["numbers"][0] == [target.pk]
    assert (target.amount, target.act, target.recorded_by) == (Decimal(1200), "12/QĐ-UBND", cast.actor("binh").label)
    assert write(program, *sent).json() == told | {"repeated": True}
    assert write(program, ROW | {"amount": 5}).json()["code"] == "DIR-033"
    same = write(program, ROW, key="k2").json()
    assert (same["recorded"], same["unchanged"], same["numbers"]) == (0, 1, [[target.pk]])
    other = write(program, ROW | {"amount": 1300.5, "act": "15/QĐ-UBND"}, key="k3").json()
    assert Target.objects.get(pk=other["numbers"][0][0]).version == 2
    assert write(program, ROW | {"kind": "x"}, key="k4").status_code == 422


def test_targets_are_read_with_the_verdict_and_its_arithmetic(cast):
    of, secret = indicator(cast, code="GCN"), indicator(cast, name="Quân số", code="QS", classification=1)
    record(cast, of, "1300", period="2026")
    program = Program(cast)
    write(program, ROW, ROW | {"indicator": "QS", "amount": 5})
    told = {row["indicator"]: row for row in program.get("targets").json()}
    met = told["GCN"]
    assert (met["status"], met["words"], met["unit_name"], met["period"]) == ("met", "≥ 1.200", UNIT, "2026")
    assert (Decimal(met["reached_low"]), met["reached_high"]) == (1300, met["reached_low"])
    assert "1.300" in met["sentence"]
    assert told["QS"]["status"] != "met"
    assert [row["indicator"] for row in program.get("targets", status="met").json()] == ["GCN"]
    assert [row["indicator"] for row in program.get("targets", indicator="QS").json()] == [secret.code]
    assert program.get("targets", after=max(row["number"] for row in told.values())).json() == []
    assert (
        program.get("targets", year=2025).json() == program.get("targets", unit=cast.units["kinh_te"].pk).json() == []
    )
    assert program.get("targets", unit="x").json()["code"] == "OBS-031"


def test_parts_are_told_beside_their_whole(cast):
    of = indicator(cast, code="GCN")
    binh, place = cast.actor("binh"), {"indicator": of, "period": services.period_of("2026")}
    whole = services.target_set(actor=binh, **place, unit=cast.units["an_phu"], amount=Decimal(10))
    part = services.target_set(actor=binh, **place, unit=cast.units["van_hoa"], amount=Decimal(4), part_of=whole)
    found = Program(cast).get("targets").json()
    assert [(row["number"], row["part_of"]) for row in found] == [(whole.pk, None), (part.pk, whole.pk)]


def test_a_unit_registers_with_its_own_right(cast):
    indicator(cast, code="GCN")
    row = {"indicator": "GCN", "unit": UNIT, "period": "2026", "amount": 12, "origin": "registered"}
    program = Program(cast, verbs=["figures.record"])
    assert write(program, ROW).json()["code"] == "DIR-031"
    assert write(program, row).json()["recorded"] == 1
    assert Target.objects.get().origin == "registered"
    assert write(program, row | {"kind": "below"}, key="k2").json()["refused"][0]["code"] == "OBS-010"


def test_the_stranger_and_a_reader_set_and_learn_nothing(cast):
    indicator(cast, code="GCN")
    secret = indicator(cast, name="Quân số", code="QS", classification=1)
    write(Program(cast), ROW, ROW | {"indicator": "QS", "amount": 5})
    assert secret.code not in Program(cast, "giang", ["figures.view"]).get("targets").content.decode()
    stranger = Program(cast, "dung")
    assert stranger.get("targets").json() == []
    assert write(stranger, ROW).json()["refused"][0]["code"] == "OBS-015"
    reader = Program(cast, "giang")
    assert write(reader, ROW | {"amount": 7}).json()["recorded"] == 0
    assert Target.objects.count() == 2
