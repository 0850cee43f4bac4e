"""Tables: what their heads, names and numbers of rows say is tested, cell by cell, whatever the format they come in."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from bench.tables import ROWS, WRITERS, flat

from giaoban.kernel.extract import extract
from giaoban.kernel.extract.model import Table
from giaoban.kernel.extract.typed import typed_tables
from giaoban.kernel.reading import Reading, as_json, dumps, read

CASES = tomllib.loads((Path(__file__).parent / "cases" / "tables.toml").read_text("utf-8"))["case"]
FORMATS = [name for name in WRITERS if name != "doc"]


def cell_at(table: Table, offset: int) -> str:
    """The cell that an offset lies in as "row.column" from 1, "" outside the table."""
    for row in table.rows:
        for cell in row:
            if cell.start <= offset < cell.end:
                return f"{cell.row + 1}.{cell.column + 1}"
    return ""


def verdicts(reading: Reading, table: Table) -> int:
    """How many relations with a verdict there are between figures of the table."""
    inside = {figure.id for figure in reading.figures if cell_at(table, figure.start)}
    return sum(r.holds is not None and {r.result, *r.terms} <= inside for r in reading.relations)


@pytest.mark.parametrize("case", CASES, ids=[case["claim"].replace(" ", "-") for case in CASES])
def test_a_table_is_checked_cell_by_cell(case: dict[str, Any]) -> None:
    text = case["text"].strip("\n")
    (table,) = typed_tables(text)
    reading = read(text)
    wrong = {f.id: {cell_at(table, start) for start, _ in f.spans} for f in reading.findings if f.verdict == "fails"}
    told = {f.id: (f.message, f.computed, *(s.printed for s in f.suggestions)) for f in reading.findings}
    expected = set()
    for said in case["wrong"]:
        cell, _, meant = said.partition(" = ")
        near = [key for key, cells in wrong.items() if cell in cells]
        assert any(meant in word.rstrip("%").split(" ") for key in near for word in told[key][1:]), told
        expected.add(cell)
    assert [told[key] for key, cells in wrong.items() if not cells & expected] == []
    assert verdicts(reading, table) >= case["checked"], [(r.formula, r.holds) for r in reading.relations]
    units = {cell_at(table, figure.num_start): figure.unit for figure in reading.figures}
    for said in case.get("units", []):
        cell, _, unit = said.partition(" ")
        assert units[cell] == unit


def mistyped() -> list[tuple[str, ...]]:
    """The table of every format with a wrong share in its second row and a wrong total in its last."""
    rows = list(ROWS)
    rows[2] = (*rows[2][:4], "85,2")
    rows[4] = (*rows[4][:3], "54.652", rows[4][4])
    return rows


@pytest.mark.parametrize("kind", [*FORMATS, "flat"])
def test_the_same_errors_are_found_in_every_format_and_named_by_their_cell(kind: str) -> None:
    data = flat(mistyped()) if kind == "flat" else WRITERS[kind](mistyped())
    document = extract(data, name=f"a.{'txt' if kind == 'flat' else kind}")
    reading = read(document)
    found = {
        document.address_at(finding.spans[0][0]): finding.computed
        for finding in reading.findings
        if finding.verdict == "fails"
    }
    sheet = kind in ("xlsx", "xls", "ods")
    cells = (
        ("Thu!E6", "Thu!D8", "Thu!E8")
        if sheet
        else ("bảng 1, hàng 3, cột 5", "bảng 1, hàng 5, cột 4", "bảng 1, hàng 5, cột 5")
    )
    assert found == dict(zip(cells, ("82,5%", "54.552 triệu đồng", "78,07%"), strict=True))
    assert [f.unit for f in reading.figures] == ["VND", "VND", "%"] * 4
    assert [f.role for f in reading.figures] == ["plan", "actual", "share"] * 4


@pytest.mark.parametrize("kind", [*FORMATS, "flat"])
def test_a_sound_table_gives_no_findings_in_any_format(kind: str) -> None:
    data = flat() if kind == "flat" else WRITERS[kind]()
    reading = read(extract(data, name=f"a.{'txt' if kind == 'flat' else kind}"))
    assert [f.message for f in reading.findings] == []
    assert sum(r.holds is True for r in reading.relations) == 6


def test_a_finding_in_a_table_names_its_cells_also_in_json() -> None:
    document = extract(WRITERS["xlsx"](mistyped()), name="a.xlsx")
    found = json.loads(dumps(as_json(read(document), source="a.xlsx")))["findings"]
    assert [span["address"] for span in found[0]["spans"]] == ["Thu!E6", "Thu!D6", "Thu!C6"]
    prose = json.loads(dumps(as_json(read("Giao 10 tỷ đồng, đạt 8 tỷ đồng, bằng 95%."), source="a")))["findings"]
    assert all("address" not in span for finding in prose for span in finding["spans"])
    assert prose


def test_an_amount_of_money_is_computed_in_the_unit_people_read() -> None:
    text = "ĐVT: triệu đồng\nNguồn | Số tiền\nTỉnh | 8.400\nHuyện | 11.700\nCộng | 20.000"
    assert [r.formula for r in read(text).relations] == ["8.400 + 11.700 = 20.100 triệu đồng"]
