"""The period of a report is that of the results its title names, not of the plan behind them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from giaoban.kernel.reading import read
from giaoban.kernel.reading.titled import planned_in

LINES = (Path(__file__).parent / "cases" / "titles.case").read_text("utf-8").splitlines()
TITLES = [line for line in LINES if line and not line.startswith("#")]


def report(title: str, on: date) -> str:
    place = f"An Phú, ngày {on.day:02d} tháng {on.month:02d} năm {on.year}"
    return f"{place}\n\nBÁO CÁO\n{title}\n\nToàn xã có 96 hộ nghèo, đời sống của nhân dân trong kỳ nhìn chung ổn định."


@pytest.mark.parametrize("line", TITLES)
def test_a_title_names_the_period_of_its_results(line):
    told, _, wanted = line.partition(" => ")
    title, _, day = told.partition(" @ ")
    found = read(report(title, date.fromisoformat(day or "2026-11-20")))
    assert (found.header.title, found.header.period) == (title, wanted)
    assert [figure.period for figure in found.figures if figure.value == 96] == [wanted]


def test_a_period_that_the_caller_was_told_is_that_of_figures_without_one():
    text = report("Kết quả công tác tháng 10", date(2026, 11, 20)) + " Năm 2025 có 110 hộ nghèo."
    found = read(text, period="2026-11")
    assert found.header.period == "2026-10"
    assert [(str(f.value), f.period) for f in found.figures] == [("96", "2026-11"), ("110", "2025")]


def test_what_stands_behind_a_plan_is_no_period_of_results():
    text = "Kết quả tháng 8, phương hướng tháng 9 năm 2026"
    assert [text[p.start :][:7] for p in planned_in(text, 0, len(text))] == ["tháng 9"]
