"""Relations that a sentence tells, by the numbers as printed; and correct passages full of traps, in which nothing is wrong."""

from __future__ import annotations

import pytest

from giaoban.kernel.checks import Checked, Passage, check
from giaoban.kernel.quantity import find_figures

from .cases import HERE


def lines(name: str) -> list[str]:
    return [
        line.replace("\\n", "\n")
        for line in (HERE / name).read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]


TOLD = [line.split(" | ", 1) for line in lines("told.txt")]
TRAPS = lines("traps.txt")


def checked(text: str) -> Checked:
    return check(Passage(text, tuple(find_figures(text))))


def said(text: str, found: Checked) -> set[tuple[str, ...]]:
    """(kind, numbers as printed in their order) of every relation that holds; names with the count alone."""
    places = {f.id: (f.num_start, f.num_end) for f in find_figures(text)}
    out = set()
    for relation in found.relations:
        if relation.holds:
            spans = sorted(places[i] for i in (relation.result, *relation.terms) if i is not None)
            out.add(
                ("names" if relation.template == "T5" else relation.kind, *(text[a:b].split()[0] for a, b in spans))
            )
    return out


@pytest.mark.parametrize(("wanted", "text"), TOLD)
def test_the_sentence_tells_just_these_relations(wanted: str, text: str) -> None:
    found = checked(text)
    missing = {tuple(relation.split()) for relation in wanted.split(";")} - said(text, found)
    assert not missing, said(text, found)
    assert [f.message for f in found.findings if f.verdict == "fails"] == []


@pytest.mark.parametrize("text", TRAPS)
def test_nothing_is_wrong_in_a_correct_passage_full_of_traps(text: str) -> None:
    found = checked(text)
    assert [f.message for f in found.findings if f.verdict == "fails"] == []
    assert [f.message for f in found.findings if f.template in {"T3", "T4", "T6"} and f.verdict == "question"] == []


def test_there_are_many_of_both() -> None:
    assert len(TOLD) >= 100
    assert len(TRAPS) >= 60
