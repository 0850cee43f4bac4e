"""The five shared pages: figures as annotated, relations and verdicts against the annotation, and each row of what fails there."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from giaoban.kernel.checks import Checked, Finding, Relation, check

from .gold import PAGES, SOURCES, Score, annotated, score

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the shared source pages are not beside the project")


@cache
def page(name: str) -> tuple[dict[str, Any], Checked]:
    gold, passage = annotated(name)
    return gold, check(passage)


def scores() -> list[Score]:
    return [score(name, *page(name)) for name in PAGES]


def relation(name: str, kind: str, *figures: str) -> Relation:
    _, checked = page(name)
    found = [r for r in checked.relations if r.kind == kind and {r.result, *r.terms} - {None} == set(figures)]
    assert len(found) == 1, (name, kind, figures)
    return found[0]


def finding(name: str, words: str) -> Finding:
    _, checked = page(name)
    found = [f for f in checked.findings if words in f.message]
    assert len(found) == 1, (words, [f.message for f in checked.findings])
    return found[0]


def test_relations_are_found_and_judged() -> None:
    got = scores()
    gold, hit, found = (sum(getattr(s, key) for s in got) for key in ("gold", "hit", "found"))
    assert hit / gold >= 0.85, [m for s in got for m in s.missed]
    assert hit / found >= 0.85, [m for s in got for m in s.extra]
    assert sum(s.right for s in got) / hit >= 0.98, [m for s in got for m in s.wrong]


def test_nothing_fails_beyond_the_change_that_no_count_gives() -> None:
    failing = [(name, r.result) for name in PAGES for r in page(name)[1].relations if r.holds is False]
    assert failing == [("000", "f73")]


def test_a_sum_is_closed_by_the_part_in_the_next_sentence() -> None:
    short = relation("000", "sum", "f1", "f2", "f3", "f4")
    closed = relation("000", "sum", "f1", "f2", "f3", "f4", "f16")
    assert (short.verdict, short.explained_by) == ("holds_with_note", closed.id)
    assert closed.verdict == "holds"
    assert "745 m3" in finding("000", "54.425").message


@pytest.mark.parametrize(("change", "share"), [("f65", "f64"), ("f69", "f68")])
def test_changes_of_rounded_shares_hold_with_a_note(change: str, share: str) -> None:
    found = relation("000", "change", change, share)
    assert (found.verdict, found.explained_by) == ("holds_with_note", "rounded_operands")


def test_a_change_that_no_count_gives_fails_with_its_reason_and_the_changes_still_add_to_zero() -> None:
    found = relation("000", "change", "f73", "f72")
    assert (found.verdict, found.holds, found.explained_by) == ("fails", False, "rounded_to_whole")
    assert relation("000", "sum", "f73", "f77", "f81").verdict == "holds"
    assert finding("000", "14,7%").severity == "note"


def test_a_window_in_the_year_before_the_session_is_marked() -> None:
    assert finding("000", "17/9/2018").template == "T14"


def test_two_units_for_one_thing_are_a_conflict() -> None:
    found = relation("000", "ratio", "f17", "f5")
    assert (found.verdict, found.explained_by) == ("question", "unit_conflict")


def test_nine_times_the_plan_is_a_question() -> None:
    found = relation("000", "ratio", "f18", "f6")
    assert (found.verdict, found.explained_by) == ("question", "outlier")


def test_more_machines_than_staff_is_coverage_not_a_share() -> None:
    found = relation("001", "bound", "f30", "f31")
    assert (found.verdict, found.explained_by) == ("holds_with_note", "coverage")
    assert not [r for r in page("001")[1].relations if r.kind == "ratio" and r.result == "f29"]


def test_more_standard_schools_lost_than_schools_is_a_question() -> None:
    assert relation("001", "change", "f10", "f7").verdict == "question"
    assert relation("001", "change", "f11", "f8").verdict == "unprinted"


def test_a_harvest_out_of_season_is_a_question() -> None:
    assert finding("001", "hè thu").verdict == "question"


@pytest.mark.parametrize(
    ("share", "amount", "base"),
    [("f5", "f4", "328,6 ha"), ("f8", "f7", "19.600 triệu đồng"), ("f11", "f10", "14.032 triệu đồng")],
)
def test_shares_without_a_base_are_uncheckable_with_the_implied_plan(share: str, amount: str, base: str) -> None:
    found = relation("002", "ratio", share, amount)
    assert (found.verdict, found.holds) == ("uncheckable", None)
    assert found.interval is not None
    assert found.computed is not None
    assert found.interval.contains(found.computed)
    assert finding("002", base).relation == found.id


def test_an_impossible_year_a_bare_increase_and_a_target_already_met_are_marked() -> None:
    assert finding("003", "“20219”").severity == "warning"
    assert "không kèm số liệu" in finding("003", "tăng hơn so với").message
    assert relation("003", "bound", "f39", "f46").verdict == "question"


def test_progress_without_a_base_is_uncheckable() -> None:
    assert relation("004", "bound", "f1").verdict == "uncheckable"


def test_the_pages_have_no_other_findings() -> None:
    assert {name: len(page(name)[1].findings) for name in PAGES} == {"000": 7, "001": 3, "002": 4, "003": 3, "004": 1}
