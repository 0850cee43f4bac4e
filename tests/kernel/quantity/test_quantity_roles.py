"""The roles of the figures in whole sentences, marked before they were read."""

import re
from pathlib import Path

import pytest

from giaoban.kernel.quantity import find_figures

MARKED = re.compile(r"\{(\w+):([^}]*)\}")
LINES = [
    line
    for line in (Path(__file__).parent / "marked_roles.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_every_marked_figure_has_its_role(line: str) -> None:
    wanted: dict[int, str] = {}
    text, at = "", 0
    for mark in MARKED.finditer(line):
        text += line[at : mark.start()]
        wanted[len(text)] = mark[1]
        text += mark[2]
        at = mark.end()
    text += line[at:]
    said = {f.num_start: f.role for f in find_figures(text)}
    assert {place: said.get(place) for place in wanted} == wanted


def test_there_are_many_sentences() -> None:
    assert len(LINES) >= 20
