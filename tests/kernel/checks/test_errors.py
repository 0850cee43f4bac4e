"""One error at a time in sound passages: what can be found is found, and the first repair is mostly the right one."""

from __future__ import annotations

from collections import Counter

import pytest

from giaoban.kernel.checks import Passage
from giaoban.kernel.quantity import find_figures

from .cases import HERE, read_cases
from .errors import KINDS, measure


def sound(*names: str) -> list[Passage]:
    """Passages of case files whose relations all hold."""
    return [c.passage for c in read_cases(*names) if c.required and all(v == "holds" for v, _ in c.required.values())]


TEXTS = [t.strip() for t in (HERE / "reports.txt").read_text("utf-8").split("\n###\n") if len(t) < 700]
"""All short reports: in long ones most sums are only confirmed, told far from their parts."""


@pytest.fixture(scope="module")
def tallies() -> dict[str, Counter[str]]:
    return measure(sound("shares", "sums", "classes", "names", "changes"))


def total(tallies: dict[str, Counter[str]]) -> Counter[str]:
    return sum(tallies.values(), Counter())


def test_errors_that_break_a_relation_are_found(tallies: dict[str, Counter[str]]) -> None:
    all_kinds = total(tallies)
    assert all_kinds["findable"] >= 300
    assert all_kinds["found"] / all_kinds["findable"] >= 0.9


def test_every_kind_of_error_is_tried(tallies: dict[str, Counter[str]]) -> None:
    assert all(tallies[kind]["findable"] for kind in KINDS)


def test_the_first_repair_is_mostly_the_number_that_stood_there(tallies: dict[str, Counter[str]]) -> None:
    all_kinds = total(tallies)
    assert all_kinds["repaired"] / all_kinds["repairable"] >= 0.6


def test_errors_among_shares_of_one_whole_are_found() -> None:
    staff = next(text for text in TEXTS if text.startswith("Tổng số cán bộ, công chức cấp xã"))
    all_kinds = total(measure([Passage(staff, tuple(find_figures(staff)))]))
    assert all_kinds["findable"] >= 10
    assert all_kinds["found"] / all_kinds["findable"] >= 0.85


@pytest.mark.untraced
def test_errors_are_found_in_whole_reports_as_read() -> None:
    all_kinds = total(measure([Passage(t, tuple(find_figures(t))) for t in TEXTS]))
    assert all_kinds["found"] / all_kinds["findable"] >= 0.85
    assert all_kinds["repaired"] / all_kinds["repairable"] >= 0.6


def test_most_errors_are_found_even_in_odd_passages() -> None:
    all_kinds = total(measure(sound("corners")))
    assert all_kinds["found"] / all_kinds["findable"] >= 0.7
