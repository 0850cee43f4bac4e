"""Sentences of every build: each holds what its line says, and nothing in it is called wrong."""

from __future__ import annotations

import pytest

from giaoban.kernel.checks import Passage, Relation, check
from giaoban.kernel.quantity import find_figures

from .cases import HERE

LINES = [
    line.split(" | ", 1)
    for line in (HERE / "sentences.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def fits(relation: Relation, wanted: str) -> bool:
    """True where a relation is of the kind wanted and holds; "sum 4" has four figures."""
    kind, _, number = wanted.partition(" ")
    size = len(relation.terms) + (relation.result is not None)
    if kind == "names":
        return relation.template == "T5" and relation.holds is True
    if kind == "total":
        return relation.total is not None and relation.holds is True
    same = relation.kind == kind or (kind == "difference" and relation.kind == "sum" and size > 2)
    return same and relation.holds is True and (not number or size == int(number)) and (kind != "sum" or size > 2)


@pytest.mark.parametrize(("wanted", "text"), LINES)
def test_the_sentence_holds_what_its_line_says(wanted: str, text: str) -> None:
    checked = check(Passage(text, tuple(find_figures(text))))
    assert any(fits(r, wanted) for r in checked.relations), [(r.template, r.kind, r.formula) for r in checked.relations]
    assert [f.message for f in checked.findings if f.verdict == "fails"] == []


def test_there_are_many_sentences() -> None:
    assert len(LINES) >= 200
