"""How pages that nobody had read are read: alarms where nothing is wrong, planted errors found.

The even pages of `unseen` and all of `blind` gave counts only until they were opened on 21 November 2026, after the counts
0.78 alarms a page and 19 of 36 errors; from then on all of them are training material (see their README.md). `blind2` gives counts only.
"""

import json
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from giaoban.kernel.reading import read

HERE = Path(__file__).parent
NAMES = sorted(
    f"{folder}/{path.stem}"
    for folder in ("unseen", "looked", "blind", "blind2")
    for path in (HERE / folder).glob("*.json")
)
PAGE = 7000
MOST_ALARMS = {"odd": 0.0, "even": 0.0, "looked": 0.0, "blind": 0.0, "blind2": 0.5}
"""A page; of `blind2` a little above what is reached."""
FEWEST_FOUND = {"odd": 11, "even": 10, "looked": 20, "blind": 19, "blind2": 13}


def text_of(name: str) -> str:
    return (HERE / f"{name}.txt").read_bytes().decode("utf-8")


def pages_of(half: str) -> list[str]:
    """The pages of a set; `odd` and `even` are the two halves of `unseen`."""
    if half in {"looked", "blind", "blind2"}:
        return [name for name in NAMES if name.startswith(f"{half}/")]
    return [n for n in NAMES if n.startswith("unseen") and (int(n.partition("/")[2][:2]) % 2 == 1) == (half == "odd")]


@cache
def counted(half: str) -> tuple[float, int, int]:
    """(false alarms a page, planted errors found, planted errors) of one set."""
    alarms = found = planted = length = 0
    for name in pages_of(half):
        text, errors = text_of(name), json.loads((HERE / f"{name}.json").read_text("utf-8"))["errors"]
        reading = read(text)
        places = {figure.id: (figure.start, figure.end) for figure in reading.figures}
        hit: set[int] = set()
        for relation in reading.relations:
            spans = [places[i] for i in (relation.result, *relation.terms) if i is not None]
            touched = {e["start"] for e in errors if any(a < e["end"] and e["start"] < b for a, b in spans)}
            if relation.holds is False:
                hit |= touched
                alarms += not touched
        found, planted, length = found + len(hit), planted + len(errors), length + len(text)
    return alarms * PAGE / length, found, planted


@pytest.mark.parametrize("half", MOST_ALARMS)
def test_few_sound_figures_of_unseen_pages_are_called_wrong(half: str) -> None:
    assert counted(half)[0] <= MOST_ALARMS[half], counted(half)


@pytest.mark.parametrize("half", FEWEST_FOUND)
def test_planted_errors_of_unseen_pages_are_found(half: str) -> None:
    assert counted(half)[1] >= FEWEST_FOUND[half], counted(half)


@pytest.mark.parametrize("name", NAMES)
def test_the_planted_errors_stand_where_they_are_said_to(name: str) -> None:
    text, errors = text_of(name), json.loads((HERE / f"{name}.json").read_text("utf-8"))["errors"]
    assert unicodedata.is_normalized("NFC", text)
    assert len(errors) == 2
    assert all(text[e["start"] : e["end"]] == e["wrong"] != e["right"] for e in errors)
