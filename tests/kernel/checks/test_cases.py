"""Every passage of the case files says what its lines expect, with figures marked by hand and with figures as read."""

from __future__ import annotations

from functools import cache

import pytest

from giaoban.kernel.checks import Checked, Passage, Relation, check
from giaoban.kernel.quantity import find_figures

from .cases import HERE, Case, passage_of, read_cases

CASES = list(read_cases())
REPORTS = [text.strip() for text in (HERE / "reports.txt").read_text("utf-8").split("\n###\n")]


@cache
def checked_case(place: int) -> Checked:
    """Each passage is judged once, whatever is asked of it."""
    return check(CASES[place].passage)


@cache
def checked_report(text: str) -> Checked:
    """Each report is read and judged once."""
    return check(Passage(text, tuple(find_figures(text))))


def keyed(checked: Checked) -> dict[tuple[str, frozenset[str]], Relation]:
    return {(r.kind, frozenset([*([r.result] if r.result else []), *r.terms])): r for r in checked.relations}


@pytest.mark.parametrize(("place", "case"), list(enumerate(CASES)), ids=lambda c: c.name if isinstance(c, Case) else "")
def test_the_passage_is_judged_as_its_case_says(place: int, case: Case) -> None:
    checked = checked_case(place)
    found = keyed(checked)
    for key, (verdict, why) in case.required.items():
        assert key in found, f"not proposed: {key}"
        assert found[key].verdict == verdict
        assert why in ("", found[key].explained_by)
    extra = set(found) - set(case.required) - case.allowed
    assert not extra, [found[k].formula for k in extra]
    alone = [f.message for f in checked.findings if f.relation is None]
    assert len(alone) == len(case.said)
    assert all(any(words in message for message in alone) for words in case.said)


def test_there_are_many_passages() -> None:
    assert len(CASES) >= 60


def test_figures_as_read_give_almost_the_same_relations() -> None:
    wanted = hit = 0
    for case in CASES:
        marked = {f.id: (f.num_start, f.num_end) for f in case.passage.figures}
        read = find_figures(case.passage.text)
        places = {f.id: (f.num_start, f.num_end) for f in read}
        found = {
            (r.kind, frozenset(places[i] for i in [*([r.result] if r.result else []), *r.terms])): r
            for r in check(Passage(case.passage.text, tuple(read), case.passage.held_on)).relations
        }
        for (kind, ids), (verdict, _) in case.required.items():
            wanted += 1
            relation = found.get((kind, frozenset(marked[i] for i in ids)))
            hit += relation is not None and relation.verdict == verdict
    assert hit / wanted >= 0.85, f"{hit} of {wanted}"


@pytest.mark.parametrize("text", REPORTS, ids=range(len(REPORTS)))
def test_a_sound_report_raises_no_alarm(text: str) -> None:
    checked = checked_report(text)
    assert [f.message for f in checked.findings if f.verdict in {"fails", "question"}] == []


def test_sound_reports_are_really_checked() -> None:
    held = [r for text in REPORTS for r in checked_report(text).relations if r.holds]
    assert len(held) >= 120
    assert {"T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8"} <= {r.template for r in held}


def test_findings_speak_plain_vietnamese() -> None:
    for place, case in enumerate(CASES):
        for finding in checked_case(place).findings:
            assert finding.message[0].isupper() or not finding.message[0].isalpha()
            assert finding.message.endswith((".", "…"))
            assert not any(code in finding.message for code in ("T1", "T2", "T3", "f1", "None", "fails", "E+"))
            assert finding.spans
            assert all(0 <= a < b <= len(case.passage.text) for a, b in finding.spans)


def test_the_same_passage_gives_the_same_answer() -> None:
    for place, case in enumerate(CASES[:60]):
        assert check(case.passage) == checked_case(place)


def test_identifiers_follow_the_text() -> None:
    checked = check(passage_of("Có {3}/{4 thôn} đạt, bằng {75%}. Có {5}/{10 hộ} vay vốn, bằng {40%}."))
    assert [r.id for r in checked.relations] == ["r1", "r2"]
    assert [(f.id, f.relation) for f in checked.findings] == [("n1", "r2")]
    assert checked.findings[0].formula == "5/10 = 50%"
    assert checked.findings[0].computed == "50%"
