"""Whose a figure is: the unit named beside it; and which unit of a register a name as written stands for."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from giaoban.kernel.checks.known import Known, Observation
from giaoban.kernel.reading import as_json, dumps, match_unit, read

UNITS = ["xã An Bình", "phường An Bình", "xã Thạch Khê", "thị trấn Phố Ràng", "Phòng Nội vụ", "xã Nà"]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Xã An Bình thu 3 tỷ đồng, xã Thạch Khê thu 2 tỷ đồng.", ["Xã An Bình", "xã Thạch Khê"]),
        ("Còn 12 hộ ở xã Thạch Khê chưa nhận tiền.", ["xã Thạch Khê"]),
        ("- UBND xã An Bình: tiếp nhận hồ sơ. Đã trả 45 hồ sơ.", ["UBND xã An Bình"]),
        ("Toàn huyện có 45 trường. Phòng Nội vụ tuyển 12 giáo viên.", ["", "Phòng Nội vụ"]),
        ("Hội nghị nghe Phòng Nội vụ báo cáo. Đã tuyển 12 giáo viên.", [""]),
        ("Có 12 hộ ở trọ tại xã Thạch Khê; còn 3 hộ.", ["", ""]),
        ("Có 5 hộ thuộc diện nghèo.", [""]),
        ("Xa\u0303 An Bi\u0300nh thu 3 tỷ đồng.", ["Xã An Bình"]),
    ],
)
def test_a_figure_belongs_to_the_unit_named_beside_it(text, owners):
    assert [figure.owner for figure in read(text).figures] == owners


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("xã An Bình", "xã An Bình"),
        ("UBND phường An Bình", "phường An Bình"),
        ("An Bình", None),
        ("TT. Phố Ràng", "thị trấn Phố Ràng"),
        ("tt Pho Rang", "thị trấn Phố Ràng"),
        ("Thạch Khê", "xã Thạch Khê"),
        ("xã Thạch Kê", "xã Thạch Khê"),
        ("phòng nội vụ", "Phòng Nội vụ"),
        ("xã Ná", "xã Nà"),
        ("xã Nam", None),
        ("xã Khác", None),
    ],
)
def test_a_name_as_written_finds_its_unit_in_the_register(written, unit):
    assert match_unit(written, UNITS) == unit


def test_a_finding_against_the_record_prints_where_the_record_stands():
    known = Known(
        observations=(
            Observation(
                "thu ngân sách",
                "VND",
                "2024-10",
                Decimal("8.6e9"),
                Decimal("1e8"),
                label="báo cáo tháng 10",
                address="figures/1",
            ),
        )
    )
    report = read("Tháng 10/2024, thu ngân sách đạt 8,4 tỷ đồng.", known=known)
    printed = json.loads(dumps(as_json(report, source="a.txt")))["findings"]
    kept = ("kind", "label", "address")
    assert [[{k: link[k] for k in kept} for link in f["links"]] for f in printed if "links" in f] == [
        [{"kind": "observation", "label": "báo cáo tháng 10: 8.600 triệu đồng", "address": "figures/1"}]
    ]
